import { plainText, readBlocks, TEXT_ROOT } from '@samenspel/collab';
import type { CollabClient, LiveSection } from '@samenspel/collab/client';
import { id, type CopyPreview, type DocumentSummary, type SectionId, type SectionView } from '@samenspel/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Answer, Browser } from '../testing/browser';
import { addDocument, addSection, documentAs } from '../testing/documents';
import { startLiveApp, until, type LiveApp } from '../testing/live-app';
import { makeWorld, type TestWorld } from '../testing/world';
import { SectionTexts } from './text/section-texts';

let app: LiveApp;
let world: TestWorld;
let chair: Browser;
let contractor: Browser;

beforeAll(async () => {
  app = await startLiveApp();
  world = await makeWorld(app);
  chair = await world.as('chair');
  contractor = await world.as('contractor');
});
afterAll(() => app.close());

const COMMON = { kind: 'wholeTable' } as const;
const post = (who: Browser, sectionId: string, what: string, body: unknown): Promise<Answer> =>
  who.send('POST', `/api/sections/${sectionId}/${what}`, body);
const textOf = async (sectionId: string): Promise<string[]> => {
  const texts = await app.get(SectionTexts).heads([id<SectionId>(sectionId)]);
  return (texts.get(id<SectionId>(sectionId))?.blocks ?? []).map((block) =>
    block.type === 'table' ? '[table]' : block.runs.map(({ text }) => text).join(''),
  );
};
/** One window for each browser, as people have it. */
const windows = new Map<Browser, CollabClient>();
const open = async (who: Browser, sectionId: string): Promise<LiveSection> => {
  const client = windows.get(who) ?? app.connect(who);
  windows.set(who, client);
  const live = client.open(sectionId);
  await until(live, () => live.state === 'live');
  return live;
};
const blockOf = (live: LiveSection, at: number): Y.XmlElement =>
  live.doc.getXmlFragment(TEXT_ROOT).get(at) as Y.XmlElement;
const typeIn = (live: LiveSection, at: number, words: string): void =>
  live.doc.transact(() => (blockOf(live, at).get(0) as Y.XmlText).insert(0, words), 'keyboard');

/** A section with these paragraphs, written by the contractor and saved. */
async function written(
  ...paragraphs: string[]
): Promise<{ documentId: string; section: SectionView; live: LiveSection }> {
  const documentId = await addDocument(chair, world.tableId);
  const section = await addSection(chair, documentId, 'Doelen', COMMON);
  const live = await open(contractor, section.sectionId);
  await live.prepareToWrite();
  paragraphs.forEach((words, at) => {
    if (at > 0) {
      live.doc.transact(() => {
        const block = new Y.XmlElement<Record<string, string | number>>('block');
        block.setAttribute('id', `block-${at}`);
        block.setAttribute('kind', 'bullet');
        block.setAttribute('indent', 2);
        block.insert(0, [new Y.XmlText()]);
        live.doc.getXmlFragment(TEXT_ROOT).push([block as unknown as Y.XmlElement]);
      }, 'keyboard');
    }
    typeIn(live, at, words);
  });
  await until(live, () => live.save.kind === 'saved');
  return { documentId, section, live };
}

const origins = (sectionId: string): Promise<Record<string, unknown>[]> =>
  app.owner.query('SELECT * FROM section_origins WHERE section_id = $1', [sectionId]);

describe('[D17] splitting', () => {
  it('takes the text from a block on into a section with the same audience, directly behind it', async () => {
    const { documentId, section, live } = await written('een', 'twee', 'drie');
    await addSection(chair, documentId, 'Daarna', COMMON);
    const before = readBlocks(live.doc);
    const answer = await post(chair, section.sectionId, 'split', { block: before[1]!.key, title: 'De rest' });
    expect(answer.status).toBe(201);
    const made = answer.json<SectionView>();
    await until(live, () => plainText(live.doc) === 'een');
    const texts = await app.get(SectionTexts).heads([id<SectionId>(made.sectionId)]);
    // Kinds, indents and ids are those of the old text: whoever refers to a block finds it again.
    const same = (blocks: readonly unknown[]): unknown => JSON.parse(JSON.stringify(blocks));
    expect(same(texts.get(id<SectionId>(made.sectionId))?.blocks ?? [])).toEqual(same(before.slice(1)));
    expect((await documentAs(chair, documentId)).sections.map(({ title }) => title)).toEqual([
      'Doelen',
      'De rest',
      'Daarna',
    ]);
    expect(made.audience).toEqual(section.audience);
    expect(await origins(made.sectionId)).toMatchObject([
      { kind: 'split', from_section: section.sectionId, from_generation: 1, by_seat: world.seat('chair') },
    ]);
    const [{ from_seq: from }] = (await origins(made.sectionId)) as [{ from_seq: string }];
    const then = await app.get(SectionTexts).at(id(section.sectionId), 1, Number(from));
    expect(then?.blocks).toHaveLength(3);
  });

  it('loses and doubles nothing that is typed at the same moment', async () => {
    for (let round = 0; round < 6; round++) {
      const { section, live } = await written('een', 'twee', 'drie');
      const keys = readBlocks(live.doc).map(({ key }) => key);
      const splitting = post(chair, section.sectionId, 'split', { block: keys[1], title: 'De rest' });
      typeIn(live, 0, 'BLIJFT ');
      if (round % 2) await Promise.resolve();
      typeIn(live, 2, 'MEE ');
      const answer = await splitting;
      expect(answer.status).toBe(201);
      await until(live, () => live.save.kind === 'saved' && readBlocks(live.doc).length === 1);
      expect(await textOf(section.sectionId)).toEqual(['BLIJFT een']);
      const rest = await textOf(answer.json<SectionView>().sectionId);
      // Typed before the split it went along; after it, the block was gone and the author is offered his words (X7).
      expect([
        ['twee', 'drie'],
        ['twee', 'MEE drie'],
      ]).toContainEqual(rest);
    }
  });

  it('is refused at a block that is gone or first, and of two at the same block one is told', async () => {
    const { section, live } = await written('een', 'twee');
    const keys = readBlocks(live.doc).map(({ key }) => key);
    const split = (block: string): Promise<Answer> => post(chair, section.sectionId, 'split', { block, title: 'X' });
    for (const block of ['weg', keys[0]!]) {
      expect((await split(block)).text).toBe('{"code":"text-changed","status":409}');
    }
    const answers = await Promise.all([split(keys[1]!), split(keys[1]!)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await textOf(section.sectionId)).toEqual(['een']);
  });

  it('happens as a whole or not at all', async () => {
    const { documentId, section, live } = await written('een', 'twee');
    await app.owner.query(`CREATE FUNCTION planted() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'planted'; END $$`);
    await app.owner.query(
      'CREATE TRIGGER planted BEFORE INSERT ON section_origins FOR EACH ROW EXECUTE FUNCTION planted()',
    );
    const block = readBlocks(live.doc)[1]!.key;
    expect((await post(chair, section.sectionId, 'split', { block, title: 'X' })).status).toBe(500);
    await app.owner.query('DROP TRIGGER planted ON section_origins');
    expect(await textOf(section.sectionId)).toEqual(['een', 'twee']);
    expect((await documentAs(chair, documentId)).sections).toHaveLength(1);
  });
});

describe('[D18] merging', () => {
  it('puts the text behind that of the section above and puts the empty one away', async () => {
    const { documentId, section, live } = await written('een', 'twee', 'drie');
    const split = await post(chair, section.sectionId, 'split', { block: readBlocks(live.doc)[1]!.key, title: 'Rest' });
    const rest = split.json<SectionView>();
    const merged = await post(chair, rest.sectionId, 'merge', { into: section.sectionId });
    expect(merged.status).toBe(200);
    await until(live, () => plainText(live.doc) === 'een\ntwee\ndrie');
    expect(await textOf(rest.sectionId)).toEqual(['']);
    const view = await documentAs(contractor, documentId);
    expect([view.sections.length, view.archive.map(({ title }) => title)]).toEqual([1, ['Rest']]);
    expect(await origins(section.sectionId)).toMatchObject([{ kind: 'merged', from_section: rest.sectionId }]);
  });

  it('is for the section directly above, with exactly the same audience', async () => {
    const { documentId, section } = await written('een');
    const second = await addSection(chair, documentId, 'Twee', COMMON);
    const third = await addSection(chair, documentId, 'Drie', COMMON);
    const refused = async (from: SectionView, into: string): Promise<string> =>
      (await post(chair, from.sectionId, 'merge', { into })).text;
    const answer = '{"code":"invalid-input","status":400,"fields":["into"]}';
    expect(await refused(third, section.sectionId)).toBe(answer);
    expect(await refused(second, third.sectionId)).toBe(answer);
    expect(await refused(second, crypto.randomUUID())).toBe(answer);
    const grants = ['commissioner', 'contractor', 'clientRepresentative', 'partner', 'chair', 'secretary', 'observer'];
    const commissioner = await world.as('commissioner');
    await commissioner.send('PUT', `/api/sections/${second.sectionId}/rights`, {
      accessVersion: 1,
      grants: grants.map((role) => ({ grantee: { kind: 'role', role }, right: 'write' })),
    });
    expect(await refused(second, section.sectionId)).toBe(answer);
  });

  it('loses nothing that is typed at the same moment, nor waits for ever', async () => {
    for (let round = 0; round < 4; round++) {
      const { section, live } = await written('een', 'twee');
      const key = readBlocks(live.doc)[1]!.key;
      const rest = (await post(chair, section.sectionId, 'split', { block: key, title: 'R' })).json<SectionView>();
      const other = await open(contractor, rest.sectionId);
      await other.prepareToWrite();
      const merging = post(chair, rest.sectionId, 'merge', { into: section.sectionId });
      typeIn(live, 0, 'BOVEN ');
      typeIn(other, 0, 'ONDER ');
      expect((await merging).status).toBe(200);
      await until(live, () => live.save.kind === 'saved' && readBlocks(live.doc).length === 2);
      const [above, below] = await textOf(section.sectionId);
      expect(above).toBe('BOVEN een');
      expect(['twee', 'ONDER twee']).toContain(below);
    }
  });
});

describe('[D19] a copy', () => {
  it('holds the texts as they stand of what the maker reads and may make, and says before what stays behind', async () => {
    const { documentId, section } = await written('een', 'twee');
    const commissioner = await world.as('commissioner');
    const secret = await addSection(commissioner, documentId, 'Mandaat', { kind: 'commissionersOnly' });
    await addSection(commissioner, documentId, 'Visie', { kind: 'toRead' });
    const preview = (await chair.get(`/api/documents/${documentId}/copy`)).json<CopyPreview>();
    expect(preview.sections.map(({ title, copied }) => [title, copied])).toEqual([
      ['Doelen', true],
      ['Visie', false],
    ]);
    const copy = (sections: string[]): Promise<Answer> =>
      chair.send('POST', `/api/documents/${documentId}/copies`, { title: 'Kopie', formality: 'informal', sections });
    expect((await copy([section.sectionId, secret.sectionId])).status).toBe(409);
    const answer = await copy([section.sectionId]);
    expect(answer.status).toBe(201);
    const { sections } = await documentAs(commissioner, answer.json<DocumentSummary>().documentId);
    expect(sections.map(({ title }) => title)).toEqual(['Doelen']);
    expect(await textOf(sections[0]!.sectionId)).toEqual(['een', 'twee']);
    expect(await origins(sections[0]!.sectionId)).toMatchObject([{ kind: 'copied', from_section: section.sectionId }]);
  });
});

describe('[D14] archiving, for who is writing', () => {
  it('is answered when nobody can write any more, and what was not saved stays with its author', async () => {
    const { documentId, live } = await written('een');
    const answer = await chair.send('PUT', `/api/documents/${documentId}/archive`, { archived: true });
    expect(answer.status).toBe(200);
    await until(live, () => live.right === 'read');
    expect(await live.prepareToWrite()).toBe(false);
    await chair.send('PUT', `/api/documents/${documentId}/archive`, { archived: false });
    await until(live, () => live.right === 'write');
    expect(await live.prepareToWrite()).toBe(true);
    typeIn(live, 0, 'weer ');
    await until(live, () => live.save.kind === 'saved');
  });
});

describe('[D20] a change of who reads', () => {
  const role = (name: string, right: string) => ({ grantee: { kind: 'role', role: name }, right });
  it('begins a new history in which newcomers find no byte of what was struck', async () => {
    const commissioner = await world.as('commissioner');
    const documentId = await addDocument(commissioner, world.tableId);
    const { sectionId } = await addSection(commissioner, documentId, 'Mandaat', { kind: 'commissionersOnly' });
    const live = await open(commissioner, sectionId);
    await live.prepareToWrite();
    typeIn(live, 0, 'ONDERGRENS blijft');
    live.doc.transact(() => (blockOf(live, 0).get(0) as Y.XmlText).delete(0, 11), 'keyboard');
    await until(live, () => live.save.kind === 'saved');
    const change = async (accessVersion: number, grants: unknown[]): Promise<void> => {
      const answer = await commissioner.send('PUT', `/api/sections/${sectionId}/rights`, { accessVersion, grants });
      expect(answer.status).toBe(200);
    };
    await change(1, [role('commissioner', 'write'), role('contractor', 'read')]);
    await until(live, () => live.state === 'closed');
    const newcomer = await open(contractor, sectionId);
    expect(plainText(newcomer.doc)).toBe('blijft');
    expect(Buffer.from(Y.encodeStateAsUpdate(newcomer.doc)).includes('ONDERGRENS')).toBe(false);
    const remaining = await open(commissioner, sectionId);
    expect(plainText(remaining.doc)).toBe('blijft');
    expect(await remaining.prepareToWrite()).toBe(true);
    const generation = async (): Promise<number> =>
      (await app.owner.query('SELECT generation FROM section_heads WHERE section_id = $1', [sectionId]))[0].generation;
    expect(await generation()).toBe(2);
    // Another right for the same readers keeps the history.
    await change(2, [role('commissioner', 'write'), role('contractor', 'write')]);
    expect(await generation()).toBe(2);
    await change(3, [role('commissioner', 'write')]);
    await until(newcomer, () => newcomer.state === 'closed');
    expect(await generation()).toBe(3);
  });

  it('[D21] gives newcomers no address of a link of which the letters were struck and the marks left', async () => {
    const commissioner = await world.as('commissioner');
    const documentId = await addDocument(commissioner, world.tableId);
    const { sectionId } = await addSection(commissioner, documentId, 'Mandaat', { kind: 'commissionersOnly' });
    const live = await open(commissioner, sectionId);
    await live.prepareToWrite();
    typeIn(live, 0, 'voor GEHEIM na');
    const text = blockOf(live, 0).get(0) as Y.XmlText;
    const link = { href: 'https://geheim.example/dossier-4711' };
    live.doc.transact(() => text.format(5, 6, { link }), 'keyboard');
    live.doc.transact((transaction) => {
      for (let item = text._start; item !== null; item = item.right)
        if (item.content instanceof Y.ContentString && item.content.str === 'GEHEIM') item.delete(transaction);
    }, 'keyboard');
    await until(live, () => live.save.kind === 'saved');
    const holds = (bytes: Uint8Array): boolean => Buffer.from(bytes).includes('dossier-4711');
    expect(holds(Y.encodeStateAsUpdate(live.doc))).toBe(true);
    const grants = [role('commissioner', 'write'), role('contractor', 'read')];
    await commissioner.send('PUT', `/api/sections/${sectionId}/rights`, { accessVersion: 1, grants });
    const newcomer = await open(contractor, sectionId);
    expect(plainText(newcomer.doc)).toBe('voor  na');
    expect(holds(Y.encodeStateAsUpdate(newcomer.doc))).toBe(false);
    const stored: { bytes: Buffer }[] = await app.owner.query(
      `SELECT base AS bytes FROM section_generations WHERE section_id = $1
       UNION ALL SELECT bytes FROM section_snapshots WHERE section_id = $1 AND generation = 2`,
      [sectionId],
    );
    expect(stored.map(({ bytes }) => holds(bytes))).toEqual([false, false]);
  });
});
