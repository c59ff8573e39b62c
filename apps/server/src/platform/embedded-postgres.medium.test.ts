import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres';

const folders: string[] = [];
const running: EmbeddedPostgres[] = [];
afterEach(async () => {
  for (const postgres of running.splice(0)) await postgres.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function start(dataDir: string): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir });
  running.push(postgres);
  return postgres;
}

function folder(...deeper: string[]): string {
  const path = mkdtempSync(join(tmpdir(), 'samenspel-pg-'));
  folders.push(path);
  return join(path, ...deeper);
}

async function query(postgres: EmbeddedPostgres, sql: string): Promise<unknown[]> {
  const client = new Client({ ...postgres.owner });
  await client.connect();
  try {
    return (await client.query(sql)).rows as unknown[];
  } finally {
    await client.end();
  }
}

describe('embedded PostgreSQL', () => {
  it('[O1] is reachable through a private folder only, and keeps its data over a stop and a start', async () => {
    const dir = folder('data');
    const first = await start(dir);
    await query(first, 'CREATE TABLE kept (word text)');
    await query(first, "INSERT INTO kept VALUES ('blijft')");
    expect(statSync(dir).mode & 0o777).toBe(0o700);
    expect(statSync(first.owner.host).mode & 0o777).toBe(0o700);
    expect(await query(first, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '' }]);
    await first.stop();
    const second = await start(dir);
    expect(await query(second, 'SELECT word FROM kept')).toEqual([{ word: 'blijft' }]);
  });

  it('[O1] takes over the database that a killed server left behind', async () => {
    const dir = folder('data');
    const first = await start(dir);
    const second = await start(dir);
    expect(second.pid).toBe(first.pid);
  });

  it('[O1] recovers from kill -9 of the database itself', async () => {
    const dir = folder('data');
    const first = await start(dir);
    await query(first, 'CREATE TABLE kept (n int)');
    await query(first, 'INSERT INTO kept SELECT generate_series(1, 100)');
    process.kill(first.pid, 'SIGKILL');
    await vi.waitFor(() => expect(existsSync(`/proc/${first.pid}/exe`)).toBe(false));
    const second = await start(dir);
    expect(await query(second, 'SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 100 }]);
  });

  it('[O1] works in a folder whose path is too long for a socket', async () => {
    const postgres = await start(folder('a'.repeat(60), 'b'.repeat(60), 'data'));
    expect(await query(postgres, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});
