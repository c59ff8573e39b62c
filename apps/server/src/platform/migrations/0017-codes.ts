import { recoded, seriesOf, type DocumentId, type SeatWithLabel, type SectionAccess } from '@samenspel/domain';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Codes close up: a number that a section left behind is given to the next one, so the same code is given out more than
 * once. What was given out stays on record, now as it is shown.
 *
 * Before, a section that was closed to some kept its code: its place in the series of those stayed empty. So the series of
 * every section follows from who reads it now, not from its code.
 */
export class Codes1795305600017 implements MigrationInterface {
  readonly name = 'Codes1795305600017';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(AS_SHOWN);
    await recode(runner);
    // Checked when a command ends: on the way there two sections may have the same code.
    await runner.query(
      'ALTER TABLE sections ADD CONSTRAINT sections_code UNIQUE (document_id, code) DEFERRABLE INITIALLY DEFERRED',
    );
  }

  /** What was recorded is never thrown away by a program: a step back is a restored backup. */
  async down(): Promise<void> {
    throw new Error('Migration 0017 has no way back: restore a backup.');
  }
}

const AS_SHOWN = `
ALTER TABLE section_codes DROP CONSTRAINT section_codes_pkey;
ALTER TABLE section_codes ADD COLUMN code text GENERATED ALWAYS AS
  (CASE WHEN series = '' THEN number::text ELSE series || '.' || number END) STORED;
ALTER TABLE section_codes ALTER COLUMN code DROP EXPRESSION;
ALTER TABLE section_codes ALTER COLUMN code SET NOT NULL;
ALTER TABLE section_codes DROP COLUMN series, DROP COLUMN number;
CREATE INDEX section_codes_section ON section_codes (section_id);`;

interface CodedSection extends SectionAccess {
  readonly sectionId: string;
  readonly documentId: DocumentId;
  readonly code: string;
}

async function recode(runner: QueryRunner): Promise<void> {
  const seats: SeatWithLabel[] = await runner.query(SEATS);
  const sections: CodedSection[] = await runner.query(SECTIONS);
  const seatsAt = Map.groupBy(seats, ({ tableId }) => tableId);
  const inDocument = Map.groupBy(
    sections.map((section) => ({ ...section, series: seriesOf(section, seatsAt.get(section.tableId) ?? []) })),
    ({ documentId }) => documentId,
  );
  const given = [...inDocument.values()].flatMap((each) => recoded(each));
  await runner.query(GIVE, [given.map(({ sectionId }) => sectionId), given.map(({ code }) => code)]);
}

const SEATS = `
SELECT seat.id AS "seatId", seat.table_id AS "tableId", seat.role,
       jsonb_build_object('abbreviation', organisation.abbreviation) AS party
FROM seats seat JOIN organisations organisation ON organisation.id = seat.organisation_id`;

// Who owns a section does not read it by that, and so has no part in its series.
const SECTIONS = `
SELECT section.id AS "sectionId", section.document_id AS "documentId", section.code, document.table_id AS "tableId",
       coalesce((
         SELECT jsonb_agg(jsonb_build_object('right', right_name, 'grantee',
           jsonb_build_object('kind', grantee_kind, 'role', role, 'seatId', seat_id)))
         FROM section_grants WHERE section_id = section.id), '[]') AS grants,
       '[]'::jsonb AS owners
FROM sections section JOIN documents document ON document.id = section.document_id`;

const GIVE = `
WITH given AS (SELECT * FROM unnest($1::uuid[], $2::text[]) AS given (section_id, code)),
changed AS (
  UPDATE sections section SET code = given.code FROM given WHERE section.id = given.section_id
  RETURNING section.id, section.document_id, section.code
)
INSERT INTO section_codes (section_id, document_id, code, assigned_at)
  SELECT id, document_id, code, now() FROM changed`;
