import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ERASED_UPDATE } from './0013-erased-update.sql';
import { ERASURE_FUNCTIONS, ERASURE_TABLE, ONLY_ERASING, ORIGIN_SPANS } from './0013-erasure.sql';
import { grantTo } from './grants';

/**
 * Erasing a passage: what was recorded may become less to read, in this one way, and in no other. And whose words moved text
 * is.
 */
export class Erasure1795305600013 implements MigrationInterface {
  readonly name = 'Erasure1795305600013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ERASURE_TABLE);
    await runner.query(ORIGIN_SPANS);
    await runner.query(ERASED_UPDATE);
    await runner.query(ONLY_ERASING);
    await runner.query(grantTo('SELECT, INSERT', ['section_erasures', 'section_origin_spans']));
    for (const signature of ERASURE_FUNCTIONS) await runner.query(`REVOKE ALL ON FUNCTION ${signature} FROM PUBLIC`);
    await runner.query(`
      DO $$
      BEGIN
        IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'samenspel_app') THEN
          GRANT EXECUTE ON FUNCTION ${ERASURE_FUNCTIONS.join(', ')} TO samenspel_app;
        END IF;
      END
      $$`);
  }

  /** What was erased does not come back, and what was recorded is never thrown away by a program. */
  async down(): Promise<void> {
    throw new Error('Migration 0013 has no way back: restore a backup.');
  }
}
