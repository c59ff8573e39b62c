import {
  NOT_ON_A_DESK,
  PLACES,
  TERMS,
  type DeskItem,
  type DeskView,
  type OutcomeView,
  type SectionView,
} from '@samenspel/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Browser } from '../testing/browser';
import { addDocument, addSection } from '../testing/documents';
import { startHttpApp, type HttpApp } from '../testing/http-app';
import { close, confirmed, fill, prepare, recorded, SECRET } from '../testing/outcomes';
import { makeWorld, WHO, type TestWorld, type Who } from '../testing/world';
import { TermLetters } from './term-letters';

const DAY = 24 * 3_600_000;
let http: HttpApp;
let world: TestWorld;
let documentId: string;
let common: SectionView;
let forOne: SectionView;
const browsers = new Map<Who, Browser>();
const emails = new Map<string, Who>();
const organisations = new Map<Who, string>();
const as = (who: Who): Browser => browsers.get(who)!;
const inDays = (days: number): string => new Date(http.clock.now().getTime() + days * DAY).toISOString();

beforeAll(async () => {
  http = await startHttpApp();
  world = await makeWorld(http);
  for (const who of WHO) {
    browsers.set(who, await confirmed(await world.as(who)));
    const rows: { email: string; id: string }[] = await http.owner.query(
      `SELECT person.email, seat.organisation_id AS id FROM persons person, seats seat WHERE person.id = $1 AND seat.id = $2`,
      [world.person(who), world.seat(who)],
    );
    emails.set(rows[0]!.email, who);
    organisations.set(who, rows[0]!.id);
  }
  documentId = await addDocument(as('secretary'), world.tableId, `Plan ${SECRET}`);
  common = await addSection(as('secretary'), documentId, 'Doelen', { kind: 'wholeTable' });
  forOne = await addSection(as('chair'), documentId, 'Alleen met één', { kind: 'ownSeat', own: world.seat('chair') });
});
afterAll(() => http?.close());
beforeEach(() => http.owner.query('DELETE FROM mails'));

/** Sessions end in the meantime. */
async function daysPass(days: number): Promise<void> {
  http.clock.advance(days * DAY);
  await Promise.all(WHO.map(async (who) => browsers.set(who, await confirmed(await world.as(who)))));
}
const desk = async (who: Who): Promise<DeskItem[]> => (await as(who).get('/api/desk')).json<DeskView>().items;
const news = async (who: Who): Promise<DeskView['news']> => (await as(who).get('/api/desk')).json<DeskView>().news;
const kinds = async (who: Who, path: string): Promise<string[]> =>
  (await desk(who)).filter((item) => item.path.startsWith(path)).map(({ kind }) => kind);

interface Letter {
  readonly to: Who | undefined;
  readonly words: string;
}
async function letters(): Promise<Letter[]> {
  const rows: { recipient: string; words: string }[] = await http.owner.query(
    `SELECT recipient, subject || E'\\n' || text AS words FROM mails ORDER BY recipient`,
  );
  for (const { words } of rows) expect(words).not.toContain(SECRET);
  return rows.map(({ recipient, words }) => ({ to: emails.get(recipient), words }));
}
const toWhom = async (): Promise<(Who | undefined)[]> => (await letters()).map(({ to }) => to).sort();
const everybody = (): Who[] => [...WHO].sort();

it('[T31] every day and moment of the database that is to come has an entry in the list', async () => {
  const rows: { name: string }[] = await http.owner.query(
    `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND data_type IN ('date', 'timestamp with time zone')`,
  );
  expect(rows.length).toBeGreaterThan(40);
  const listed = new Set([...Object.values(TERMS).map(({ from }) => from), ...Object.keys(NOT_ON_A_DESK)]);
  const missing = (names: readonly string[]): string[] =>
    names.filter((name) => !listed.has(name) && !WAS.test(name.split('.')[1] ?? ''));
  expect(missing(rows.map(({ name }) => name))).toEqual([]);
  expect(missing(['rounds.closes_at', 'phases.decide_by', 'meetings.agenda_due_at'])).toEqual([
    'phases.decide_by',
    'meetings.agenda_due_at',
  ]);
  const columns = new Set(rows.map(({ name }) => name));
  const gone = [...listed].filter((name) => name !== null && !name.startsWith('content.') && !columns.has(name));
  expect(gone).toEqual([]);
});

/** Of what was: when something was done, and from when on. */
const WAS =
  /^(at|from_at|moved_from|(created|added|closed|archived|assigned|committed|started|ended|last_seen|seeded|confirmed|made|used|voided|invited|sent|accepted|withdrawn|queued|given_up|opened|changed|cancelled|recorded|remark|answer|moved|given|set|indexed|undone)_at)$/;

describe('[T32] [N9] a meeting', () => {
  const meetings = async (who: Who): Promise<{ meetingId: string; version: number; title: string }[]> =>
    (await as(who).get(`/api/tables/${world.tableId}/plan`)).json<{ meetings: never[] }>().meetings;
  const body = (title: string, startsAt: string, place = 'Raadhuis') => ({
    title: `${title} ${SECRET}`,
    startsAt,
    place,
    formality: 'informal',
    agenda: [],
  });
  async function planned(title: string, startsAt: string): Promise<{ meetingId: string; version: number }> {
    const answer = await as('secretary').send('POST', `/api/tables/${world.tableId}/meetings`, body(title, startsAt));
    expect(answer.status, answer.text).toBeLessThan(300);
    return (await meetings('chair')).find((meeting) => meeting.title.startsWith(title))!;
  }

  it('that is planned, moved, elsewhere, cancelled or taken up again reaches everybody at the table, by letter and on the desk', async () => {
    const path = (id: string): string => PLACES.meeting(world.tableId, id);
    const { meetingId, version } = await planned('Ver weg', inDays(60));
    expect(await toWhom()).toEqual(everybody());
    for (const who of WHO) expect(await kinds(who, path(meetingId)), who).toEqual([]);

    const change = (of: number, startsAt: string, place?: string) =>
      as('chair').send('PUT', `/api/meetings/${meetingId}`, { version: of, ...body('Ver weg', startsAt, place) });
    const told = async (): Promise<Letter[]> => {
      const all = await letters();
      expect(all.map(({ to }) => to).sort()).toEqual(everybody());
      await http.owner.query('DELETE FROM mails');
      return all;
    };
    await http.owner.query('DELETE FROM mails');
    await change(version, inDays(61));
    expect((await told())[0]?.words).toMatch(/verzet[\s\S]*\(Nederlandse tijd\)[\s\S]*begint nu op[\s\S]*vergadering-/);
    for (const who of WHO) expect(await kinds(who, path(meetingId)), who).toEqual(['meetingMoved']);
    expect(await news('observer')).toContainEqual(
      expect.objectContaining({ kind: 'meetingMoved', path: path(meetingId) }),
    );

    await change(version + 1, inDays(61), 'Elders');
    await told();
    await change(version + 2, inDays(61), 'Elders');
    expect(await toWhom()).toEqual([]);

    const cancel = (of: number, cancelled: boolean) =>
      as('secretary').send('PUT', `/api/meetings/${meetingId}/cancelled`, { version: of, cancelled });
    await cancel(version + 3, true);
    expect((await told())[0]?.words).toContain('gaat niet door');
    for (const who of WHO) expect(await kinds(who, path(meetingId)), who).toEqual(['meetingCancelled']);
    expect(await news('partner')).toContainEqual(
      expect.objectContaining({ kind: 'meetingCancelled', path: path(meetingId) }),
    );
    await cancel(version + 4, false);
    expect((await told())[0]?.words).toContain('gaat toch door');
    for (const who of WHO) expect(await kinds(who, path(meetingId)), who).toEqual(['meetingMoved']);
  });

  it('that is over calls nobody, and one that is refused tells nobody', async () => {
    const { meetingId, version } = await planned('Geweest', inDays(-3));
    expect(await toWhom()).toEqual([]);
    const late = { version: version + 7, ...body('Geweest', inDays(3)) };
    expect((await as('chair').send('PUT', `/api/meetings/${meetingId}`, late)).status).toBe(409);
    expect(await toWhom()).toEqual([]);
  });
});

describe('[T32] a running term for a dissent', () => {
  it("is on the desk of every seat that may stand apart until it did, and on nobody else's", async () => {
    const filled = await fill(as('chair'), await prepare(as('chair'), world.tableId, documentId, [common]));
    const { preparationId } = await close(as('chair'), filled, inDays(7));
    const path = PLACES.preparation(preparationId);
    const voting: Who[] = ['commissioner', 'contractor', 'otherCommissioner', 'otherContractor'];
    for (const who of WHO) expect(await kinds(who, path), who).toEqual(voting.includes(who) ? ['dissent'] : []);
    const before = new Map(await Promise.all(WHO.map(async (who) => [who, JSON.stringify(await desk(who))] as const)));
    await as('contractor').send('PUT', `/api/outcome-preparations/${preparationId}/dissent`, { text: 'Nee' });
    expect(await kinds('contractor', path)).toEqual([]);
    for (const who of WHO) if (who !== 'contractor') expect(JSON.stringify(await desk(who)), who).toBe(before.get(who));

    // The letter before it ends goes to who may still say it, and to nobody else.
    await daysPass(6.01);
    await http.owner.query('DELETE FROM mails');
    await http.app.get(TermLetters).sendDue();
    const about = (await letters()).filter(({ words }) => words.includes(path));
    expect(about.map(({ to }) => to).sort()).toEqual(['commissioner', 'otherCommissioner', 'otherContractor']);
    await http.app.get(TermLetters).sendDue();
    expect((await letters()).filter(({ words }) => words.includes(path))).toHaveLength(3);
    await daysPass(1);
    for (const who of WHO) expect(await kinds(who, path), who).toEqual(who === 'chair' ? ['recordWanted'] : []);
    await as('chair').send('DELETE', `/api/outcome-preparations/${preparationId}`);
  });

  it("on a text that only the chair reads is on nobody's desk and in no letter", async () => {
    const filled = await fill(as('chair'), await prepare(as('chair'), world.tableId, documentId, [forOne]));
    await http.owner.query('DELETE FROM mails');
    const { preparationId } = await close(as('chair'), filled, inDays(1));
    await http.app.get(TermLetters).sendDue();
    for (const who of WHO) expect(await kinds(who, PLACES.preparation(preparationId)), who).toEqual([]);
    expect((await letters()).filter(({ words }) => words.includes(preparationId))).toEqual([]);
    await as('chair').send('DELETE', `/api/outcome-preparations/${preparationId}`);
  });
});

describe('[T33] what an outcome asks', () => {
  let view: OutcomeView;
  const end = (who: Who, place: number, state: string, number: number, of = view) =>
    as(who).send('POST', `/api/outcomes/${of.outcomeId}/requests/${place}`, { state, number });
  const asked = async (who: Who): Promise<DeskItem[]> =>
    (await desk(who)).filter((item) => item.request?.outcomeId === view.outcomeId);

  beforeAll(async () => {
    const organisationId = organisations.get('contractor')!;
    const day = (days: number): string => inDays(days).slice(0, 10);
    view = await recorded(as('chair'), world.tableId, documentId, [common], {
      asked: [
        { organisationId, what: `Later ${SECRET}`, before: day(5) },
        { organisationId, what: `Zonder dag ${SECRET}`, before: null },
        { organisationId, what: `Te laat ${SECRET}`, before: day(-2) },
        { organisationId: organisations.get('partner')!, what: `Van een ander ${SECRET}`, before: null },
      ],
    });
  });

  it('is on the desk with a day and without one, overdue on top, until it was done or released', async () => {
    const items = await asked('contractor');
    expect(items.map(({ request, overdue }) => [request?.place, overdue])).toEqual([
      [2, true],
      [0, false],
      [1, false],
    ]);
    expect((await desk('contractor'))[0]?.request?.place).toBe(2);
    expect((await desk('contractor')).at(-1)?.before).toBeNull();
    expect((await asked('partner')).map(({ request }) => request?.place)).toEqual([3]);
    for (const who of WHO) if (who !== 'contractor' && who !== 'partner') expect(await asked(who), who).toEqual([]);
    await daysPass(40);
    expect((await asked('contractor')).map(({ overdue }) => overdue)).toEqual([true, true, false]);
  });

  it('is ended by its party, or by chair and secretary, and says by whom and when; it can be taken back', async () => {
    for (const who of ['commissioner', 'otherContractor', 'partner', 'observer'] as const)
      expect((await end(who, 2, 'done', 0)).json(), who).toMatchObject({ code: 'forbidden' });
    const done = (await end('contractor', 2, 'done', 0)).json<OutcomeView>();
    expect(done.requests[2]).toMatchObject({ state: 'done', number: 1, by: 'Partij contractor', mayEnd: true });
    expect(done.requests[2]?.at).toBe(http.clock.now().toISOString());
    expect((await end('secretary', 0, 'released', 0)).json<OutcomeView>().requests[0]).toMatchObject({
      state: 'released',
      by: 'Partij secretary',
    });
    expect((await asked('contractor')).map(({ request }) => request?.place)).toEqual([1]);
    const other = (await as('commissioner').get(`/api/outcomes/${view.outcomeId}`)).json<OutcomeView>();
    expect(other.requests.map(({ state, mayEnd }) => [state, mayEnd])).toEqual([
      ['released', false],
      ['open', false],
      ['done', false],
      ['open', false],
    ]);
    expect((await end('contractor', 2, 'open', 1)).status).toBe(200);
    expect((await asked('contractor')).map(({ request }) => request)).toContainEqual({
      outcomeId: view.outcomeId,
      place: 2,
      number: 2,
    });
  });

  it('stays on record: what was said is neither changed nor taken out, by the owner of the tables either', async () => {
    for (const change of ['UPDATE outcome_request_entries SET number = 9', 'DELETE FROM outcome_request_entries'])
      await expect(http.owner.query(change)).rejects.toThrow(/append-only/);
  });

  it('is ended by one of two who do it at once, and never over what was not seen', async () => {
    const both = await Promise.all([end('contractor', 1, 'done', 0), end('chair', 1, 'released', 0)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await end('contractor', 1, 'open', 0)).json()).toMatchObject({ code: 'conflict' });
    expect((await end('contractor', 1, 'done', 1)).status).not.toBe(500);
    for (const [place, state] of [
      [9, 'done'],
      [-1, 'done'],
      [1.5, 'done'],
      [1, 'other'],
    ] as const)
      expect([400, 404]).toContain((await end('contractor', place, state, 0)).status);
  });

  it('of an outcome that may not be read is answered like one that does not exist', async () => {
    const hidden = await recorded(as('chair'), world.tableId, documentId, [forOne], {
      asked: [{ organisationId: organisations.get('contractor')!, what: SECRET, before: null }],
    });
    const answer = await end('contractor', 0, 'done', 0, hidden);
    const nowhere = await end('contractor', 0, 'done', 0, { ...hidden, outcomeId: crypto.randomUUID() });
    expect([answer.status, answer.text]).toEqual([nowhere.status, nowhere.text]);
    expect((await desk('contractor')).some(({ path }) => path.includes(hidden.outcomeId))).toBe(false);
  });
});

describe('[T32] other terms', () => {
  it('a gate is on every desk from two weeks before up to its day', async () => {
    const on = (days: number) => ({ what: `Besluit ${SECRET}`, on: inDays(days).slice(0, 10), by: 'Raad' });
    const phase = { name: 'Fase', from: inDays(-30).slice(0, 10), until: null, gate: on(3) };
    const { version } = (await as('chair').get(`/api/tables/${world.tableId}/plan`)).json<{ version: number }>();
    const changed = await as('chair').send('PUT', `/api/tables/${world.tableId}/phases`, { version, phases: [phase] });
    expect(changed.status, changed.text).toBe(200);
    for (const who of WHO) expect(await kinds(who, PLACES.phases(world.tableId)), who).toEqual(['gate']);
    await daysPass(4);
    expect(await kinds('observer', PLACES.phases(world.tableId))).toEqual([]);
  });

  it('the end of a seat is on the desk of that person alone', async () => {
    const until = new Date(inDays(5));
    const person = await world.personWith([{ seatId: world.seat('partner'), until }]);
    const browser = new Browser(http.url);
    await browser.signInAs(person);
    const mine = (await browser.get('/api/desk')).json<DeskView>().items.filter(({ kind }) => kind === 'seatEnds');
    expect(mine.map(({ before }) => before)).toEqual([until.toISOString()]);
    expect((await desk('partner')).filter(({ kind }) => kind === 'seatEnds')).toEqual([]);
  });
});
