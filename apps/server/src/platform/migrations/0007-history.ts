import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Named versions. */
export class History1795305600007 implements MigrationInterface {
  readonly name = 'History1795305600007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SELECT 1');
  }

  /** What was recorded is never thrown away by a program: a step back is a restored backup. */
  async down(): Promise<void> {
    throw new Error('Migration 0007 has no way back: restore a backup.');
  }
}
