import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contention } from '../support/contention';
import { CrashDatabase } from '../support/crash-database';
import { Member, until } from '../support/member';
import { freePort, startProduct, type Product } from '../support/product';
import { Scribe } from '../support/scribe';

/** Who types is told after two seconds; a busy machine may be a little late with anything, in milliseconds. */
const TOLD_MS = 2_000;
const LATE_MS = 700;
/** The longest that a request waits for a database that says nothing: for its connection, and for its answer. */
const ANSWERED_MS = 7_000;

let product: Product;
let database: CrashDatabase;
let scribe: Scribe;
beforeAll(async () => {
  product = await startProduct();
  database = new CrashDatabase(product.dataDir);
  scribe = await Scribe.at(product.url);
});
afterAll(async () => {
  database.resume();
  scribe.leave();
  await product.remove();
});

describe('fault C06: a database that stands still', () => {
  it('[C50] [C51] [O6] is told within two seconds, holds nobody up, lets nobody in, and is gone on with by itself', async () => {
    await scribe.save();
    const newcomer = await Member.signIn(product.url, 'Annemiek Roos');
    database.pause();
    scribe.type();
    const unsaved = await scribe.told('unsaved');
    expect(unsaved).toBeLessThan(TOLD_MS + LATE_MS * contention());
    const guest = newcomer.connect();
    const wanted = guest.open(scribe.section.sectionId);
    const [read, command, ready, alive] = await Promise.all([
      scribe.answer('GET', scribe.tablePath),
      scribe.answer('DELETE', '/api/sessions'),
      scribe.answer('GET', '/api/ready'),
      scribe.answer('GET', '/api/health'),
    ]);
    expect([read.status, command.status, ready.status, alive.status]).toEqual([503, 503, 503, 200]);
    for (const { ms } of [read, command, ready]) expect(ms).toBeLessThan(ANSWERED_MS + LATE_MS * contention());
    expect(wanted.state).toBe('joining');
    scribe.type();
    expect(scribe.section.save.kind).toBe('unsaved');
    database.resume();
    const again = await scribe.told('saved');
    console.info(`stopped: told after ${unsaved} ms, refused after ${read.ms} ms, saved again after ${again} ms`);
    expect(again).toBeLessThan(TOLD_MS + LATE_MS * contention());
    await until(wanted, () => wanted.state === 'live');
    guest.destroy();
    expect((await scribe.answer('GET', scribe.tablePath)).status).toBe(200);
    await scribe.expectAllOnce();
  });

  it('[C50] [C51] is not asked in a loop: a stop of one second costs no more than a few attempts', async () => {
    const attempts = (): number => product.output().split('commit-failed').length;
    const before = attempts();
    database.pause();
    scribe.type();
    await new Promise((second) => setTimeout(second, 1_000));
    database.resume();
    await scribe.told('saved');
    expect(attempts() - before).toBeLessThan(5);
  });
});

describe('fault C09: commands that hold every connection they have', () => {
  it('[C50] are refused in time, and text is saved as before', async () => {
    await scribe.save();
    const holder = await database.connect();
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE documents IN ACCESS EXCLUSIVE MODE');
    const asked = Array.from({ length: 15 }, () => scribe.answer('GET', scribe.tablePath));
    for (let n = 0; n < 5; n += 1) expect(await scribe.save()).toBeLessThan(TOLD_MS * contention());
    const answers = await Promise.all(asked);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
    expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(ANSWERED_MS + LATE_MS * contention());
    await holder.end();
    expect((await scribe.answer('GET', scribe.tablePath)).status).toBe(200);
  });
});

describe('fault C10: two transactions that wait for each other', () => {
  it('[C2] [C51] are resolved by PostgreSQL, and the text is saved once', async () => {
    const other = await Scribe.at(product.url, 'Annemiek Roos', 1);
    // Group commits take the sections in the order of their ids: whoever takes them the other way round is in their way.
    const [first, last] = [scribe.section.sectionId, other.section.sectionId].sort();
    const holder = await database.connect();
    const take = (sectionId?: string): Promise<unknown> =>
      holder.query('SELECT 1 FROM section_heads WHERE section_id = $1 FOR UPDATE', [sectionId]);
    await holder.query('BEGIN');
    await take(last);
    scribe.type();
    other.type();
    const waits = async (): Promise<number | null> =>
      (await holder.query("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'")).rowCount;
    await expect.poll(waits).toBe(1);
    // Who of the two is broken off is PostgreSQL's choice.
    await take(first).catch((error: { code?: string }) => expect(error.code).toBe('40P01'));
    await holder.query('ROLLBACK');
    await holder.end();
    for (const one of [scribe, other]) {
      await one.told('saved');
      await one.expectAllOnce();
    }
    other.leave();
  });
});

describe('fault C04: an embedded database that is killed', () => {
  it('[O7] [C51] is started again by its server, and what waited is saved', async () => {
    await scribe.save();
    await database.kill({ locks: 'left' });
    scribe.type();
    const saved = await scribe.told('saved');
    console.info(`killed: saved again after ${saved} ms`);
    await scribe.expectAllOnce();
    database = new CrashDatabase(product.dataDir);
  });

  it('[O5] [O7] is still kept from a second server', async () => {
    const second = startProduct({ dataDir: product.dataDir, port: await freePort() });
    await expect(second).rejects.toThrow('already running');
  });
});
