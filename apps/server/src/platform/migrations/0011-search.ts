import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What can be searched. */
export class Search1795305600011 implements MigrationInterface {
  readonly name = 'Search1795305600011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SELECT 1');
  }

  /** What was recorded is never thrown away by a program: a step back is a restored backup. */
  async down(): Promise<void> {
    throw new Error('Migration 0011 has no way back: restore a backup.');
  }
}
