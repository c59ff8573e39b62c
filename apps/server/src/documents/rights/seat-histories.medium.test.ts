import { id, type AddedSeatView, type DocumentView, type HistoryView, type SectionId } from '@samenspel/domain';
import { TEXT_ROOT } from '@samenspel/collab';
import { encodeClientMessage } from '@samenspel/collab/wire';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { ServerEdits } from '../text/server-edits';
import { Generations } from '../text/generations';
import { asAdministrator } from '../../testing/administration';
import { Browser, type Answer } from '../../testing/browser';
import { writeText } from '../../testing/comments';
import { addDocument, addSection } from '../../testing/documents';
import { startLiveApp, type LiveApp } from '../../testing/live-app';
import { COME_IN, ours, rawWebSocket } from '../../testing/raw-socket';
import { Statements } from '../../testing/statements';
import { makeWorld, type TestWorld } from '../../testing/world';

let app: LiveApp;
let world: TestWorld;
let statements: Statements;
let administrator: Browser;
let commissioner: Browser;
let parties = 0;

beforeAll(async () => {
  statements = Statements.listen();
  app = await startLiveApp();
  world = await makeWorld(app);
  administrator = await asAdministrator(app, world);
  commissioner = await world.as('commissioner');
});
afterAll(async () => {
  await app?.close();
  statements.stop();
});

async function organisation(): Promise<string> {
  parties += 1;
  const view = (await administrator.get('/api/administration')).json<AddedSeatView>();
  const { regionId } = view.tables.find(({ tableId }) => tableId === world.tableId)!;
  const name = `Nieuwkomer ${parties}`;
  const body = { regionId, kind: 'municipality', name, abbreviation: `NK${parties}`, parentOrganisationId: null };
  const made = await administrator.send('POST', '/api/administration/organisations', body);
  expect(made.status, made.text).toBe(201);
  return made.json<AddedSeatView>().organisations.find(({ party }) => party.name === name)!.party.organisationId;
}

const add = (organisationId: string): Promise<Answer> =>
  administrator.send('POST', `/api/administration/tables/${world.tableId}/seats`, {
    organisationId,
    role: 'commissioner',
  });

async function newSeat(): Promise<{ seatId: string; view: AddedSeatView }> {
  const organisationId = await organisation();
  const answer = await add(organisationId);
  expect(answer.status, answer.text).toBe(201);
  const view = answer.json<AddedSeatView>();
  return { seatId: view.seats.find(({ party }) => party.organisationId === organisationId)!.seatId, view };
}

async function onSeat(seatId: string): Promise<Browser> {
  const browser = new Browser(app.url);
  await browser.signInAs(await world.personWith([{ seatId }]));
  return browser;
}

async function withSections(count: number): Promise<{ documentId: string; sectionIds: string[] }> {
  const documentId = await addDocument(commissioner, world.tableId);
  const sectionIds: string[] = [];
  for (let at = 0; at < count; at += 1) {
    const { sectionId } = await addSection(commissioner, documentId, `Sectie ${at}`, { kind: 'wholeTable' });
    await writeText(app, world, 'commissioner', sectionId, [`Tekst ${at}`]);
    sectionIds.push(sectionId);
  }
  return { documentId, sectionIds };
}

function edit(sectionId: SectionId, change: (text: Y.XmlText) => void): Promise<unknown> {
  const by = { seatId: id<never>(world.seat('commissioner')), personId: id<never>(world.person('commissioner')) };
  const on = (doc: Y.Doc): void => {
    // The first block is what the section began with, the second what was written.
    change((doc.getXmlFragment(TEXT_ROOT).get(1) as Y.XmlElement).get(0) as Y.XmlText);
  };
  return app.get(DataSource).transaction((manager) => app.get(ServerEdits).append(manager, sectionId, by, null, on));
}

const generation = async (browser: Browser, sectionId: string): Promise<number | undefined> =>
  (await browser.get(`/api/sections/${sectionId}/history?zone=UTC`)).json<HistoryView>().chapters[0]?.generation;

/** Every byte that a connection is sent of a section, once it has heard `until`. */
async function sent(browser: Browser, sectionId: string, until: string): Promise<string> {
  const socket = await rawWebSocket(app.url, ours(browser.cookie));
  await socket.say(COME_IN);
  await expect.poll(() => socket.heard.length).toBeGreaterThan(1);
  await socket.say(encodeClientMessage({ type: 'join', sections: [{ sectionId, known: null }] }));
  const heard = (): string =>
    Buffer.concat(socket.heard.map((packet) => Buffer.from(packet as Uint8Array))).toString('latin1');
  await expect.poll(heard).toContain(until);
  socket.close();
  return heard();
}

describe('[T19] while a seat is added', () => {
  /** From the moment at which nobody can save until everybody can again. */
  async function whileHeld(): Promise<string[]> {
    const organisationId = await organisation();
    statements.take();
    expect((await add(organisationId)).status).toBe(201);
    const all = statements.take();
    const from = all.findIndex((text) => text.includes('FOR NO KEY UPDATE OF head'));
    const held = all.slice(from + 1, all.indexOf('COMMIT', from));
    expect(from, 'the sections were held').toBeGreaterThan(0);
    return held;
  }
  const READS_TEXT = /array_agg\(row\.bytes/;

  it('no text is read while the sections are held, and what is done then does not grow with each of them', async () => {
    await withSections(2);
    const few = await whileHeld();
    await withSections(24);
    const many = await whileHeld();
    for (const held of [few, many]) expect(held.filter((text) => READS_TEXT.test(text))).toEqual([]);
    expect(many.length).toBe(few.length);
  });

  it('what was written after its texts were read is in the history that begins, without what was struck', async () => {
    const { sectionIds } = await withSections(2);
    const generations = app.get(Generations);
    const prepare = generations.prepare.bind(generations);
    const spy = vi.spyOn(generations, 'prepare').mockImplementation(async (...of) => {
      const prepared = await prepare(...of);
      await writeText(app, world, 'commissioner', sectionIds[0]!, ['Op het laatste moment']);
      return prepared;
    });
    statements.take();
    const { seatId } = await newSeat();
    spy.mockRestore();
    // Once for the one text that moved.
    const all = statements.take();
    const from = all.findIndex((text) => text.includes('FOR NO KEY UPDATE OF head'));
    expect(all.slice(from, all.indexOf('COMMIT', from)).filter((text) => READS_TEXT.test(text))).toHaveLength(1);
    const browser = await onSeat(seatId);
    expect(await sent(browser, sectionIds[0]!, 'Op het laatste moment')).toContain('Tekst 0');
  });
});

describe('[T20] a section whose log cannot be read to its end', () => {
  async function spoilt(how: 'bytes' | 'gap'): Promise<{ documentId: string; sectionId: string }> {
    const { documentId, sectionIds } = await withSections(1);
    const sectionId = sectionIds[0]!;
    await writeText(app, world, 'commissioner', sectionId, ['Nog een alinea']);
    await writeText(app, world, 'commissioner', sectionId, ['En nog een']);
    await app.owner.query('ALTER TABLE section_updates DISABLE TRIGGER USER');
    await app.owner.query(
      how === 'bytes'
        ? `UPDATE section_updates SET bytes = '\\xff00ff' WHERE section_id = $1 AND seq = 2`
        : 'DELETE FROM section_updates WHERE section_id = $1 AND seq = 2',
      [sectionId],
    );
    await app.owner.query('ALTER TABLE section_updates ENABLE TRIGGER USER');
    return { documentId, sectionId };
  }

  it.each(['bytes', 'gap'] as const)('keeps nobody from a seat, and is kept from the seat: %s', async (how) => {
    const { documentId, sectionId } = await spoilt(how);
    const { sectionIds } = await withSections(1);
    const { seatId, view } = await newSeat();
    expect(view.withheld.flatMap(({ codes }) => codes)).toHaveLength(how === 'bytes' ? 1 : 2);
    const browser = await onSeat(seatId);
    // As if it were not there; everything else opens.
    expect((await browser.get(`/api/sections/${sectionId}/rights`)).status).toBe(404);
    const { sections } = (await browser.get(`/api/documents/${documentId}`)).json<DocumentView>();
    expect(sections).toEqual([]);
    expect(await generation(browser, sectionIds[0]!)).toBe(2);
    // Who was there reads on what can be read.
    expect((await commissioner.get(`/api/sections/${sectionId}/rights`)).status).toBe(200);
  });

  it('still goes from who loses the right, and opens to nobody', async () => {
    const { sectionId } = await spoilt('bytes');
    const chair = await world.as('chair');
    const path = `/api/sections/${sectionId}/rights`;
    const change = async (...roles: string[]): Promise<Answer> => {
      const { accessVersion } = (await commissioner.get(path)).json<{ accessVersion: number }>();
      const grants = roles.map((role) => ({ grantee: { kind: 'role', role }, right: 'write' }));
      return commissioner.send('PUT', path, { accessVersion, grants });
    };
    expect((await chair.get(path)).status).toBe(200);
    const closed = await change('commissioner');
    expect(closed.status, closed.text).toBe(200);
    expect((await chair.get(path)).status).toBe(404);
    expect((await change('commissioner', 'chair')).json()).toMatchObject({ code: 'section-damaged' });
    expect((await chair.get(path)).status).toBe(404);
  });
});

describe('[T21] the first person on a new seat', () => {
  it('is handed nothing of the old histories, also when the servers were not told of the new ones yet', async () => {
    const { sectionIds } = await withSections(1);
    const sectionId = id<SectionId>(sectionIds[0]!);
    await edit(sectionId, (text) => text.insert(0, 'GESCHRAPT '));
    await edit(sectionId, (text) => text.delete(0, 'GESCHRAPT '.length));
    // The section is open here: this is the text that the server holds in memory.
    expect(await sent(commissioner, sectionId, 'GESCHRAPT')).toContain('GESCHRAPT');
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const restarted = app.live.sectionsRestarted.bind(app.live);
    const spy = vi.spyOn(app.live, 'sectionsRestarted').mockImplementation((ids) => held.then(() => restarted(ids)));
    const organisationId = await organisation();
    const adding = add(organisationId);
    const seatOf = async (): Promise<string | undefined> => {
      const rows: { id: string }[] = await app.owner.query('SELECT id FROM seats WHERE organisation_id = $1', [
        organisationId,
      ]);
      return rows[0]?.id;
    };
    await expect.poll(seatOf).toBeDefined();
    const personId = await world.personWith([]);
    const placed = await (
      await asAdministrator(app, world)
    ).send('POST', `/api/administration/seats/${await seatOf()}/terms`, {
      personId,
      from: null,
      until: null,
      standIn: false,
    });
    expect(placed.status, placed.text).toBe(201);
    const first = new Browser(app.url);
    await first.signInAs(personId);
    const heard = await sent(first, sectionId, 'Tekst 0');
    release();
    spy.mockRestore();
    expect((await adding).status).toBe(201);
    expect(heard).not.toContain('GESCHRAPT');
  });
});
