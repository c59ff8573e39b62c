import { TEXT_ROOT } from '@samenspel/collab';
import { id, type OutcomeView, type PreparationView, type SectionView } from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import { ServerEdits } from '../documents/text/server-edits';
import type { Browser } from '../testing/browser';
import { addDocument, addSection } from '../testing/documents';
import { startLiveApp, type LiveApp } from '../testing/live-app';
import {
  close,
  COMPLETE,
  confirmation,
  confirmed,
  confirming,
  fill,
  prepare,
  record,
  recorded,
} from '../testing/outcomes';
import { makeWorld, WHO, type TestWorld, type Who } from '../testing/world';

const TERM_MS = 3_600_000;
let app: LiveApp;
let world: TestWorld;
let documentId: string;
let common: SectionView;
let restricted: SectionView;
const browsers = new Map<Who, Browser>();
const as = (who: Who): Browser => browsers.get(who)!;

beforeAll(async () => {
  app = await startLiveApp();
  world = await makeWorld(app);
  for (const who of WHO) browsers.set(who, await world.as(who));
  documentId = await addDocument(as('secretary'), world.tableId);
  common = await addSection(as('secretary'), documentId, 'Doelen', { kind: 'wholeTable' });
  const annex = { kind: 'providerWithCommissioners', provider: world.seat('contractor') } as const;
  restricted = await addSection(as('contractor'), documentId, 'Bijlage', annex);
  const grants = [
    { grantee: { kind: 'role', role: 'commissioner' }, right: 'write' },
    { grantee: { kind: 'role', role: 'chair' }, right: 'read' },
    { grantee: { kind: 'seat', seatId: world.seat('contractor') }, right: 'write' },
  ];
  const path = `/api/sections/${restricted.sectionId}/rights`;
  await as('contractor').send('PUT', path, { accessVersion: 1, grants });
});
afterAll(() => app?.close());

const prepared = async (sections = [common]): Promise<PreparationView> =>
  fill(as('chair'), await prepare(as('chair'), world.tableId, documentId, sections));
const path = ({ preparationId }: { preparationId: string }, more = ''): string =>
  `/api/outcome-preparations/${preparationId}${more}`;
const asSeen = async (who: Who, of: { preparationId: string }): Promise<PreparationView> =>
  (await as(who).get(path(of))).json<PreparationView>();
const outcomes = async (): Promise<number> =>
  Number((await app.owner.query('SELECT count(*) AS count FROM outcomes'))[0].count);

/** Types a letter into the section, as a writer does. */
async function move({ sectionId }: SectionView): Promise<void> {
  const by = { seatId: id<never>(world.seat('secretary')), personId: id<never>(world.person('secretary')) };
  await app.get(DataSource).transaction((manager) =>
    app.get(ServerEdits).append(manager, id(sectionId), by, null, (doc) => {
      const block = doc.getXmlFragment(TEXT_ROOT).get(0) as Y.XmlElement;
      (block.get(0) as Y.XmlText).insert(0, 'x');
    }),
  );
}

describe('[B1] who records an outcome', () => {
  it('[B18] is the chair and nobody else; the secretary prepares, and sees no dissent of others', async () => {
    const of = await close(as('chair'), await prepared());
    const preparing: [string, string, unknown, number][] = [
      [
        'POST',
        `/api/tables/${world.tableId}/outcome-preparations`,
        { documentId, sectionIds: [common.sectionId] },
        201,
      ],
      ['PUT', path(of), { version: 99, sectionIds: [common.sectionId], content: COMPLETE }, 409],
      ['POST', path(of, '/close'), { version: 99, dissentUntil: null }, 409],
      ['POST', path(of, '/reopen'), { version: 99 }, 409],
    ];
    for (const who of WHO) {
      const prepares = who === 'chair' || who === 'secretary';
      for (const [method, address, body, status] of preparing) {
        const answer = await as(who).send(method, address, body);
        expect(answer.status, `${who} ${method} ${address}`).toBe(prepares ? status : 403);
      }
      expect((await as(who).get(path(of, '/confirmation'))).status, who).toBe(who === 'chair' ? 200 : 403);
      const answer = await record(await confirmed(as(who)), of.preparationId, {
        ...confirming(await confirmation(as('chair'), of.preparationId)),
        version: 99,
      });
      expect(answer.status, who).toBe(who === 'chair' ? 409 : 403);
      if (who !== 'chair') expect((await as(who).send('DELETE', path(of))).status, who).toBe(403);
    }
    expect((await as('chair').send('DELETE', path(of))).status).toBe(204);
    expect((await as('chair').get(path(of))).status).toBe(404);
  });

  it('[B18] is the chair, of what the secretary prepared from beginning to end', async () => {
    const secretary = as('secretary');
    const filled = await fill(secretary, await prepare(secretary, world.tableId, documentId, [common]));
    const dissent = { text: 'CANARY dissent' };
    expect((await as('contractor').send('PUT', path(filled, '/dissent'), dissent)).status).toBe(200);
    const closed = await close(secretary, filled);
    const seen = await secretary.get(path(closed));
    expect(seen.text).not.toContain('CANARY dissent');
    expect(seen.json()).toMatchObject({ mayPrepare: true, mayRecord: false, dissents: [] });
    expect((await as('chair').get(path(closed))).json()).toMatchObject({ mayRecord: true, dissents: [dissent] });
    const reopened = await secretary.send('POST', path(closed, '/reopen'), { version: closed.version });
    const again = await close(secretary, reopened.json<PreparationView>());
    await confirmed(as('chair'));
    const body = confirming(await confirmation(as('chair'), again.preparationId));
    const outcome = await record(as('chair'), again.preparationId, body);
    expect(outcome.status, outcome.text).toBe(200);
    expect(outcome.text).toContain('CANARY dissent');
  });

  it('can not take sections that the chair may not read, or that are elsewhere: the two look the same', async () => {
    const own = await addSection(as('commissioner'), documentId, 'Mandaat', { kind: 'commissionersOnly' });
    const other = await addDocument(as('secretary'), world.tableId, 'Ander plan');
    const elsewhere = await addSection(as('secretary'), other, 'Elders', { kind: 'wholeTable' });
    const texts = new Set<string>();
    for (const sectionId of [own.sectionId, elsewhere.sectionId, crypto.randomUUID()]) {
      const body = { documentId, sectionIds: [common.sectionId, sectionId] };
      const answer = await as('chair').send('POST', `/api/tables/${world.tableId}/outcome-preparations`, body);
      texts.add(`${answer.status} ${answer.text}`);
    }
    expect([...texts]).toEqual(['400 {"code":"invalid-input","status":400,"fields":["sectionIds"]}']);
  });

  it('confirms who he is first, for each session', async () => {
    const fresh = await world.as('chair');
    const of = await close(fresh, await prepared());
    const body = confirming(await confirmation(fresh, of.preparationId));
    expect((await record(fresh, of.preparationId, body)).json()).toMatchObject({ code: 'step-up-needed' });
    expect((await record(await confirmed(fresh), of.preparationId, body)).status).toBe(200);
  });
});

describe('[B2] what is recorded', () => {
  it('is the text that was shown: when it moved meanwhile, nothing is recorded', async () => {
    const chair = await confirmed(as('chair'));
    const of = await close(chair, await prepared());
    const shown = await confirmation(chair, of.preparationId);
    const before = await outcomes();
    await move(common);
    const late = await record(chair, of.preparationId, confirming(shown));
    expect(late.json()).toMatchObject({ code: 'text-changed' });
    const forged = confirming(await confirmation(chair, of.preparationId));
    forged.texts[0]!.hash = '0'.repeat(64);
    expect((await record(chair, of.preparationId, forged)).json()).toMatchObject({ code: 'text-changed' });
    const fewer = { ...confirming(await confirmation(chair, of.preparationId)), texts: [] };
    expect((await record(chair, of.preparationId, fewer)).status).toBe(400);
    expect(await outcomes()).toBe(before);

    const now = await confirmation(chair, of.preparationId);
    const view = (await record(chair, of.preparationId, confirming(now))).json<OutcomeView>();
    expect(view.texts).toEqual(now.texts);
    await move(common);
    const later = (await as('observer').get(`/api/outcomes/${view.outcomeId}`)).json<OutcomeView>();
    expect(later.texts).toEqual(now.texts);
    expect(later).toMatchObject({ intact: true, content: { subject: COMPLETE.subject } });
  });

  it('stands under the code and the title that were shown: when these moved meanwhile, nothing is recorded', async () => {
    const chair = await confirmed(as('chair'));
    const plan = await addDocument(as('secretary'), world.tableId, 'Plan met codes');
    const first = await addSection(as('secretary'), plan, 'Vooraf', { kind: 'wholeTable' });
    const second = await addSection(as('secretary'), plan, 'Doelen', { kind: 'wholeTable' });
    const of = await close(chair, await fill(chair, await prepare(chair, world.tableId, plan, [second])));
    const change = (column: 'code' | 'title', { sectionId }: SectionView, value: string): Promise<unknown> =>
      app.owner.query(`UPDATE sections SET ${column} = $2 WHERE id = $1`, [sectionId, value]);
    const before = await outcomes();
    const steps = [
      () => change('code', first, 'x').then(() => change('code', second, first.code)),
      () => change('title', second, 'Andere doelen'),
    ];
    for (const step of steps) {
      const shown = confirming(await confirmation(chair, of.preparationId));
      await step();
      expect((await record(chair, of.preparationId, shown)).json()).toMatchObject({ code: 'text-changed' });
      expect(await outcomes()).toBe(before);
    }
    const now = await confirmation(chair, of.preparationId);
    expect(now.texts).toMatchObject([{ code: first.code, title: 'Andere doelen' }]);
    const view = (await record(chair, of.preparationId, confirming(now))).json<OutcomeView>();
    expect(view.texts).toEqual(now.texts);
  });

  it('is recorded once, however often the confirmation is sent', async () => {
    const chair = await confirmed(as('chair'));
    const of = await close(chair, await prepared());
    const body = confirming(await confirmation(chair, of.preparationId));
    const before = await outcomes();
    const answers = await Promise.all([1, 2, 3].map(() => record(chair, of.preparationId, body)));
    answers.push(await record(chair, of.preparationId, body));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(new Set(answers.map((answer) => answer.json<OutcomeView>().number)).size).toBe(1);
    expect(await outcomes()).toBe(before + 1);
    const again = await record(chair, of.preparationId, { ...body, requestId: crypto.randomUUID() });
    expect(again.json()).toMatchObject({ code: 'conflict' });
  });

  it('is refused when the preparation changed since it was shown', async () => {
    const chair = await confirmed(as('chair'));
    const of = await close(chair, await prepared());
    const body = confirming(await confirmation(chair, of.preparationId));
    const { version } = of;
    const opened = (await chair.send('POST', path(of, '/reopen'), { version })).json<PreparationView>();
    await close(chair, await fill(chair, opened, { subject: 'Iets anders' }));
    expect((await record(chair, of.preparationId, body)).json()).toMatchObject({ code: 'conflict' });
  });

  it('[B6] gets a number of its own, also when two are recorded at once', async () => {
    const chair = await confirmed(as('chair'));
    const bodies = await Promise.all(
      [1, 2, 3].map(async () => {
        const of = await close(chair, await prepared());
        return { of, body: confirming(await confirmation(chair, of.preparationId)) };
      }),
    );
    const answers = await Promise.all(bodies.map(({ of, body }) => record(chair, of.preparationId, body)));
    const numbers = answers.map((answer) => answer.json<OutcomeView>().number).sort();
    expect(new Set(numbers).size).toBe(3);
    const counts = numbers.map((number) => Number(number.split('-')[1]));
    expect(counts).toEqual([counts[0], counts[0]! + 1, counts[0]! + 2]);
  });

  it('[B3] is complete before preparation closes', async () => {
    const of = await prepare(as('chair'), world.tableId, documentId, [common]);
    expect(of.unfinished).toContain('subject');
    const answer = await as('chair').send('POST', path(of, '/close'), { version: of.version, dissentUntil: null });
    expect(answer.json()).toMatchObject({ code: 'invalid-input', fields: of.unfinished });
    const nobody = { organisationId: crypto.randomUUID(), what: 'Iets', before: null };
    const body = { version: of.version, sectionIds: [common.sectionId], content: { ...COMPLETE, asked: [nobody] } };
    expect((await as('chair').send('PUT', path(of), body)).json()).toMatchObject({ fields: ['asked'] });
  });
});

describe('[B5] dissent', () => {
  const WORDS = 'Wij willen dit niet.\nHet tempo is te hoog voor onze medewerkers: "zo niet".';

  it('stands in the record word for word, in no other hand than that of the seat that wrote it', async () => {
    const chair = await confirmed(as('chair'));
    const open = await prepared();
    for (const who of WHO) {
      const answer = await as(who).send('PUT', path(open, '/dissent'), { text: `${WORDS} ${who}` });
      const votes = ['commissioner', 'otherCommissioner', 'contractor', 'otherContractor'].includes(who);
      expect(answer.status, who).toBe(votes ? 200 : 403);
    }
    await as('otherContractor').send('DELETE', path(open, '/dissent'));
    expect((await asSeen('chair', open)).dissents).toHaveLength(3);
    expect((await asSeen('contractor', open)).dissents.map(({ text }) => text)).toEqual([`${WORDS} contractor`]);
    expect((await asSeen('observer', open)).dissents).toEqual([]);
    const forged = { version: open.version, sectionIds: [common.sectionId], content: { ...COMPLETE, dissents: [] } };
    expect((await chair.send('PUT', path(open), forged)).status).toBe(400);

    const of = await close(chair, open);
    const view = (
      await record(chair, of.preparationId, confirming(await confirmation(chair, of.preparationId)))
    ).json<OutcomeView>();
    expect(view.dissents.map(({ name, text }) => [name, text]).sort()).toEqual([
      ['Partij commissioner', `${WORDS} commissioner`],
      ['Partij contractor', `${WORDS} contractor`],
      ['Partij otherCommissioner', `${WORDS} otherCommissioner`],
    ]);
    expect(
      (await app.owner.query('SELECT * FROM outcome_dissents WHERE preparation_id = $1', [of.preparationId])).length,
    ).toBe(0);
  });

  it('has a term: until then it can come in and nothing is recorded, after it it is too late', async () => {
    const chair = await confirmed(as('chair'));
    const until = new Date(app.clock.now().getTime() + TERM_MS);
    const past = { version: 99, dissentUntil: new Date(0).toISOString() };
    expect((await chair.send('POST', path(await prepared(), '/close'), past)).json()).toMatchObject({
      fields: ['dissentUntil'],
    });
    const of = await close(chair, await prepared(), until.toISOString());
    const shown = await confirmation(chair, of.preparationId);
    expect((await record(chair, of.preparationId, confirming(shown))).json()).toMatchObject({ code: 'term-running' });
    expect((await as('contractor').send('PUT', path(of, '/dissent'), { text: WORDS })).status).toBe(200);

    app.clock.advance(TERM_MS);
    await confirmed(chair);
    const late = await as('commissioner').send('PUT', path(of, '/dissent'), { text: WORDS });
    expect(late.json()).toMatchObject({ code: 'term-over' });
    expect((await as('contractor').send('DELETE', path(of, '/dissent'))).json()).toMatchObject({ code: 'term-over' });
    // What the chair saw lacked the dissent that came in after it.
    expect((await record(chair, of.preparationId, confirming(shown))).json()).toMatchObject({ code: 'conflict' });
    const now = confirming(await confirmation(chair, of.preparationId));
    const view = (await record(chair, of.preparationId, now)).json<OutcomeView>();
    expect(view.dissents.map(({ text }) => text)).toEqual([WORDS]);
    expect(view.dissentUntil).toBe(until.toISOString());
  });
});

describe('[B4] an outcome on a restricted section', () => {
  it('exists for those only who can read all of its sections', async () => {
    const readers: readonly Who[] = ['chair', 'commissioner', 'otherCommissioner', 'contractor'];
    const of = await prepared([common, restricted]);
    for (const who of WHO) expect((await as(who).get(path(of))).status, who).toBe(readers.includes(who) ? 200 : 404);
    const view = await recorded(as('chair'), world.tableId, documentId, [common, restricted]);
    for (const who of WHO) {
      const answer = await as(who).get(`/api/outcomes/${view.outcomeId}`);
      const nowhere = await as(who).get(`/api/outcomes/${crypto.randomUUID()}`);
      expect(answer.status, who).toBe(readers.includes(who) ? 200 : 404);
      if (!readers.includes(who)) expect(answer.text).toBe(nowhere.text);
      const register = await as(who).get(`/api/tables/${world.tableId}/outcomes`);
      expect(register.text.includes(view.outcomeId), who).toBe(readers.includes(who));
      expect(register.text.includes(of.preparationId), who).toBe(readers.includes(who));
    }
    expect(view.audience).toHaveLength(3);
  });

  it('keeps its readers, whatever happens to the rights on the sections later', async () => {
    const view = await recorded(as('chair'), world.tableId, documentId, [restricted]);
    const rights = `/api/sections/${restricted.sectionId}/rights`;
    const grants = [
      { grantee: { kind: 'role', role: 'commissioner' }, right: 'write' },
      { grantee: { kind: 'role', role: 'observer' }, right: 'read' },
      { grantee: { kind: 'seat', seatId: world.seat('contractor') }, right: 'none' },
    ];
    expect((await as('commissioner').send('PUT', rights, { accessVersion: 2, grants })).status).toBe(200);
    expect((await as('contractor').get(`/api/outcomes/${view.outcomeId}`)).status).toBe(200);
    expect((await as('observer').get(`/api/outcomes/${view.outcomeId}`)).status).toBe(404);
  });
});

describe('[B12] what is of record', () => {
  it.each(['outcomes', 'outcome_entries'])('refuses change itself: %s', async (table) => {
    await recorded(as('chair'), world.tableId, documentId, [common]);
    for (const db of [app.owner, app.get(DataSource)])
      for (const sql of [`UPDATE ${table} SET id = id`, `DELETE FROM ${table}`, `TRUNCATE ${table} CASCADE`])
        await expect(db.query(sql), sql).rejects.toThrow(/append-only|permission denied/);
  });

  it('is shown as not proven when a row says something else than the seal', async () => {
    const view = await recorded(as('chair'), world.tableId, documentId, [common]);
    await app.owner.query('ALTER TABLE outcomes DISABLE TRIGGER append_only');
    await app.owner.query(`UPDATE outcomes SET recorded_at = recorded_at - interval '1 day' WHERE id = $1`, [
      view.outcomeId,
    ]);
    await app.owner.query('ALTER TABLE outcomes ENABLE TRIGGER append_only');
    const after = (await as('observer').get(`/api/outcomes/${view.outcomeId}`)).json<OutcomeView>();
    expect([view.intact, after.intact]).toEqual([true, false]);
  });
});
