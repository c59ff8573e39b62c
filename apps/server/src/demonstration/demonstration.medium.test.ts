import { ContentBlock, type DemoPerson, type DocumentView, type SessionView, type TableView } from '@samenspel/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../testing/browser';
import { startHttpApp, type HttpApp } from '../testing/http-app';
import { DemonstrationSeed } from './demonstration-seed';
import { DOCUMENTS } from './content';

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
    expect(await count('documents')).toBe(DOCUMENTS.length);
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
    ['Marloes Terpstra', ['1-11', 'G.1', 'G.2', 'JZ.1', 'WO.1']],
    ['Annemiek Roos', ['1-11', 'JZ.1']],
    ['Esra Yildiz', ['1-11', 'WO.1']],
    ['Wim Kalkman', ['1-11', 'BE-E.1']],
    ['Petra van Loon', ['1-11', 'C.1']],
    ['Karin Blom', ['1-11']],
    ['Eline Drost', ['1-11', 'OV-V.1']],
    ['Wil van den Akker', ['1-11']],
  ])('shows %s the plan as far as it goes for that seat', async (name, codes) => {
    const { browser, session } = await signInAs(name);
    const { sections } = await planOf(browser, session);
    const common = Array.from({ length: 11 }, (_, index) => String(index + 1));
    expect(sections.map(({ code }) => code).sort()).toEqual([...common, ...codes.slice(1)].sort());
  });

  it('has text in every section, of blocks that the text schema knows', () => {
    for (const { title, blocks } of DOCUMENTS.flatMap(({ sections }) => sections)) {
      expect(JSON.stringify(blocks).length, title).toBeGreaterThan(400);
      for (const block of blocks) expect(ContentBlock.parse(block), title).toEqual(block);
    }
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
