import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SEARCH_WORDS } from './0019-search-words.sql';

/** Words to be searched, by rules that are ours and not those of a version of PostgreSQL. */
export class SearchWords1795305600019 implements MigrationInterface {
  readonly name = 'SearchWords1795305600019';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SEARCH_WORDS);
  }

  /** What was recorded is never thrown away by a program: a step back is a restored backup. */
  async down(): Promise<void> {
    throw new Error('Migration 0019 has no way back: restore a backup.');
  }
}
