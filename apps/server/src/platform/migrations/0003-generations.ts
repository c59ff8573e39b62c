import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grantTo } from './grants';

/** The histories of a section. A new one begins when its past was restored from a backup, or its audience changed. */
export class Generations1795305600003 implements MigrationInterface {
  readonly name = 'Generations1795305600003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE section_generations (
        section_id uuid NOT NULL REFERENCES sections (id),
        generation int NOT NULL,
        -- The state with which this history began; the rows after it are in section_updates.
        base bytea NOT NULL,
        base_seq bigint NOT NULL,
        reason text NOT NULL CHECK (reason IN ('audience', 'restored')),
        started_at timestamptz NOT NULL,
        by_seat uuid REFERENCES seats (id),
        by_person uuid REFERENCES persons (id),
        -- Who could read the history that ended here, as its grants stood at its end.
        ended_generation int NOT NULL,
        ended_grants jsonb NOT NULL,
        PRIMARY KEY (section_id, generation)
      );
      CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON section_generations
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      ALTER TABLE persons ADD COLUMN administrator boolean NOT NULL DEFAULT false;`);
    await runner.query(grantTo('SELECT, INSERT', ['section_generations']));
  }

  /** What was recorded is never thrown away by a program: a step back is a restored backup. */
  async down(): Promise<void> {
    throw new Error('Migration 0003 has no way back: restore a backup.');
  }
}
