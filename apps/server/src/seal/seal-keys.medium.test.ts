import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { generateKeyPairSync } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { id, type TableId } from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { typeOrmOptions } from '../platform/database';
import { startHttpApp, type HttpApp } from '../testing/http-app';
import { makeWorld } from '../testing/world';
import { SealKeys } from './seal-keys';
import { SealLogService } from './seal-log.service';

let http: HttpApp;
let app: DataSource;
let tableId: TableId;
let dir: string;
const fileIn = (): string => join(dir, 'data', 'seal-key.pem');

beforeAll(async () => {
  http = await startHttpApp();
  app = await new DataSource(typeOrmOptions(http.database.app)).initialize();
  vi.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
});
afterAll(async () => {
  await app?.destroy();
  await http?.close();
});
beforeEach(async () => {
  // A world of its own for each: as after the first start.
  const runner = http.owner.createQueryRunner();
  await runner.query(`BEGIN; SET LOCAL session_replication_role = replica; DELETE FROM seal_keys;
    DELETE FROM seal_leaves; DELETE FROM seal_fields; DELETE FROM seal_values; DELETE FROM seal_nodes;
    DELETE FROM seal_checkpoints; COMMIT`);
  await runner.release();
  tableId = id((await makeWorld(http)).tableId);
  dir = mkdtempSync(join(tmpdir(), 'samenspel-key-'));
  return () => rmSync(dir, { recursive: true });
});

/** A server that starts on the file. */
async function started(file = fileIn()): Promise<{ keys: SealKeys; record(): Promise<unknown> }> {
  const settings = { sealKeyFile: file };
  const keys = new SealKeys(app, settings, http.clock);
  await keys.onModuleInit();
  const log = new SealLogService(app, keys, http.clock);
  const record = (): Promise<unknown> =>
    app.transaction((manager) =>
      log.append(manager, tableId, { kind: 'outcome', recordId: crypto.randomUUID(), fields: { title: 'x' } }),
    );
  return { keys, record };
}

describe('[Z8] the private key', () => {
  it('is made at the first start, readable by its owner only, stays, and is never in the database', async () => {
    await (await started()).record();
    expect(statSync(fileIn()).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(dir, 'data'))).toEqual(['seal-key.pem']);
    const pem = readFileSync(fileIn(), 'utf8');
    await (await started()).record();
    expect(readFileSync(fileIn(), 'utf8')).toBe(pem);
    const secret = Buffer.from(pem.split('\n')[1] ?? '', 'base64').subarray(-32);
    const dump = await http.owner.query(`SELECT public_key, statement FROM seal_keys`);
    expect(JSON.stringify(dump)).not.toContain(secret.toString('base64'));
    expect(dump[0].public_key.equals(secret)).toBe(false);
  });

  it('that two servers make at once is one key', async () => {
    const [one, other] = await Promise.all([started(), started()]);
    await Promise.all([one!.record(), other!.record()]);
    expect(readdirSync(join(dir, 'data'))).toEqual(['seal-key.pem']);
  });

  it.each([
    ['is gone', () => rmSync(fileIn())],
    [
      'is another one',
      () => writeFileSync(fileIn(), generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })),
    ],
    [
      'is of another kind',
      () => writeFileSync(fileIn(), generateKeyPairSync('x25519').privateKey.export({ type: 'pkcs8', format: 'pem' })),
    ],
    ['is no key', () => writeFileSync(fileIn(), 'nothing')],
  ])('when it %s, nothing is recorded, no other is made, and it works again when it is put back', async (_, harm) => {
    await (await started()).record();
    const pem = readFileSync(fileIn(), 'utf8');
    harm();
    const harmed = existsSync(fileIn()) ? readFileSync(fileIn(), 'utf8') : null;
    const server = await started();
    expect(await server.keys.ready()).toBe(false);
    await expect(server.record()).rejects.toMatchObject({ code: 'seal-key-missing' });
    expect(existsSync(fileIn()) ? readFileSync(fileIn(), 'utf8') : null).toBe(harmed);
    writeFileSync(fileIn(), pem);
    await server.record();
    expect(await server.keys.ready()).toBe(true);
  });

  it('is replaced in one step: a server that stopped half-way goes on with the new one', async () => {
    const server = await started();
    await server.record();
    const old = readFileSync(fileIn(), 'utf8');
    await server.keys.rotate();
    await server.record();
    const fresh = readFileSync(fileIn(), 'utf8');
    expect(fresh).not.toBe(old);
    expect(statSync(fileIn()).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(dir, 'data'))).toEqual(['seal-key.pem']);
    // As if it had stopped after the commit and before the new key got its name.
    renameSync(fileIn(), `${fileIn()}.next`);
    writeFileSync(fileIn(), old);
    await (await started()).record();
    expect(readFileSync(fileIn(), 'utf8')).toBe(fresh);
  });

  it('that can not be replaced stays: a rotation whose statement was not stored changes nothing', async () => {
    const server = await started();
    await server.record();
    const old = readFileSync(fileIn(), 'utf8');
    chmodSync(fileIn(), 0o400);
    vi.spyOn(app, 'transaction').mockRejectedValueOnce(new Error('planted'));
    await expect(server.keys.rotate()).rejects.toThrow('planted');
    await server.record();
    await (await started()).record();
    expect(readFileSync(fileIn(), 'utf8')).toBe(old);
  });
});
