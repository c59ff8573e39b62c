import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grantTo } from './grants';

/** What servers on one database must know of each other, and a fence that tells two texts under one number apart. */
export class Nodes1795305600012 implements MigrationInterface {
  readonly name = 'Nodes1795305600012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A server among others. What it heard of before this moment of the database it has applied.
      CREATE TABLE nodes (
        id uuid PRIMARY KEY,
        confirmed_at timestamptz NOT NULL
      );
      -- News for the connections of the other servers; of use for some seconds.
      CREATE TABLE announcements (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        node uuid NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        news jsonb NOT NULL
      );
      CREATE INDEX announcements_at ON announcements (at);`);
    await runner.query(grantTo('SELECT, INSERT, UPDATE, DELETE', ['nodes', 'announcements']));
    await runner.query(COMMIT_FRAMES);
  }

  /** What was recorded is never thrown away by a program: a step back is a restored backup. */
  async down(): Promise<void> {
    throw new Error('Migration 0012 has no way back: restore a backup.');
  }
}

/**
 * As before, and a frame whose number the log holds with other bytes is `taken`, not a duplicate: with several servers two
 * connections can send under one lease at once, and what is not in the log must not be acknowledged.
 */
const COMMIT_FRAMES = `
CREATE OR REPLACE FUNCTION commit_frames(
  p_sections uuid[], p_generations int[], p_versions int[], p_leases uuid[], p_frames int[], p_bytes bytea[], p_sessions uuid[]
) RETURNS TABLE (nth bigint, outcome text, at_seq bigint) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM section_heads WHERE section_id = ANY (p_sections) ORDER BY section_id FOR NO KEY UPDATE;
  RETURN QUERY
  WITH input AS (
    SELECT * FROM unnest(p_sections, p_generations, p_versions, p_leases, p_frames, p_bytes, p_sessions)
      WITH ORDINALITY AS given (section_id, generation, version, lease_id, frame, bytes, session_id, place)
  ), held AS (
    SELECT input.place, row.seq, row.bytes = input.bytes AS same
    FROM input JOIN section_updates row ON row.lease_id = input.lease_id AND row.frame = input.frame
  ), allowed AS (
    SELECT input.*, head.head_seq + row_number() OVER (PARTITION BY input.section_id ORDER BY input.place) AS new_seq
    FROM input
    JOIN section_heads head ON head.section_id = input.section_id AND head.generation = input.generation
      AND head.access_version = input.version
    JOIN sessions session ON session.id = input.session_id AND session.ended_at IS NULL
    JOIN section_leases lease ON lease.id = input.lease_id AND lease.seat_id = session.seat_id
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
    CASE WHEN held.same THEN 'duplicate' WHEN held.seq IS NOT NULL THEN 'taken'
      WHEN allowed.new_seq IS NOT NULL THEN 'committed' ELSE 'fenced' END,
    coalesce(held.seq, allowed.new_seq)
  FROM input
  LEFT JOIN held ON held.place = input.place
  LEFT JOIN allowed ON allowed.place = input.place
  ORDER BY input.place;
END
$$;
`;
