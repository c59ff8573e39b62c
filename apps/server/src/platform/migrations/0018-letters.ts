import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a letter is about: the demonstration's outbox shows one about a table to whom it is addressed only. */
export class Letters1795305600018 implements MigrationInterface {
  readonly name = 'Letters1795305600018';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE mails ADD COLUMN about text NOT NULL DEFAULT 'table' CHECK (about IN ('account', 'table'));
      ALTER TABLE mails ALTER COLUMN about DROP DEFAULT;`);
    // Whoever was invited before this step can still not sign in to read the letter.
    await runner.query(`UPDATE mails SET about = 'account' WHERE subject = ANY ($1)`, [ABOUT_ACCOUNTS]);
  }

  /** What was recorded is never thrown away by a program: a step back is a restored backup. */
  async down(): Promise<void> {
    throw new Error('Migration 0018 has no way back: restore a backup.');
  }
}

/** As letters about accounts were called until this step. */
const ABOUT_ACCOUNTS = [
  'U bent uitgenodigd voor Samenspel',
  'Kies een nieuw wachtwoord voor Samenspel',
  'Uw wachtwoord voor Samenspel is veranderd',
];
