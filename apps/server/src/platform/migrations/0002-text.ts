import type { MigrationInterface, QueryRunner } from 'typeorm';
import { COMMIT_FRAMES, TEXT_TABLES } from './0002-text.sql';

/** The live text: leases, the log of frames, snapshots, and the one statement that commits. */
export class Text1795305600002 implements MigrationInterface {
  readonly name = 'Text1795305600002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TEXT_TABLES);
    await runner.query(COMMIT_FRAMES);
    await runner.query(`
      DO $$
      BEGIN
        IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'samenspel_app') THEN
          GRANT SELECT, INSERT ON section_leases, section_updates TO samenspel_app;
          GRANT SELECT, INSERT, DELETE ON section_snapshots TO samenspel_app;
        END IF;
      END
      $$`);
  }

  /** The log is a record: a step back is a restored backup. */
  async down(): Promise<void> {
    throw new Error('Migration 0002 has no way back: restore a backup.');
  }
}
