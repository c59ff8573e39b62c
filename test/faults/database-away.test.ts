import { plainText } from '@samenspel/collab';
import type { CollabClient, LiveSection, SaveState } from '@samenspel/collab/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CrashDatabase } from '../support/crash-database';
import { Member, until } from '../support/member';
import { freePort, startProduct, type Product } from '../support/product';
import { typeWord } from '../support/typing';

/** Who types is told after two seconds; a busy machine may be a little late with anything, in milliseconds. */
const TOLD_MS = 2_000;
const LATE_MS = 700;
/** The longest that a request waits for a database that says nothing: for its connection, and for its answer. */
const ANSWERED_MS = 7_000;

let product: Product;
let database: CrashDatabase;
let member: Member;
let client: CollabClient;
let section: LiveSection;
const words: string[] = [];
beforeAll(async () => {
  product = await startProduct();
  database = new CrashDatabase(product.dataDir);
  member = await Member.signIn(product.url, 'Marloes Terpstra');
  client = member.connect();
  const { sections } = await member.plan();
  const sectionId = sections.find(({ right, restricted }) => right === 'write' && !restricted)?.sectionId ?? '';
  section = client.open(sectionId, { title: 'Plan', restricted: false });
  await until(section, () => section.state === 'live');
  expect(await section.prepareToWrite()).toBe(true);
});
afterAll(async () => {
  database.resume();
  client.destroy();
  await product.remove();
});

function type(): void {
  const word = `w${words.length}w`;
  typeWord(section.doc, word);
  words.push(word);
}

/** How long it takes until the page says so, from now, in milliseconds. */
async function told(kind: SaveState['kind']): Promise<number> {
  const from = Date.now();
  await until(section, () => section.save.kind === kind);
  return Date.now() - from;
}

async function answer(method: string, path: string): Promise<{ status: number; ms: number }> {
  const from = Date.now();
  const response = await fetch(`${product.url}${path}`, {
    method,
    headers: { origin: product.url, cookie: member.cookie },
  });
  await response.arrayBuffer();
  return { status: response.status, ms: Date.now() - from };
}

/** Everything that was typed, once, for who opens the section anew. */
async function expectAllOnce(): Promise<void> {
  const reader = (await Member.signIn(product.url, 'Jeroen Pols')).connect();
  const fresh = reader.open(section.sectionId);
  await until(fresh, () => fresh.state === 'live');
  const lines = plainText(fresh.doc).split('\n');
  for (const word of words)
    expect(
      lines.filter((line) => line === word),
      word,
    ).toHaveLength(1);
  reader.destroy();
  expect(client.drafts).toEqual([]);
}

describe('a database that stands still', () => {
  it('[C50] [C51] [O6] is told within two seconds, holds nobody up, lets nobody in, and is gone on with by itself', async () => {
    type();
    await told('saved');
    const newcomer = await Member.signIn(product.url, 'Annemiek Roos');
    database.pause();
    type();
    const unsaved = await told('unsaved');
    expect(unsaved).toBeLessThan(TOLD_MS + LATE_MS);
    const guest = newcomer.connect();
    const wanted = guest.open(section.sectionId);
    const path = `/api/tables/${member.session?.seat?.tableId ?? ''}`;
    const [read, command, ready, alive] = await Promise.all([
      answer('GET', path),
      answer('DELETE', '/api/sessions'),
      answer('GET', '/api/ready'),
      answer('GET', '/api/health'),
    ]);
    expect([read.status, command.status, ready.status, alive.status]).toEqual([503, 503, 503, 200]);
    for (const { ms } of [read, command, ready]) expect(ms).toBeLessThan(ANSWERED_MS);
    expect(wanted.state).toBe('joining');
    type();
    expect(section.save.kind).toBe('unsaved');
    database.resume();
    const again = await told('saved');
    console.info(`stopped: told after ${unsaved} ms, refused after ${read.ms} ms, saved again after ${again} ms`);
    expect(again).toBeLessThan(TOLD_MS + LATE_MS);
    await until(wanted, () => wanted.state === 'live');
    guest.destroy();
    expect((await answer('GET', path)).status).toBe(200);
    await expectAllOnce();
  });

  it('[C50] [C51] is not asked in a loop: a stop of one second costs no more than a few attempts', async () => {
    const before = product.output().split('commit-failed').length;
    database.pause();
    type();
    await new Promise((second) => setTimeout(second, 1_000));
    database.resume();
    await told('saved');
    expect(product.output().split('commit-failed').length - before).toBeLessThan(5);
  });
});

describe('[O7] an embedded database that is killed', () => {
  it('[C51] is started again by its server, and what waited is saved', async () => {
    type();
    await told('saved');
    await database.kill({ locks: 'left' });
    type();
    const saved = await told('saved');
    console.info(`killed: saved again after ${saved} ms`);
    await expectAllOnce();
    database = new CrashDatabase(product.dataDir);
  });

  it('[O5] is still kept from a second server', async () => {
    const second = startProduct({ dataDir: product.dataDir, port: await freePort() });
    await expect(second).rejects.toThrow('already running');
  });
});
