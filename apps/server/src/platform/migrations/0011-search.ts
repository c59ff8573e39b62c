import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grantTo } from './grants';
import { SEARCH_FOLD, SEARCH_TABLE } from './0011-search.sql';

/** What can be searched. */
export class Search1795305600011 implements MigrationInterface {
  readonly name = 'Search1795305600011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SEARCH_FOLD);
    await runner.query(SEARCH_TABLE);
    await runner.query(grantTo('SELECT, INSERT, UPDATE, DELETE', ['section_search']));
  }

  /** What was recorded is never thrown away by a program: a step back is a restored backup. */
  async down(): Promise<void> {
    throw new Error('Migration 0011 has no way back: restore a backup.');
  }
}
