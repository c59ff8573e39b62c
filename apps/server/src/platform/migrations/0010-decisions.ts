import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grantTo } from './grants';

/** Outcomes, what they ask, their adoption and publication. */
export class Decisions1795305600010 implements MigrationInterface {
  readonly name = 'Decisions1795305600010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- An outcome in the making. Not of record: once it is recorded its words go from here, and stand in the seal only.
      CREATE TABLE outcome_preparations (
        id uuid PRIMARY KEY,
        table_id uuid NOT NULL REFERENCES tables (id),
        document_id uuid NOT NULL REFERENCES documents (id),
        section_ids uuid[] NOT NULL CHECK (cardinality(section_ids) > 0),
        content jsonb NOT NULL,
        state text NOT NULL CHECK (state IN ('open', 'closed', 'recorded', 'dropped')),
        version int NOT NULL DEFAULT 1,
        closed_at timestamptz,
        dissent_until timestamptz CHECK (dissent_until >= closed_at),
        created_at timestamptz NOT NULL,
        created_by_seat uuid NOT NULL REFERENCES seats (id),
        CHECK ((closed_at IS NULL) = (dissent_until IS NULL))
      );
      CREATE INDEX outcome_preparations_table ON outcome_preparations (table_id) WHERE state IN ('open', 'closed');

      CREATE TABLE outcome_dissents (
        preparation_id uuid NOT NULL REFERENCES outcome_preparations (id),
        seat_id uuid NOT NULL REFERENCES seats (id),
        person_id uuid NOT NULL REFERENCES persons (id),
        words text NOT NULL CHECK (words <> ''),
        at timestamptz NOT NULL,
        PRIMARY KEY (preparation_id, seat_id)
      );

      -- What queries need, and no more: what an outcome says stands in the sealed record with the same id.
      CREATE TABLE outcomes (
        id uuid PRIMARY KEY,
        table_id uuid NOT NULL REFERENCES tables (id),
        number text NOT NULL CHECK (number ~ '^[0-9]{4}-[0-9]{3,}$'),
        preparation_id uuid NOT NULL UNIQUE REFERENCES outcome_preparations (id),
        request_id uuid NOT NULL UNIQUE,
        grants jsonb NOT NULL,
        recorded_at timestamptz NOT NULL,
        recorded_by_seat uuid NOT NULL REFERENCES seats (id),
        UNIQUE (table_id, number)
      );

      -- What happened to an outcome later. Each is a sealed record with the same id. 'corrects' names the entry that it takes
      -- the place of (a later word of the same organ, a withdrawal); of two at once the database lets one pass.
      CREATE TABLE outcome_entries (
        id uuid PRIMARY KEY,
        outcome_id uuid NOT NULL REFERENCES outcomes (id),
        kind text NOT NULL CHECK (kind IN ('adoption', 'supersession', 'publication')),
        request_id uuid UNIQUE,
        corrects uuid UNIQUE REFERENCES outcome_entries (id),
        by_outcome_id uuid REFERENCES outcomes (id),
        public_id text UNIQUE CHECK (length(public_id) >= 22),
        at timestamptz NOT NULL,
        by_seat uuid NOT NULL REFERENCES seats (id),
        CHECK ((kind = 'supersession') = (by_outcome_id IS NOT NULL)),
        CHECK ((kind = 'supersession') = (request_id IS NULL)),
        CHECK ((public_id IS NOT NULL) = (kind = 'publication' AND corrects IS NULL))
      );
      CREATE INDEX outcome_entries_outcome ON outcome_entries (outcome_id);

      CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON outcomes
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON outcome_entries
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();`);
    await runner.query(grantTo('SELECT, INSERT, UPDATE', ['outcome_preparations']));
    await runner.query(grantTo('SELECT, INSERT, UPDATE, DELETE', ['outcome_dissents']));
    await runner.query(grantTo('SELECT, INSERT', ['outcomes', 'outcome_entries']));
  }

  /** What was recorded is never thrown away by a program: a step back is a restored backup. */
  async down(): Promise<void> {
    throw new Error('Migration 0010 has no way back: restore a backup.');
  }
}
