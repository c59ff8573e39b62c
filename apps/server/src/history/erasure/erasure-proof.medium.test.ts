import { TEXT_ROOT } from '@samenspel/collab';
import type { LiveSection } from '@samenspel/collab/client';
import type { ErasePassage, Erased } from '@samenspel/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Answer, Browser } from '../../testing/browser';
import { writeText } from '../../testing/comments';
import { addDocument, addSection } from '../../testing/documents';
import { commandFor as commandIn, openToWrite } from '../../testing/erasing';
import { startLiveApp, until, type LiveApp } from '../../testing/live-app';
import { confirmed } from '../../testing/outcomes';
import { makeWorld, WHO, type TestWorld, type Who } from '../../testing/world';

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
const textOf = (doc: Y.Doc): Y.XmlText => (doc.getXmlFragment(TEXT_ROOT).get(0) as Y.XmlElement).get(0) as Y.XmlText;
const erase = (who: Who, sectionId: string, command: ErasePassage): Promise<Answer> =>
  as(who).send('POST', `/api/sections/${sectionId}/history/erasures`, command);

const openAs = (who: Who, sectionId: string): Promise<LiveSection> => openToWrite(app, as(who), sectionId);

const commandFor = (sectionId: string, words: string, more?: Partial<ErasePassage>): Promise<ErasePassage> =>
  commandIn(app, sectionId, words, more);

describe('what is left of words that were erased', () => {
  it('[H16] is found afterwards only where its eraser may read it: words guessed of before them get one answer', async () => {
    const GUESSED = 'dossiernummer 4711-88';
    /** In a history from before the eraser this was written and struck again. What they guess, they write and erase. */
    const proof = async (before: string, everywhere: boolean): Promise<Erased['proof']> => {
      const documentId = await addDocument(as('commissioner'), world.tableId);
      const own = { kind: 'ownSeat', own: world.seat('commissioner') } as const;
      const { sectionId } = await addSection(as('commissioner'), documentId, 'Eigen', own);
      await writeText(app, world, 'commissioner', sectionId, ['Kader.']);
      const live = await openAs('commissioner', sectionId);
      live.doc.transact(() => textOf(live.doc).insert(0, before), 'keyboard');
      await until(live, () => live.save.kind === 'saved');
      live.doc.transact(() => textOf(live.doc).delete(0, before.length), 'keyboard');
      await until(live, () => live.save.kind === 'saved');
      const answer = await as('commissioner').send('PUT', `/api/sections/${sectionId}/rights`, {
        accessVersion: 1,
        grants: [{ grantee: { kind: 'role', role: 'commissioner' }, right: 'write' }],
      });
      expect(answer.status, answer.text).toBe(200);
      await app.owner.query(
        `INSERT INTO section_owners (section_id, grantee_kind, role) VALUES ($1, 'role', 'commissioner')`,
        [sectionId],
      );
      await writeText(app, world, 'otherCommissioner', sectionId, [`Over ${GUESSED} hier.`]);
      await confirmed(as('otherCommissioner'));
      const erased = await erase('otherCommissioner', sectionId, await commandFor(sectionId, GUESSED, { everywhere }));
      expect(erased.status, erased.text).toBe(200);
      return erased.json<Erased>().proof;
    };
    for (const everywhere of [false, true]) {
      const [nowhere, hidden] = [await proof('achtergrond 9999-xxxx', everywhere), await proof(GUESSED, everywhere)];
      expect(hidden, `everywhere: ${everywhere}`).toMatchObject({ found: 0, rows: nowhere?.rows });
      expect(nowhere).toMatchObject({ found: 0 });
    }
  });
});
