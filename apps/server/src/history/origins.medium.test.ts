import { randomUUID } from 'node:crypto';
import { readBlocks, TEXT_ROOT, writeBlocks } from '@samenspel/collab';
import {
  id,
  type Author,
  type AuthorshipView,
  type CopyPreview,
  type DocumentSummary,
  type DocumentView,
  type Restored,
  type SectionView,
} from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { docOf, SectionTexts } from '../documents/text/section-texts';
import { ServerEdits } from '../documents/text/server-edits';
import type { Answer, Browser } from '../testing/browser';
import { addDocument, addSection, documentAs } from '../testing/documents';
import { startLiveApp, type LiveApp } from '../testing/live-app';
import { makeWorld, WHO, type TestWorld, type Who } from '../testing/world';

let app: LiveApp;
let world: TestWorld;
const browsers = new Map<Who, Browser>();

beforeAll(async () => {
  app = await startLiveApp();
  world = await makeWorld(app);
  for (const who of WHO) browsers.set(who, await world.as(who));
});
afterAll(() => app?.close());

const as = (who: Who): Browser => browsers.get(who)!;
const textOf = (doc: Y.Doc, block: number): Y.XmlText =>
  (doc.getXmlFragment(TEXT_ROOT).get(block) as Y.XmlElement).get(0) as Y.XmlText;

async function write(sectionId: string, who: Who, change: (doc: Y.Doc) => void): Promise<void> {
  const by = { seatId: id<never>(world.seat(who)), personId: id<never>(world.person(who)) };
  await app
    .get(DataSource)
    .transaction((manager) => app.get(ServerEdits).append(manager, id(sectionId), by, null, change));
}

const paragraph =
  (text: string) =>
  (doc: Y.Doc): void =>
    writeBlocks(doc, [{ type: 'block', kind: 'paragraph', runs: [{ text }] }], randomUUID);

/** The first paragraph of the secretary, the second of contractor and commissioner together. */
async function written(): Promise<{ documentId: string; section: SectionView }> {
  const documentId = await addDocument(as('chair'), world.tableId);
  const section = await addSection(as('chair'), documentId, 'Doelen', { kind: 'wholeTable' });
  await write(section.sectionId, 'secretary', (doc) => textOf(doc, 0).insert(0, 'Vooraf'));
  await write(section.sectionId, 'contractor', paragraph('aanbieders zeggen'));
  await write(section.sectionId, 'commissioner', (doc) => textOf(doc, 1).insert(11, 'en gemeenten '));
  return { documentId, section };
}

const send = async (who: Who, path: string, body: unknown): Promise<Answer> => {
  const answer = await as(who).send('POST', path, body);
  expect(answer.status, answer.text).toBeLessThan(300);
  return answer;
};
const secondBlock = async (sectionId: string): Promise<string> => {
  const doc = docOf((await app.get(SectionTexts).states([id(sectionId)])).get(id(sectionId))!);
  return readBlocks(doc)[1]!.key;
};
const authorship = async (who: Who, sectionId: string): Promise<AuthorshipView> =>
  (await as(who).get(`/api/sections/${sectionId}/history/authorship?zone=UTC`)).json();

/** Each piece of the text, who put it there, and whose words they are. */
async function pieces(who: Who, sectionId: string): Promise<[string, string, string][]> {
  const { blocks, spans, authors } = await authorship(who, sectionId);
  const texts = blocks.flatMap((block) =>
    block.type === 'block' ? [block] : block.rows.flat().flatMap((cell) => cell.blocks),
  );
  return spans.flatMap(({ spans: own }, nth) => {
    const text = texts[nth]!.runs.map((run) => run.text).join('');
    let at = 0;
    return own.map(({ length, author }): [string, string, string] => {
      at += length;
      return [text.slice(at - length, at), placedBy(authors[author]!.author), firstBy(authors[author]!.author)];
    });
  });
}
const short = (name: string): string => name.replace('Partij ', '');
function placedBy(author: Author): string {
  if (author.kind === 'party') return short(author.party.name);
  return author.kind === 'imported' ? `${author.what}: ${short(author.by?.name ?? '')}` : author.kind;
}
function firstBy(author: Author): string {
  if (author.kind !== 'party' || author.origin === null) return '';
  const { writer } = author.origin;
  return writer?.kind === 'party' ? short(writer.party.name) : (writer?.kind ?? 'unknown');
}

const MOVED = [
  ['aanbieders ', 'contractor'],
  ['en gemeenten ', 'commissioner'],
  ['zeggen', 'contractor'],
] as const;
const movedBy = (who: string): [string, string, string][] => MOVED.map(([text, writer]) => [text, who, writer]);

describe('[H15] whose words text is that was moved', () => {
  it('is told after splitting, after merging what was split, and in a copy', async () => {
    const { documentId, section } = await written();
    const block = await secondBlock(section.sectionId);
    const made = (
      await send('secretary', `/api/sections/${section.sectionId}/split`, { block, title: 'Rest' })
    ).json<SectionView>();
    expect(await pieces('observer', made.sectionId)).toEqual(movedBy('secretary'));
    await send('chair', `/api/sections/${made.sectionId}/merge`, { into: section.sectionId });
    expect(await pieces('observer', section.sectionId)).toEqual([['Vooraf', 'secretary', ''], ...movedBy('chair')]);
    await write(section.sectionId, 'partner', (doc) => textOf(doc, 1).insert(6, '???'));
    const { sections } = (await as('chair').get(`/api/documents/${documentId}/copy`)).json<CopyPreview>();
    const copy = (
      await send('chair', `/api/documents/${documentId}/copies`, {
        title: 'Kopie',
        formality: 'informal',
        sections: sections.map(({ sectionId }) => sectionId),
      })
    ).json<DocumentSummary>();
    const [copied] = (await documentAs(as('chair'), copy.documentId)).sections;
    expect(await pieces('observer', copied!.sectionId)).toEqual([
      ['Vooraf', 'chair', 'secretary'],
      ['aanbie', 'chair', 'contractor'],
      ['???', 'chair', 'partner'],
      ['ders ', 'chair', 'contractor'],
      ['en gemeenten ', 'chair', 'commissioner'],
      ['zeggen', 'chair', 'contractor'],
    ]);
  });

  it('is told after restoring, by name to the own party only', async () => {
    const { section } = await written();
    await write(section.sectionId, 'partner', (doc) => textOf(doc, 1).delete(0, 20));
    const answer = await send('secretary', `/api/sections/${section.sectionId}/history/restorations`, {
      version: { generation: 1, seq: 4 },
      expected: { generation: 1, seq: 5 },
    });
    expect(answer.json<Restored>().after).toEqual({ generation: 1, seq: 6 });
    const told = await pieces('observer', section.sectionId);
    expect(told.map(([text]) => text).join('')).toBe('Voorafaanbieders en gemeenten zeggen');
    expect(told).toContainEqual(['aanbieders ', 'secretary', 'contractor']);
    for (const who of ['contractor', 'observer'] as const) {
      const persons = (await authorship(who, section.sectionId)).authors.flatMap(({ author }) =>
        author.kind === 'party' && author.origin?.writer?.kind === 'party' ? [author.origin.writer] : [],
      );
      const known = persons.filter(({ person }) => person !== null).map(({ party }) => party.name);
      expect(known).toEqual(who === 'contractor' ? ['Partij contractor'] : []);
    }
  });

  it('is told of text that nobody here wrote: out of a file or a template, and who put it there', async () => {
    const file = new TextEncoder().encode('# Plan\n\n## Doelen\n\nMinder instroom.\n');
    const answer = await as('chair').send(
      'POST',
      `/api/tables/${world.tableId}/imports?name=plan.md&kind=transformationPlan&formality=formal`,
      file,
    );
    expect(answer.status, answer.text).toBe(201);
    const imported = (await documentAs(as('chair'), answer.json<DocumentSummary>().documentId)).sections[0]!;
    expect(await pieces('observer', imported.sectionId)).toEqual([['Minder instroom.', 'file: chair', '']]);
    const made = await send('secretary', `/api/tables/${world.tableId}/documents`, {
      title: 'Plan',
      kind: 'transformationPlan',
      formality: 'formal',
      template: 'transformationPlan',
    });
    const { sections } = (
      await as('observer').get(`/api/documents/${made.json<DocumentSummary>().documentId}`)
    ).json<DocumentView>();
    const all = (await Promise.all(sections.map(({ sectionId }) => pieces('observer', sectionId)))).flat();
    expect(new Set(all.map(([, by]) => by))).toEqual(new Set(['template: secretary']));
  });

  it('is told only of a time that the reader may read', async () => {
    const documentId = await addDocument(as('commissioner'), world.tableId);
    const { sectionId } = await addSection(as('commissioner'), documentId, 'Mandaat', { kind: 'commissionersOnly' });
    await write(sectionId, 'commissioner', (doc) => textOf(doc, 0).insert(0, 'Vooraf'));
    await write(sectionId, 'otherCommissioner', paragraph('eigen woorden'));
    const block = await secondBlock(sectionId);
    const made = (
      await send('commissioner', `/api/sections/${sectionId}/split`, { block, title: 'Rest' })
    ).json<SectionView>();
    expect(await pieces('commissioner', made.sectionId)).toEqual([
      ['eigen woorden', 'commissioner', 'otherCommissioner'],
    ]);
    const grants = ['commissioner', 'contractor'].map((role) => ({ grantee: { kind: 'role', role }, right: 'write' }));
    const shared = await as('commissioner').send('PUT', `/api/sections/${made.sectionId}/rights`, {
      accessVersion: 1,
      grants,
    });
    expect(shared.status, shared.text).toBe(200);
    expect(await pieces('contractor', made.sectionId)).toEqual([['eigen woorden', 'earlier', '']]);
    const own = (
      await send('contractor', `/api/sections/${made.sectionId}/history/restorations`, {
        version: { generation: 2, seq: 1 },
        expected: { generation: 2, seq: 1 },
      })
    ).text;
    expect(own + JSON.stringify(await authorship('contractor', made.sectionId))).not.toContain('otherCommissioner');
  });

  it('stays as it was written down: nobody changes or adds to it by hand', async () => {
    for (const statement of ['UPDATE section_origin_spans SET client_id = 1', 'DELETE FROM section_origin_spans'])
      await expect(app.owner.query(statement)).rejects.toThrow('append-only');
  });
});
