import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a letter is about: the demonstration's outbox shows one about a table to whom it is addressed only. */
export class Letters1795305600018 implements MigrationInterface {
  readonly name = 'Letters1795305600018';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE mails ADD COLUMN about text NOT NULL DEFAULT 'table' CHECK (about IN ('account', 'table'));
      ALTER TABLE mails ALTER COLUMN about DROP DEFAULT`);
  }

  /** What was recorded is never thrown away by a program: a step back is a restored backup. */
  async down(): Promise<void> {
    throw new Error('Migration 0018 has no way back: restore a backup.');
  }
}
