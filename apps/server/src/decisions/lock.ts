import type { EntityManager } from 'typeorm';

/**
 * Makes commands about one thing wait for each other until the end of their transactions. Rows of record can not be locked
 * by an application that may not change them, so the lock is on the name of the thing.
 */
export async function takeTurns(
  manager: EntityManager,
  what: 'outcomes of table' | 'outcome',
  id: string,
): Promise<void> {
  await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${what} ${id}`]);
}
