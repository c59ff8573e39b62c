import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Codes close up: a number that a section left behind is given to the next one, so the same code is given out more than
 * once. What was given out stays on record, now as it is shown.
 */
export class Codes1795305600017 implements MigrationInterface {
  readonly name = 'Codes1795305600017';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CODES);
  }

  /** What was recorded is never thrown away by a program: a step back is a restored backup. */
  async down(): Promise<void> {
    throw new Error('Migration 0017 has no way back: restore a backup.');
  }
}

const CODES = `
ALTER TABLE section_codes DROP CONSTRAINT section_codes_pkey;
ALTER TABLE section_codes ADD COLUMN code text GENERATED ALWAYS AS
  (CASE WHEN series = '' THEN number::text ELSE series || '.' || number END) STORED;
ALTER TABLE section_codes ALTER COLUMN code DROP EXPRESSION;
ALTER TABLE section_codes ALTER COLUMN code SET NOT NULL;
ALTER TABLE section_codes DROP COLUMN series, DROP COLUMN number;
CREATE INDEX section_codes_section ON section_codes (section_id);

CREATE TEMPORARY TABLE closed_up ON COMMIT DROP AS
  SELECT section_id, document_id, CASE WHEN series = '' THEN number::text ELSE series || '.' || number END AS code
  FROM (
    SELECT id AS section_id, document_id, code AS old, regexp_replace(code, '\\.?\\d+$', '') AS series,
           row_number() OVER (PARTITION BY document_id, regexp_replace(code, '\\.?\\d+$', '')
             ORDER BY substring(code FROM '\\d+$')::int) AS number
    FROM sections
  ) numbered
  WHERE old <> CASE WHEN series = '' THEN number::text ELSE series || '.' || number END;
UPDATE sections section SET code = closed_up.code FROM closed_up WHERE closed_up.section_id = section.id;
INSERT INTO section_codes (section_id, document_id, code, assigned_at)
  SELECT section_id, document_id, code, now() FROM closed_up;

-- Checked when a command ends: on the way there two sections may have the same code.
ALTER TABLE sections ADD CONSTRAINT sections_code UNIQUE (document_id, code) DEFERRABLE INITIALLY DEFERRED;`;
