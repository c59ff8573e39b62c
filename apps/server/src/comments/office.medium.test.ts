import { randomUUID } from 'node:crypto';
import type { AddedSeatView, DocumentRounds, SectionView, ThreadView } from '@samenspel/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asAdministrator } from '../testing/administration';
import { Browser, type Answer } from '../testing/browser';
import { startThread, threadsAs, writeText } from '../testing/comments';
import { addDocument, addSection } from '../testing/documents';
import { startLiveApp, type LiveApp } from '../testing/live-app';
import { close, confirmation, confirmed, confirming, fill, prepare, record } from '../testing/outcomes';
import { makeWorld, WHO, type TestWorld, type Who } from '../testing/world';

const DAY = 24 * 60 * 60_000;
const QUESTION = 'CANARY vraag van toen';
let app: LiveApp;
let world: TestWorld;
const browsers = new Map<Who, Browser>();
const as = (who: Who): Browser => browsers.get(who)!;

beforeAll(async () => {
  app = await startLiveApp();
  world = await makeWorld(app);
  for (const who of WHO) browsers.set(who, await world.as(who));
});
afterAll(() => app?.close());

const opening = (sectionIds: readonly string[], question = QUESTION): object => ({
  roundId: randomUUID(),
  sectionIds,
  question,
  closesAt: new Date(app.clock.now().getTime() + 14 * DAY).toISOString(),
  answerBy: new Date(app.clock.now().getTime() + 42 * DAY).toISOString(),
});
const open = (browser: Browser, documentId: string, ...of: Parameters<typeof opening>): Promise<Answer> =>
  browser.send('POST', `/api/documents/${documentId}/rounds`, opening(...of));
const listed = (browser: Browser, documentId: string): Promise<Answer> =>
  browser.get(`/api/documents/${documentId}/rounds`);

async function withText(): Promise<{ documentId: string; section: SectionView }> {
  const documentId = await addDocument(as('secretary'), world.tableId);
  const section = await addSection(as('secretary'), documentId, 'Doelen', { kind: 'wholeTable' });
  await writeText(app, world, 'secretary', section.sectionId, ['Meer kinderen groeien op in een gezin.']);
  return { documentId, section };
}

/** Somebody on a seat that was added now. */
async function newSeat(kind: string, role: 'chair' | 'secretary' | 'commissioner'): Promise<Browser> {
  const administrator = await asAdministrator(app, world);
  const before = (await administrator.get('/api/administration')).json<AddedSeatView>();
  const { regionId } = before.tables.find(({ tableId }) => tableId === world.tableId)!;
  const name = randomUUID();
  const body = { regionId, kind, name, abbreviation: name.slice(0, 6), parentOrganisationId: null };
  const made = await administrator.send('POST', '/api/administration/organisations', body);
  const { organisationId } = made.json<AddedSeatView>().organisations.find(({ party }) => party.name === name)!.party;
  const path = `/api/administration/tables/${world.tableId}/seats`;
  const added = await administrator.send('POST', path, { organisationId, role });
  expect(added.status, added.text).toBe(201);
  const { seatId } = added.json<AddedSeatView>().seats.find(({ party }) => party.organisationId === organisationId)!;
  const browser = new Browser(app.url);
  await browser.signInAs(await world.personWith([{ seatId }]));
  return browser;
}

describe('[T22] a round from before the seat of who manages rounds', () => {
  it('is told by its dates and codes, without what was asked, and to nobody else', async () => {
    const { documentId, section } = await withText();
    expect((await open(as('secretary'), documentId, [section.sectionId])).status).toBe(201);
    for (const [kind, role] of [
      ['independent', 'chair'],
      ['independent', 'secretary'],
    ] as const) {
      const answer = await listed(await newSeat(kind, role), documentId);
      expect(answer.text, role).not.toContain('CANARY');
      expect(answer.json<DocumentRounds>()).toMatchObject({
        rounds: [],
        fromBefore: [{ state: 'open', codes: [section.code] }],
      });
    }
    const commissioner = (await listed(await newSeat('municipality', 'commissioner'), documentId)).json();
    expect(commissioner).toMatchObject({ rounds: [], fromBefore: [] });
    // Who reads it finds it among the rounds, once.
    const old = (await listed(as('chair'), documentId)).json<DocumentRounds>();
    expect([old.rounds.length, old.fromBefore.length]).toEqual([1, 0]);
  });
});

describe('[T23] a round from before the seat', () => {
  it('is in the way of a second one, in the same words as one that is read', async () => {
    const { documentId, section } = await withText();
    await open(as('secretary'), documentId, [section.sectionId]);
    const fresh = await newSeat('independent', 'chair');
    for (const chair of [as('chair'), fresh])
      expect((await open(chair, documentId, [section.sectionId])).json()).toEqual({ code: 'round-open', status: 409 });
    // It is over by itself.
    app.clock.advance(15 * DAY);
    for (const who of WHO) browsers.set(who, await world.as(who));
    const later = await newSeat('independent', 'chair');
    expect((await open(later, documentId, [section.sectionId])).status).toBe(201);
  });

  it('asks a new chair for a reason to record an outcome, without its question', async () => {
    const { documentId, section } = await withText();
    await open(as('secretary'), documentId, [section.sectionId]);
    const chair = await newSeat('independent', 'chair');
    const filled = await fill(chair, await prepare(chair, world.tableId, documentId, [section]));
    const { preparationId } = await close(chair, filled);
    await confirmed(chair);
    const shown = await confirmation(chair, preparationId);
    expect(shown.openRounds).toMatchObject([{ question: null }]);
    const body = confirming(shown);
    expect((await record(chair, preparationId, body)).json()).toMatchObject({ fields: ['roundsReason'] });
    const answer = await record(chair, preparationId, { ...body, roundsReason: 'De raad besluit morgen.' });
    expect(answer.status, answer.text).toBe(200);
  });

  it('over a text that is kept from the seat is in the way of nothing, and no answer moves with it', async () => {
    const { documentId, section } = await withText();
    const { sectionId } = await addSection(as('commissioner'), documentId, 'Advies', { kind: 'commissionersOnly' });
    const grants = ['commissioner', 'clientRepresentative', 'secretary'].map((role) => ({
      grantee: { kind: 'role', role },
      right: role === 'commissioner' ? 'write' : 'comment',
    }));
    await as('commissioner').send('PUT', `/api/sections/${sectionId}/rights`, { accessVersion: 1, grants });
    const before = (await listed(as('chair'), documentId)).text;
    const both = await open(as('secretary'), documentId, [section.sectionId, sectionId], 'Over beide');
    expect(both.status, both.text).toBe(201);
    expect((await listed(as('chair'), documentId)).text).toBe(before);
    app.clock.advance(1000);
    const own = await open(as('chair'), documentId, [section.sectionId], 'Over de doelen');
    expect(own.status, own.text).toBe(201);
    // A comment on the section counts in one of the two, which is the one that its author is told of.
    const { roundId } = own.json<{ roundId: string }>();
    const client = as('clientRepresentative');
    expect((await threadsAs(client, section.sectionId)).round).toMatchObject({ roundId, question: 'Over de doelen' });
    const thread: ThreadView = await startThread(app, client, section.sectionId, 'groeien op');
    const rows: { round: string }[] = await app.owner.query(
      'SELECT round_id AS round FROM comments WHERE thread_id = $1',
      [thread.threadId],
    );
    expect(rows).toEqual([{ round: roundId }]);
  });
});
