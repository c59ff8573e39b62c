import { TEMPLATES, type DocumentSummary, type PresetInput, type SectionView, type TableView } from '@samenspel/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Answer, Browser } from '../testing/browser';
import { addDocument, addSection, documentAs } from '../testing/documents';
import { startHttpApp, type HttpApp } from '../testing/http-app';
import { makeWorld, WHO, type TestWorld, type Who } from '../testing/world';

let http: HttpApp;
let world: TestWorld;
const browsers = new Map<Who, Browser>();
const as = (who: Who): Browser => browsers.get(who)!;

beforeAll(async () => {
  http = await startHttpApp();
  world = await makeWorld(http);
  for (const who of WHO) browsers.set(who, await world.as(who));
});
afterAll(() => http?.close());
beforeEach(() => void http.live.heard.splice(0));

const COMMON: PresetInput = { kind: 'wholeTable' };
const put = (who: Who, section: { sectionId: string }, what: string, body: unknown): Promise<Answer> =>
  as(who).send('PUT', `/api/sections/${section.sectionId}/${what}`, body);
const titles = async (who: Who, documentId: string): Promise<string[]> =>
  (await documentAs(as(who), documentId)).sections.map(({ title }) => title);
async function withSections(...names: string[]): Promise<{ documentId: string; sections: SectionView[] }> {
  const documentId = await addDocument(as('chair'), world.tableId);
  const sections: SectionView[] = [];
  for (const name of names) sections.push(await addSection(as('chair'), documentId, name, COMMON));
  http.live.heard.splice(0);
  return { documentId, sections };
}

describe('[D12] a section that is moved', () => {
  it('goes behind another one or to the front, and all see the same order', async () => {
    const { documentId, sections } = await withSections('A', 'B', 'C', 'D');
    const [a, , c, d] = sections as [SectionView, SectionView, SectionView, SectionView];
    expect((await put('secretary', d, 'place', { after: a.sectionId })).status).toBe(200);
    expect(await titles('observer', documentId)).toEqual(['A', 'D', 'B', 'C']);
    await put('commissioner', c, 'place', { after: null });
    expect(await titles('partner', documentId)).toEqual(['C', 'A', 'D', 'B']);
    expect(http.live.heard).toEqual([`document ${documentId}`, `document ${documentId}`]);
  });

  it('stays among its own: beside what is in another group, elsewhere or not to be seen it is refused alike', async () => {
    const { documentId, sections } = await withSections('A', 'B');
    const other = await withSections('X');
    const own = await addSection(as('commissioner'), documentId, 'Mandaat', { kind: 'commissionersOnly' });
    const hidden = await addSection(as('contractor'), documentId, 'Eigen', {
      kind: 'ownSeat',
      own: world.seat('contractor'),
    });
    const texts = new Set<string>();
    for (const beside of [own, hidden, other.sections[0]!, sections[0]!, { sectionId: crypto.randomUUID() }]) {
      texts.add((await put('commissioner', sections[0]!, 'place', { after: beside.sectionId })).text);
    }
    expect([...texts]).toEqual(['{"code":"invalid-input","status":400,"fields":["after"]}']);
  });

  it('keeps every section in one place, however many move at once', async () => {
    const { documentId, sections } = await withSections('A', 'B', 'C', 'D', 'E');
    const movers = ['chair', 'secretary', 'commissioner', 'otherCommissioner'] as const;
    const moves = movers.flatMap((who, at) =>
      sections.map((section, nth) => {
        const after = sections[(nth + at + 1) % sections.length]!;
        return put(who, section, 'place', { after: after === section ? null : after.sectionId });
      }),
    );
    const answers = await Promise.all(moves);
    expect(answers.every(({ status }) => status === 200 || status === 400)).toBe(true);
    expect([...(await titles('chair', documentId))].sort()).toEqual(['A', 'B', 'C', 'D', 'E']);
  });

  it('leaves room: a section can be put between two for ever', async () => {
    const { documentId, sections } = await withSections('A', 'B', 'C');
    const [a, b, c] = sections as [SectionView, SectionView, SectionView];
    for (let round = 0; round < 40; round++) {
      await put('chair', round % 2 ? b : c, 'place', { after: a.sectionId });
    }
    expect(await titles('chair', documentId)).toEqual(['A', 'B', 'C']);
  });

  it('is noticed by nobody who may not read it', async () => {
    const { documentId } = await withSections('A');
    const first = await addSection(as('commissioner'), documentId, 'Een', { kind: 'commissionersOnly' });
    const second = await addSection(as('commissioner'), documentId, 'Twee', { kind: 'commissionersOnly' });
    const before = await Promise.all(WHO.map(async (who) => (await as(who).get(`/api/documents/${documentId}`)).text));
    await put('commissioner', second, 'place', { after: null });
    await put('commissioner', first, 'title', { title: 'Eerst', was: 'Een' });
    await put('commissioner', first, 'archive', { archived: true });
    const after = await Promise.all(WHO.map(async (who) => (await as(who).get(`/api/documents/${documentId}`)).text));
    WHO.forEach((who, at) => {
      const insider = who === 'commissioner' || who === 'otherCommissioner';
      expect(before[at] === after[at], who).toBe(!insider);
    });
  });
});

describe('[D13] a title', () => {
  it('replaces the one that its writer saw: of two at once, one is told', async () => {
    const { documentId, sections } = await withSections('A');
    const answers = await Promise.all([
      put('chair', sections[0]!, 'title', { title: 'Eerste', was: 'A' }),
      put('secretary', sections[0]!, 'title', { title: 'Tweede', was: 'A' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const rename = { title: 'Plan B', was: 'Plan' };
    expect((await as('chair').send('PUT', `/api/documents/${documentId}/title`, rename)).status).toBe(200);
    expect((await as('commissioner').send('PUT', `/api/documents/${documentId}/title`, rename)).text).toBe(
      '{"code":"conflict","status":409}',
    );
    expect(http.live.heard).toContain(`table ${world.tableId}`);
  });
});

describe('[D14] what is archived', () => {
  it('is kept, can only be read, is left out of the list and is brought back as it was', async () => {
    const { documentId, sections } = await withSections('A', 'B');
    const [a, b] = sections as [SectionView, SectionView];
    expect((await put('chair', a, 'archive', { archived: true })).status).toBe(200);
    expect(http.live.heard).toEqual([`rights ${a.sectionId}`, `document ${documentId}`]);
    const view = await documentAs(as('contractor'), documentId);
    expect(view.sections.map(({ title }) => title)).toEqual(['B']);
    expect(view.archive).toMatchObject([{ title: 'A', right: 'read', mayEdit: false }]);
    expect((await put('chair', a, 'title', { title: 'X', was: 'A' })).text).toBe('{"code":"archived","status":409}');
    expect((await put('contractor', a, 'title', { title: 'X', was: 'A' })).status).toBe(403);
    const rights = { accessVersion: 2, grants: [{ grantee: { kind: 'role', role: 'commissioner' }, right: 'write' }] };
    expect((await put('commissioner', a, 'rights', rights)).text).toBe('{"code":"archived","status":409}');
    expect((await put('secretary', a, 'archive', { archived: false })).json()).toMatchObject({ right: 'write' });
    expect(await titles('contractor', documentId)).toEqual(['A', 'B']);
    expect(b.code).toBe('2');
  });

  it('is a document with all its sections, by who may edit documents', async () => {
    const { documentId, sections } = await withSections('A', 'B');
    const archive = (who: Who, archived: boolean): Promise<Answer> =>
      as(who).send('PUT', `/api/documents/${documentId}/archive`, { archived });
    expect((await archive('contractor', true)).status).toBe(403);
    const answers = await Promise.all([archive('commissioner', true), archive('chair', true)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(http.live.heard.filter((heard) => heard.startsWith('rights'))).toHaveLength(2);
    expect((await documentAs(as('chair'), documentId)).sections.map(({ right }) => right)).toEqual(['read', 'read']);
    const add = { title: 'C', preset: COMMON };
    expect((await as('chair').send('POST', `/api/documents/${documentId}/sections`, add)).text).toBe(
      '{"code":"archived","status":409}',
    );
    expect((await put('chair', sections[0]!, 'archive', { archived: true })).status).toBe(409);
    const { documents } = (await as('observer').get(`/api/tables/${world.tableId}`)).json<TableView>();
    expect(documents.find((each) => each.documentId === documentId)?.archivedAt).not.toBeNull();
    await archive('secretary', false);
    expect((await documentAs(as('chair'), documentId)).sections.map(({ right }) => right)).toEqual(['write', 'write']);
  });
});

describe('[D15] a document from a template', () => {
  const make = async (who: Who, template: keyof typeof TEMPLATES, provider?: string): Promise<string> => {
    const { kind, formality } = TEMPLATES[template];
    const body = { title: 'Nieuw', kind, formality, template, ...(provider === undefined ? {} : { provider }) };
    const answer = await as(who).send('POST', `/api/tables/${world.tableId}/documents`, body);
    if (answer.status !== 201) throw new Error(answer.text);
    return answer.json<DocumentSummary>().documentId;
  };

  it.each(Object.values(TEMPLATES))('$name has its sections, in order and with their text', async (template) => {
    const documentId = await make('commissioner', template.name, world.seat('contractor'));
    const { sections } = await documentAs(as('commissioner'), documentId);
    expect(sections.map(({ title }) => title).sort()).toEqual(template.sections.map(({ title }) => title).sort());
    for (const { sectionId, title } of sections) {
      const { blocks } = template.sections.find((each) => each.title === title)!;
      expect(http.content.written.get(sectionId as never)).toBe(blocks);
    }
  });

  it('leaves out what the maker may not make, and what has no provider', async () => {
    expect(await titles('commissioner', await make('secretary', 'transformationPlan'))).not.toContain(
      'Onderhandelruimte van de gemeenten',
    );
    const alone = await titles('commissioner', await make('commissioner', 'providerAgreement'));
    expect(alone).toEqual(['Samenvatting voor de tafel', 'Onderhandelruimte van de gemeenten']);
    const bilateral = await make('commissioner', 'providerAgreement', world.seat('contractor'));
    expect(await titles('contractor', bilateral)).toContain('Tarief en kosten van de ombouw');
    expect(await titles('otherContractor', bilateral)).toEqual(['Samenvatting voor de tafel']);
  });

  it('is refused with a template of another kind or a provider from elsewhere', async () => {
    const body = { title: 'X', kind: 'minutes', formality: 'formal', template: 'rulesOfTheGame' };
    const path = `/api/tables/${world.tableId}/documents`;
    expect((await as('chair').send('POST', path, body)).json()).toMatchObject({ fields: ['template'] });
    for (const provider of [world.elsewhere.seatId, world.seat('chair'), crypto.randomUUID()]) {
      const answer = await as('chair').send('POST', path, { ...body, kind: 'rulesOfTheGame', provider });
      expect(answer.text).toBe('{"code":"invalid-input","status":400,"fields":["provider"]}');
    }
  });
});

describe('[D16] a document as another seat sees it', () => {
  it('has what both may read, and says nothing of what the other reads beside', async () => {
    const { documentId } = await withSections('A');
    await addSection(as('commissioner'), documentId, 'Mandaat', { kind: 'commissionersOnly' });
    await addSection(as('contractor'), documentId, 'Bijlage', {
      kind: 'providerWithCommissioners',
      provider: world.seat('contractor'),
    });
    const eyes = (who: Who, of: Who): Promise<Answer> =>
      as(who).get(`/api/documents/${documentId}/as/${world.seat(of)}`);
    const seen = async (who: Who, of: Who): Promise<string[]> =>
      (await eyes(who, of)).json<{ sections: SectionView[] }>().sections.map(({ title }) => title);
    expect((await seen('commissioner', 'contractor')).sort()).toEqual(['A', 'Bijlage']);
    expect(await seen('commissioner', 'observer')).toEqual(['A']);
    expect(await seen('observer', 'commissioner')).toEqual(['A']);
    expect(await seen('contractor', 'otherContractor')).toEqual(['A']);
    const before = (await eyes('observer', 'commissioner')).text;
    await addSection(as('commissioner'), documentId, 'Nog een', { kind: 'commissionersOnly' });
    expect((await eyes('observer', 'commissioner')).text).toBe(before);
    for (const seatId of [world.elsewhere.seatId, crypto.randomUUID()]) {
      expect((await as('chair').get(`/api/documents/${documentId}/as/${seatId}`)).status).toBe(404);
    }
  });
});
