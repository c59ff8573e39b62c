import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a seat was added to its table: it reads no history of a section that was over by then (docs/spec.md R15). */
export class Seats1795305600015 implements MigrationInterface {
  readonly name = 'Seats1795305600015';

  async up(runner: QueryRunner): Promise<void> {
    // Of the seats that are there nobody knows when they came: they keep what they read.
    await runner.query(`
      ALTER TABLE seats ADD COLUMN added_at timestamptz;
      UPDATE seats SET added_at = '1970-01-01T00:00:00Z';
      ALTER TABLE seats ALTER COLUMN added_at SET NOT NULL;`);
  }

  /** What was recorded is never thrown away by a program: a step back is a restored backup. */
  async down(): Promise<void> {
    throw new Error('Migration 0015 has no way back: restore a backup.');
  }
}
