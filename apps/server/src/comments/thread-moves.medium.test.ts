import { randomUUID } from 'node:crypto';
import { TEXT_ROOT } from '@samenspel/collab';
import { id, type RoundView, type SectionId } from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { afterAll, describe, expect, it } from 'vitest';
import { SectionTexts } from '../documents/text/section-texts';
import { ServerEdits } from '../documents/text/server-edits';
import { QUOTE, TEXT, startThread, threadsAs, startCommenting, writeText } from '../testing/comments';
import type { Who } from '../testing/world';
import { ThreadMoves } from './thread-moves';

const { app, world, documentId, as, section, only } = await startCommenting();
afterAll(() => app.close());

const byOf = (who: Who): { seatId: never; personId: never } => ({
  seatId: id<never>(world.seat(who)),
  personId: id<never>(world.person(who)),
});

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

  it('leaves behind those whose words only look like others in the other section', async () => {
    const from = await section();
    const to = await section();
    await writeText(app, world, 'secretary', from, ['De aanbieder geeft de hulp thuis.']);
    await writeText(app, world, 'secretary', to, ['Iedereen kent de hulp.']);
    const stays = await startThread(app, as('contractor'), from, 'de hulp');
    await app.get(DataSource).transaction((manager) =>
      app.get(ServerEdits).append(manager, id<SectionId>(from), byOf('secretary'), null, (doc) => {
        const root = doc.getXmlFragment(TEXT_ROOT);
        root.delete(root.length - 1, 1);
      }),
    );
    expect(await move(from, to)).toBe(0);
    await writeText(app, world, 'secretary', to, ['De aanbieder geeft de hulp thuis.']);
    expect(await move(from, to)).toBe(1);
    const { threadId, anchor } = await only('contractor', to);
    expect(threadId).toBe(stays.threadId);
    // It holds on to the words by positions of that text from now on.
    expect([anchor.start, anchor.end]).not.toEqual([stays.anchor.start, stays.anchor.end]);
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
