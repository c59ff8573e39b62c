import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How many words agreed at the likest other places when a comment was made (docs/spec.md K18). Of comments that are older
 * nobody knows: as if everything had been alike, so that none is ever seen at other words.
 */
export class Anchors1795305600016 implements MigrationInterface {
  readonly name = 'Anchors1795305600016';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE comment_threads
      ADD COLUMN alike_here smallint NOT NULL DEFAULT 1000 CHECK (alike_here BETWEEN 0 AND 1000),
      ADD COLUMN alike_elsewhere smallint NOT NULL DEFAULT 1000 CHECK (alike_elsewhere BETWEEN 0 AND 1000)`);
  }

  /** What was recorded is never thrown away by a program: a step back is a restored backup. */
  async down(): Promise<void> {
    throw new Error('Migration 0016 has no way back: restore a backup.');
  }
}
