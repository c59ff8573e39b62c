export const TEXT_TABLES = `
-- Whose words stand under a Yjs client id. Without person and seat: placed by the server itself (import, demonstration).
CREATE TABLE section_leases (
  id uuid PRIMARY KEY,
  section_id uuid NOT NULL REFERENCES sections (id),
  generation int NOT NULL,
  client_id bigint NOT NULL CHECK (client_id BETWEEN 1 AND 4294967295),
  person_id uuid REFERENCES persons (id),
  seat_id uuid REFERENCES seats (id),
  session_id uuid REFERENCES sessions (id),
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (section_id, client_id),
  CHECK ((person_id IS NULL) = (seat_id IS NULL))
);

CREATE TABLE section_updates (
  section_id uuid NOT NULL,
  generation int NOT NULL,
  seq bigint NOT NULL,
  lease_id uuid NOT NULL REFERENCES section_leases (id),
  frame int NOT NULL,
  bytes bytea NOT NULL,
  committed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (section_id, generation, seq),
  UNIQUE (lease_id, frame)
);

CREATE TABLE section_snapshots (
  section_id uuid NOT NULL REFERENCES sections (id),
  generation int NOT NULL,
  seq bigint NOT NULL,
  bytes bytea NOT NULL,
  schema_version int NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (section_id, generation, seq)
);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON section_leases
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON section_updates
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
`;

/**
 * All frames of a group commit in one call, so one round trip and one transaction. Heads are locked in the order of their
 * ids (two nodes can not deadlock); each statement after the lock sees what was committed before it. A row is added only
 * when generation, access version and session still are what the frame was admitted under.
 */
export const COMMIT_FRAMES = `
CREATE FUNCTION commit_frames(
  p_sections uuid[], p_generations int[], p_versions int[], p_leases uuid[], p_frames int[], p_bytes bytea[], p_sessions uuid[]
) RETURNS TABLE (nth bigint, outcome text, at_seq bigint) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM section_heads WHERE section_id = ANY (p_sections) ORDER BY section_id FOR NO KEY UPDATE;
  RETURN QUERY
  WITH input AS (
    SELECT * FROM unnest(p_sections, p_generations, p_versions, p_leases, p_frames, p_bytes, p_sessions)
      WITH ORDINALITY AS given (section_id, generation, version, lease_id, frame, bytes, session_id, place)
  ), held AS (
    SELECT input.place, row.seq
    FROM input JOIN section_updates row ON row.lease_id = input.lease_id AND row.frame = input.frame
  ), allowed AS (
    SELECT input.*, head.head_seq + row_number() OVER (PARTITION BY input.section_id ORDER BY input.place) AS new_seq
    FROM input
    JOIN section_heads head ON head.section_id = input.section_id AND head.generation = input.generation
      AND head.access_version = input.version
    JOIN sessions session ON session.id = input.session_id AND session.ended_at IS NULL
    WHERE NOT EXISTS (SELECT 1 FROM held WHERE held.place = input.place)
  ), added AS (
    INSERT INTO section_updates (section_id, generation, seq, lease_id, frame, bytes)
    SELECT section_id, generation, new_seq, lease_id, frame, bytes FROM allowed
  ), moved AS (
    UPDATE section_heads head SET head_seq = last.seq
    FROM (SELECT section_id, max(new_seq) AS seq FROM allowed GROUP BY section_id) last
    WHERE head.section_id = last.section_id
  )
  SELECT input.place,
    CASE WHEN held.seq IS NOT NULL THEN 'duplicate' WHEN allowed.new_seq IS NOT NULL THEN 'committed' ELSE 'fenced' END,
    coalesce(held.seq, allowed.new_seq)
  FROM input
  LEFT JOIN held ON held.place = input.place
  LEFT JOIN allowed ON allowed.place = input.place
  ORDER BY input.place;
END
$$;
`;
