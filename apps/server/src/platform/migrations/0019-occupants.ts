import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whether who sits at a table is shown by name and function to the whole table, apart from whether authorship is
 * (docs/spec.md T25, T26). A table that is there keeps what it chose, when the two were one.
 */
export class Occupants1796169600019 implements MigrationInterface {
  readonly name = 'Occupants1796169600019';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE tables ADD COLUMN occupants_visible boolean NOT NULL DEFAULT true');
    await runner.query('UPDATE tables SET occupants_visible = names_visible');
  }

  /** What was recorded is never thrown away by a program: a step back is a restored backup. */
  async down(): Promise<void> {
    throw new Error('Migration 0019 has no way back: restore a backup.');
  }
}
