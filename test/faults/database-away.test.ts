import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CrashDatabase } from '../support/crash-database';
import { Member, until } from '../support/member';
import { freePort, startProduct, type Product } from '../support/product';
import { Scribe } from '../support/scribe';

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

/** How often a commit failed so far. */
const failed = (): number => product.output().split('commit-failed').length - 1;

describe('fault C06: a database that stands still', () => {
  it('[C50] [C51] [O6] is told while it stands still, leaves no request waiting, lets nobody in, and is gone on with by itself', async () => {
    await scribe.save();
    const newcomer = await Member.signIn(product.url, 'Annemiek Roos');
    database.pause();
    scribe.type();
    const unsaved = await scribe.told('unsaved');
    const guest = newcomer.connect();
    const wanted = guest.open(scribe.section.sectionId);
    const [read, command, ready, alive] = await Promise.all([
      scribe.answer('GET', scribe.tablePath),
      scribe.answer('DELETE', '/api/sessions'),
      scribe.answer('GET', '/api/ready'),
      scribe.answer('GET', '/api/health'),
    ]);
    expect([read.status, command.status, ready.status, alive.status]).toEqual([503, 503, 503, 200]);
    expect(wanted.state).toBe('joining');
    scribe.type();
    expect(scribe.section.save.kind).toBe('unsaved');
    database.resume();
    const again = await scribe.told('saved');
    console.info(`stopped: told after ${unsaved} ms, refused after ${read.ms} ms, saved again after ${again} ms`);
    await until(wanted, () => wanted.state === 'live');
    guest.destroy();
    expect((await scribe.answer('GET', scribe.tablePath)).status).toBe(200);
    await scribe.expectAllOnce();
  });

  it('[C50] [C51] is not asked in a loop: until it is told a stop costs no more than a few attempts', async () => {
    const before = failed();
    database.pause();
    scribe.type();
    await scribe.told('unsaved');
    database.resume();
    await scribe.told('saved');
    expect(failed() - before).toBeLessThan(5);
  });
});

describe('fault C09: commands that hold every connection they have', () => {
  it('[C50] are refused, and text is saved as before, at the first attempt', async () => {
    await scribe.save();
    const holder = await database.connect();
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE documents IN ACCESS EXCLUSIVE MODE');
    const before = failed();
    let saving = true;
    // Whoever is refused asks again, so that no connection is free as long as text is saved.
    const askers = Array.from({ length: 15 }, async () => {
      const statuses: number[] = [];
      do statuses.push((await scribe.answer('GET', scribe.tablePath)).status);
      while (saving);
      return statuses;
    });
    for (let n = 0; n < 5; n += 1) await scribe.save();
    saving = false;
    expect(new Set((await Promise.all(askers)).flat())).toEqual(new Set([503]));
    expect(failed() - before).toBe(0);
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
