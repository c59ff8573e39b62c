import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Pool, PoolClient } from 'pg';
import { createTestDatabase, type TestDatabase } from '../testing/database';
import { openPool } from './database-pool';

const QUICK = { connectMs: 300, statementMs: 200, silentMs: 400 };

let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = openPool(database.owner, 2, QUICK);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

async function pidOf(client: PoolClient): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return rows[0]?.pid ?? 0;
}

describe('[O6] a connection to the database', () => {
  it('that breaks in the middle of a transaction, between two queries, ends nothing but itself', async () => {
    const client = await pool.connect();
    const pid = await pidOf(client);
    await client.query('BEGIN');
    const broken = new Promise((resolve) => client.once('error', resolve));
    await pool.query('SELECT pg_terminate_backend($1)', [pid]);
    await broken;
    await expect(client.query('SELECT 1')).rejects.toThrow('not queryable');
    client.release();
    expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });

  it('stays good when PostgreSQL itself gives a statement up', async () => {
    const client = await pool.connect();
    const pid = await pidOf(client);
    await expect(client.query('SELECT pg_sleep(10)')).rejects.toMatchObject({ code: '57014' });
    expect(await pidOf(client)).toBe(pid);
    client.release();
  });

  it('is ended with all it had begun when PostgreSQL stands still', async () => {
    await pool.query('CREATE TABLE begun (word text)');
    const client = await pool.connect();
    const pid = await pidOf(client);
    await client.query('BEGIN');
    await client.query("INSERT INTO begun VALUES ('half')");
    process.kill(pid, 'SIGSTOP');
    try {
      // Nothing but the silence ends it: PostgreSQL stands still until this test is over.
      await expect(client.query('SELECT 1')).rejects.toThrow('Connection terminated');
      client.release();
      // Not the same connection: it would still be in the middle of what failed.
      const next = await pool.connect();
      expect(await pidOf(next)).not.toBe(pid);
      await next.query('BEGIN');
      await next.query('COMMIT');
      next.release();
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    await expect
      .poll(async () => (await pool.query('SELECT 1 FROM pg_stat_activity WHERE pid = $1', [pid])).rowCount)
      .toBe(0);
    expect((await pool.query('SELECT * FROM begun')).rows).toEqual([]);
  });

  it('is not waited for longer than said when all are taken', async () => {
    const [one, other] = [await pool.connect(), await pool.connect()];
    await expect(pool.query('SELECT 1')).rejects.toThrow('timeout exceeded when trying to connect');
    one.release();
    other.release();
  });
});
