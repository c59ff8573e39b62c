import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres, type DatabaseAddress, type EmbeddedPostgres } from '../platform/embedded-postgres';

/** A real, empty database of a test file's own, in the embedded PostgreSQL that this test process started. */
export interface TestDatabase {
  readonly owner: DatabaseAddress;
  readonly app: DatabaseAddress;
  drop(): Promise<void>;
}

let cluster: Promise<{ postgres: EmbeddedPostgres; dir: string }> | null = null;
let users = 0;

/** A test process that is ended half-way must not leave its database running. */
function stopWithProcess(postgres: EmbeddedPostgres): void {
  process.once('exit', () => {
    try {
      process.kill(postgres.pid, 'SIGQUIT');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // stopped in order
    }
  });
}

async function boot(): Promise<{ postgres: EmbeddedPostgres; dir: string }> {
  const dir = mkdtempSync(join(tmpdir(), 'samenspel-test-'));
  const postgres = await startEmbeddedPostgres({ dataDir: dir });
  stopWithProcess(postgres);
  return { postgres, dir };
}

/** Makes a database; the cluster starts with the first and stops with the last one dropped. */
export async function createTestDatabase(): Promise<TestDatabase> {
  users += 1;
  cluster ??= boot();
  const { postgres } = await cluster;
  const name = `test_${randomBytes(8).toString('hex')}`;
  await run(postgres.owner, `CREATE DATABASE ${name}`);
  return {
    owner: { ...postgres.owner, database: name },
    app: { ...postgres.app, database: name },
    async drop() {
      await run(postgres.owner, `DROP DATABASE ${name} WITH (FORCE)`);
      users -= 1;
      if (users > 0 || cluster === null) return;
      const running = await cluster;
      cluster = null;
      await running.postgres.stop();
      rmSync(running.dir, { recursive: true, force: true });
    },
  };
}

async function run(address: DatabaseAddress, sql: string): Promise<void> {
  const client = new Client({ ...address });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
