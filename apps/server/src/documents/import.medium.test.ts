import type { DocumentSummary, DocumentView, ImportPreview } from '@samenspel/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Answer, Browser } from '../testing/browser';
import { documentAs } from '../testing/documents';
import { startHttpApp, type HttpApp } from '../testing/http-app';
import { makeWorld, type TestWorld } from '../testing/world';
import { SessionService } from '../identity/session.service';
import { ImportService } from './import.service';

let http: HttpApp;
let world: TestWorld;
let secretary: Browser;

const FACTS = ['documents', 'sections', 'section_heads', 'section_grants', 'section_rights_log', 'section_codes'];
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const PLAN = utf8('# Transformatieplan\n\n## Doelen\n\nMinder instroom.\n\n## Aanpak\n\n- Samen\n- Stap voor stap\n');
const AS = 'kind=transformationPlan&formality=formal';

const send = (what: string, bytes: Uint8Array): Promise<Answer> =>
  secretary.send('POST', `/api/tables/${world.tableId}/${what}`, bytes);
const facts = async (): Promise<number[]> =>
  Promise.all(FACTS.map(async (table) => Number((await http.owner.query(`SELECT count(*) FROM ${table}`))[0].count)));

beforeAll(async () => {
  http = await startHttpApp();
  world = await makeWorld(http);
  secretary = await world.as('secretary');
});
afterAll(() => http?.close());
beforeEach(() => {
  http.live.heard.splice(0);
  http.clock.advance(11 * 60_000);
});

describe('[D9] an import', () => {
  it('shows first what the file would become, and stores nothing', async () => {
    const before = await facts();
    const preview = (await send('imports/preview?name=plan.md', PLAN)).json<ImportPreview>();
    expect(preview.plan.sections.map(({ title }) => title)).toEqual(['Doelen', 'Aanpak']);
    expect(await facts()).toEqual(before);
    expect(http.live.heard).toEqual([]);
  });

  it('makes a document for the whole table, with the text that the preview showed', async () => {
    const { plan } = (await send('imports/preview?name=plan.md', PLAN)).json<ImportPreview>();
    const answer = await send(`imports?name=plan.md&title=Ons+plan&${AS}`, PLAN);
    expect(answer.status).toBe(201);
    const { documentId, title } = answer.json<DocumentSummary>();
    expect(title).toBe('Ons plan');
    expect(http.live.heard).toEqual([`table ${world.tableId}`]);
    const view: DocumentView = await documentAs(await world.as('observer'), documentId);
    expect(
      view.sections.map(({ code, title: heading, audience, restricted }) => ({ code, heading, audience, restricted })),
    ).toEqual([
      { code: '1', heading: 'Doelen', audience: [{ kind: 'everybody' }], restricted: false },
      { code: '2', heading: 'Aanpak', audience: [{ kind: 'everybody' }], restricted: false },
    ]);
    for (const [index, { sectionId }] of view.sections.entries()) {
      const written = [...http.content.written].find(([id]) => id === sectionId)?.[1];
      expect(written).toEqual(plan.sections[index]?.blocks);
    }
  });

  it('takes the title of the file when none is given', async () => {
    const { plan } = (await send('imports/preview?name=plan.md', PLAN)).json<ImportPreview>();
    for (const query of ['', '&title=', '&title=%20']) {
      const answer = await send(`imports?name=plan.md&${AS}${query}`, PLAN);
      expect(answer.json<DocumentSummary>().title).toBe(plan.title);
    }
  });
});

describe('[F8] the audience of an import', () => {
  const sectionsFor = async (who: Browser, documentId: string): Promise<number> =>
    (await documentAs(who, documentId)).sections.length;

  it('is chosen before anything is stored, and nobody else sees a section', async () => {
    const municipality = await world.as('commissioner');
    const answer = await municipality.send(
      'POST',
      `/api/tables/${world.tableId}/imports?name=plan.md&${AS}&audience=commissionersOnly`,
      PLAN,
    );
    const { documentId } = answer.json<DocumentSummary>();
    expect([
      await sectionsFor(municipality, documentId),
      await sectionsFor(await world.as('contractor'), documentId),
    ]).toEqual([2, 0]);
  });

  it('may be one provider beside the municipalities, and no seat that is none', async () => {
    const municipality = await world.as('commissioner');
    const path = `/api/tables/${world.tableId}/imports?name=plan.md&${AS}&audience=providerWithCommissioners`;
    const answer = await municipality.send('POST', `${path}&provider=${world.seat('contractor')}`, PLAN);
    expect(await sectionsFor(await world.as('contractor'), answer.json<DocumentSummary>().documentId)).toBe(2);
    const before = await facts();
    for (const provider of ['', `&provider=${world.seat('observer')}`, `&provider=${world.elsewhere.seatId}`]) {
      expect((await municipality.send('POST', `${path}${provider}`, PLAN)).json()).toMatchObject({
        code: 'invalid-input',
      });
    }
    expect(await facts()).toEqual(before);
  });

  it('[F9] to which the importer does not belong is refused, and nothing is stored', async () => {
    const before = await facts();
    for (const audience of ['commissionersOnly', 'clientRepresentativesOnly'])
      expect((await send(`imports?name=plan.md&${AS}&audience=${audience}`, PLAN)).json()).toMatchObject({
        code: 'forbidden',
      });
    expect((await send(`imports?name=plan.md&${AS}&audience=everybody`, PLAN)).json()).toMatchObject({
      code: 'invalid-input',
    });
    expect(await facts()).toEqual(before);
  });
});

describe('an import that is too late or too much', () => {
  it('[F10] stores nothing when the session ends before the file is in', async () => {
    const leaving = await world.as('secretary');
    const before = await facts();
    const file = {
      name: 'plan.md',
      bytes: async () => {
        await leaving.send('DELETE', '/api/session');
        return PLAN;
      },
    };
    const { actor } = (await http.app.get(SessionService).actorFromCookieHeader(leaving.cookie ?? undefined))!;
    const as = { kind: 'transformationPlan', formality: 'formal' } as const;
    await expect(http.app.get(ImportService).import(actor, world.tableId as never, file, as)).rejects.toThrow(
      'not-signed-in',
    );
    expect(await facts()).toEqual(before);
  });

  it('[F11] with more than 500 sections is refused', async () => {
    const before = await facts();
    const many = utf8(Array.from({ length: 501 }, (_, at) => `## Kop ${at}\n\nTekst.\n`).join('\n'));
    expect((await send(`imports?name=plan.md&${AS}`, many)).json()).toMatchObject({ code: 'too-many-sections' });
    expect(await facts()).toEqual(before);
  });
});

describe('[D10] a refused import', () => {
  const FILES: readonly [string, Uint8Array, string][] = [
    ['plan.md', utf8(''), 'empty-file'],
    ['plan.md', utf8(' \n\t\n'), 'empty-file'],
    ['plan.docx', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 6, 0, 8, 0, 0, 0]), 'file-damaged'],
    ['plan.odt', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0]), 'unsupported-file'],
    ['plan.txt', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 1, 2, 3]), 'binary-file'],
  ];

  it.each(FILES)('changes nothing: %s', async (name, bytes, code) => {
    const before = await facts();
    expect((await send(`imports/preview?name=${name}`, bytes)).json()).toMatchObject({ code });
    expect((await send(`imports?name=${name}&${AS}`, bytes)).json()).toMatchObject({ code });
    expect(await facts()).toEqual(before);
    expect(http.live.heard).toEqual([]);
  });

  it.each(['', 'name=plan.md', `${AS}`, `name=plan.md&${AS}&extra=1`, 'name=plan.md&kind=x&formality=formal'])(
    'changes nothing for a query that is no import: %s',
    async (query) => {
      const before = await facts();
      expect((await send(`imports?${query}`, PLAN)).json()).toMatchObject({ code: 'invalid-input' });
      expect(await facts()).toEqual(before);
    },
  );

  it('changes nothing when it fails half-way', async () => {
    const before = await facts();
    http.content.failAt = 1;
    expect((await send(`imports?name=plan.md&${AS}`, PLAN)).json()).toEqual({ code: 'internal', status: 500 });
    http.content.failAt = null;
    expect(await facts()).toEqual(before);
    expect(http.live.heard).toEqual([]);
  });
});

describe('[D11] an import by the operator', () => {
  const file = { name: 'plan.md', bytes: () => Promise.resolve(PLAN) };
  const as = { kind: 'transformationPlan', formality: 'formal' } as const;

  it('is done on behalf of a seat that may add documents, and of no other', async () => {
    const imports = http.app.get(ImportService);
    const by = (seatId: string, tableId = world.tableId): Promise<DocumentSummary> =>
      imports.importFile(seatId as never, tableId as never, file, as);
    await expect(by(world.seat('observer'))).rejects.toThrow('forbidden');
    await expect(by(world.elsewhere.seatId)).rejects.toThrow('not-found');
    const { documentId } = await by(world.seat('secretary'));
    expect((await documentAs(secretary, documentId)).sections).toHaveLength(2);
    const log: { by_person: string | null }[] = await http.owner.query(
      `SELECT by_person FROM section_rights_log JOIN sections ON sections.id = section_id WHERE document_id = $1`,
      [documentId],
    );
    expect(log.map(({ by_person }) => by_person)).toEqual([null, null]);
  });
});
