import type { MigrationInterface, QueryRunner } from 'typeorm';
import { IDENTITY } from './0004-identity.sql';
import { grantTo } from './grants';

/** Passwords, invitations and one-time links, mail that waits to be sent. */
export class Identity1795305600004 implements MigrationInterface {
  readonly name = 'Identity1795305600004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(IDENTITY);
    await runner.query(grantTo('SELECT, INSERT, UPDATE', ['one_time_links', 'invitations', 'mails']));
  }

  /** What was recorded is never thrown away by a program: a step back is a restored backup. */
  async down(): Promise<void> {
    throw new Error('Migration 0004 has no way back: restore a backup.');
  }
}
