import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Outcomes, what they ask, their adoption and publication. */
export class Decisions1795305600010 implements MigrationInterface {
  readonly name = 'Decisions1795305600010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SELECT 1');
  }

  /** What was recorded is never thrown away by a program: a step back is a restored backup. */
  async down(): Promise<void> {
    throw new Error('Migration 0010 has no way back: restore a backup.');
  }
}
