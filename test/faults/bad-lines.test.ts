import { Random } from '@samenspel/collab/testing';
import { plainText } from '@samenspel/collab';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CrashDatabase } from '../support/crash-database';
import { until } from '../support/member';
import { freePort, startProduct, type Product } from '../support/product';
import { Scribe } from '../support/scribe';
import { TcpProxy } from '../support/tcp-proxy';
import { typeAt, typeWord } from '../support/typing';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SOCKET = '.s.PGSQL.5432';

const folder = mkdtempSync(join(tmpdir(), 'lines-'));
const random = new Random(1);
let product: Product;
let database: CrashDatabase;
let front: TcpProxy;
let back: TcpProxy;
let scribe: Scribe;
let metricsPort: number;
beforeAll(async () => {
  const dataDir = join(folder, 'data');
  const first = await startProduct({ dataDir });
  database = new CrashDatabase(dataDir);
  await first.kill();
  const lineDir = join(folder, 'line');
  mkdirSync(lineDir, { mode: 0o700 });
  back = await TcpProxy.open({ path: join(lineDir, SOCKET) }, () => [{ path: join(database.socketDir, SOCKET) }], {
    random,
  });
  const port = await freePort();
  const address = (role: string): string => `postgres://${role}@localhost/samenspel?host=${lineDir}`;
  metricsPort = await freePort();
  product = await startProduct({
    dataDir,
    env: {
      SAMENSPEL_URL: `http://127.0.0.1:${port}`,
      DATABASE_URL: address('samenspel_app'),
      DATABASE_OWNER_URL: address('samenspel_owner'),
      SAMENSPEL_METRICS_PORT: String(metricsPort),
      // Two hundred pages of one person stand for two hundred people.
      SAMENSPEL_SOCKETS_PER_PERSON: '300',
    },
  });
  front = await TcpProxy.open({ port }, () => [{ port: product.port }], { random });
  scribe = await Scribe.at(product.url);
});
afterAll(async () => {
  scribe.leave();
  await product.stop();
  await front.close();
  await back.close();
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('fault C07: a slow database', () => {
  it.each([200, 1_800])(
    '[C51] that takes up to %i ms for each way still saves, in no more attempts than a few',
    async (ms) => {
      await scribe.save();
      const failed = (): number => product.output().split('commit-failed').length;
      const before = failed();
      back.delayMs = ms;
      const took: number[] = [];
      for (let n = 0; n < 5; n += 1) took.push(await scribe.save());
      back.heal();
      console.info(`${ms} ms each way: saved after ${took.join(', ')} ms`);
      // A commit is one question and one answer; only a new connection needs more of them than it waits for.
      expect(failed() - before).toBeLessThan(took.length);
      await scribe.expectAllOnce();
    },
  );
});

describe('fault C08: a line to the database that is cut after the commit and before its answer', () => {
  it('[C2] [C51] leaves every word there once', async () => {
    await scribe.save();
    for (let n = 0; n < 3; n += 1) {
      back.deaf = true;
      const before = back.counts.pieces;
      scribe.type();
      await expect.poll(() => back.counts.pieces).toBeGreaterThan(before);
      back.cut();
      back.heal();
      await scribe.told('saved');
    }
    await scribe.expectAllOnce();
  });
});

describe('fault C18: a line that hands over single bytes, late', () => {
  it('[C30] changes nothing in what arrives', async () => {
    front.split = true;
    front.delayMs = 20;
    const reader = await Scribe.at(product.url, 'Annemiek Roos');
    for (let n = 0; n < 5; n += 1) scribe.type();
    await scribe.told('saved');
    await until(reader.section, () => scribe.words.every((word) => plainText(reader.section.doc).includes(word)));
    front.heal();
    reader.leave();
    await scribe.expectAllOnce();
  });
});

describe('fault C19: a line that goes silent without a word', () => {
  it('[C50] is noticed by both ends within fifteen seconds, and what was typed meanwhile is saved after it', async () => {
    await scribe.save();
    const connections = (): Promise<string> =>
      fetch(`http://127.0.0.1:${metricsPort}/metrics`).then((answer) => answer.text());
    // What both ends agree on when they meet: how often one asks, and how long the other may stay silent.
    const { url, cookie } = scribe.member;
    const met = await fetch(`${url}/socket.io/?EIO=4&transport=polling`, { headers: { origin: url, cookie } });
    const { pingInterval, pingTimeout } = JSON.parse((await met.text()).slice(1)) as Record<string, number>;
    expect([pingInterval, pingTimeout]).toEqual([10_000, 5_000]);
    front.stall();
    scribe.type();
    await scribe.told('unsaved');
    await expect.poll(() => scribe.client.connected, { timeout: 60_000, interval: 50 }).toBe(false);
    await expect.poll(connections, { timeout: 60_000 }).toMatch(/connections 0\n/);
    front.heal();
    front.cut();
    await scribe.told('saved');
    await scribe.expectAllOnce();
  });
});

describe('fault C27: ten megabytes pasted at once', () => {
  it('[C4] stay with who pasted them, and hold nobody else up', async () => {
    const other = await Scribe.at(product.url, 'Annemiek Roos', 1);
    const paster = await Scribe.at(product.url, 'Eline Drost');
    const before = front.counts.bytes;
    typeAt(paster.section.doc, 0, 'x'.repeat(10 * 1024 * 1024));
    for (let n = 0; n < 5; n += 1) await other.save();
    await expect.poll(() => paster.client.drafts.length, { timeout: 20_000 }).toBe(1);
    expect(paster.client.drafts[0]).toMatchObject({ reason: 'too-large' });
    // None of it was sent: there is nothing that the others could wait for.
    expect(front.counts.bytes - before).toBeLessThan(1024 * 1024);
    expect(paster.client.drafts[0]?.text.length).toBeGreaterThan(10 * 1024 * 1024 - 1);
    await other.expectAllOnce();
    for (const one of [other, paster]) one.leave();
  });
});

describe('fault C20: everybody comes back at once', () => {
  it('[C5] [C51] and is sent only what it missed, in a few attempts', async () => {
    const before = front.counts.bytes;
    const clients = Array.from({ length: 200 }, () => scribe.member.connect({ transports: ['websocket'] }));
    const sections = clients.map((client) => client.open(scribe.section.sectionId));
    for (const section of sections) await until(section, () => section.state === 'live');
    const whole = front.counts.bytes - before;
    const { connections, bytes } = front.counts;
    const cut = front.cut();
    expect(cut).toBeGreaterThan(200);
    const word = 'allen';
    typeWord(scribe.section.doc, word);
    for (const section of sections) await until(section, () => plainText(section.doc).includes(word));
    const again = { connections: front.counts.connections - connections, bytes: front.counts.bytes - bytes };
    console.info(`${cut} cut off: ${again.connections} connections, ${again.bytes} bytes instead of ${whole}`);
    expect(again.connections).toBeLessThan(3 * cut);
    expect(again.bytes).toBeLessThan(whole);
    for (const client of clients) client.destroy();
  });
});
