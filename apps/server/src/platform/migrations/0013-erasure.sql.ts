/** The tables with the text itself, as Yjs writes it. */
const TEXT_IN_BYTES = ['section_updates', 'section_generations'];

/** What stands in place of words that were erased from a quotation or a comment. */
const MARK = '███';

export const ERASURE_TABLE = `
CREATE TABLE section_erasures (
  id uuid PRIMARY KEY,
  section_id uuid NOT NULL REFERENCES sections (id),
  -- The history that began with the erasure.
  generation int NOT NULL,
  at timestamptz NOT NULL,
  by_seat uuid NOT NULL REFERENCES seats (id),
  by_person uuid NOT NULL REFERENCES persons (id),
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  -- How many letters were chosen, so that readers know how much is gone.
  letters int NOT NULL CHECK (letters > 0),
  comments boolean NOT NULL,
  -- What was erased, by who placed it and its numbers: nothing of what it said.
  clients bigint[] NOT NULL,
  froms bigint[] NOT NULL,
  untils bigint[] NOT NULL,
  CHECK (cardinality(clients) = cardinality(froms) AND cardinality(froms) = cardinality(untils)),
  UNIQUE (section_id, generation)
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON section_erasures
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE section_generations DROP CONSTRAINT section_generations_reason_check;
ALTER TABLE section_generations ADD CONSTRAINT section_generations_reason_check
  CHECK (reason IN ('audience', 'restored', 'erased'));
`;

/**
 * Whose words moved text is: derived by the server at the move, when it holds both texts, so that it stays known after the
 * other text changed, was erased or can not be read. Numbers only.
 */
export const ORIGIN_SPANS = `
ALTER TABLE section_origins DROP CONSTRAINT section_origins_kind_check;
ALTER TABLE section_origins ADD CONSTRAINT section_origins_kind_check
  CHECK (kind IN ('split', 'merged', 'copied', 'restored', 'imported', 'template'));
CREATE TABLE section_origin_spans (
  section_id uuid NOT NULL REFERENCES sections (id),
  -- Letters as the server placed them again ...
  client_id bigint NOT NULL,
  from_clock bigint NOT NULL,
  until_clock bigint NOT NULL CHECK (until_clock > from_clock),
  -- ... and under which lease they were written first, in whatever section that was.
  written_lease uuid NOT NULL REFERENCES section_leases (id),
  PRIMARY KEY (section_id, client_id, from_clock)
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON section_origin_spans
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
`;

/** The one way in which a row of record may change: less of it can be read, by an erasure that is written down with it. */
export const ONLY_ERASING = `
-- The erasure of this section that is being made in this very transaction.
CREATE FUNCTION erasure_of(section uuid) RETURNS section_erasures LANGUAGE sql STABLE AS $$
  SELECT erasure FROM section_erasures erasure
  WHERE erasure.section_id = section AND erasure.xmin = pg_current_xact_id()::xid
$$;

-- Is the one what is left of the other, with stretches of it blacked out?
CREATE FUNCTION is_blackened(was text, now_is text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  pieces text[] := string_to_array(now_is, '${MARK}');
  behind int := 1;
  found int;
BEGIN
  IF was IS NULL OR now_is IS NULL THEN RETURN was IS NOT DISTINCT FROM now_is; END IF;
  IF cardinality(pieces) < 2 THEN RETURN was = now_is; END IF;
  IF NOT starts_with(was, pieces[1]) THEN RETURN false; END IF;
  behind := length(pieces[1]) + 1;
  FOR nth IN 2 .. cardinality(pieces) - 1 LOOP
    found := strpos(substr(was, behind), pieces[nth]);
    IF found = 0 AND pieces[nth] <> '' THEN RETURN false; END IF;
    behind := behind + greatest(found - 1, 0) + length(pieces[nth]);
  END LOOP;
  RETURN length(was) - behind + 1 >= length(pieces[cardinality(pieces)]) AND right(was, length(pieces[cardinality(pieces)])) = pieces[cardinality(pieces)];
END
$$;

-- Whatever an update would write: what is stored is the old row without these letters.
CREATE FUNCTION only_erasing_text() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  erasure section_erasures := erasure_of(OLD.section_id);
BEGIN
  IF erasure.id IS NOT NULL THEN
    IF TG_TABLE_NAME = 'section_updates' THEN
      IF to_jsonb(NEW) - 'bytes' = to_jsonb(OLD) - 'bytes' THEN
        NEW.bytes := erased_update(OLD.bytes, erasure.clients, erasure.froms, erasure.untils);
        RETURN NEW;
      END IF;
    ELSIF to_jsonb(NEW) - 'base' = to_jsonb(OLD) - 'base' THEN
      NEW.base := erased_update(OLD.base, erasure.clients, erasure.froms, erasure.untils);
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION '% is append-only: a passage can be erased from it, and nothing else', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END
$$;

CREATE FUNCTION only_erasing_words() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  section uuid;
  erasure section_erasures;
BEGIN
  IF TG_TABLE_NAME = 'round_lines' THEN
    section := OLD.section_id;
    erasure := erasure_of(section);
    IF erasure.id IS NOT NULL AND to_jsonb(NEW) - '{quote,remark}'::text[] = to_jsonb(OLD) - '{quote,remark}'::text[]
      AND is_blackened(OLD.quote, NEW.quote)
      AND (NEW.remark = OLD.remark OR (erasure.comments AND is_blackened(OLD.remark, NEW.remark))) THEN RETURN NEW; END IF;
  ELSIF TG_TABLE_NAME = 'section_version_names' THEN
    erasure := erasure_of(OLD.section_id);
    IF erasure.id IS NOT NULL AND to_jsonb(NEW) - 'name' = to_jsonb(OLD) - 'name' AND is_blackened(OLD.name, NEW.name) THEN
      RETURN NEW;
    END IF;
  ELSE
    SELECT thread.section_id INTO section FROM comments comment JOIN comment_threads thread ON thread.id = comment.thread_id
      WHERE comment.id = OLD.comment_id;
    erasure := erasure_of(section);
    IF erasure.comments AND to_jsonb(NEW) - 'body' = to_jsonb(OLD) - 'body' AND is_blackened(OLD.body, NEW.body) THEN RETURN NEW; END IF;
  END IF;
  RAISE EXCEPTION '% is append-only: words can be blacked out in it, and nothing else', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END
$$;

${[...TEXT_IN_BYTES, 'round_lines', 'comment_revisions', 'section_version_names']
  .map(
    (table) => `
DROP TRIGGER append_only ON ${table};
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER only_erasing BEFORE UPDATE ON ${table}
  FOR EACH ROW EXECUTE FUNCTION only_erasing_${TEXT_IN_BYTES.includes(table) ? 'text' : 'words'}();`,
  )
  .join('')}

-- Carries out the erasure that this transaction wrote down. The application's role may not update these tables; this is the
-- owner's, and what it stores is made by the triggers.
CREATE FUNCTION erase_passage(erasure_id uuid, of_bases int[], in_generations int[], in_seqs bigint[])
RETURNS TABLE (generation int, seq bigint, bytes bytea) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  erasure section_erasures;
BEGIN
  SELECT * INTO erasure FROM section_erasures own WHERE own.id = erasure_id AND own.xmin = pg_current_xact_id()::xid;
  IF erasure.id IS NULL THEN RAISE EXCEPTION 'no such erasure in this transaction' USING ERRCODE = 'restrict_violation'; END IF;
  RETURN QUERY
    UPDATE section_generations own SET base = own.base
    WHERE own.section_id = erasure.section_id AND own.generation = ANY (of_bases) RETURNING own.generation, NULL::bigint, own.base;
  RETURN QUERY
    UPDATE section_updates own SET bytes = own.bytes
    FROM unnest(in_generations, in_seqs) AS place (in_generation, in_seq)
    WHERE own.section_id = erasure.section_id AND own.generation = place.in_generation AND own.seq = place.in_seq
    RETURNING own.generation, own.seq, own.bytes;
END
$$;

-- Blacks out words where rows of record cite them, in the same transaction.
CREATE FUNCTION blacken_round_line(round uuid, line int, new_quote text, new_remark text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE round_lines SET quote = new_quote, remark = new_remark WHERE round_id = round AND number = line
$$;
CREATE FUNCTION blacken_version_name(section uuid, in_generation int, in_seq bigint, naming int, new_name text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE section_version_names SET name = new_name
  WHERE section_id = section AND generation = in_generation AND seq = in_seq AND nth = naming
$$;
CREATE FUNCTION blacken_comment(comment uuid, revision int, new_body text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE comment_revisions SET body = new_body WHERE comment_id = comment AND number = revision
$$;
`;

export const ERASURE_FUNCTIONS = [
  'erase_passage(uuid, int[], int[], bigint[])',
  'blacken_round_line(uuid, int, text, text)',
  'blacken_comment(uuid, int, text)',
  'blacken_version_name(uuid, int, bigint, int, text)',
];
