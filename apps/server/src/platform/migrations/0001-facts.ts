import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPEND_ONLY, TABLES } from './0001-facts.sql';

/** Regions, organisations, persons, tables, seats, documents, sections with their rights, sessions. */
export class Facts1795305600001 implements MigrationInterface {
  readonly name = 'Facts1795305600001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(APPEND_ONLY);
    await runner.query(grants('SELECT, INSERT, UPDATE', FACTS));
    await runner.query(grants('SELECT, INSERT, UPDATE, DELETE', REPLACED));
    await runner.query(grants('SELECT, INSERT', RECORDS));
  }

  /** Facts of record are never thrown away by a program: a step back is a restored backup. */
  async down(): Promise<void> {
    throw new Error('Migration 0001 has no way back: restore a backup.');
  }
}

const FACTS = [
  'regions',
  'organisations',
  'persons',
  'tables',
  'seats',
  'seat_occupants',
  'documents',
  'sections',
  'section_heads',
  'sessions',
  'installation',
];
/** Replaced as a whole when rights change; their past is in the log. */
const REPLACED = ['section_grants', 'section_owners'];
const RECORDS = ['section_codes', 'section_rights_log'];

/** The application's role is not the owner: it gets what it needs, so that no fault in it can drop or rewrite a record. */
function grants(privileges: string, tables: readonly string[]): string {
  return `
    DO $$
    BEGIN
      IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'samenspel_app') THEN
        GRANT USAGE ON SCHEMA public TO samenspel_app;
        GRANT ${privileges} ON ${tables.join(', ')} TO samenspel_app;
      END IF;
    END
    $$`;
}
