import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SEARCH_WORDS } from './0021-search-words.sql';

/** Words to be searched, by rules that are ours and not those of a version of PostgreSQL. */
export class SearchWords1796169600021 implements MigrationInterface {
  readonly name = 'SearchWords1796169600021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SEARCH_WORDS);
  }

  /** What was recorded is never thrown away by a program: a step back is a restored backup. */
  async down(): Promise<void> {
    throw new Error('Migration 0021 has no way back: restore a backup.');
  }
}
