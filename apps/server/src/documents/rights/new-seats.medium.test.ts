import {
  id,
  type AdministrationView,
  type DeskView,
  type DocumentView,
  type HistoryView,
  type NewSeatView,
  type OrganisationKind,
  type Role,
  type SectionId,
} from '@samenspel/domain';
import { TEXT_ROOT } from '@samenspel/collab';
import { encodeClientMessage } from '@samenspel/collab/wire';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { ServerEdits } from '../text/server-edits';
import { asAdministrator } from '../../testing/administration';
import { Browser, type Answer } from '../../testing/browser';
import { threadOn } from '../../testing/comments';
import { addDocument, addSection } from '../../testing/documents';
import { startLiveApp, type LiveApp } from '../../testing/live-app';
import { COME_IN, ours, rawWebSocket } from '../../testing/raw-socket';
import { makeWorld, type TestWorld, type Who } from '../../testing/world';

let app: LiveApp;
let world: TestWorld;
let administrator: Browser;
let documentId: string;
let parties = 0;

beforeAll(async () => {
  app = await startLiveApp();
  world = await makeWorld(app);
  administrator = await asAdministrator(app, world);
  documentId = await addDocument(await world.as('secretary'), world.tableId);
});
afterAll(() => app?.close());

const read = async (): Promise<AdministrationView> => (await administrator.get('/api/administration')).json();

async function organisation(kind: OrganisationKind): Promise<string> {
  parties += 1;
  const view = await read();
  const { regionId } = view.tables.find(({ tableId }) => tableId === world.tableId)!;
  const provider = view.organisations.find(({ party }) => party.kind === 'provider')!.party.organisationId;
  const answer = await administrator.send('POST', '/api/administration/organisations', {
    regionId,
    kind,
    name: `Nieuwkomer ${parties}`,
    abbreviation: `NK${parties}`,
    parentOrganisationId: kind === 'clientCouncil' ? provider : null,
  });
  expect(answer.status, answer.text).toBe(201);
  return answer.json<AdministrationView>().organisations.find(({ party }) => party.name === `Nieuwkomer ${parties}`)!
    .party.organisationId;
}

const add = (organisationId: string, role: Role, tableId = world.tableId): Promise<Answer> =>
  administrator.send('POST', `/api/administration/tables/${tableId}/seats`, { organisationId, role });
const preview = (organisationId: string, role: Role): Promise<Answer> =>
  administrator.get(
    `/api/administration/tables/${world.tableId}/seats/preview?${new URLSearchParams({ organisationId, role }).toString()}`,
  );

async function signedInOn(seatId: string): Promise<Browser> {
  const browser = new Browser(app.url);
  await browser.signInAs(await world.personWith([{ seatId }]));
  return browser;
}

/** A new organisation with a new seat, and somebody on it. */
async function newcomer(kind: OrganisationKind, role: Role): Promise<{ seatId: string; browser: Browser }> {
  const organisationId = await organisation(kind);
  const answer = await add(organisationId, role);
  expect(answer.status, answer.text).toBe(201);
  const { seats } = answer.json<AdministrationView>();
  const { seatId } = seats.find(({ party }) => party.organisationId === organisationId)!;
  return { seatId, browser: await signedInOn(seatId) };
}

function edit(sectionId: string, who: Who, change: (text: Y.XmlText) => void): Promise<unknown> {
  const by = { seatId: id<never>(world.seat(who)), personId: id<never>(world.person(who)) };
  const on = (doc: Y.Doc): void => {
    change((doc.getXmlFragment(TEXT_ROOT).get(0) as Y.XmlElement).get(0) as Y.XmlText);
  };
  return app
    .get(DataSource)
    .transaction((manager) => app.get(ServerEdits).append(manager, id<SectionId>(sectionId), by, null, on));
}

async function say(browser: Browser, sectionId: string, quote: string): Promise<void> {
  const body = await threadOn(app, sectionId, quote);
  const answer = await browser.send('POST', `/api/sections/${sectionId}/threads`, body);
  expect(answer.status, answer.text).toBe(201);
}

/** Every byte that a connection is sent of a section. */
async function sent(browser: Browser, sectionId: string): Promise<string> {
  const socket = await rawWebSocket(app.url, ours(browser.cookie));
  await socket.say(COME_IN);
  // The first packet is of the transport; the second says that one is in.
  await expect.poll(() => socket.heard.length).toBeGreaterThan(1);
  await socket.say(encodeClientMessage({ type: 'join', sections: [{ sectionId, known: null }] }));
  const heard = (): string =>
    Buffer.concat(socket.heard.map((packet) => Buffer.from(packet as Uint8Array))).toString('latin1');
  await expect.poll(heard).toContain('Tekst');
  socket.close();
  return heard();
}

/** A section in which something was struck, and in whose text a thread was begun. */
async function withPast(
  kind: 'wholeTable' | 'commissionersOnly',
  text: string,
): Promise<{ sectionId: string; code: string }> {
  const commissioner = await world.as('commissioner');
  const section = await addSection(commissioner, documentId, 'Sectie', { kind });
  await edit(section.sectionId, 'commissioner', (at) => at.insert(0, `GESCHRAPT Tekst ${text}`));
  await edit(section.sectionId, 'commissioner', (at) => at.delete(0, 'GESCHRAPT '.length));
  await say(commissioner, section.sectionId, text);
  return section;
}

const history = async (browser: Browser, sectionId: string): Promise<HistoryView> =>
  (await browser.get(`/api/sections/${sectionId}/history?zone=UTC`)).json();
const threads = async (browser: Browser, sectionId: string): Promise<number> =>
  (await browser.get(`/api/sections/${sectionId}/threads`)).json<{ threads: unknown[] }>().threads.length;
const generations = async (browser: Browser, sectionId: string): Promise<number[]> =>
  (await history(browser, sectionId)).chapters.map(({ generation }) => generation);
const version = (browser: Browser, sectionId: string, place: string): Promise<Answer> =>
  browser.get(`/api/sections/${sectionId}/history/version?zone=UTC&place=${place}`);

describe('[T15] a seat', () => {
  it('is refused to an organisation that its role does not fit, and nothing changes', async () => {
    const wrong: [OrganisationKind, Role][] = [
      ['provider', 'commissioner'],
      ['provider', 'chair'],
      ['municipality', 'contractor'],
      ['municipality', 'clientRepresentative'],
      ['clientCouncil', 'contractor'],
      ['independent', 'commissioner'],
      ['secretariat', 'contractor'],
      ['education', 'secretary'],
    ];
    for (const [kind, role] of wrong) {
      const organisationId = await organisation(kind);
      for (const answer of [await preview(organisationId, role), await add(organisationId, role)])
        expect(answer.json(), `${kind} ${role}`).toEqual({ code: 'invalid-input', status: 400, fields: ['role'] });
      expect((await read()).seats.some(({ party }) => party.organisationId === organisationId)).toBe(false);
    }
  });

  it('is refused to a provider at a board, in any role', async () => {
    const { regionId } = (await read()).tables.find(({ tableId }) => tableId === world.tableId)!;
    const table = { regionId, kind: 'board', name: 'Bestuur', purpose: 'X', namesVisible: false, reportsTo: null };
    const made = (await administrator.send('POST', '/api/administration/tables', table)).json<AdministrationView>();
    const { tableId } = made.tables.find(({ name }) => name === 'Bestuur')!;
    const provider = await organisation('provider');
    for (const role of ['contractor', 'observer', 'partner', 'commissioner'] as const)
      expect((await add(provider, role, tableId)).json()).toMatchObject({ fields: ['role'] });
    expect((await add(await organisation('municipality'), 'commissioner', tableId)).status).toBe(201);
  });

  it('from before, that does not fit, goes on and is named as a reader', async () => {
    const organisationId = await organisation('provider');
    const seatId = crypto.randomUUID();
    await app.owner.query(
      `INSERT INTO seats (id, table_id, organisation_id, role, added_at) VALUES ($1, $2, $3, 'commissioner', '2020-01-01')`,
      [seatId, world.tableId, organisationId],
    );
    const { sectionId } = await withPast('commissionersOnly', 'Mandaat');
    const odd = await signedInOn(seatId);
    expect((await history(odd, sectionId)).chapters).toHaveLength(1);
    for (const browser of [odd, await world.as('otherCommissioner')]) {
      const { sections } = (await browser.get(`/api/documents/${documentId}`)).json<DocumentView>();
      // [R13] "Gemeenten" alone would hide that a provider reads along.
      expect(sections.find((each) => each.sectionId === sectionId)?.audience).toMatchObject([
        { kind: 'role', role: 'commissioner' },
        { kind: 'party', party: { organisationId } },
      ]);
    }
    for (const table of ['sessions', 'seat_occupants'])
      await app.owner.query(`DELETE FROM ${table} WHERE seat_id = $1`, [seatId]);
    await app.owner.query('DELETE FROM seats WHERE id = $1', [seatId]);
  });
});

describe('[T16] before a seat is added', () => {
  it('the administrator is told which restricted sections it gets, with what right, and no title', async () => {
    const secretary = await world.as('secretary');
    app.clock.advance(1000);
    const latest = await addDocument(secretary, world.tableId, 'CANARY document');
    const commissioner = await world.as('commissioner');
    await addSection(commissioner, latest, 'CANARY common', { kind: 'toRead' });
    const closed = await addSection(commissioner, latest, 'CANARY mandate', { kind: 'commissionersOnly' });
    const contractor = await world.as('contractor');
    const annex = { kind: 'providerWithCommissioners', provider: world.seat('contractor') } as const;
    const bilateral = await addSection(contractor, latest, 'CANARY annex', annex);
    await addSection(contractor, latest, 'CANARY own', { kind: 'ownSeat', own: world.seat('contractor') });

    const municipality = await preview(await organisation('municipality'), 'commissioner');
    expect(municipality.status, municipality.text).toBe(200);
    expect(municipality.text).not.toMatch(/CANARY/);
    const shown = municipality.json<NewSeatView>();
    const got = [closed, bilateral].map(({ code }) => ({ code, right: 'write', owner: true }));
    const by = (one: { code: string }, other: { code: string }): number => one.code.localeCompare(other.code);
    expect(shown.documents.at(-1)).toMatchObject({ kind: 'transformationPlan', number: shown.documents.length });
    expect([...(shown.documents.at(-1)?.sections ?? [])].sort(by)).toEqual(got.sort(by));
    expect(shown.open).toBeGreaterThan(0);
    // Two commissioners and the contractor own something that it would read.
    expect(shown.told).toBe(3);

    const provider = (await preview(await organisation('provider'), 'contractor')).json<NewSeatView>();
    expect(provider).toEqual({ documents: [], open: shown.open, told: 0 });
  });

  it('nobody but the administrator is told', async () => {
    const path = `/api/administration/tables/${world.tableId}/seats/preview?organisationId=${crypto.randomUUID()}&role=chair`;
    for (const who of ['commissioner', 'chair', 'secretary'] as const) {
      const answer = await (await world.as(who)).get(path);
      expect(answer.text, who).toBe('{"code":"not-found","status":404}');
    }
  });

  it('what can not be a seat is refused as it is when it is added', async () => {
    const { party } = (await read()).seats.find(({ seatId }) => seatId === world.seat('contractor'))!;
    expect((await preview(party.organisationId, 'contractor')).json()).toMatchObject({ fields: ['organisationId'] });
    expect((await preview(crypto.randomUUID(), 'contractor')).json()).toMatchObject({ fields: ['organisationId'] });
    expect((await preview('x', 'contractor')).status).toBe(400);
    const elsewhere = `/api/administration/tables/${crypto.randomUUID()}/seats`;
    const body = { organisationId: party.organisationId, role: 'contractor' };
    expect((await administrator.send('POST', elsewhere, body)).status).toBe(404);
  });
});

describe('[R14] who owns a restricted section', () => {
  /** From the database: they are about a table, so the administrator's outbox does not show them. */
  const letters = (): Promise<{ id: string; to: string; text: string }[]> =>
    app.owner.query(`SELECT id, recipient AS "to", text FROM mails WHERE subject LIKE '%nieuwe zetel%'`);
  /** The letters that are sent while this is done. */
  async function sentBy(work: () => Promise<unknown>): Promise<{ to: string; text: string }[]> {
    const before = new Set((await letters()).map((letter) => letter.id));
    await work();
    return (await letters()).filter((letter) => !before.has(letter.id));
  }
  const news = async (browser: Browser): Promise<DeskView['news']> =>
    (await browser.get('/api/desk')).json<DeskView>().news.filter(({ kind }) => kind !== 'document');

  it('is told of a seat that reads it, by letter without content and on the desk, before anybody sits there', async () => {
    await withPast('commissionersOnly', 'Mandaat');
    const told = (await preview(await organisation('municipality'), 'commissioner')).json<NewSeatView>().told;
    const organisationId = await organisation('municipality');
    const sent = await sentBy(async () => {
      expect((await add(organisationId, 'commissioner')).status).toBe(201);
    });
    expect(told).toBeGreaterThan(1);
    expect(sent).toHaveLength(told);
    expect(new Set(sent.map(({ to }) => to)).size).toBe(told);
    for (const { text } of sent) expect(text).not.toMatch(/Mandaat|Sectie|Nieuwkomer|Plan/);
    expect((await news(await world.as('otherCommissioner')))[0]).toMatchObject({
      kind: 'closedToSeat',
      label: `Nieuwkomer ${parties}`,
      path: `/tafels/${world.tableId}/rechten`,
    });
    expect((await news(await world.as('observer')))[0]).toMatchObject({ kind: 'seat', label: `Nieuwkomer ${parties}` });
  });

  it('gets no letter about a seat that reads nothing restricted, and a newcomer no news of who was there before', async () => {
    await withPast('commissionersOnly', 'Mandaat');
    let last: Browser | undefined;
    const comes = (kind: OrganisationKind, role: Role) => async () => {
      last = (await newcomer(kind, role)).browser;
    };
    // A seat that does read it is told of: what is looked for below can be found.
    expect(await sentBy(comes('municipality', 'commissioner'))).not.toEqual([]);
    expect(await sentBy(comes('provider', 'contractor'))).toEqual([]);
    expect(await news(last!)).toEqual([]);
  });
});

describe('[R15] a new seat', () => {
  it('reads the text as it stands, and no version, thread or struck word from before it', async () => {
    const common = await withPast('wholeTable', 'Doelen');
    const closed = await withPast('commissionersOnly', 'Mandaat');
    const old = await world.as('otherCommissioner');
    // It is in the rows that a reader of today is sent: what is looked for below can be found.
    for (const { sectionId } of [common, closed]) expect(await sent(old, sectionId)).toContain('GESCHRAPT');
    const { browser } = await newcomer('municipality', 'commissioner');
    for (const { sectionId } of [common, closed]) {
      expect(await generations(browser, sectionId)).toEqual([2]);
      expect((await history(browser, sectionId)).chapters[0]?.versions).toHaveLength(1);
      expect(await threads(browser, sectionId)).toBe(0);
      // A place of the past is answered like one that is nowhere.
      const nowhere = await version(browser, sectionId, '9.9');
      for (const place of ['1.1', '1.2', '1.3'])
        expect(await version(browser, sectionId, place)).toMatchObject({ status: nowhere.status, text: nowhere.text });
      // Who was there keeps all of it.
      expect(await generations(old, sectionId)).toEqual([2, 1]);
      expect(await threads(old, sectionId)).toBe(1);
      expect((await version(old, sectionId, '1.2')).status).toBe(200);
    }
    for (const { sectionId } of [common, closed]) expect(await sent(browser, sectionId)).not.toContain('GESCHRAPT');
  });

  it('reads no history that its role could read before it came, also of a section that opens to its role later', async () => {
    const section = await withPast('commissionersOnly', 'Eerst dicht');
    const commissioner = await world.as('commissioner');
    const grants = (...roles: Role[]): object[] =>
      ['commissioner' as const, ...roles].map((role) => ({ grantee: { kind: 'role', role }, right: 'write' }));
    const change = (accessVersion: number, ...roles: Role[]): Promise<Answer> =>
      commissioner.send('PUT', `/api/sections/${section.sectionId}/rights`, {
        accessVersion,
        grants: grants(...roles),
      });
    expect((await change(1, 'contractor')).status).toBe(200);
    expect((await change(2)).status).toBe(200);
    const { browser } = await newcomer('provider', 'contractor');
    app.clock.advance(1000);
    expect((await change(3, 'contractor')).status).toBe(200);
    expect(await generations(browser, section.sectionId)).toEqual([4]);
    // The contractor who was there reads what was open to him then.
    expect(await generations(await world.as('contractor'), section.sectionId)).toEqual([4, 2]);
  });

  it('gets nothing new and changes nothing for sections that it does not read', async () => {
    const closed = await withPast('commissionersOnly', 'Mandaat');
    await newcomer('provider', 'contractor');
    expect(await generations(await world.as('commissioner'), closed.sectionId)).toEqual([1]);
  });

  it('reads on in what ends after it came', async () => {
    const section = await withPast('wholeTable', 'Doelen');
    const first = await newcomer('provider', 'contractor');
    app.clock.advance(1000);
    await newcomer('municipality', 'commissioner');
    expect(await generations(first.browser, section.sectionId)).toEqual([3, 2]);
  });

  it('is not made by a person who is newly placed on a seat that was there', async () => {
    const section = await withPast('commissionersOnly', 'Mandaat');
    const successor = await signedInOn(world.seat('otherCommissioner'));
    expect(await generations(successor, section.sectionId)).toEqual([1]);
    expect(await threads(successor, section.sectionId)).toBe(1);
  });

  it('reads no reaction round that was opened before it', async () => {
    const section = await withPast('wholeTable', 'Doelen');
    const opened = await (
      await world.as('chair')
    ).send('POST', `/api/documents/${documentId}/rounds`, {
      roundId: crypto.randomUUID(),
      sectionIds: [section.sectionId],
      question: 'Klopt dit?',
      closesAt: new Date(app.clock.now().getTime() + 86_400_000).toISOString(),
      answerBy: new Date(app.clock.now().getTime() + 2 * 86_400_000).toISOString(),
    });
    expect(opened.status, opened.text).toBe(201);
    const rounds = async (browser: Browser): Promise<number> =>
      (await browser.get(`/api/documents/${documentId}/rounds`)).json<{ rounds: unknown[] }>().rounds.length;
    const { browser } = await newcomer('clientOrganisation', 'clientRepresentative');
    expect(await rounds(browser)).toBe(0);
    expect(await rounds(await world.as('clientRepresentative'))).toBe(1);
  });

  it('finds the messages that stand at the table, and those withdrawn without their words', async () => {
    const chair = await world.as('chair');
    const path = `/api/tables/${world.tableId}`;
    const post = (text: string, messageId: string): Promise<Answer> =>
      chair.send('POST', `${path}/messages`, { messageId, text, formality: 'formal' });
    const withdrawn = crypto.randomUUID();
    await post('Blijft staan', crypto.randomUUID());
    await post('Ingetrokken', withdrawn);
    expect((await chair.send('POST', `/api/messages/${withdrawn}/withdrawal`)).status).toBeLessThan(300);
    const { browser } = await newcomer('provider', 'contractor');
    const { text } = await browser.get(`${path}/plan`);
    expect(text).toContain('Blijft staan');
    expect(text).not.toContain('Ingetrokken');
  });

  it('is added as a whole or not at all, and once', async () => {
    const section = await withPast('wholeTable', 'Doelen');
    const organisationId = await organisation('provider');
    const both = await Promise.all([add(organisationId, 'contractor'), add(organisationId, 'contractor')]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 400]);
    // One new history, not two.
    expect(await generations(await world.as('contractor'), section.sectionId)).toEqual([2, 1]);
  });
});

it('[R15] what a newcomer writes and says is for everybody', async () => {
  const section = await withPast('wholeTable', 'Doelen');
  const { browser } = await newcomer('provider', 'contractor');
  await say(browser, section.sectionId, 'Doelen');
  expect(await threads(browser, section.sectionId)).toBe(1);
  expect(await threads(await world.as('commissioner'), section.sectionId)).toBe(2);
});
