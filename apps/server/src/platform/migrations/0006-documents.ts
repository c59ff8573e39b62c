import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Archived documents and sections; where text came from. */
export class Documents1795305600006 implements MigrationInterface {
  readonly name = 'Documents1795305600006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SELECT 1');
  }

  /** What was recorded is never thrown away by a program: a step back is a restored backup. */
  async down(): Promise<void> {
    throw new Error('Migration 0006 has no way back: restore a backup.');
  }
}
