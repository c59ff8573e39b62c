import type { MigrationInterface, QueryRunner } from 'typeorm';
import { TABLES_AT_WORK } from './0005-tables.sql';
import { grantTo } from './grants';

/** Phases, meetings and messages of a table; stand-ins; labels. */
export class Tables1795305600005 implements MigrationInterface {
  readonly name = 'Tables1795305600005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES_AT_WORK);
    await runner.query(grantTo('SELECT, INSERT, UPDATE', ['meetings', 'table_messages']));
    await runner.query(grantTo('SELECT, INSERT, UPDATE, DELETE', ['region_labels', 'table_phases']));
    // What was never used may go; whatever anything refers to can not.
    await runner.query(grantTo('DELETE', ['organisations', 'seats', 'seat_occupants']));
  }

  /** What was recorded is never thrown away by a program: a step back is a restored backup. */
  async down(): Promise<void> {
    throw new Error('Migration 0005 has no way back: restore a backup.');
  }
}
