import {
  ContentBlock,
  type DemoPerson,
  type DocumentView,
  type OutcomeRegister,
  type OutcomeView,
  type PreparationView,
  type SessionView,
  type TablePlanView,
  type TableView,
} from '@samenspel/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../testing/browser';
import { startHttpApp, type HttpApp } from '../testing/http-app';
import { startLiveApp } from '../testing/live-app';
import { DemonstrationSeed } from './demonstration-seed';
import { DemoCalendar } from './calendar';
import { documentsOf } from './content';

let http: HttpApp;
const count = async (table: string): Promise<number> =>
  Number((await http.owner.query(`SELECT count(*) FROM ${table}`))[0].count);

beforeAll(async () => {
  http = await startHttpApp();
});
afterAll(() => http?.close());

const signInAs = async (name: string): Promise<{ browser: Browser; session: SessionView }> => {
  const browser = new Browser(http.url);
  const people = (await browser.get('/api/demo/people')).json<DemoPerson[]>();
  const { personId } = people.find((person) => person.name === name)!;
  return { browser, session: (await browser.signInAs(personId)).json() };
};
const planOf = async (browser: Browser, session: SessionView): Promise<DocumentView> => {
  const { documents } = (await browser.get(`/api/tables/${session.seat!.tableId}`)).json<TableView>();
  const plan = documents.find(({ kind }) => kind === 'transformationPlan')!;
  return (await browser.get(`/api/documents/${plan.documentId}`)).json();
};

describe('[M1] the demonstration', () => {
  it('is put in as a whole or not at all', async () => {
    http.content.failAt = 12;
    await expect(http.app.get(DemonstrationSeed).seedOnce()).rejects.toThrow('planted');
    http.content.failAt = null;
    for (const table of ['regions', 'persons', 'sections', 'installation']) expect(await count(table), table).toBe(0);
  });

  it('is put in once, also when several processes start at the same moment', async () => {
    const seed = http.app.get(DemonstrationSeed);
    const results = await Promise.all([seed.seedOnce(), seed.seedOnce(), seed.seedOnce()]);
    expect(results.filter((put) => put)).toHaveLength(1);
    expect(await seed.seedOnce()).toBe(false);
    expect(await count('regions')).toBe(1);
    expect(await count('documents')).toBe(documentsOf(new DemoCalendar(http.clock.now())).length);
  });

  it('lets anybody sign in as its people', async () => {
    const people = (await new Browser(http.url).get('/api/demo/people')).json<DemoPerson[]>();
    expect(people.length).toBeGreaterThanOrEqual(25);
    expect(people.filter(({ seats }) => seats.length === 2).map(({ name }) => name)).toEqual([
      'Anouk Verheij',
      'Hugo Meijer',
      'Jeroen Pols',
    ]);
    const withoutSeat = people.filter(({ seats }) => seats.length === 0);
    expect(withoutSeat.map(({ name, administrator }) => [name, administrator])).toEqual([['Robin Scheffer', true]]);
    expect(people.filter(({ administrator }) => administrator)).toHaveLength(1);
    expect((await signInAs('Anouk Verheij')).session.seat).toBeNull();
  });

  it.each([
    ['Marloes Terpstra', ['1-11', 'G.1', 'G.2', 'G+WO+OV-V.1', 'JZ.1']],
    ['Annemiek Roos', ['1-11', 'JZ.1']],
    ['Esra Yildiz', ['1-11', 'G+WO+OV-V.1']],
    ['Wim Kalkman', ['1-11', 'BE-E.1']],
    ['Petra van Loon', ['1-11', 'C.1']],
    ['Karin Blom', ['1-11']],
    ['Eline Drost', ['1-11', 'G+WO+OV-V.1', 'OV-V.1']],
    ['Mirjam Hoekstra', ['1-11']],
    ['Wil van den Akker', ['1-11']],
  ])('shows %s the plan as far as it goes for that seat', async (name, codes) => {
    const { browser, session } = await signInAs(name);
    const { sections } = await planOf(browser, session);
    const common = Array.from({ length: 11 }, (_, index) => String(index + 1));
    expect(sections.map(({ code }) => code).sort()).toEqual([...common, ...codes.slice(1)].sort());
  });

  it('has text in every section, of blocks that the text schema knows', () => {
    for (const { title, blocks } of documentsOf(new DemoCalendar(new Date())).flatMap(({ sections }) => sections)) {
      expect(JSON.stringify(blocks).length, title).toBeGreaterThan(400);
      for (const block of blocks) expect(ContentBlock.parse(block), title).toEqual(block);
    }
  });
});

/** What a person at the development table sees of its outcomes, by the beginning of their subject. */
const registerOf = async (name: string): Promise<{ browser: Browser; register: OutcomeRegister }> => {
  const { browser, session } = await signInAs(name);
  const { seat, seats } = session;
  const development = seats.find(({ tableName }) => tableName.startsWith('Ontwikkeltafel'))!;
  if (seat?.seatId !== development.seatId)
    await browser.send('POST', '/api/session/seat', { seatId: development.seatId });
  const register = (await browser.get(`/api/tables/${development.tableId}/outcomes`)).json<OutcomeRegister>();
  return { browser, register };
};
const bySubject = ({ outcomes }: OutcomeRegister, words: string): OutcomeRegister['outcomes'][number] | undefined =>
  outcomes.find(({ content }) => content.subject?.includes(words));

describe('[T40] the outcomes of the demonstration', () => {
  it('are one of each kind, in the order of their numbers, and say what the seal says', async () => {
    const { register } = await registerOf('Marloes Terpstra');
    const states = (words: string) => bySubject(register, words)?.status.state;
    expect(states('Visie en aanleiding')).toBe('decision');
    expect(states('Proef met een vast ritme')).toBe('superseded');
    expect(states('Het ritme van meten')).toBe('decision');
    expect(states('Budget op hoofdlijnen')).toBe('pending');
    expect(states('Afspraken over dichter bij huis')).toBe('notAdopted');
    expect(states('Groepen afbouwen')).toBe('pending');
    expect(states('Het woonhuis in Oostermeren')).toBe('decision');
    expect(register.outcomes.filter(({ intact }) => !intact)).toEqual([]);
    const order = register.outcomes.map(({ number, recordedAt }) => [recordedAt, number]);
    expect(order).toEqual(order.toSorted().toReversed());
    expect(await count('outcomes')).toBe(register.outcomes.length);
  });

  it('tell of each organ by whom it was adopted, refused and promised', async () => {
    const { register } = await registerOf('Petra van Loon');
    const vision = bySubject(register, 'Visie en aanleiding')!;
    expect(vision.status.adopted.map(({ organ }) => organ.organ)).toEqual(Array.from({ length: 7 }, () => 'council'));
    const days = vision.status.adopted.map(({ date }) => date);
    expect(days.filter((day) => day < vision.recordedAt.slice(0, 10))).toEqual([]);
    const [refused] = bySubject(register, 'Afspraken over dichter bij huis')!.status.refused;
    expect(refused).toMatchObject({ organ: { organ: 'college', name: 'Gemeente Duinrade' } });
    expect(refused?.reason).toMatch(/wanneer wij samen nagaan/);
    const money = bySubject(register, 'Budget op hoofdlijnen')!;
    const promised = money.content.asked?.map(({ organisationId }) => organisationId);
    expect(money.status.waiting.map(({ organisationId }) => organisationId).sort()).toEqual(promised?.sort());
    const today = http.clock.now().toISOString().slice(0, 10);
    expect(money.content.asked?.every(({ before }) => before !== null && before > today)).toBe(true);
  });

  it('hold the dissent of who lost the ruling in its own words', async () => {
    const { browser, register } = await registerOf('Petra van Loon');
    const { outcomeId, content } = bySubject(register, 'Groepen afbouwen')!;
    expect(content.how).toBe('ruling');
    expect(content.motivation).toMatch(/aangenomen met de vereiste meerderheid/);
    const { dissents } = (await browser.get(`/api/outcomes/${outcomeId}`)).json<OutcomeView>();
    expect(dissents.map(({ name }) => name)).toEqual(['Woonhuizen Oostermeren']);
    expect(dissents[0]?.text).toMatch(/^Wij steunen de richting, maar niet het tempo/);
  });

  it.each([
    ['Esra Yildiz', true],
    ['Tom de Rooij', true],
    ['Eline Drost', true],
    ['Annemiek Roos', false],
    ['Petra van Loon', false],
    ['Karin Blom', false],
    ['Mirjam Hoekstra', false],
    ['Jeroen Pols', false],
    ['Wil van den Akker', false],
  ])('show the bilateral one to %s: %s', async (name, sees) => {
    const { register } = await registerOf(name);
    expect(bySubject(register, 'woonhuis in Oostermeren') !== undefined).toBe(sees);
    expect(JSON.stringify(register).includes('woonhuis in Oostermeren')).toBe(sees);
    expect(register.outcomes.length).toBe(sees ? 7 : 6);
  });
});

describe('[T43] the outcome in preparation', () => {
  it('comes after the refusal, and takes dissent today', async () => {
    const { browser, register } = await registerOf('Esra Yildiz');
    expect(register.preparations).toHaveLength(1);
    const [{ preparationId, state, dissentUntil }] = register.preparations as [OutcomeRegister['preparations'][number]];
    expect(state).toBe('closed');
    expect(new Date(dissentUntil ?? 0).getTime()).toBeGreaterThan(http.clock.now().getTime());
    const view = (await browser.get(`/api/outcome-preparations/${preparationId}`)).json<PreparationView>();
    expect(view).toMatchObject({ mayDissent: true, unfinished: [] });
    expect(new Date(view.closedAt ?? '').getTime()).toBeLessThan(http.clock.now().getTime());
    const refused = bySubject(register, 'Afspraken over dichter bij huis')!;
    expect(view.shown.supersedes.map(({ number }) => number)).toEqual([refused.number]);
  });
});

describe('[M2] production', () => {
  it('does not start on a database that holds a demonstration', async () => {
    await expect(http.app.get(DemonstrationSeed).assertNoDemonstrationAccounts()).rejects.toThrow('demonstration');
  });

  it('starts on one that does not, and knows no sign-in of the demonstration', async () => {
    const production = await startHttpApp({ demonstration: false });
    try {
      await expect(production.app.get(DemonstrationSeed).assertNoDemonstrationAccounts()).resolves.toBeUndefined();
      const browser = new Browser(production.url);
      const people = await browser.get('/api/demo/people');
      expect([people.status, people.text]).toEqual([404, (await browser.get('/api/nothing')).text]);
      expect((await browser.signInAs(crypto.randomUUID())).text).toBe(people.text);
    } finally {
      await production.close();
    }
  });
});

describe('[T37] a demonstration of the last minute of a year', () => {
  it('has what was, what is and what will be, in this order', async () => {
    const other = await startLiveApp();
    try {
      other.clock.advance(new Date('2027-12-31T22:59:30Z').getTime() - other.clock.now().getTime());
      expect(await other.get(DemonstrationSeed).seedOnce()).toBe(true);
      const now = other.clock.now();
      const rows: { what: string; before: Date; after: Date }[] = await other.owner.query(`
        SELECT 'document after its seat' AS what, seat.added_at AS before, document.created_at AS after
          FROM documents document JOIN seats seat ON seat.id = document.created_by_seat
        UNION ALL SELECT 'section after its document', document.created_at, section.created_at
          FROM sections section JOIN documents document ON document.id = section.document_id
        UNION ALL SELECT 'preparation after its sections', section.created_at, made.created_at
          FROM outcome_preparations made JOIN sections section ON section.id = ANY (made.section_ids)
        UNION ALL SELECT 'closed after it was begun', created_at, closed_at FROM outcome_preparations
        UNION ALL SELECT 'recorded after its term', made.dissent_until, outcome.recorded_at
          FROM outcomes outcome JOIN outcome_preparations made ON made.id = outcome.preparation_id
        UNION ALL SELECT 'adopted after it was recorded', outcome.recorded_at, entry.at
          FROM outcome_entries entry JOIN outcomes outcome ON outcome.id = entry.outcome_id WHERE entry.kind = 'adoption'
        UNION ALL SELECT 'replaced by a later one', outcome.recorded_at, later.recorded_at
          FROM outcome_entries entry JOIN outcomes outcome ON outcome.id = entry.outcome_id
          JOIN outcomes later ON later.id = entry.by_outcome_id
        UNION ALL SELECT 'published before the term', publication.at, round.answer_by
          FROM round_publications publication JOIN rounds round ON round.id = publication.round_id
        UNION ALL SELECT 'a round closes after it opens', opened_at, closes_at FROM rounds`);
      expect(new Set(rows.map(({ what }) => what)).size).toBe(9);
      expect(rows.filter(({ before, after }) => before > after)).toEqual([]);
      const [future]: [{ n: string }] = await other.owner.query(
        `SELECT count(*) AS n FROM (
           SELECT recorded_at AS at FROM outcomes UNION ALL SELECT at FROM outcome_entries
           UNION ALL SELECT created_at FROM sections UNION ALL SELECT at FROM table_messages
           UNION ALL SELECT at FROM comments UNION ALL SELECT at FROM round_publications) done WHERE at > $1`,
        [now],
      );
      expect(Number(future.n)).toBe(0);
      const browser = new Browser(other.url);
      const people = (await browser.get('/api/demo/people')).json<DemoPerson[]>();
      const session = (
        await browser.signInAs(people.find(({ name }) => name === 'Eline Drost')!.personId)
      ).json<SessionView>();
      const plan = (await browser.get(`/api/tables/${session.seat!.tableId}/plan`)).json<TablePlanView>();
      const today = '2027-12-31';
      expect(plan.phases.filter(({ from, until }) => from <= today && today <= (until ?? today))).toHaveLength(1);
    } finally {
      await other.close();
    }
  });
});
