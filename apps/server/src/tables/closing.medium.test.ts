import type { LiveSection } from '@samenspel/collab/client';
import { TEXT_ROOT } from '@samenspel/collab';
import type { AdministrationView, OutcomeView } from '@samenspel/domain';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { asAdministrator } from '../testing/administration';
import { Browser, type Answer } from '../testing/browser';
import { addDocument, addSection, documentAs } from '../testing/documents';
import { startLiveApp, until, type LiveApp } from '../testing/live-app';
import {
  close as closePreparation,
  confirmation,
  confirmed,
  confirming,
  fill,
  prepare,
  record,
} from '../testing/outcomes';
import { makeWorld, WHO, type TestWorld } from '../testing/world';

let app: LiveApp;
let world: TestWorld;
let administrator: Browser;

beforeAll(async () => {
  app = await startLiveApp();
  world = await makeWorld(app);
  administrator = await asAdministrator(app, world);
});
afterAll(() => app?.close());

const type = (live: LiveSection, text: string): void =>
  live.doc.transact(
    () => ((live.doc.getXmlFragment(TEXT_ROOT).get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(0, text),
    'keyboard',
  );
async function close(closed: boolean): Promise<void> {
  const view = (await administrator.get('/api/administration')).json<AdministrationView>();
  const { version } = view.tables.find(({ tableId }) => tableId === world.tableId)!;
  const answer = await administrator.send('PUT', `/api/administration/tables/${world.tableId}/closed`, {
    version,
    closed,
  });
  expect(answer.status, answer.text).toBe(200);
}
const rows = async (): Promise<number> =>
  Number((await app.owner.query('SELECT count(*) FROM section_updates'))[0].count);

describe('[T6] a closed table', () => {
  /** What comes of a command that was let in, then waited, and meanwhile the table was closed. */
  async function late(send: () => Promise<Answer>): Promise<string> {
    const sent: Promise<Answer>[] = [];
    await app.owner.transaction(async (manager) => {
      await manager.query('UPDATE tables SET closed_at = now() WHERE id = $1', [world.tableId]);
      sent.push(send());
      const waiting = 'SELECT count(*)::int AS n FROM pg_locks WHERE NOT granted';
      await vi.waitUntil(async () => (await app.owner.query(waiting))[0].n > 0, { timeout: 5_000, interval: 10 });
    });
    await app.owner.query('UPDATE tables SET closed_at = NULL WHERE id = $1', [world.tableId]);
    return (await Promise.all(sent)).map(({ text }) => text).join();
  }

  it('is changed by no command that was let in before and waited meanwhile', async () => {
    const [chair, secretary] = [await confirmed(await world.as('chair')), await world.as('secretary')];
    const documentId = await addDocument(secretary, world.tableId);
    const section = await addSection(secretary, documentId, 'Doelen', { kind: 'wholeTable' });
    const prepared = await fill(chair, await prepare(chair, world.tableId, documentId, [section]));
    const adding = { title: 'Te laat', preset: { kind: 'wholeTable' } };
    const round = {
      roundId: crypto.randomUUID(),
      sectionIds: [section.sectionId],
      question: 'Wat vindt u?',
      closesAt: '2030-01-01T00:00:00Z',
      answerBy: '2030-01-02T00:00:00Z',
    };
    const commands: Record<string, () => Promise<Answer>> = {
      section: () => secretary.send('POST', `/api/documents/${documentId}/sections`, adding),
      round: () => secretary.send('POST', `/api/documents/${documentId}/rounds`, round),
      preparation: () => chair.send('DELETE', `/api/outcome-preparations/${prepared.preparationId}`),
    };
    for (const [name, send] of Object.entries(commands))
      expect(await late(send), name).toBe('{"code":"closed","status":409}');

    const closed = await closePreparation(chair, prepared);
    const shown = confirming(await confirmation(chair, closed.preparationId));
    const recording = (): Promise<Answer> => record(chair, closed.preparationId, shown);
    expect(await late(recording), 'recording').toBe('{"code":"closed","status":409}');
    const { outcomeId } = (await recording()).json<OutcomeView>();
    const publishing = (): Promise<Answer> =>
      chair.send('POST', `/api/outcomes/${outcomeId}/publication`, { requestId: crypto.randomUUID() });
    expect(await late(publishing), 'publishing').toBe('{"code":"closed","status":409}');
    expect((await publishing()).status).toBe(200);
  });

  it('is read, and nothing at it changes: over HTTP, live, and for who was writing', async () => {
    const secretary = await world.as('secretary');
    const documentId = await addDocument(secretary, world.tableId);
    const { sectionId } = await addSection(secretary, documentId, 'Doelen', { kind: 'wholeTable' });
    const live = app.connect(secretary).open(sectionId);
    await until(live, () => live.state === 'live');
    await live.prepareToWrite();
    type(live, 'voor');
    await until(live, () => live.save.kind === 'saved');

    await close(true);
    const before = await rows();
    await until(live, () => live.right === 'read');
    const late = app.connect(secretary).open(sectionId);
    await until(late, () => late.state === 'live');
    expect(late.right).toBe('read');
    expect(await rows()).toBe(before);

    for (const who of WHO) {
      const browser = await world.as(who);
      expect((await browser.get(`/api/tables/${world.tableId}`)).json()).toMatchObject({ mayAddDocument: false });
      expect((await documentAs(browser, documentId)).sections[0]).toMatchObject({ right: 'read', owner: false });
      const table = `/api/tables/${world.tableId}`;
      const rights = (await browser.get(`/api/sections/${sectionId}/rights`)).json<{ accessVersion: number }>();
      const commands = [
        ['POST', `${table}/documents`, { title: 'X', kind: 'minutes', formality: 'formal' }],
        ['POST', `${table}/messages`, { messageId: crypto.randomUUID(), text: 'x', formality: 'formal' }],
        ['PUT', `${table}/phases`, { version: 1, phases: [] }],
        ['POST', `/api/documents/${documentId}/sections`, { title: 'X', preset: { kind: 'wholeTable' } }],
        [
          'PUT',
          `/api/sections/${sectionId}/rights`,
          {
            accessVersion: rights.accessVersion,
            grants: [{ grantee: { kind: 'role', role: 'chair' }, right: 'write' }],
          },
        ],
      ] as const;
      for (const [method, path, body] of commands) {
        const answer = await browser.send(method, path, body);
        expect(answer.text, `${who} ${path}`).toBe('{"code":"closed","status":409}');
      }
    }

    await close(false);
    await until(late, () => late.right === 'write');
    await late.prepareToWrite();
    type(late, 'na ');
    await until(late, () => late.save.kind === 'saved');
    expect(await rows()).toBeGreaterThan(before);
  });

  it('takes no frame under the rights of before', async () => {
    const chair = await world.as('chair');
    const documentId = await addDocument(chair, world.tableId);
    const { sectionId } = await addSection(chair, documentId, 'Doelen', { kind: 'wholeTable' });
    const versionOf = async (): Promise<number> =>
      (await app.owner.query('SELECT access_version AS v FROM section_heads WHERE section_id = $1', [sectionId]))[0].v;
    const before = await versionOf();
    await close(true);
    expect(await versionOf()).toBe(before + 1);
    await close(false);
    expect(await versionOf()).toBe(before + 2);
  });
});

describe('[T7] a term that ends now', () => {
  it('cuts the live connection', async () => {
    const person = await world.personWith([{ seatId: world.seat('contractor') }]);
    const browser = new Browser(app.url);
    await browser.signInAs(person);
    const secretary = await world.as('secretary');
    const documentId = await addDocument(secretary, world.tableId);
    const { sectionId } = await addSection(secretary, documentId, 'Doelen', { kind: 'wholeTable' });
    const live = app.connect(browser).open(sectionId);
    await until(live, () => live.state === 'live');
    expect(app.live.engine.figures.connections).toBeGreaterThan(0);
    const connections = app.live.engine.figures.connections;
    const { terms } = (await administrator.get('/api/administration')).json<AdministrationView>();
    const { from } = terms.find(({ personId }) => personId === person)!;
    const answer = await administrator.send('PUT', `/api/administration/seats/${world.seat('contractor')}/terms`, {
      personId: person,
      from,
      until: app.clock.now().toISOString(),
    });
    expect(answer.status).toBe(200);
    expect(app.live.engine.figures.connections).toBeLessThan(connections);
  });
});
