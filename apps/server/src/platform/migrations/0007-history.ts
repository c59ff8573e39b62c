import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grantTo } from './grants';

/** Names of versions. Every naming is a row; the last one counts, so what a version was called stays known. */
export class History1795305600007 implements MigrationInterface {
  readonly name = 'History1795305600007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE section_version_names (
        section_id uuid NOT NULL REFERENCES sections (id),
        generation int NOT NULL,
        seq bigint NOT NULL,
        -- Counts the namings of this version.
        nth int NOT NULL CHECK (nth > 0),
        -- Null: the name was taken away.
        name text CHECK (length(name) BETWEEN 1 AND 100),
        at timestamptz NOT NULL,
        by_seat uuid NOT NULL REFERENCES seats (id),
        by_person uuid REFERENCES persons (id),
        PRIMARY KEY (section_id, generation, seq, nth)
      );
      CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON section_version_names
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();`);
    await runner.query(grantTo('SELECT, INSERT', ['section_version_names']));
  }

  /** What was recorded is never thrown away by a program: a step back is a restored backup. */
  async down(): Promise<void> {
    throw new Error('Migration 0007 has no way back: restore a backup.');
  }
}
