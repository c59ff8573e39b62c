import { randomUUID } from 'node:crypto';
import { PLACES, type DeskView, type RoundView } from '@samenspel/domain';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { TermLetters } from '../tables/term-letters';
import type { Browser } from '../testing/browser';
import { addDocument, addSection } from '../testing/documents';
import { startLiveApp, type LiveApp } from '../testing/live-app';
import { makeWorld, WHO, type TestWorld, type Who } from '../testing/world';

const DAY = 24 * 3_600_000;
const QUESTION = 'GEHEIM: wat vindt u?';
const READERS: readonly Who[] = ['clientRepresentative', 'commissioner', 'otherCommissioner', 'secretary'];
let app: LiveApp;
let world: TestWorld;
let browsers: Map<Who, Browser>;
const as = (who: Who): Browser => browsers.get(who)!;

beforeAll(async () => {
  app = await startLiveApp();
  world = await makeWorld(app);
});
beforeEach(async () => {
  browsers = new Map(await Promise.all(WHO.map(async (who) => [who, await world.as(who)] as const)));
  await app.owner.query('DELETE FROM mails');
});
afterAll(() => app?.close());

/** A round on a section that the secretary, the commissioners and the client representatives read, and nobody else. */
async function openRound(): Promise<string> {
  const documentId = await addDocument(as('secretary'), world.tableId);
  const { sectionId } = await addSection(as('commissioner'), documentId, 'Advies', { kind: 'commissionersOnly' });
  const grants = [
    { grantee: { kind: 'role', role: 'commissioner' }, right: 'write' },
    { grantee: { kind: 'role', role: 'clientRepresentative' }, right: 'comment' },
    { grantee: { kind: 'role', role: 'secretary' }, right: 'read' },
  ];
  await as('commissioner').send('PUT', `/api/sections/${sectionId}/rights`, { accessVersion: 1, grants });
  const opened = await as('secretary').send('POST', `/api/documents/${documentId}/rounds`, {
    roundId: randomUUID(),
    sectionIds: [sectionId],
    question: QUESTION,
    closesAt: new Date(app.clock.now().getTime() + 14 * DAY).toISOString(),
    answerBy: new Date(app.clock.now().getTime() + 42 * DAY).toISOString(),
  });
  return opened.json<RoundView>().roundId;
}

/** To whom letters about this round went since the last look. */
async function told(roundId: string): Promise<Who[]> {
  const rows: { recipient: string; text: string }[] = await app.owner.query('SELECT recipient, text FROM mails');
  await app.owner.query('DELETE FROM mails');
  const about = rows.filter(({ text }) => text.includes(PLACES.round(roundId)));
  for (const { text } of about) expect(text).not.toContain('GEHEIM');
  const emails: { id: string; email: string }[] = await app.owner.query('SELECT id, email FROM persons');
  const whose = (email: string): Who | undefined =>
    WHO.find((who) => emails.some((person) => person.email === email && person.id === world.person(who)));
  return about.flatMap(({ recipient }) => whose(recipient) ?? []).sort();
}

it('[N10] a round that is opened, waits for answers and is published is told to its readers, and to nobody else', async () => {
  const roundId = await openRound();
  expect(await told(roundId)).toEqual(['clientRepresentative']);
  await as('clientRepresentative').send('POST', `/api/rounds/${roundId}/remarks`, {
    commentId: randomUUID(),
    body: 'A',
  });
  await as('secretary').send('POST', `/api/rounds/${roundId}/closing`, {});
  await app.get(TermLetters).sendDue();
  expect(await told(roundId)).toEqual(['commissioner', 'otherCommissioner', 'secretary']);
  await app.get(TermLetters).sendDue();
  expect(await told(roundId)).toEqual([]);

  const [remark] = (await as('secretary').get(`/api/rounds/${roundId}`)).json<RoundView>().remarks;
  const answer = { verdict: 'takenOver', why: 'Ja', place: 'Advies', version: 0 };
  await as('secretary').send('PUT', `/api/rounds/${roundId}/answers/${remark!.commentId}`, answer);
  const { previewHash } = (await as('secretary').get(`/api/rounds/${roundId}`)).json<RoundView>();
  const published = await as('secretary').send('POST', `/api/rounds/${roundId}/publication`, { hash: previewHash });
  expect(published.status, published.text).toBe(200);
  expect(await told(roundId)).toEqual([...READERS].sort());
  for (const who of WHO) {
    const { news, items } = (await as(who).get('/api/desk')).json<DeskView>();
    const mine = news.filter(({ path }) => path === PLACES.round(roundId)).map(({ kind }) => kind);
    expect(mine, who).toEqual(READERS.includes(who) ? ['roundPublished'] : []);
    expect(items.filter(({ path }) => path === PLACES.round(roundId))).toEqual([]);
  }
});

it('[N10] who answers late keeps the round on the desk, on top, until it is answered', async () => {
  const roundId = await openRound();
  app.clock.advance(43 * DAY);
  browsers = new Map(await Promise.all(WHO.map(async (who) => [who, await world.as(who)] as const)));
  for (const who of WHO) {
    const { items } = (await as(who).get('/api/desk')).json<DeskView>();
    const mine = items.filter(({ path }) => path === PLACES.round(roundId));
    const answers = READERS.includes(who) && who !== 'clientRepresentative';
    expect(
      mine.map(({ kind, overdue }) => [kind, overdue]),
      who,
    ).toEqual(answers ? [['answersWanted', true]] : []);
  }
});
