import { plainText, readBlocks, TEXT_ROOT } from '@samenspel/collab';
import type { LiveSection } from '@samenspel/collab/client';
import { id, type SectionId } from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { addDocument, addSection } from '../../testing/documents';
import { startLiveApp, until, type LiveApp } from '../../testing/live-app';
import { makeWorld, type TestWorld } from '../../testing/world';
import { Generations } from './generations';
import { SectionTexts } from './section-texts';
import { ServerEdits } from './server-edits';

let app: LiveApp;
let world: TestWorld;

beforeAll(async () => {
  app = await startLiveApp();
  world = await makeWorld(app);
});
afterAll(() => app.close());

const textOf = (doc: Y.Doc): Y.XmlText => (doc.getXmlFragment(TEXT_ROOT).get(0) as Y.XmlElement).get(0) as Y.XmlText;

async function writing(): Promise<{
  sectionId: SectionId;
  live: LiveSection;
  by: Parameters<ServerEdits['append']>[2];
}> {
  const browser = await world.as('secretary');
  const documentId = await addDocument(browser, world.tableId);
  const { sectionId } = await addSection(browser, documentId, 'Doelen', { kind: 'wholeTable' });
  const live = app.connect(browser).open(sectionId);
  await until(live, () => live.state === 'live');
  await live.prepareToWrite();
  const by = { seatId: id<never>(world.seat('secretary')), personId: id<never>(world.person('secretary')) };
  return { sectionId: id(sectionId), live, by };
}

const inTransaction = <T>(work: (manager: EntityManager) => Promise<T>): Promise<T> =>
  app.get(DataSource).transaction(work);

describe('[C11] an edit that the server makes', () => {
  it('is a row of the log under a lease of who gave the command, seen by who is in the section', async () => {
    const { sectionId, live, by } = await writing();
    live.doc.transact(() => textOf(live.doc).insert(0, 'van mij'), 'keyboard');
    await until(live, () => live.save.kind === 'saved');
    await inTransaction((manager) =>
      app.get(ServerEdits).append(manager, sectionId, by, null, (doc) => textOf(doc).insert(7, ' en van de server')),
    );
    await app.live.sectionAppended(sectionId);
    await until(live, () => plainText(live.doc) === 'van mij en van de server');
    const head = (await app.get(SectionTexts).heads([sectionId])).get(sectionId);
    expect(head?.blocks).toEqual(readBlocks(live.doc));
    live.doc.transact(() => textOf(live.doc).insert(0, 'weer '), 'keyboard');
    await until(live, () => live.save.kind === 'saved');
    const before = await app.get(SectionTexts).at(sectionId, 1, head?.seq ?? 0);
    expect(before).toEqual(head);
  });

  it('is refused, and changes nothing, when the text is elsewhere by now', async () => {
    const { sectionId, by } = await writing();
    const append = (seq: number): Promise<unknown> =>
      inTransaction((manager) =>
        app
          .get(ServerEdits)
          .append(manager, sectionId, by, { generation: 1, seq }, (doc) => textOf(doc).insert(0, 'x')),
      );
    await expect(append(0)).rejects.toMatchObject({ code: 'text-changed' });
    await append(1);
    await expect(append(1)).rejects.toMatchObject({ code: 'text-changed' });
    expect((await app.get(SectionTexts).heads([sectionId])).get(sectionId)?.seq).toBe(2);
  });
});

describe('[C12] a new history of a section', () => {
  it('reads the same, holds nothing of what was struck, and sends every open copy away with its own unsent text', async () => {
    const { sectionId, live, by } = await writing();
    live.doc.transact(() => textOf(live.doc).insert(0, 'GEHEIM blijft'), 'keyboard');
    live.doc.transact(() => textOf(live.doc).delete(0, 7), 'keyboard');
    await until(live, () => live.save.kind === 'saved');
    const before = (await app.get(SectionTexts).heads([sectionId])).get(sectionId);
    await inTransaction((manager) => app.get(Generations).start(manager, sectionId, 'audience', by, []));
    await app.live.sectionRestarted(sectionId);
    await until(live, () => live.state === 'closed');
    const after = (await app.get(SectionTexts).heads([sectionId])).get(sectionId);
    expect(after).toMatchObject({ generation: 2, hash: before?.hash });
    const { bytes }: { bytes: Buffer } = (
      await app.owner.query('SELECT bytes FROM section_snapshots WHERE section_id = $1 AND generation = 2', [sectionId])
    )[0];
    expect(bytes.includes('GEHEIM')).toBe(false);
    const again = app.connect(await world.as('contractor')).open(sectionId);
    await until(again, () => again.state === 'live');
    expect(await again.prepareToWrite()).toBe(true);
    again.doc.transact(() => textOf(again.doc).insert(0, 'verder: '), 'keyboard');
    await until(again, () => again.save.kind === 'saved');
    expect((await app.get(SectionTexts).at(sectionId, 2, after?.seq ?? 0))?.hash).toBe(before?.hash);
    expect((await app.get(SectionTexts).at(sectionId, 1, before?.seq ?? 0))?.hash).toBe(before?.hash);
    expect(plainText(again.doc)).toBe('verder: blijft');
  });
});
