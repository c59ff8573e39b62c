import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Threads of comments, mentions, rounds and their answers. */
export class Comments1795305600008 implements MigrationInterface {
  readonly name = 'Comments1795305600008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SELECT 1');
  }

  /** What was recorded is never thrown away by a program: a step back is a restored backup. */
  async down(): Promise<void> {
    throw new Error('Migration 0008 has no way back: restore a backup.');
  }
}
