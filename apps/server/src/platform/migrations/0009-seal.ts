import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SEAL, SEAL_APPEND_ONLY, SEAL_RECORDS } from './0009-seal.sql';
import { grantTo } from './grants';

/** The sealed log of each table: leaves, values, checkpoints, keys. */
export class Seal1795305600009 implements MigrationInterface {
  readonly name = 'Seal1795305600009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SEAL);
    await runner.query(SEAL_APPEND_ONLY);
    await runner.query(grantTo('SELECT, INSERT', [...SEAL_RECORDS, 'seal_values']));
    await runner.query(grantTo('UPDATE (salt, value)', ['seal_values']));
  }

  /** What was recorded is never thrown away by a program: a step back is a restored backup. */
  async down(): Promise<void> {
    throw new Error('Migration 0009 has no way back: restore a backup.');
  }
}
