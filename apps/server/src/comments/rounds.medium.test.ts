import { randomUUID } from 'node:crypto';
import type { RemarkView, RoundView, SectionThreads, ThreadView } from '@samenspel/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeskSources } from '../notifications/desk';
import type { Answer, Browser } from '../testing/browser';
import { replyTo, startThread, threadsAs, writeText } from '../testing/comments';
import { addDocument, addSection } from '../testing/documents';
import { EngineLine } from '../testing/engine-line';
import { startLiveApp, type LiveApp } from '../testing/live-app';
import { makeWorld, WHO, type TestWorld, type Who } from '../testing/world';
import { OpenRounds } from './open-rounds';

const TEXT = ['Meer kinderen groeien op in een gezin.', 'De gemeente meldt per kwartaal hoeveel.'];
const QUOTE = 'groeien op in een gezin';
const DAY = 24 * 60 * 60_000;

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

/** Sessions end when nobody uses them: a test that lets days pass signs in again. */
async function daysPass(days: number): Promise<void> {
  app.clock.advance(days * DAY);
  for (const who of WHO) browsers.set(who, await world.as(who));
}

interface Stage {
  readonly documentId: string;
  readonly sectionId: string;
  readonly roundId: string;
}

const openBody = (sectionIds: readonly string[], more: object = {}): object => ({
  roundId: randomUUID(),
  sectionIds,
  question: 'Wat vindt u van deze doelen?',
  closesAt: new Date(app.clock.now().getTime() + 14 * DAY).toISOString(),
  answerBy: new Date(app.clock.now().getTime() + 42 * DAY).toISOString(),
  ...more,
});

async function makeText(): Promise<{ documentId: string; sectionId: string }> {
  const documentId = await addDocument(as('secretary'), world.tableId);
  const { sectionId } = await addSection(as('secretary'), documentId, 'Doelen', { kind: 'wholeTable' });
  await writeText(app, world, 'secretary', sectionId, TEXT);
  return { documentId, sectionId };
}

async function openRound(): Promise<Stage> {
  const made = await makeText();
  const answer = await as('secretary').send(
    'POST',
    `/api/documents/${made.documentId}/rounds`,
    openBody([made.sectionId]),
  );
  if (answer.status !== 201) throw new Error(answer.text);
  return { ...made, roundId: answer.json<RoundView>().roundId };
}

const read = async (who: Who, roundId: string): Promise<RoundView> =>
  (await as(who).get(`/api/rounds/${roundId}`)).json();
const post = (who: Who, roundId: string, what: string, body: unknown = {}): Promise<Answer> =>
  as(who).send('POST', `/api/rounds/${roundId}/${what}`, body);
const say = (who: Who, roundId: string, body: string): Promise<Answer> =>
  post(who, roundId, 'remarks', { commentId: randomUUID(), body });
const answer = (
  who: Who,
  roundId: string,
  { commentId }: RemarkView,
  version = 0,
  more: object = {},
): Promise<Answer> =>
  as(who).send('PUT', `/api/rounds/${roundId}/answers/${commentId}`, {
    verdict: 'takenOver',
    why: 'Dit staat er nu in.',
    place: 'Doelen, eerste alinea',
    version,
    ...more,
  });
const desk = async (who: Who): Promise<string[]> => {
  const seat = { seatId: world.seat(who), tableId: world.tableId, role: who.replace('other', '').replace(/^C/, 'c') };
  const actor = { personId: world.person(who), sessionId: randomUUID(), seat, administrator: false };
  return (await app.get(DeskSources).items(actor as never)).map(({ kind, path }) => `${kind} ${path}`);
};

describe('[K10] a round', () => {
  it('is opened by chair or secretary, on sections that client representatives read, once at a time', async () => {
    const { documentId, sectionId } = await makeText();
    const path = `/api/documents/${documentId}/rounds`;
    for (const who of WHO) {
      if (who === 'chair' || who === 'secretary') continue;
      expect((await as(who).send('POST', path, openBody([sectionId]))).status, who).toBe(403);
    }
    const hidden = await addSection(as('commissioner'), documentId, 'Mandaat', { kind: 'commissionersOnly' });
    const own = await addSection(as('secretary'), documentId, 'Eigen', {
      kind: 'ownSeat',
      own: world.seat('secretary'),
    });
    const bad: [object, string][] = [
      [openBody([sectionId, hidden.sectionId]), 'sectionIds'],
      [openBody([sectionId, randomUUID()]), 'sectionIds'],
      [openBody([own.sectionId]), 'sectionIds'],
      [openBody([sectionId], { closesAt: app.clock.now().toISOString() }), 'closesAt'],
      [openBody([sectionId], { answerBy: new Date(app.clock.now().getTime() + DAY).toISOString() }), 'answerBy'],
    ];
    for (const [body, field] of bad)
      expect((await as('secretary').send('POST', path, body)).json()).toMatchObject({ fields: [field] });
    const answers = await Promise.all([1, 2].map(() => as('chair').send('POST', path, openBody([sectionId]))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.json(), '[T30]').toMatchObject({ code: 'round-open' });
  });

  it('is read by seats that read all its sections, and by nobody else in any form', async () => {
    const documentId = await addDocument(as('secretary'), world.tableId);
    const { sectionId } = await addSection(as('commissioner'), documentId, 'Advies', { kind: 'commissionersOnly' });
    const grants = [
      { grantee: { kind: 'role', role: 'commissioner' }, right: 'write' },
      { grantee: { kind: 'role', role: 'clientRepresentative' }, right: 'comment' },
      { grantee: { kind: 'role', role: 'secretary' }, right: 'read' },
    ];
    await as('commissioner').send('PUT', `/api/sections/${sectionId}/rights`, { accessVersion: 1, grants });
    const opened = await as('secretary').send('POST', `/api/documents/${documentId}/rounds`, openBody([sectionId]));
    const { roundId } = opened.json<RoundView>();
    for (const who of WHO) {
      const reads = ['commissioner', 'otherCommissioner', 'clientRepresentative', 'secretary'].includes(who);
      expect((await as(who).get(`/api/rounds/${roundId}`)).status, who).toBe(reads ? 200 : 404);
      const { rounds } = (await as(who).get(`/api/documents/${documentId}/rounds`)).json<{ rounds: unknown[] }>();
      expect(rounds.length, who).toBe(reads ? 1 : 0);
      expect(
        (await desk(who)).some((item) => item.includes(roundId)),
        who,
      ).toBe(who === 'clientRepresentative');
    }
    expect((await post('chair', roundId, 'without', { reason: 'Haast' })).status).toBe(404);
  });
});

describe('[K10] a seat that was away', () => {
  const rightsWithout = (away: Who | null): object[] =>
    WHO.filter((who) => who !== away).map((who) => ({
      grantee: { kind: 'seat', seatId: world.seat(who) },
      right: who === 'secretary' ? 'write' : 'comment',
    }));
  const setReaders = async (sectionId: string, accessVersion: number, away: Who | null): Promise<void> => {
    const body = { accessVersion, grants: rightsWithout(away) };
    const answer = await as('commissioner').send('PUT', `/api/sections/${sectionId}/rights`, body);
    if (answer.status !== 200) throw new Error(answer.text);
  };

  it('reads nothing of a round in which the others spoke meanwhile, published or not', async () => {
    const { sectionId, roundId } = await openRound();
    expect((await as('contractor').get(`/api/rounds/${roundId}`)).status).toBe(200);
    await setReaders(sectionId, 1, 'contractor');
    await startThread(app, as('clientRepresentative'), sectionId, QUOTE, 'GEHEIM bij de tekst');
    await say('clientRepresentative', roundId, 'GEHEIM over het geheel');
    await setReaders(sectionId, 2, null);
    const seen = async (): Promise<string> => (await as('contractor').get(`/api/rounds/${roundId}`)).text;
    expect(await seen()).not.toContain('GEHEIM');
    await post('secretary', roundId, 'closing');
    for (const remark of (await read('secretary', roundId)).remarks) await answer('secretary', roundId, remark);
    const { previewHash } = await read('secretary', roundId);
    expect((await post('secretary', roundId, 'publication', { hash: previewHash })).status).toBe(200);
    expect((await read('otherContractor', roundId)).remarks).toHaveLength(2);
    expect(await seen()).not.toContain('GEHEIM');
    expect((await as('contractor').get(`/api/rounds/${roundId}`)).status).toBe(404);
  });

  it('reads nothing of it in the sealed record either', async () => {
    const { sectionId, roundId } = await openRound();
    await setReaders(sectionId, 1, 'contractor');
    await say('clientRepresentative', roundId, 'GEHEIM voor het zegel');
    await setReaders(sectionId, 2, null);
    expect((await post('chair', roundId, 'without', { reason: 'Het plan moet nu vast.' })).status).toBe(200);
    const bundle = async (who: Who): Promise<string> =>
      (await as(who).get(`/api/tables/${world.tableId}/seal/bundle`)).text;
    expect(await bundle('otherContractor')).toContain('GEHEIM voor het zegel');
    expect(await bundle('contractor')).not.toContain('GEHEIM voor het zegel');
  });

  it('and one that came later read no comment from before the round in it', async () => {
    const { documentId, sectionId } = await makeText();
    await setReaders(sectionId, 1, 'contractor');
    const thread = await startThread(app, as('clientRepresentative'), sectionId, QUOTE, 'GEHEIM van vroeger');
    await setReaders(sectionId, 2, null);
    const opened = await as('secretary').send('POST', `/api/documents/${documentId}/rounds`, openBody([sectionId]));
    const { roundId } = opened.json<RoundView>();
    const reply = await replyTo(as('clientRepresentative'), thread.threadId, 'GEHEIM antwoord');
    expect(reply.status, reply.text).toBe(201);
    expect(reply.json<ThreadView>().comments.map((comment) => comment.roundId)).toEqual([null, null]);
    expect((await read('contractor', roundId)).remarks).toEqual([]);
    expect((await read('secretary', roundId)).remarks).toEqual([]);
  });
});

describe('[T6] [D14] remarks on the whole', () => {
  it('are neither made, changed nor taken back at a closed table or in an archived document; no round opens there', async () => {
    const { documentId, sectionId, roundId } = await openRound();
    await say('clientRepresentative', roundId, 'Zoals het was');
    const [remark] = (await read('clientRepresentative', roundId)).remarks;
    const path = `/api/comments/${remark!.commentId}`;
    const attempts = async (): Promise<string[]> => {
      const answers = [
        await as('clientRepresentative').send('PUT', path, { body: 'Toch anders', mentions: [] }),
        await as('clientRepresentative').send('DELETE', path),
        await say('clientRepresentative', roundId, 'Nog een'),
      ];
      return answers.map((each) => `${each.status} ${each.text}`);
    };
    await app.owner.query('UPDATE tables SET closed_at = now() WHERE id = $1', [world.tableId]);
    const closed = await attempts();
    await app.owner.query('UPDATE tables SET closed_at = NULL WHERE id = $1', [world.tableId]);
    expect(closed.filter((each) => each.startsWith('2'))).toEqual([]);
    const archiving = await as('secretary').send('PUT', `/api/documents/${documentId}/archive`, { archived: true });
    expect(archiving.status, archiving.text).toBe(200);
    expect(await attempts()).toEqual(Array(3).fill('409 {"code":"archived","status":409}'));
    await post('secretary', roundId, 'closing');
    const again = await as('chair').send('POST', `/api/documents/${documentId}/rounds`, openBody([sectionId]));
    expect(again.text).toContain('archived');
    expect((await read('chair', roundId)).remarks.map(({ body }) => body)).toEqual(['Zoals het was']);
  });
});

describe('[K11] comments of client representatives', () => {
  it('count in the open round unless their author leaves one out; those of others do not; remarks on the whole are added', async () => {
    const { sectionId, roundId } = await openRound();
    const mine = await startThread(app, as('clientRepresentative'), sectionId, QUOTE, 'Telt mee');
    await startThread(app, as('contractor'), sectionId, QUOTE, 'Telt niet mee');
    expect((await say('contractor', roundId, 'Mag niet')).status).toBe(403);
    expect((await say('clientRepresentative', roundId, 'Over het geheel')).status).toBe(201);
    const remarks = (await read('chair', roundId)).remarks;
    expect(remarks.map(({ body, about }) => [body, about?.quote ?? null])).toEqual([
      ['Telt mee', QUOTE],
      ['Over het geheel', null],
    ]);
    const count = (counts: boolean): Promise<Answer> =>
      as('clientRepresentative').send('PUT', `/api/comments/${mine.comments[0]!.commentId}/round`, { counts });
    expect((await count(false)).status).toBe(204);
    expect((await read('chair', roundId)).remarks).toHaveLength(1);
    expect((await count(true)).status).toBe(204);
    const threads: SectionThreads = await threadsAs(as('clientRepresentative'), sectionId);
    expect(threads.round?.roundId).toBe(roundId);
    expect((await threadsAs(as('contractor'), sectionId)).round).toBeNull();
    await daysPass(14);
    const tooLate = [await count(false), await say('clientRepresentative', roundId, 'Te laat')];
    for (const each of tooLate) expect(each.json(), '[T30]').toMatchObject({ status: 409, code: 'round-over' });
    const late = await startThread(app, as('clientRepresentative'), sectionId, QUOTE, 'Na sluiting');
    expect(late.comments[0]!.roundId).toBeNull();
    expect((await read('chair', roundId)).remarks).toHaveLength(2);
  });

  it('are answered as they stood when the round closed', async () => {
    const { sectionId, roundId } = await openRound();
    const thread = await startThread(app, as('clientRepresentative'), sectionId, QUOTE, 'Zoals het was');
    await post('secretary', roundId, 'closing');
    app.clock.advance(1000);
    const path = `/api/comments/${thread.comments[0]!.commentId}`;
    expect((await as('clientRepresentative').send('PUT', path, { body: 'Achteraf', mentions: [] })).status).toBe(204);
    expect((await read('commissioner', roundId)).remarks[0]!.body).toBe('Zoals het was');
  });
});

describe('[K12] answers', () => {
  it('are drafted after closing by commissioner, chair and secretary, and seen by others once published', async () => {
    const { roundId } = await openRound();
    await say('clientRepresentative', roundId, 'Eerste');
    const [remark] = (await read('chair', roundId)).remarks;
    expect((await answer('commissioner', roundId, remark!)).status).toBe(409);
    expect((await post('contractor', roundId, 'closing')).status).toBe(403);
    expect((await post('chair', roundId, 'closing')).json<RoundView>().state).toBe('answering');
    expect(await desk('clientRepresentative')).not.toContain(`roundOpen /reactierondes/${roundId}`);
    expect(await desk('commissioner')).toContain(`answersWanted /reactierondes/${roundId}`);
    for (const who of WHO) {
      if (['commissioner', 'otherCommissioner', 'chair', 'secretary'].includes(who)) continue;
      expect((await answer(who, roundId, remark!)).status, who).toBe(403);
    }
    expect((await answer('commissioner', roundId, remark!, 0, { why: ' ' })).status).toBe(400);
    const both = await Promise.all([
      answer('commissioner', roundId, remark!),
      answer('otherCommissioner', roundId, remark!),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await answer('chair', roundId, remark!, 1, { verdict: 'partly' })).status).toBe(200);
    expect((await answer('commissioner', roundId, remark!, 1)).status).toBe(409);
    expect((await read('secretary', roundId)).remarks[0]!.answer).toMatchObject({ verdict: 'partly', version: 2 });
    for (const who of ['clientRepresentative', 'contractor', 'observer'] as const) {
      const seen = await as(who).get(`/api/rounds/${roundId}`);
      expect(seen.text).not.toContain('Dit staat er nu in.');
      expect(seen.json<RoundView>().previewHash).toBeNull();
    }
  });

  it('[R17] in the making give news to those who draft them, and to nobody else', async () => {
    const { roundId } = await openRound();
    await say('clientRepresentative', roundId, 'Eerste');
    const [remark] = (await post('chair', roundId, 'closing')).json<RoundView>().remarks;
    const lines = new Map<Who, EngineLine>();
    for (const who of WHO) lines.set(who, await EngineLine.of(app, as(who)));
    const told = (who: Who): number => lines.get(who)!.heard.filter(({ type }) => type === 'news').length;
    const draft = ['commissioner', 'otherCommissioner', 'chair', 'secretary'];
    expect((await answer('commissioner', roundId, remark!)).status).toBe(200);
    for (const who of WHO) expect(told(who) > 0, who).toBe(draft.includes(who));
    const { previewHash: hash } = await read('secretary', roundId);
    expect((await post('secretary', roundId, 'publication', { hash })).status).toBe(200);
    for (const who of WHO) expect(told(who), who).toBeGreaterThan(0);
    for (const line of lines.values()) app.live.engine.detach(line);
  });
});

describe('[K13] publishing', () => {
  it('needs an answer to every remark and takes exactly what was seen; twice at once it is done once', async () => {
    const { sectionId, roundId } = await openRound();
    await startThread(app, as('clientRepresentative'), sectionId, QUOTE, 'Eerste');
    await say('clientRepresentative', roundId, 'Tweede');
    await post('secretary', roundId, 'closing');
    const { remarks, previewHash } = await read('secretary', roundId);
    expect(previewHash).toBeNull();
    for (const remark of remarks) await answer('commissioner', roundId, remark);
    const seen = (await read('secretary', roundId)).previewHash!;
    await answer('chair', roundId, remarks[0]!, 1, { why: 'Toch anders.' });
    expect((await post('secretary', roundId, 'publication', { hash: seen })).status).toBe(409);
    const hash = (await read('chair', roundId)).previewHash!;
    expect((await post('commissioner', roundId, 'publication', { hash })).status).toBe(403);
    const twice = await Promise.all([1, 2].map(() => post('secretary', roundId, 'publication', { hash })));
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 409]);
    const published = await read('clientRepresentative', roundId);
    expect(published).toMatchObject({ state: 'published', publication: { hash } });
    expect(published.remarks.map(({ body, answer: its }) => [body, its?.why])).toEqual([
      ['Eerste', 'Toch anders.'],
      ['Tweede', 'Dit staat er nu in.'],
    ]);
  });

  it('is for good: afterwards there are only additions', async () => {
    const { sectionId, roundId } = await openRound();
    const thread = await startThread(app, as('clientRepresentative'), sectionId, QUOTE, 'Blijft staan');
    await post('secretary', roundId, 'closing');
    const [remark] = (await read('secretary', roundId)).remarks;
    await answer('secretary', roundId, remark!);
    const { previewHash } = await read('secretary', roundId);
    const addition = { addendumId: randomUUID(), text: 'In punt 1 moet alinea 2 staan.' };
    expect((await post('secretary', roundId, 'addenda', addition)).status).toBe(409);
    await post('secretary', roundId, 'publication', { hash: previewHash });
    expect((await answer('secretary', roundId, remark!, 1)).status).toBe(409);
    await as('clientRepresentative').send('DELETE', `/api/comments/${thread.comments[0]!.commentId}`);
    for (let time = 0; time < 2; time++)
      expect((await post('secretary', roundId, 'addenda', addition)).status).toBe(200);
    expect((await post('contractor', roundId, 'addenda', addition)).status).toBe(403);
    const view = await read('observer', roundId);
    expect(view.remarks[0]).toMatchObject({ body: 'Blijft staan' });
    expect(view.addenda.map(({ text }) => text)).toEqual([addition.text]);
    for (const table of ['round_lines', 'round_publications', 'round_addenda', 'rounds'])
      await expect(app.owner.query(`UPDATE ${table} SET round_id = round_id`)).rejects.toThrow(/append-only|column/);
    expect((await post('chair', roundId, 'without', { reason: 'x' })).status).toBe(409);
  });
});

describe('[K14] going on without', () => {
  it('is for the chair alone, with a reason that everybody who reads the round sees, and that is sealed', async () => {
    const { sectionId, roundId } = await openRound();
    await say('clientRepresentative', roundId, 'Wacht op ons');
    const seat = { seatId: world.seat('chair'), tableId: world.tableId, role: 'chair' };
    const chair = { personId: world.person('chair'), sessionId: randomUUID(), seat, administrator: false } as never;
    expect(await app.get(OpenRounds).openRoundsOf(chair, [sectionId as never])).toMatchObject([{ roundId }]);
    for (const who of ['secretary', 'commissioner', 'clientRepresentative'] as const)
      expect((await post(who, roundId, 'without', { reason: 'Haast' })).status, who).toBe(403);
    expect((await post('chair', roundId, 'without', { reason: '  ' })).status).toBe(400);
    const twice = await Promise.all(
      [1, 2].map(() => post('chair', roundId, 'without', { reason: 'Het plan moet nu vast.' })),
    );
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 409]);
    const view = await read('clientRepresentative', roundId);
    expect(view).toMatchObject({ state: 'closedWithout', closedWithout: { reason: 'Het plan moet nu vast.' } });
    expect(await app.get(OpenRounds).openRoundsOf(chair, [sectionId as never])).toEqual([]);
    const leaves: { count: number }[] = await app.owner.query(
      `SELECT count(*)::int AS count FROM seal_leaves WHERE record_id = $1`,
      [roundId],
    );
    expect(leaves[0]?.count).toBe(1);
  });
});
