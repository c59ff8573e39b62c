import type { DocumentView, PresetInput, SectionView } from '@samenspel/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Browser } from '../testing/browser';
import { addDocument, addSection, circlesOf, documentAs } from '../testing/documents';
import { startHttpApp, type HttpApp } from '../testing/http-app';
import { makeWorld, WHO, type TestWorld, type Who } from '../testing/world';

let http: HttpApp;
let world: TestWorld;
let documentId: string;
const browsers = new Map<Who, Browser>();
const as = (who: Who): Browser => browsers.get(who)!;

beforeAll(async () => {
  http = await startHttpApp();
  world = await makeWorld(http);
  for (const who of WHO) browsers.set(who, await world.as(who));
  documentId = await addDocument(as('secretary'), world.tableId);
});
afterAll(() => http?.close());
beforeEach(() => void http.live.heard.splice(0));

describe('a document', () => {
  beforeAll(async () => {
    for (const { title, maker, preset } of circlesOf(world)) await addSection(as(maker), documentId, title, preset);
  });

  it.each(WHO)('[D1] shows %s the sections that it may read and no trace of the others', async (who) => {
    const answer = await as(who).get(`/api/documents/${documentId}`);
    const expected = circlesOf(world).filter(({ readers }) => readers.includes(who));
    const shown = answer.json<DocumentView>().sections;
    expect(shown.map(({ title }) => title).sort()).toEqual(expected.map(({ title }) => title).sort());
    const hidden = circlesOf(world).filter(({ readers }) => !readers.includes(who));
    for (const { title } of hidden) expect(answer.text).not.toContain(title);
    const ids: { id: string; title: string }[] = await http.owner.query('SELECT id, title FROM sections');
    for (const { id } of ids.filter(({ title }) => hidden.some((its) => its.title === title))) {
      expect(answer.text).not.toContain(id);
    }
  });

  it.each(WHO)('[D3] numbers what %s reads without gaps in any series', async (who) => {
    const { sections } = await documentAs(as(who), documentId);
    const series = new Map<string, number[]>();
    for (const { code } of sections) {
      const [, name, number] = /^(?:(.*)\.)?(\d+)$/.exec(code)!;
      series.set(name ?? '', [...(series.get(name ?? '') ?? []), Number(number)]);
    }
    for (const [name, numbers] of series) expect(numbers, name).toEqual(numbers.map((_, index) => index + 1));
    expect(new Set(sections.map(({ code }) => code)).size).toBe(sections.length);
  });

  it.each(WHO)('[D1] answers %s the same, whatever happens in sections that it may not read', async (who) => {
    const before = (await as(who).get(`/api/documents/${documentId}`)).text;
    const outsiders = circlesOf(world).filter(({ readers }) => !readers.includes(who));
    for (const { title, maker, preset } of outsiders) {
      await addSection(as(maker), documentId, `${title} again`, preset);
    }
    expect((await as(who).get(`/api/documents/${documentId}`)).text).toBe(before);
  });

  it('[D2] tells its readers who else reads a section', async () => {
    const audience = async (who: Who, title: string): Promise<string[]> => {
      const section = (await documentAs(as(who), documentId)).sections.find((its) => its.title === title);
      return section!.audience.map((part) =>
        part.kind === 'everybody' ? part.kind : part.kind === 'role' ? part.role : part.party.name,
      );
    };
    expect(await audience('observer', 'CANARY common')).toEqual(['everybody']);
    expect(await audience('commissioner', 'CANARY mandate')).toEqual(['commissioner']);
    expect(await audience('contractor', 'CANARY annex contractor')).toEqual(['commissioner', 'Partij contractor']);
    expect(await audience('chair', 'CANARY own chair')).toEqual(['Partij chair']);
  });

  it('[D5] lists the common text first', async () => {
    const { sections } = await documentAs(as('commissioner'), documentId);
    const firstRestricted = sections.findIndex(({ restricted }) => restricted);
    expect(sections.slice(firstRestricted).every(({ restricted }) => restricted)).toBe(true);
    expect(sections[0]?.code).toBe('1');
  });
});

describe('adding', () => {
  it('[D6] a document belongs to commissioners, chair and secretary', async () => {
    for (const who of WHO) {
      const body = { title: 'Nieuw', kind: 'minutes', formality: 'informal' };
      const answer = await as(who).send('POST', `/api/tables/${world.tableId}/documents`, body);
      const may = ['commissioner', 'otherCommissioner', 'chair', 'secretary'].includes(who);
      expect(answer.status, who).toBe(may ? 201 : 403);
    }
    expect(http.live.heard).toEqual(Array.from({ length: 4 }, () => `table ${world.tableId}`));
  });

  it('[R7] a section belongs to its circle', async () => {
    const documentOfTheirs = await addDocument(as('secretary'), world.tableId);
    for (const { title, preset, readers } of circlesOf(world)) {
      for (const who of WHO) {
        const answer = await as(who).send('POST', `/api/documents/${documentOfTheirs}/sections`, { title, preset });
        if (!readers.includes(who)) expect(answer.status, `${who}: ${title}`).toBe(403);
        if (answer.status === 201) expect(answer.json<SectionView>().title).toBe(title);
      }
    }
  });

  it('[D7] gives a section its row, head, rights, first line of the log and text at once, or nothing', async () => {
    const count = async (): Promise<number[]> => {
      const tables = [
        'sections',
        'section_heads',
        'section_grants',
        'section_owners',
        'section_rights_log',
        'section_codes',
      ];
      return Promise.all(
        tables.map(async (table) => Number((await http.owner.query(`SELECT count(*) FROM ${table}`))[0].count)),
      );
    };
    const before = await count();
    http.content.failAt = 0;
    const body = { title: 'Half', preset: { kind: 'wholeTable' } };
    expect((await as('chair').send('POST', `/api/documents/${documentId}/sections`, body)).status).toBe(500);
    expect(await count()).toEqual(before);
    expect(http.live.heard).toEqual([]);
    http.content.failAt = null;
    const section = await addSection(as('chair'), documentId, 'Heel', { kind: 'wholeTable' });
    expect([...http.content.written.keys()]).toContain(section.sectionId);
    expect((await count()).every((number, index) => number > before[index]!)).toBe(true);
    expect(http.live.heard).toEqual([`document ${documentId}`]);
  });

  it('[R4] names a seat at another table like one that does not exist', async () => {
    const answers = [world.elsewhere.seatId, crypto.randomUUID()].map((seatId) =>
      (['ownSeat', 'providerWithCommissioners'] as const).map((kind) => {
        const preset = (kind === 'ownSeat' ? { kind, own: seatId } : { kind, provider: seatId }) as PresetInput;
        return as('commissioner').send('POST', `/api/documents/${documentId}/sections`, { title: 'X', preset });
      }),
    );
    const texts = await Promise.all(answers.flat().map(async (answer) => (await answer).text));
    expect(new Set(texts)).toEqual(new Set(['{"code":"invalid-input","status":400,"fields":["preset"]}']));
  });

  it('[D3] gives concurrent sections different codes', async () => {
    const busy = await addDocument(as('chair'), world.tableId);
    const adders = (['chair', 'secretary', 'commissioner', 'contractor'] as const).flatMap((who) => [who, who, who]);
    await Promise.all(adders.map((who) => addSection(as(who), busy, 'Tegelijk', { kind: 'wholeTable' })));
    const codes = (await documentAs(as('chair'), busy)).sections.map(({ code }) => Number(code));
    expect(codes).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
  });
});
