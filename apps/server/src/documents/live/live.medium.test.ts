import { plainText, TEXT_ROOT } from '@samenspel/collab';
import type { LiveSection } from '@samenspel/collab/client';
import type { SessionView } from '@samenspel/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { addDocument, addSection, documentAs } from '../../testing/documents';
import { startLiveApp, until, type LiveApp } from '../../testing/live-app';
import { makeWorld, type TestWorld } from '../../testing/world';
import { COMPACT_ROWS } from './compaction.service';

let app: LiveApp;
let world: TestWorld;

beforeAll(async () => {
  app = await startLiveApp();
  world = await makeWorld(app);
});
afterAll(() => app.close());

function type(section: LiveSection, at: number, words: string): void {
  const block = section.doc.getXmlFragment(TEXT_ROOT).get(0) as Y.XmlElement;
  if (block.length === 0) section.doc.transact(() => block.insert(0, [new Y.XmlText()]), 'keyboard');
  section.doc.transact(() => (block.get(0) as Y.XmlText).insert(at, words), 'keyboard');
}

async function sectionOfTable(): Promise<string> {
  const browser = await world.as('secretary');
  const documentId = await addDocument(browser, world.tableId);
  return (await addSection(browser, documentId, 'Doelen', { kind: 'wholeTable' })).sectionId;
}

async function rowsOf(sectionId: string): Promise<number> {
  const rows: { n: number }[] = await app.owner.query(
    'SELECT count(*)::int AS n FROM section_updates WHERE section_id = $1',
    [sectionId],
  );
  return rows[0]?.n ?? 0;
}

for (const transports of [['websocket'], ['polling']] as ('websocket' | 'polling')[][]) {
  describe(`the live text over ${transports.join()}`, () => {
    it('[C1] two parties write in one section, and what is saved is in PostgreSQL', async () => {
      const sectionId = await sectionOfTable();
      const one = app.connect(await world.as('commissioner'), { transports }).open(sectionId);
      const other = app.connect(await world.as('contractor'), { transports }).open(sectionId);
      await until(one, () => one.state === 'live');
      await until(other, () => other.state === 'live');
      expect(await one.prepareToWrite()).toBe(true);
      expect(await other.prepareToWrite()).toBe(true);
      type(one, 0, 'samen');
      await until(other, () => plainText(other.doc).includes('samen'));
      type(other, 5, ' verder');
      await until(one, () => plainText(one.doc).includes('samen verder'));
      await until(other, () => other.save.kind === 'saved');
      expect(await rowsOf(sectionId)).toBeGreaterThanOrEqual(3);
    });

    it('[C6] stops handing out, and refuses, from the moment that a change of rights is answered', async () => {
      const secretary = await world.as('commissioner');
      const documentId = await addDocument(secretary, world.tableId);
      const { sectionId } = await addSection(secretary, documentId, 'Doelen', { kind: 'wholeTable' });
      const mine = app.connect(secretary, { transports }).open(sectionId);
      const theirs = app.connect(await world.as('contractor'), { transports }).open(sectionId);
      await until(theirs, () => theirs.state === 'live');
      await until(mine, () => mine.state === 'live');
      await mine.prepareToWrite();
      const rights = (await secretary.get(`/api/sections/${sectionId}/rights`)).json<{
        accessVersion: number;
        grants: { grantee: { role?: string }; right: string }[];
      }>();
      const answer = await secretary.send('PUT', `/api/sections/${sectionId}/rights`, {
        accessVersion: rights.accessVersion,
        grants: rights.grants.filter(({ grantee }) => grantee.role !== 'contractor'),
      });
      expect(answer.status).toBe(200);
      type(mine, 0, 'alleen voor ons');
      await until(mine, () => mine.save.kind === 'saved');
      await until(theirs, () => theirs.state === 'closed');
      expect(plainText(mine.doc)).toContain('alleen voor ons');
      expect((await documentAs(await world.as('contractor'), documentId)).sections).toEqual([]);
    });
  });
}

describe('sessions and sockets', () => {
  it('[S6] signing out everywhere closes the open connections', async () => {
    const browser = await world.as('commissioner');
    const client = app.connect(browser);
    const sectionId = await sectionOfTable();
    const section = client.open(sectionId);
    await until(section, () => section.state === 'live');
    const gone = new Promise<void>((resolve) => {
      client.on('news', (news) => {
        if (news?.kind === 'session-ended') resolve();
      });
    });
    expect((await browser.send('DELETE', '/api/sessions')).status).toBe(204);
    await gone;
    expect(client.connected).toBe(false);
  });

  it('[C77] a page goes on only as the person and seat that it is for, whoever signed in in that browser meanwhile', async () => {
    const browser = await world.as('commissioner');
    const { person, seat } = (await browser.get('/api/session')).json<SessionView>();
    const other = await world.as('contractor');
    const owner = `${person.personId}:${seat?.seatId ?? ''}`;
    for (const [signedIn, may] of [
      [browser, true],
      [other, false],
    ] as const) {
      const client = app.connect(signedIn, { owner });
      const answer = await new Promise((resolve) => {
        client.on('changed', () => client.connected && resolve(true));
        client.on('news', (news) => news?.kind === 'session-ended' && resolve(false));
      });
      expect(answer).toBe(may);
    }
  });

  it('[C8] a long tail becomes a snapshot that reads the same, and the log stays', async () => {
    const sectionId = await sectionOfTable();
    const one = app.connect(await world.as('commissioner')).open(sectionId);
    await until(one, () => one.state === 'live');
    await one.prepareToWrite();
    for (let n = 0; n < COMPACT_ROWS + 5; n += 1) {
      type(one, 0, `${n} `);
      await until(one, () => one.save.kind === 'saved');
    }
    await app.live.compaction.sweep();
    const snapshots: { seq: string }[] = await app.owner.query(
      'SELECT seq FROM section_snapshots WHERE section_id = $1',
      [sectionId],
    );
    expect(snapshots).toHaveLength(1);
    expect(await rowsOf(sectionId)).toBeGreaterThan(COMPACT_ROWS);
    const fresh = app.connect(await world.as('contractor')).open(sectionId);
    await until(fresh, () => fresh.state === 'live');
    expect(plainText(fresh.doc)).toBe(plainText(one.doc));
    await fresh.prepareToWrite();
    type(fresh, 0, 'verder na de momentopname ');
    await until(one, () => plainText(one.doc).includes('verder na de momentopname'));
  });

  it('[C9] the log and the leases refuse to be changed, by the owner of the tables too', async () => {
    await expect(app.owner.query('DELETE FROM section_updates')).rejects.toThrow('append-only');
    await expect(app.owner.query('UPDATE section_leases SET person_id = NULL')).rejects.toThrow('append-only');
    await expect(app.owner.query('TRUNCATE section_updates')).rejects.toThrow('append-only');
  });
});
