import { randomUUID } from 'node:crypto';
import { canonicalText, readBlocks, TEXT_ROOT } from '@samenspel/collab';
import { compact } from '@samenspel/collab/server';
import { Random, randomEdit } from '@samenspel/collab/testing';
import { canonicalJson, id, type SectionId } from '@samenspel/domain';
import { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { TextLog } from '../../history/text-log';
import { addDocument, addSection } from '../../testing/documents';
import { startLiveApp, type LiveApp } from '../../testing/live-app';
import { confirmed } from '../../testing/outcomes';
import { makeWorld, type TestWorld } from '../../testing/world';
import { Generations } from '../text/generations';
import { docOf, SectionTexts } from '../text/section-texts';
import { COMPACT_ROWS, CompactionService } from './compaction.service';

let app: LiveApp;
let world: TestWorld;
let pool: Pool;
const failures: string[] = [];
let compaction: CompactionService;

beforeAll(async () => {
  app = await startLiveApp();
  world = await makeWorld(app);
  pool = new Pool({ ...app.database.app });
  compaction = new CompactionService(
    pool,
    (input) => Promise.resolve(compact(input)),
    () => undefined,
    (sectionId) => failures.push(sectionId),
  );
});
afterAll(async () => {
  await pool?.end();
  await app?.close();
});

async function section(): Promise<SectionId> {
  const browser = await world.as('commissioner');
  const documentId = await addDocument(browser, world.tableId);
  return id((await addSection(browser, documentId, 'Doelen', { kind: 'wholeTable' })).sectionId);
}

interface Moment {
  readonly generation: number;
  readonly seq: number;
  readonly text: string;
}

/** So many rows of the log at once, each an edit; no browser has the section open. Tells what the section said after each. */
async function write(sectionId: SectionId, count: number, change = randomEdits): Promise<Moment[]> {
  const state = (await app.get(SectionTexts).states([sectionId])).get(sectionId)!;
  const doc = docOf(state);
  doc.clientID = clients += 1;
  const rows: Uint8Array[] = [];
  const moments: Moment[] = [];
  doc.on('update', (bytes: Uint8Array) => {
    rows.push(bytes);
    const text = canonicalJson(canonicalText(readBlocks(doc)));
    moments.push({ generation: state.generation, seq: state.seq + rows.length, text });
  });
  while (rows.length < count) change(doc, `w${rows.length}`);
  const lease = randomUUID();
  await app.owner.query(`INSERT INTO section_leases (id, section_id, generation, client_id) VALUES ($1, $2, $3, $4)`, [
    lease,
    sectionId,
    state.generation,
    doc.clientID,
  ]);
  await app.owner.query(
    `INSERT INTO section_updates (section_id, generation, seq, lease_id, frame, bytes)
     SELECT $1, $2, $3 + nth, $4, nth, bytes FROM unnest($5::bytea[]) WITH ORDINALITY AS given (bytes, nth)`,
    [sectionId, state.generation, state.seq, lease, rows.map((bytes) => Buffer.from(bytes))],
  );
  await app.owner.query('UPDATE section_heads SET head_seq = head_seq + $2 WHERE section_id = $1', [
    sectionId,
    rows.length,
  ]);
  return moments;
}

let clients = 1_000;
const random = new Random(7);
const randomEdits = (doc: Y.Doc, word: string): void => randomEdit(doc, random, word);

const headSeq = async (sectionId: SectionId): Promise<number> =>
  (await app.get(SectionTexts).states([sectionId])).get(sectionId)!.seq;
const snapshotSeqs = async (sectionId: SectionId): Promise<number[]> =>
  (
    (await app.owner.query(
      'SELECT seq::float8 AS seq FROM section_snapshots WHERE section_id = $1 ORDER BY generation, seq',
      [sectionId],
    )) as { seq: number }[]
  ).map(({ seq }) => seq);

describe('[C43] compaction', () => {
  it('takes sections that nobody has open, goes on when one can not be compacted, and tells of that one once', async () => {
    const [good, bad, after] = [await section(), await section(), await section()];
    for (const each of [good, bad, after]) await write(each, COMPACT_ROWS);
    await app.owner.query('ALTER TABLE section_updates DISABLE TRIGGER append_only');
    await app.owner.query('DELETE FROM section_updates WHERE section_id = $1 AND seq = 100', [bad]);
    await app.owner.query('ALTER TABLE section_updates ENABLE TRIGGER append_only');
    await compaction.sweep();
    expect(failures).toEqual([bad]);
    for (const each of [good, after]) expect(await snapshotSeqs(each)).toEqual([await headSeq(each)]);
    expect(await snapshotSeqs(bad)).toEqual([]);
    await compaction.sweep();
    await compaction.sweep();
    expect(failures).toEqual([bad]);
  });
});

describe('[C44] what a section said', () => {
  const said = (updates: readonly Uint8Array[]): string => {
    const doc = docOf({ generation: 1, seq: 1, updates });
    const text = canonicalJson(canonicalText(readBlocks(doc)));
    doc.destroy();
    return text;
  };

  it('is rebuilt for every row of every history, over snapshots, a new audience and an erasure', async () => {
    const sectionId = await section();
    const moments = await write(sectionId, COMPACT_ROWS + 5);
    await compaction.sweep();
    expect(await snapshotSeqs(sectionId)).toHaveLength(1);
    moments.push(...(await write(sectionId, 10)));
    const by = { seatId: id<never>(world.seat('secretary')), personId: id<never>(world.person('secretary')) };
    await app
      .get(DataSource)
      .transaction((manager) => app.get(Generations).start(manager, sectionId, 'audience', by, []));
    moments.push(...(await write(sectionId, COMPACT_ROWS + 5)));
    await compaction.sweep();
    moments.push(...(await write(sectionId, 3)));
    const secret = 'burgerservicenummer 123456782';
    await write(sectionId, 1, (doc) => {
      const block = new Y.XmlElement('block');
      block.insert(0, [new Y.XmlText(secret)]);
      doc.getXmlFragment(TEXT_ROOT).insert(0, [block]);
    });
    const { generation, seq } = moments.at(-1)!;
    const head = (await app.get(SectionTexts).heads([sectionId])).get(sectionId)!;
    const key = head.blocks[0]!.key;
    const answer = await (
      await confirmed(await world.as('commissioner'))
    ).send('POST', `/api/sections/${sectionId}/history/erasures`, {
      passage: {
        place: { generation, seq: seq + 1 },
        from: { key, offset: 0 },
        to: { key, offset: secret.length },
      },
      words: secret,
      everywhere: true,
      comments: false,
      reason: 'Proef',
    });
    expect(answer.status, answer.text).toBe(200);
    moments.push(...(await write(sectionId, 3)));
    expect(new Set(moments.map((moment) => moment.generation)).size).toBe(3);
    for (const [nth, moment] of moments.entries()) {
      const frozen = await app.get(SectionTexts).at(sectionId, moment.generation, moment.seq);
      const where = `${moment.generation}.${moment.seq}`;
      expect(canonicalJson(canonicalText(frozen!.blocks)), where).toBe(moment.text);
      // From snapshots too.
      if (nth % 5 === 0) expect(said(await app.get(TextLog).updatesAt(sectionId, moment)), where).toBe(moment.text);
    }
  }, 60_000);
});
