import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Random } from '@samenspel/collab/testing';
import { CrashDatabase } from './crash-database';
import { freePort, startProduct, type Product } from './product';
import { TestRedis } from './redis';
import { TcpProxy } from './tcp-proxy';

/** Several servers on one database, with a Redis and a balancer that knows nothing of them. */
export interface Servers {
  /** Of the balancer. */
  readonly url: string;
  readonly all: readonly Product[];
  readonly redis: TestRedis;
  readonly database: CrashDatabase;
  /** The line of each server to the database. */
  readonly databaseLines: readonly TcpProxy[];
  addressOf(server: number): string;
  stop(): Promise<void>;
}

/** Can several servers be tried here? Without it the tests that need it are skipped, by name. */
export const REDIS_HERE = TestRedis.here;

export async function startServers(count: number): Promise<Servers> {
  const folder = mkdtempSync(join(tmpdir(), 'servers-'));
  const dataDir = join(folder, 'data');
  // The first makes the database; then it is one of the operator's own.
  const first = await startProduct({ dataDir });
  const database = new CrashDatabase(dataDir);
  await first.kill();
  const redis = await TestRedis.open(await freePort(), folder);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const databaseLines: TcpProxy[] = [];
  const all: Product[] = [];
  for (let n = 0; n < count; n += 1) {
    const own = join(folder, String(n));
    mkdirSync(own, { mode: 0o700 });
    const socket = '.s.PGSQL.5432';
    databaseLines.push(
      await TcpProxy.open({ path: join(own, socket) }, () => [{ path: join(database.socketDir, socket) }], {
        random: new Random(n),
      }),
    );
    const address = (role: string): string => `postgres://${role}@localhost/samenspel?host=${own}`;
    all.push(
      await startProduct({
        dataDir: own,
        env: {
          SAMENSPEL_URL: url,
          SAMENSPEL_SEAL_KEY: join(dataDir, 'seal-key.pem'),
          DATABASE_URL: address('samenspel_app'),
          DATABASE_OWNER_URL: address('samenspel_owner'),
          REDIS_URL: `redis://127.0.0.1:${redis.port}`,
        },
      }),
    );
  }
  const front = await TcpProxy.open({ port }, () => all.map((one) => ({ port: one.port })), { random: new Random(1) });
  return {
    url,
    all,
    redis,
    database,
    databaseLines,
    addressOf: (server) => `http://127.0.0.1:${all[server]?.port ?? 0}`,
    stop: async () => {
      for (const line of databaseLines) line.heal();
      await front.close();
      for (const one of all) await one.stop();
      for (const line of databaseLines) await line.close();
      await redis.kill();
      await database.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
