import { TEMPLATES, type ContentBlock } from '@samenspel/domain';
import { describe, expect, it } from 'vitest';
import { DemoCalendar } from './calendar';
import { documentsOf } from './content';
import { ANSWERS, NOTA, OPEN_ROUND, THREADS } from './content/comments';
import { outcomesOf } from './content/outcomes';
import { boardMeets, sessionWas, tableMeets } from './content/meeting-days';
import { pastsOf } from './content/pasts';
import { MEETINGS, MESSAGES, phasesOf } from './content/table-plans';
import { MUNICIPALITIES, ORGANISATIONS, PERSONS, SEATS, TABLES } from './people';
import { daysBetween, isWorkingDay } from './working-days';

/** The turns of years, days and clocks, and a day so far away that a year that was written out shows. */
const MOMENTS = [
  '2026-11-30T21:00:00Z',
  '2026-12-31T22:59:00Z',
  '2026-12-31T23:00:00Z',
  '2027-03-28T00:59:00Z',
  '2027-03-28T01:00:00Z',
  '2027-10-31T00:30:00Z',
  '2028-02-29T12:00:00Z',
  '2029-09-02T12:00:00Z',
  '2029-09-03T12:00:00Z',
  '2030-04-22T06:00:00Z',
  '2032-12-25T12:00:00Z',
  '2047-06-15T12:00:00Z',
];
const calendars = MOMENTS.map((moment): [string, DemoCalendar] => [moment, new DemoCalendar(new Date(moment))]);
const usual = calendars[0]![1];

/** What stands together: a paragraph, or a row of a table. */
function linesOf(blocks: readonly ContentBlock[]): string[] {
  const textOf = (block: ContentBlock): string =>
    block.type === 'block'
      ? block.runs.map(({ text }) => text).join('')
      : block.rows.map((row) => row.flat().map(textOf).join(' | ')).join('\n');
  return blocks.flatMap((block) => textOf(block).split('\n'));
}

const PLAN_DAYS = 150;
const COMMON = ['wholeTable', 'toRead'];
const commonSections = (calendar: DemoCalendar) =>
  documentsOf(calendar)
    .filter(({ table }) => table === 'development')
    .flatMap(({ sections }) => sections)
    .filter(({ audience }) => COMMON.includes(audience.kind));

/** What everybody at the development table reads, line by line. */
function commonLines(calendar: DemoCalendar): string[] {
  const common = new Set(commonSections(calendar).map(({ title }) => title));
  return [
    ...commonSections(calendar).flatMap(({ blocks }) => linesOf(blocks)),
    ...outcomesOf(calendar)
      .filter(({ sections }) => sections.every((title) => common.has(title)))
      .flatMap(({ content, asked, dissents, adoptions }) => [
        ...Object.values(content).flatMap((text) => text.split('\n')),
        ...asked.map(({ party, what }) => `${nameOf(party)} | ${what}`),
        ...dissents.flatMap(({ words }) => words.split('\n')),
        ...adoptions.flatMap(({ reservation = '', refused = '' }) => [reservation, refused]),
      ]),
    ...[...THREADS, ...OPEN_ROUND.threads, ...NOTA.threads].flatMap(({ said }) => said.map(({ body }) => body)),
    ...[...OPEN_ROUND.general, ...NOTA.general].map(({ body }) => body),
    ...ANSWERS.map(({ why }) => why),
    ...MESSAGES.filter(({ table }) => table === 'development').map(({ text }) => text),
    ...MEETINGS.filter(({ table }) => table === 'development').map(({ agenda }) => JSON.stringify(agenda)),
  ];
}

const nameOf = (party: string): string => ORGANISATIONS.find(({ abbreviation }) => abbreviation === party)!.name;

describe('[T37] the days of the demonstration', () => {
  it.each(calendars)('name no year but those around the day of %s', (_, calendar) => {
    const everything = JSON.stringify([
      documentsOf(calendar),
      outcomesOf(calendar),
      phasesOf(calendar),
      pastsOf(calendar),
      [MEETINGS, MESSAGES, THREADS, OPEN_ROUND, NOTA, ANSWERS, TABLES],
    ]);
    const { measured, end } = calendar.years;
    const named = [...everything.matchAll(/\b20\d\d\b/g)].map(([year]) => Number(year));
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((year) => year < Math.min(measured, calendar.years.prepared) || year > end + 4)).toEqual([]);
  });

  it.each(calendars)('have today in the phase in which the plan is worked out: %s', (_, calendar) => {
    for (const phases of Object.values(phasesOf(calendar))) {
      const now = phases.find(({ from, until }) => from <= calendar.today && calendar.today <= (until ?? ''));
      expect(now?.gate?.on).toSatisfy((on: string) => on > calendar.today);
      const gaps = phases.slice(1).map(({ from }, at) => daysBetween(phases[at]!.until ?? '', from));
      expect(gaps.filter((gap) => gap !== 1)).toEqual([]);
    }
  });

  it.each(calendars)('have meetings on working days, at the time that was meant: %s', (_, calendar) => {
    for (const { title, day, time } of MEETINGS) {
      expect(isWorkingDay(day(calendar)), title).toBe(true);
      const shown = calendar.at(day(calendar), ...time).toLocaleTimeString('nl-NL', { timeZone: 'Europe/Amsterdam' });
      expect(shown, title).toBe(`${String(time[0]).padStart(2, '0')}:${String(time[1]).padStart(2, '0')}:00`);
    }
    expect(sessionWas(calendar) < calendar.today && calendar.today < tableMeets(calendar)).toBe(true);
  });

  it.each(calendars)('say the same in the minutes, the agenda and the rules: %s', (_, calendar) => {
    const minutes = documentsOf(calendar).find(({ kind }) => kind === 'minutes')!;
    const text = JSON.stringify(minutes);
    expect(minutes.title).toContain(calendar.long(sessionWas(calendar)));
    expect(text).toContain(calendar.long(tableMeets(calendar)));
    const next = MEETINGS.find(({ table, day }) => table === 'development' && day === tableMeets)!;
    for (const { title } of next.agenda.slice(0, 2)) expect(text).toContain(title);
    const board = documentsOf(calendar).filter(({ table }) => table === 'board');
    expect(JSON.stringify(board)).toContain(`${calendar.month(boardMeets(calendar))}: stand van het transformatieplan`);
    const { start, end } = calendar.years;
    const rules = documentsOf(calendar).find(({ kind, table }) => kind === 'rulesOfTheGame' && table === 'development');
    expect(JSON.stringify(rules)).toContain(`${start} tot en met ${end}`);
    expect(documentsOf(calendar)[0]?.title).toContain(`${start}-${end}`);
  });

  it.each(calendars)('have every term that is promised still to come: %s', (_, calendar) => {
    const asked = outcomesOf(calendar).flatMap((outcome) => outcome.asked.map(({ until }) => until));
    const promises = documentsOf(calendar)
      .flatMap(({ sections }) => sections)
      .filter(({ title }) => /beloven|Maatwerk Woonhuizen/.test(title))
      .flatMap(({ blocks }) => linesOf(blocks))
      .flatMap((line) => line.match(/\d+ [a-z]+ 20\d\d/g) ?? []);
    expect(promises).toHaveLength(5);
    const months = Array.from({ length: 800 }, (_, n) => calendar.day(n + 1));
    const ahead = new Set(months.map((day) => calendar.long(day)));
    expect(promises.filter((day) => !ahead.has(day))).toEqual([]);
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter((day) => day <= calendar.today)).toEqual([]);
  });

  it('have outcomes in order, each on a text that stood by then', () => {
    const outcomes = outcomesOf(usual);
    const recorded = outcomes.map((outcome) => outcome.recorded ?? 0);
    expect(recorded).toEqual(recorded.toSorted((a, b) => b - a));
    for (const { name, sections, adoptions, recorded: daysAgo } of outcomes) {
      const since = daysAgo ?? 1;
      expect(
        adoptions.filter((adoption) => adoption.daysAgo > since),
        name,
      ).toEqual([]);
      for (const title of sections) {
        const of = documentsOf(usual).find((document) => document.sections.some((section) => section.title === title))!;
        expect(of.daysAgo, name).toBeGreaterThan(since);
        expect(pastsOf(usual)[title]?.at(-1)?.daysAgo ?? PLAN_DAYS, name).toBeGreaterThan(since);
      }
    }
  });
});

describe('[T38] what competitors may not share', () => {
  /** Words of the market: with a figure beside them they say what a rival may not know. */
  const MARKET = /tarie|prij[sz]|bezetting|leegstand|(?:lege|vrije|open) (?:plek|plaats)|etmaal|kosten per/i;
  const PROVIDERS = ORGANISATIONS.filter(({ kind }) => kind === 'provider').map(({ name }) => name);
  const FIGURE = /\d|\b(?:twee|drie|vier|vijf|zes|acht|tien|twaalf|twintig|dertig)\b/i;
  /** Days are no figures. */
  const withoutDays = (line: string): string => line.replaceAll(/\d+ [a-z]+ 20\d\d|\b20\d\d\b/g, '');
  const shared = (lines: readonly string[]): string[] =>
    lines
      .map(withoutDays)
      .filter((line) => FIGURE.test(line) && (MARKET.test(line) || PROVIDERS.some((name) => line.includes(name))));

  it('is in no text that everybody at the table reads', () => {
    expect(commonLines(usual).length).toBeGreaterThan(150);
    expect(shared(commonLines(usual))).toEqual([]);
  });

  it('would be found', () => {
    const was = [
      'Jeugdigen in een groep | 214 | 130 | Jeugdhulp Zilverdam en Woonhuizen Oostermeren',
      'Alleen waar als de bezetting boven 85% blijft.',
      'Pleegzorg Veldrade | Twintig nieuwe pleeggezinnen',
      'Een etmaalprijs van 339 euro, vast tot en met 2028.',
    ];
    expect(shared(was)).toHaveLength(was.length);
  });

  it('is agreed by no two of them together: goals are those of the region, of the municipalities', () => {
    const text = commonLines(usual).join('\n');
    expect(text).not.toMatch(/aanbieders (?:willen|spreken|maken|stellen)[^.]*(?:gelijk|samen vast)/i);
    expect(text).not.toMatch(/meldt elke vrije plek/i);
    const goals = commonSections(usual).find(({ title }) => title === 'Doelen van het plan')!;
    const owners = linesOf(goals.blocks).flatMap((line) =>
      / \| [^|]*$/.test(line) ? [line.split(' | ').at(-1)!] : [],
    );
    expect(owners.slice(1).length).toBeGreaterThan(3);
    expect(owners.slice(1).filter((owner) => !owner.startsWith('Gemeente '))).toEqual([]);
  });
});

describe('[T39] who decides what', () => {
  const kindOf = (party: string) => ORGANISATIONS.find(({ abbreviation }) => abbreviation === party)!.kind;

  it.each(outcomesOf(usual).map((outcome) => [outcome.name, outcome] as const))('is true of %s', (_, outcome) => {
    const { organs, content, sections, adoptions, competence = '' } = outcome;
    // Vision and money are of the councils, contracts of the colleges; boards of providers consent.
    const organ = content.kind === 'plan' ? 'council' : 'college';
    for (const each of organs) expect(each.organ).toBe(kindOf(each.party) === 'provider' ? 'board' : organ);
    expect(organs.map(({ party }) => kindOf(party))).not.toContain('clientCouncil');
    expect(/Visie|Geld/.test(sections.join(' '))).toBe(content.kind === 'plan');
    expect(organs.length === 0).toBe(competence !== '');
    const needed = organs.map(({ party, organ }) => `${party} ${organ}`);
    for (const each of adoptions) expect(needed).toContain(`${each.party} ${each.organ}`);
  });

  it('is told so, and nothing is called binding', () => {
    const everything = [
      ...documentsOf(usual).flatMap(({ sections }) => sections.flatMap(({ blocks }) => linesOf(blocks))),
      ...commonLines(usual),
      ...MEETINGS.flatMap(({ agenda }) => agenda.map(({ adoptedBy, outcome }) => `${outcome} ${adoptedBy}`)),
      JSON.stringify(phasesOf(usual)),
      ...Object.values(TEMPLATES).flatMap(({ sections }) => sections.flatMap(({ blocks }) => linesOf(blocks))),
    ];
    const wrong =
      /\bbind(?:t|en|end)\b|bestu(?:ur|ren)\b[^.;|]*(?:vaststel|vastgesteld|stel(?:t|len)\b[^.;|]*\bvast\b)/i;
    expect(everything.filter((line) => wrong.test(line))).toEqual([]);
    expect(['De besturen stellen haar vast', 'Die bindt nog niemand.'].every((line) => wrong.test(line))).toBe(true);
    expect(everything.join('\n')).toMatch(/burgemeester/);
    expect(everything.join('\n')).toMatch(/cliëntenraad adviseert eerst de eigen aanbieder/);
  });
});

describe('[T41] the two secretaries', () => {
  const secretaries = SEATS.development.filter(([, role]) => role === 'secretary').map(([party]) => party);

  it('are of the chair and of the municipalities, and nobody is both', () => {
    expect(secretaries.map((party) => ORGANISATIONS.find(({ abbreviation }) => abbreviation === party)!.kind)).toEqual([
      'independent',
      'secretariat',
    ]);
    const seated = secretaries.map((party) =>
      PERSONS.filter(({ seats }) => seats.some(([table, of]) => table === 'development' && of === party)),
    );
    expect(seated.map((persons) => persons.length)).toEqual([1, 1]);
    expect(seated[0]).not.toEqual(seated[1]);
  });

  it('have work of their own: the neutral one keeps plan and minutes', () => {
    const makers = documentsOf(usual).map(({ table, kind, maker }) => [table, kind, maker[0]]);
    expect(makers).toContainEqual(['development', 'transformationPlan', 'SOT']);
    expect(makers).toContainEqual(['development', 'minutes', 'SOT']);
    const roles = linesOf(commonSections(usual).find(({ title }) => title === 'Wie doet wat')!.blocks).join('\n');
    expect(roles).toMatch(/Secretaris van de tafel \| [^|]*register/);
    expect(roles).toMatch(/Regiobureau \| Werkt voor de gemeenten/);
  });
});

describe('[T42] the rules of the game', () => {
  it('say that names and functions of who sits here are seen by all, and texts by party', () => {
    const rules = documentsOf(usual).find(({ title }) => title === 'Spelregels van de ontwikkeltafel')!;
    const texts = [rules.sections, TEMPLATES.rulesOfTheGame.sections].map((sections) =>
      sections.flatMap(({ blocks }) => linesOf(blocks)).join('\n'),
    );
    for (const text of texts) {
      expect(text).toMatch(/met naam en functie, ziet iedereen aan tafel/);
      expect(text).not.toMatch(/Namen van personen[^.]*alleen/);
    }
  });
});

it('[M1] covers every municipality and names no seat twice', () => {
  expect(MUNICIPALITIES).toHaveLength(7);
  expect(new Set(SEATS.development.map(String)).size).toBe(SEATS.development.length);
});
