import { randomUUID } from 'node:crypto';
import { TEXT_ROOT } from '@samenspel/collab';
import { id, type RoundView, type SectionId, type ThreadView } from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SectionTexts } from '../documents/text/section-texts';
import { ServerEdits } from '../documents/text/server-edits';
import type { Browser } from '../testing/browser';
import { startThread, threadsAs, writeText } from '../testing/comments';
import { addDocument, addSection } from '../testing/documents';
import { startLiveApp, type LiveApp } from '../testing/live-app';
import { makeWorld, WHO, type TestWorld, type Who } from '../testing/world';
import { ThreadMoves } from './thread-moves';

const TEXT = ['Meer kinderen groeien op in een gezin.', 'De gemeente meldt per kwartaal hoeveel.'];
const QUOTE = 'groeien op in een gezin';

let app: LiveApp;
let world: TestWorld;
let documentId: string;
const browsers = new Map<Who, Browser>();
const as = (who: Who): Browser => browsers.get(who)!;

beforeAll(async () => {
  app = await startLiveApp();
  world = await makeWorld(app);
  for (const who of WHO) browsers.set(who, await world.as(who));
  documentId = await addDocument(as('secretary'), world.tableId);
});
afterAll(() => app?.close());

async function section(kind: 'wholeTable' | 'toRead' | 'commissionersOnly' = 'wholeTable'): Promise<string> {
  const maker = kind === 'wholeTable' ? 'secretary' : 'commissioner';
  const { sectionId } = await addSection(as(maker), documentId, 'Doelen', { kind });
  const writer = kind === 'toRead' ? 'secretary' : maker;
  await writeText(app, world, writer, sectionId, TEXT);
  return sectionId;
}

const byOf = (who: Who): { seatId: never; personId: never } => ({
  seatId: id<never>(world.seat(who)),
  personId: id<never>(world.person(who)),
});

const only = async (who: Who, sectionId: string): Promise<ThreadView> =>
  (await threadsAs(as(who), sectionId)).threads[0]!;

describe('[K9] moving threads', () => {
  const move = (from: string, to: string): Promise<number> =>
    app
      .get(DataSource)
      .transaction((manager) => app.get(ThreadMoves).moveThreads(manager, id<SectionId>(from), id<SectionId>(to)));

  it('takes along those whose words went to a section that the same seats read', async () => {
    const from = await section();
    const to = await section();
    const stays = await startThread(app, as('contractor'), from, QUOTE);
    expect(await move(from, to)).toBe(0);
    await app.get(DataSource).transaction((manager) =>
      app.get(ServerEdits).append(manager, id<SectionId>(from), byOf('secretary'), null, (doc) => {
        const root = doc.getXmlFragment(TEXT_ROOT);
        root.delete(0, root.length);
      }),
    );
    const narrow = await section('commissionersOnly');
    expect(await move(from, narrow)).toBe(0);
    expect(await move(from, to)).toBe(1);
    expect((await only('contractor', to)).threadId).toBe(stays.threadId);
    expect((await threadsAs(as('contractor'), from)).threads).toEqual([]);
  });

  it('happens when a section is split, and back when it is merged again; the open round goes along', async () => {
    const from = await section();
    const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
    const opened = await as('secretary').send('POST', `/api/documents/${documentId}/rounds`, {
      roundId: randomUUID(),
      sectionIds: [from],
      question: 'Klopt dit?',
      closesAt: inDays(14),
      answerBy: inDays(28),
    });
    const { roundId } = opened.json<RoundView>();
    const stays = await startThread(app, as('clientRepresentative'), from, QUOTE);
    const goes = await startThread(app, as('clientRepresentative'), from, 'per kwartaal');
    const text = (await app.get(SectionTexts).heads([id<SectionId>(from)])).get(id<SectionId>(from));
    const block = text!.blocks.find((each) => each.type === 'block' && each.runs[0]?.text === TEXT[1])!.key;
    const made = await as('secretary').send('POST', `/api/sections/${from}/split`, { block, title: 'Meten' });
    expect(made.status).toBe(201);
    const { sectionId: to } = made.json<{ sectionId: string }>();
    const idsOn = async (who: Who, sectionId: string): Promise<string[]> =>
      (await threadsAs(as(who), sectionId)).threads.map(({ threadId }) => threadId);
    expect([await idsOn('contractor', from), await idsOn('contractor', to)]).toEqual([
      [stays.threadId],
      [goes.threadId],
    ]);
    const round = (await as('commissioner').get(`/api/rounds/${roundId}`)).json<RoundView>();
    expect(round.sections.map(({ sectionId }) => sectionId).sort()).toEqual([from, to].sort());
    expect(round.remarks.map(({ about }) => about?.sectionId).sort()).toEqual([from, to].sort());
    expect((await as('secretary').send('POST', `/api/sections/${to}/merge`, { into: from })).status).toBe(200);
    expect((await idsOn('contractor', from)).sort()).toEqual([stays.threadId, goes.threadId].sort());
    expect(await idsOn('contractor', to)).toEqual([]);
  });
});
