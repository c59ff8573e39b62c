import { randomUUID } from 'node:crypto';
import type { SectionId } from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { FirstContent } from '../documents/live/first-content';
import { WorkerStopped, WorkerThread } from '../platform/worker-thread';
import { addDocument, addSection } from '../testing/documents';
import { startLiveApp, type LiveApp } from '../testing/live-app';
import { makeWorld, type TestWorld } from '../testing/world';
import { PORTION } from './portions';
import { SearchIndexer } from './search-indexer';
import { MADE, readIn } from './search-reading';

let app: LiveApp;
let world: TestWorld;
let indexer: SearchIndexer;
const large: SectionId[] = [];
const small: SectionId[] = [];

/** A section with a text of about this many letters, in blocks, and so many rows of its log. */
async function sectionOf(title: string, letters: number): Promise<SectionId> {
  const secretary = await world.as('secretary');
  const { sectionId } = await addSection(secretary, await document(), title, { kind: 'wholeTable' });
  await app.owner.query('UPDATE section_heads SET head_seq = 0, generation = generation + 1 WHERE section_id = $1', [sectionId]); // prettier-ignore
  const block = `${title} `.repeat(100);
  const blocks = Array.from({ length: Math.ceil(letters / block.length) }, () => ({ text: block }));
  await app.owner.transaction((manager) =>
    new FirstContent().write(
      manager,
      sectionId as SectionId,
      blocks.map((run) => ({ type: 'block', kind: 'paragraph', runs: [run] })),
    ),
  );
  return sectionId as SectionId;
}

let documentId: Promise<string> | null = null;
const document = (): Promise<string> => (documentId ??= world.as('secretary').then((secretary) => addDocument(secretary, world.tableId, 'Plan'))); // prettier-ignore

const found = async (): Promise<{ section_id: string; made: number; seq: string }[]> =>
  app.owner.query('SELECT section_id, made, seq FROM section_search ORDER BY section_id');

beforeAll(async () => {
  app = await startLiveApp();
  world = await makeWorld(app);
  indexer = app.get(SearchIndexer);
  for (const title of ['grootste', 'tweede', 'derde']) large.push(await sectionOf(title, 1_500_000));
  for (const title of ['klein', 'kleiner', 'kleinst']) small.push(await sectionOf(title, 500));
});
afterAll(() => app?.close());

describe('[V14] texts of megabytes', () => {
  it('are read in without a byte of them on the thread that serves everybody, one at a time', async () => {
    const rest = vi.spyOn(indexer, 'rest').mockResolvedValue();
    const asked = vi.spyOn(app.get(DataSource), 'query');
    const run = vi.spyOn(WorkerThread.prototype, 'run');
    await indexer.sweep();
    const answers = await Promise.all(asked.mock.results.map(({ value }) => value as Promise<unknown>));
    expect(Buffer.byteLength(JSON.stringify(answers))).toBeLessThan(10_000);
    const jobs = run.mock.calls.map(([job]) => job as { sectionIds: string[] });
    expect(Buffer.byteLength(JSON.stringify(jobs))).toBeLessThan(10_000);
    for (const sectionId of large)
      expect(jobs.find((job) => job.sectionIds.includes(sectionId))?.sectionIds).toEqual([sectionId]);
    expect((await found()).map(({ made }) => made)).toEqual([...large, ...small].map(() => MADE));
    for (const spy of [rest, asked, run]) spy.mockRestore();
  });

  it('keep no small text waiting, and no other from being read in when one fails', async () => {
    await app.owner.query('DELETE FROM section_search');
    const rest = vi.spyOn(indexer, 'rest').mockResolvedValue();
    const order: string[] = [];
    const real = WorkerThread.prototype.run;
    const run = vi.spyOn(WorkerThread.prototype, 'run').mockImplementation(function (this: never, job) {
      const { sectionIds } = job as { sectionIds: string[] };
      order.push(...sectionIds);
      if (sectionIds.includes(large[0]!)) return Promise.reject(new WorkerStopped());
      if (sectionIds.includes(large[1]!)) return Promise.reject(new Error('Connection terminated'));
      return real.call(this, job);
    });
    await indexer.sweep();
    run.mockRestore();
    const have = (await found()).map(({ section_id }) => section_id);
    expect(order.slice(0, 3).sort()).toEqual([...small].sort());
    // What cannot be read at all is found by its title; what failed for another reason is tried again.
    expect(have.sort()).toEqual([...small, large[0]!, large[2]!].sort());
    await indexer.sweep();
    expect(await found()).toHaveLength(6);
    rest.mockRestore();
  });

  it('are not waited for by a question', async () => {
    await app.owner.query('DELETE FROM section_search');
    const rest = vi.spyOn(indexer, 'rest').mockResolvedValue();
    const sweep = vi.spyOn(indexer, 'sweep').mockResolvedValue();
    expect(await indexer.refresh([...large, ...small])).toBe(false);
    expect(sweep).toHaveBeenCalledOnce();
    sweep.mockRestore();
    const have = (await found()).map(({ section_id }) => section_id);
    expect(have).toEqual(expect.arrayContaining(small));
    expect(have.length).toBeLessThan(6);
    await indexer.sweep();
    expect(await indexer.refresh([...large, ...small])).toBe(true);
    rest.mockRestore();
  });
});

describe('[V15] words that were made in an older way', () => {
  it('are made anew in the background, and what was done stays done over a restart', async () => {
    await app.owner.query('UPDATE section_search SET made = 1');
    const rest = vi.spyOn(indexer, 'rest').mockResolvedValue();
    const run = vi.spyOn(WorkerThread.prototype, 'run');
    await readIn({ database: app.database.app, sectionIds: [large[2]!] });
    await indexer.sweep();
    const read = run.mock.calls.flatMap(([job]) => (job as { sectionIds: string[] }).sectionIds);
    expect(read.sort()).toEqual([...large.slice(0, 2), ...small].sort());
    expect((await found()).every(({ made }) => made === MADE)).toBe(true);
    for (const spy of [rest, run]) spy.mockRestore();
  });

  it('do not come back over newer ones', async () => {
    await readIn({ database: app.database.app, sectionIds: [randomUUID(), small[0]!] });
    expect((await found()).every(({ made }) => made === MADE)).toBe(true);
  });
});

describe('[V14] long logs', () => {
  it('are read from long logs in pages of a megabyte', async () => {
    const sectionId = small[0]!;
    await app.owner.query(
      `INSERT INTO section_updates (section_id, generation, seq, lease_id, frame, bytes)
       SELECT head.section_id, head.generation, nth + 1, (SELECT lease_id FROM section_updates WHERE section_id = $1 LIMIT 1),
         nth + 1, set_byte(decode(repeat('00', 2000), 'hex'), 0, 0)
       FROM section_heads head, generate_series(1, 4000) nth WHERE head.section_id = $1`,
      [sectionId],
    );
    await app.owner.query('UPDATE section_heads SET head_seq = 4001 WHERE section_id = $1', [sectionId]);
    const { mostBytes, unread } = await readIn({ database: app.database.app, sectionIds: [sectionId] });
    expect(unread).toBe(0);
    expect(mostBytes).toBeGreaterThan(PORTION.bytes / 2);
    expect(mostBytes).toBeLessThanOrEqual(PORTION.bytes + 2_000);
    expect((await found()).find((row) => row.section_id === sectionId)?.seq).toBe('4001');
  });
});
