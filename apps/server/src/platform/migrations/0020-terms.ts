import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grantTo } from './grants';

/** What came of what an outcome asks, which letters about terms went out, and from when a meeting was moved. */
export class Terms1796169600020 implements MigrationInterface {
  readonly name = 'Terms1796169600020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What came of what an outcome asks of a party, by its place in the sealed list. The last row of a place counts.
      CREATE TABLE outcome_request_entries (
        id uuid PRIMARY KEY,
        outcome_id uuid NOT NULL REFERENCES outcomes (id),
        place int NOT NULL CHECK (place >= 0),
        number int NOT NULL CHECK (number > 0),
        state text NOT NULL CHECK (state IN ('open', 'done', 'released')),
        at timestamptz NOT NULL,
        by_seat uuid NOT NULL REFERENCES seats (id),
        by_person uuid NOT NULL REFERENCES persons (id),
        UNIQUE (outcome_id, place, number)
      );
      CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON outcome_request_entries
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      -- Of which term on whose desk a letter was queued: once for each moment at which it ends.
      CREATE TABLE term_letters (
        seat_id uuid NOT NULL REFERENCES seats (id) ON DELETE CASCADE,
        person_id uuid NOT NULL REFERENCES persons (id) ON DELETE CASCADE,
        kind text NOT NULL,
        path text NOT NULL,
        before text NOT NULL,
        queued_at timestamptz NOT NULL,
        PRIMARY KEY (seat_id, person_id, kind, path, before)
      );
      ALTER TABLE meetings ADD COLUMN moved_from timestamptz, ADD COLUMN moved_at timestamptz,
        ADD CHECK ((moved_from IS NULL) = (moved_at IS NULL))`);
    await runner.query(grantTo('SELECT, INSERT', ['outcome_request_entries', 'term_letters']));
    // An invitation that nobody took up goes with its seat.
    await runner.query(grantTo('DELETE', ['invitations']));
  }

  /** What was recorded is never thrown away by a program: a step back is a restored backup. */
  async down(): Promise<void> {
    throw new Error('Migration 0020 has no way back: restore a backup.');
  }
}
