import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grantTo } from './grants';

/** Archived documents and sections; where text came from. */
export class Documents1795305600006 implements MigrationInterface {
  readonly name = 'Documents1795305600006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE documents ADD COLUMN archived_at timestamptz, ADD COLUMN archived_by_seat uuid REFERENCES seats (id);
      ALTER TABLE sections ADD COLUMN archived_at timestamptz, ADD COLUMN archived_by_seat uuid REFERENCES seats (id);

      -- Text that a command placed (under this lease) and that was not written then: where its words come from.
      CREATE TABLE section_origins (
        id uuid PRIMARY KEY,
        section_id uuid NOT NULL REFERENCES sections (id),
        generation int NOT NULL,
        -- The row of the log that placed it, and the lease under which that was.
        seq bigint NOT NULL,
        lease_id uuid REFERENCES section_leases (id),
        kind text NOT NULL CHECK (kind IN ('split', 'merged', 'copied', 'restored', 'imported')),
        -- The text that it was taken from, as it stood then. An import has none.
        from_section uuid REFERENCES sections (id),
        from_generation int,
        from_seq bigint,
        at timestamptz NOT NULL,
        by_seat uuid REFERENCES seats (id),
        by_person uuid REFERENCES persons (id),
        CHECK ((from_section IS NULL) = (from_generation IS NULL) AND (from_section IS NULL) = (from_seq IS NULL))
      );
      CREATE INDEX section_origins_section ON section_origins (section_id, generation);
      CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON section_origins
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();`);
    await runner.query(grantTo('SELECT, INSERT', ['section_origins']));
  }

  /** What was recorded is never thrown away by a program: a step back is a restored backup. */
  async down(): Promise<void> {
    throw new Error('Migration 0006 has no way back: restore a backup.');
  }
}
