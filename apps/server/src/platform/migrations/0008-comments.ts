import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPEND_ONLY, COMMENT_TABLES, RECORDS } from './0008-comments.sql';
import { grantTo } from './grants';

/** Threads of comments, mentions, rounds and their answers. */
export class Comments1795305600008 implements MigrationInterface {
  readonly name = 'Comments1795305600008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(COMMENT_TABLES);
    await runner.query(APPEND_ONLY);
    await runner.query(grantTo('SELECT, INSERT', [...RECORDS, 'comment_mentions_seen']));
    await runner.query(grantTo('SELECT, INSERT, UPDATE', ['comment_threads', 'comments', 'round_answers']));
  }

  /** What was recorded is never thrown away by a program: a step back is a restored backup. */
  async down(): Promise<void> {
    throw new Error('Migration 0008 has no way back: restore a backup.');
  }
}
