/** Passes over a number that does not matter; written out, since a call for each would take most of the time. */
const SKIP_NUMBER = 'WHILE get_byte(bytes, at) > 127 LOOP at := at + 1; END LOOP; at := at + 1;';

/**
 * A Yjs V1 update with letters and marks deleted in it, byte for byte as `eraseFromUpdate` of libs/collab makes it. In the
 * database itself, so that nothing else can be written over a row of the log. Format: yjs 13.6, `UpdateEncoderV1`.
 */
export const ERASED_UPDATE = `
-- A number and the place behind it.
CREATE FUNCTION update_number(bytes bytea, INOUT at int, OUT value bigint) LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  part int;
  shift int := 0;
BEGIN
  value := 0;
  LOOP
    part := get_byte(bytes, at);
    at := at + 1;
    value := value | ((part & 127)::bigint << shift);
    EXIT WHEN part < 128;
    shift := shift + 7;
  END LOOP;
END
$$;

CREATE FUNCTION update_number_bytes(value bigint) RETURNS bytea LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  written bytea := '';
BEGIN
  WHILE value > 127 LOOP
    written := written || set_byte('\\x00', 0, (128 | (value & 127))::int);
    value := value >> 7;
  END LOOP;
  RETURN written || set_byte('\\x00', 0, value::int);
END
$$;

-- The place behind a value of an attribute (lib0 'any').
CREATE FUNCTION update_after_any(bytes bytea, at int) RETURNS int LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  kind int := get_byte(bytes, at);
  number record;
  left_over bigint;
BEGIN
  at := at + 1;
  CASE kind
    WHEN 127, 126, 121, 120 THEN RETURN at;
    WHEN 125 THEN
      ${SKIP_NUMBER}
      RETURN at;
    WHEN 124 THEN RETURN at + 4;
    WHEN 123, 122 THEN RETURN at + 8;
    WHEN 119, 116 THEN
      number := update_number(bytes, at);
      RETURN number.at + number.value;
    WHEN 118, 117 THEN
      number := update_number(bytes, at);
      at := number.at;
      left_over := number.value;
      WHILE left_over > 0 LOOP
        IF kind = 118 THEN
          number := update_number(bytes, at);
          at := number.at + number.value;
        END IF;
        at := update_after_any(bytes, at);
        left_over := left_over - 1;
      END LOOP;
      RETURN at;
    ELSE RAISE EXCEPTION 'a value of kind % is in no log', kind;
  END CASE;
END
$$;

CREATE FUNCTION erased_update(given bytea, clients bigint[], froms bigint[], untils bigint[]) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  -- In one piece in memory: of a stored value each byte would be fetched anew.
  bytes bytea := given || ''::bytea;
  at int := 0;
  number record;
  client_count bigint;
  struct_count bigint;
  written bigint;
  client bigint;
  start_clock bigint;
  clock bigint;
  info int;
  kind int;
  struct_at int;
  kept_at int;
  right_at int;
  right_until int;
  content_at int;
  text_at int;
  text_until int;
  len bigint;
  own_froms bigint[];
  own_untils bigint[];
  touched boolean;
  structs bytea;
  result bytea;
  letters text;
  letter_at int;
  letter_bytes int;
  letter_units int;
  lead int;
  unit bigint;
  piece_from int;
  piece_unit bigint;
  piece_gone boolean;
  gone boolean;
BEGIN
  number := update_number(bytes, at); at := number.at; client_count := number.value;
  result := update_number_bytes(client_count);
  WHILE client_count > 0 LOOP
    client_count := client_count - 1;
    number := update_number(bytes, at); at := number.at; struct_count := number.value;
    number := update_number(bytes, at); at := number.at; client := number.value;
    number := update_number(bytes, at); at := number.at; start_clock := number.value;
    SELECT array_agg(own.from_clock), array_agg(own.until_clock) INTO own_froms, own_untils
      FROM unnest(clients, froms, untils) AS own (client_id, from_clock, until_clock) WHERE own.client_id = client;
    clock := start_clock;
    structs := '';
    kept_at := at;
    written := 0;
    WHILE struct_count > 0 LOOP
      struct_count := struct_count - 1;
      struct_at := at;
      info := get_byte(bytes, at);
      at := at + 1;
      kind := info & 31;
      right_at := at;
      right_until := at;
      IF kind <> 0 THEN
        IF info & 128 <> 0 THEN
          ${SKIP_NUMBER} ${SKIP_NUMBER}
        END IF;
        right_at := at;
        IF info & 64 <> 0 THEN
          ${SKIP_NUMBER} ${SKIP_NUMBER}
        END IF;
        right_until := at;
        IF info & 192 = 0 THEN
          number := update_number(bytes, at); at := number.at;
          IF number.value = 1 THEN
            number := update_number(bytes, at); at := number.at + number.value;
          ELSE
            ${SKIP_NUMBER} ${SKIP_NUMBER}
          END IF;
          IF info & 32 <> 0 THEN
            number := update_number(bytes, at); at := number.at + number.value;
          END IF;
        END IF;
      END IF;
      content_at := at;
      CASE kind
        WHEN 0, 1 THEN
          number := update_number(bytes, at); at := number.at; len := number.value;
        WHEN 4 THEN
          number := update_number(bytes, at);
          text_at := number.at;
          text_until := number.at + number.value;
          at := text_until;
          -- Yjs counts units of UTF-16: of each letter its first byte tells how many it is. Single ones are most of a log.
          letter_at := text_at;
          len := 0;
          IF number.value > 64 AND position('\\x00'::bytea IN substring(bytes FROM text_at + 1 FOR number.value::int)) = 0 THEN
            letters := convert_from(substring(bytes FROM text_at + 1 FOR number.value::int), 'UTF8');
            len := length(letters);
            IF len < number.value THEN len := len + length(regexp_replace(letters, '[^\\U00010000-\\U0010FFFF]', '', 'g')); END IF;
            letter_at := text_until;
          END IF;
          WHILE letter_at < text_until LOOP
            lead := get_byte(bytes, letter_at);
            IF lead < 128 THEN letter_at := letter_at + 1; len := len + 1;
            ELSIF lead < 224 THEN letter_at := letter_at + 2; len := len + 1;
            ELSIF lead < 240 THEN letter_at := letter_at + 3; len := len + 1;
            ELSE letter_at := letter_at + 4; len := len + 2;
            END IF;
          END LOOP;
        WHEN 6 THEN
          number := update_number(bytes, at); at := number.at + number.value;
          number := update_number(bytes, at); at := number.at + number.value;
          len := 1;
        WHEN 7 THEN
          number := update_number(bytes, at); at := number.at;
          IF number.value = 3 THEN
            number := update_number(bytes, at); at := number.at + number.value;
          END IF;
          len := 1;
        WHEN 8 THEN
          number := update_number(bytes, at); at := number.at; len := number.value;
          FOR nth IN 1 .. len LOOP at := update_after_any(bytes, at); END LOOP;
        ELSE RAISE EXCEPTION 'content % is in no log', kind;
      END CASE;
      touched := false;
      IF kind IN (4, 6) AND own_froms IS NOT NULL THEN
        touched := EXISTS (SELECT 1 FROM unnest(own_froms, own_untils) AS own (f, u) WHERE f < clock + len AND clock < u);
      END IF;
      -- What stays is copied in long stretches: a text of many letters would else be copied once for each.
      IF touched THEN
        structs := structs || substring(bytes FROM kept_at + 1 FOR struct_at - kept_at);
        kept_at := at;
      END IF;
      IF NOT touched THEN
        written := written + 1;
      ELSIF kind = 6 THEN
        structs := structs || set_byte('\\x00', 0, (info & 224) | 1)
          || substring(bytes FROM struct_at + 2 FOR content_at - struct_at - 1) || '\\x01'::bytea;
        written := written + 1;
      ELSE
        letter_at := text_at;
        unit := 0;
        piece_from := text_at;
        piece_unit := 0;
        piece_gone := NULL;
        LOOP
          IF letter_at < text_until THEN
            lead := get_byte(bytes, letter_at);
            letter_bytes := CASE WHEN lead < 128 THEN 1 WHEN lead < 224 THEN 2 WHEN lead < 240 THEN 3 ELSE 4 END;
            letter_units := CASE WHEN lead < 240 THEN 1 ELSE 2 END;
            gone := EXISTS (SELECT 1 FROM unnest(own_froms, own_untils) AS own (f, u)
              WHERE f < clock + unit + letter_units AND clock + unit < u);
          END IF;
          IF letter_at >= text_until OR (piece_gone IS NOT NULL AND gone <> piece_gone) THEN
            IF piece_unit = 0 THEN
              structs := structs || set_byte('\\x00', 0, (info & 224) | CASE WHEN piece_gone THEN 1 ELSE 4 END)
                || substring(bytes FROM struct_at + 2 FOR content_at - struct_at - 1);
            ELSE
              structs := structs || set_byte('\\x00', 0, 128 | (info & 96) | CASE WHEN piece_gone THEN 1 ELSE 4 END)
                || update_number_bytes(client) || update_number_bytes(clock + piece_unit - 1)
                || substring(bytes FROM right_at + 1 FOR right_until - right_at);
            END IF;
            IF piece_gone THEN
              structs := structs || update_number_bytes(unit - piece_unit);
            ELSE
              structs := structs || update_number_bytes(letter_at - piece_from)
                || substring(bytes FROM piece_from + 1 FOR letter_at - piece_from);
            END IF;
            written := written + 1;
            EXIT WHEN letter_at >= text_until;
            piece_from := letter_at;
            piece_unit := unit;
          END IF;
          piece_gone := gone;
          letter_at := letter_at + letter_bytes;
          unit := unit + letter_units;
        END LOOP;
      END IF;
      clock := clock + len;
    END LOOP;
    structs := structs || substring(bytes FROM kept_at + 1 FOR at - kept_at);
    result := result || update_number_bytes(written) || update_number_bytes(client) || update_number_bytes(start_clock) || structs;
  END LOOP;
  RETURN result || substring(bytes FROM at + 1);
END
$$;
`;
