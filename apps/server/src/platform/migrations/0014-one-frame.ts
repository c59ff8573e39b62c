import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A shorter way into the log for a frame that is alone in its transaction, as most are when people type. */
export class OneFrame1795305600014 implements MigrationInterface {
  readonly name = 'OneFrame1795305600014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(COMMIT_FRAME);
  }

  /** What was recorded is never thrown away by a program: a step back is a restored backup. */
  async down(): Promise<void> {
    throw new Error('Migration 0014 has no way back: restore a backup.');
  }
}

/**
 * Adds one frame behind the same fence as `commit_frames` (migration 0012), in half the time: the number under which it
 * stands in the log, or null when it is kept out or its number is taken. Then nothing has changed, and `commit_frames` says
 * why. The head is locked first, so that the session is read as it is when nobody else adds to this section.
 */
const COMMIT_FRAME = `
CREATE FUNCTION commit_frame(
  p_section uuid, p_generation int, p_version int, p_lease uuid, p_frame int, p_bytes bytea, p_session uuid
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  new_seq bigint;
BEGIN
  SELECT head.head_seq + 1 INTO new_seq FROM section_heads head
  WHERE head.section_id = p_section AND head.generation = p_generation AND head.access_version = p_version
  FOR NO KEY UPDATE;
  IF new_seq IS NULL THEN
    RETURN NULL;
  END IF;
  INSERT INTO section_updates (section_id, generation, seq, lease_id, frame, bytes)
  SELECT p_section, p_generation, new_seq, p_lease, p_frame, p_bytes
  FROM sessions session
  JOIN section_leases lease ON lease.id = p_lease AND lease.seat_id = session.seat_id
  WHERE session.id = p_session AND session.ended_at IS NULL
  ON CONFLICT (lease_id, frame) DO NOTHING;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  UPDATE section_heads SET head_seq = new_seq WHERE section_id = p_section;
  RETURN new_seq;
END
$$`;
