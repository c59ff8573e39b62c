import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { CrashDatabase } from '../support/crash-database';
import { failpointsDist } from '../support/crash-stage';
import { ROOT, freePort, startProduct } from '../support/product';
import { Scribe } from '../support/scribe';

const folder = mkdtempSync(join(tmpdir(), 'starting-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('fault C25: a change of the structure that is broken off', () => {
  it('[U4] [O3] is taken up where it was by the next start', async () => {
    const file = join(folder, 'failpoint');
    writeFileSync(file, JSON.stringify({ name: 'migration', does: 'kill', after: 0 }));
    const dataDir = join(folder, 'migrated');
    const options = {
      dataDir,
      port: await freePort(),
      dist: failpointsDist(),
      nodeArgs: ['--import', join(ROOT, 'test/support/failpoint.mjs')],
      env: { FAILPOINT_FILE: file },
    };
    await expect(startProduct(options)).rejects.toThrow('the server ended (null)');
    const product = await startProduct(options);
    expect(product.output()).toMatch(/brought up to date: [1-9]\d* step/);
    const scribe = await Scribe.at(product.url);
    await scribe.save();
    scribe.leave();
    await product.stop();
  });

  it('[U4] is done once by two servers that start together', async () => {
    const dataDir = join(folder, 'two');
    const first = await startProduct({ dataDir });
    const database = new CrashDatabase(dataDir);
    const owner = await database.connect();
    await first.kill();
    await owner.query('CREATE DATABASE together');
    const address = (role: string): string => `postgres://${role}@localhost/together?host=${database.socketDir}`;
    const env = {
      DATABASE_URL: address('samenspel_app'),
      DATABASE_OWNER_URL: address('samenspel_owner'),
      SAMENSPEL_SEAL_KEY: join(folder, 'together.pem'),
      // Nobody listens there: servers go on without it.
      REDIS_URL: `redis://127.0.0.1:${await freePort()}`,
    };
    const servers = await Promise.all(
      [1, 2].map(async (nth) => startProduct({ dataDir: join(folder, `server-${nth}`), port: await freePort(), env })),
    );
    const steps = servers.filter((server) => server.output().includes('brought up to date'));
    const seeds = servers.filter((server) => server.output().includes('demonstration region was made'));
    expect([steps.length, seeds.length]).toEqual([1, 1]);
    for (const server of servers) await server.stop();
    await owner.end();
    await database.stop();
  });
});

describe('fault C11: a database that says "committed" before it has written', () => {
  it('[O8] is refused at the start, by the name of its setting', async () => {
    const dataDir = join(folder, 'lying');
    const first = await startProduct({ dataDir });
    const owner = await new CrashDatabase(dataDir).connect();
    await owner.query('ALTER SYSTEM SET fsync = off');
    await owner.query('ALTER ROLE samenspel_app SET synchronous_commit = off');
    await owner.end();
    await first.stop();
    await expect(startProduct({ dataDir })).rejects.toThrow('fsync, synchronous_commit must be on');
  });
});
