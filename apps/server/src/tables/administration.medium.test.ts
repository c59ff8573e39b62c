import type { AdministrationView } from '@samenspel/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { administrationOf, asAdministrator } from '../testing/administration';
import { Browser, type Answer } from '../testing/browser';
import { addDocument, addSection, circlesOf } from '../testing/documents';
import { startHttpApp, type HttpApp } from '../testing/http-app';
import { makeWorld, WHO, type TestWorld } from '../testing/world';

const DAY = 86_400_000;
let http: HttpApp;
let world: TestWorld;
let administrator: Browser;
let regionId: string;

beforeAll(async () => {
  http = await startHttpApp();
  world = await makeWorld(http);
  administrator = await asAdministrator(http, world);
  regionId = (await read()).regions[0]!.regionId;
});
afterAll(() => http?.close());
beforeEach(() => void http.live.heard.splice(0));

const read = async (): Promise<AdministrationView> => (await administrator.get('/api/administration')).json();
const send = (method: string, path: string, body?: unknown): Promise<Answer> =>
  administrator.send(method, `/api/administration${path}`, body);
const organisation = (abbreviation: string, others: object = {}): object => ({
  regionId,
  kind: 'provider',
  name: `Aanbieder ${abbreviation}`,
  abbreviation,
  parentOrganisationId: null,
  ...others,
});
const table = (name: string, others: object = {}): object => ({
  regionId,
  kind: 'theme',
  name,
  purpose: 'Doel',
  namesVisible: false,
  reportsTo: null,
  ...others,
});
const madeTable = async (name: string, others: object = {}): Promise<AdministrationView['tables'][number]> => {
  const view = (await send('POST', '/tables', table(name, others))).json<AdministrationView>();
  return view.tables.find((each) => each.name === name)!;
};
const madeOrganisation = async (
  abbreviation: string,
  others: object = {},
): Promise<AdministrationView['organisations'][number]> => {
  const answer = await send('POST', '/organisations', organisation(abbreviation, others));
  expect(answer.status, answer.text).toBe(201);
  return answer.json<AdministrationView>().organisations.find(({ party }) => party.abbreviation === abbreviation)!;
};
const inSeat = (personId: string): object => ({ personId, from: null, until: null, standIn: false });

describe('[T2] administering', () => {
  it('is for nobody who sits at a table, and for them there is nothing to administer', async () => {
    const { tableId } = world;
    for (const who of WHO) {
      const browser = await world.as(who);
      for (const path of ['', '/regions', '/organisations', '/tables']) {
        const answer = await browser.send(
          path === '' ? 'GET' : 'POST',
          `/api/administration${path}`,
          path ? {} : undefined,
        );
        expect(answer.text, `${who} ${path}`).toBe('{"code":"not-found","status":404}');
      }
      for (const { route, path, body, id } of administrationOf(tableId, world.seat('chair'))) {
        const answer = await browser.send(route.split(' ')[0]!, path(id), body);
        expect(answer.text, `${who} ${route}`).toBe('{"code":"not-found","status":404}');
      }
    }
    expect((await new Browser(http.url).get('/api/administration')).status).toBe(401);
  });

  it('stops for an administrator who acts through a seat', async () => {
    const personId = await world.personWith([{ seatId: world.seat('chair') }]);
    await http.owner.query('UPDATE persons SET administrator = true WHERE id = $1', [personId]);
    const browser = new Browser(http.url);
    await browser.signInAs(personId);
    await browser.send('POST', '/api/session/seat', { seatId: world.seat('chair') });
    expect((await browser.get('/api/administration')).status).toBe(404);
  });

  it('answers no word of what is written at a table, in any route', async () => {
    const secretary = await world.as('secretary');
    const documentId = await addDocument(secretary, world.tableId, 'CANARY document');
    for (const { title, maker, preset } of circlesOf(world)) {
      await addSection(await world.as(maker), documentId, title, preset);
    }
    const chair = await world.as('chair');
    const path = `/api/tables/${world.tableId}`;
    await chair.send('POST', `${path}/messages`, {
      messageId: crypto.randomUUID(),
      text: 'CANARY message',
      formality: 'formal',
    });
    const meeting = { title: 'CANARY meeting', startsAt: '2026-12-01T09:00:00Z', place: 'CANARY', formality: 'formal' };
    await chair.send('POST', `${path}/meetings`, { ...meeting, agenda: [] });
    const phases = [{ name: 'CANARY phase', from: '2026-01-01', until: null, gate: null }];
    expect((await chair.send('PUT', `${path}/phases`, { version: 1, phases })).status).toBe(200);
    const raw: string[] = [(await administrator.get('/api/administration')).text];
    for (const { route, path: at, body, id } of administrationOf(world.tableId, world.seat('chair'))) {
      raw.push((await administrator.send(route.split(' ')[0]!, at(id), body)).text);
    }
    const review = (await administrator.get(`/api/administration/tables/${world.tableId}/access`)).text;
    raw.push(review);
    // What is at the table itself, and what it is of, may be asked for by nobody without a seat.
    for (const about of [path, `${path}/plan`, `${path}/access`, `/api/documents/${documentId}`]) {
      const answer = await administrator.get(about);
      expect(answer.status).toBe(403);
      raw.push(answer.text);
    }
    expect(review).toContain('"code":"G.1"');
    expect(raw.join('\n')).not.toContain('CANARY');
    const now = (await read()).tables.find(({ tableId }) => tableId === world.tableId)!;
    await send('PUT', `/tables/${world.tableId}/closed`, { version: now.version, closed: false });
  });
});

describe('[T3] an organisation', () => {
  it('gets a mark of its own, also when many are added at once', async () => {
    const many = Array.from({ length: 12 }, (_, index) => `MK${index}`);
    const answers = await Promise.all(many.map((each) => send('POST', '/organisations', organisation(each))));
    expect(answers.map(({ status }) => status)).toEqual(many.map(() => 201));
    const marks = (await read()).organisations
      .filter(({ party }) => many.includes(party.abbreviation))
      .map(({ party }) => `${party.mark.shape} ${party.mark.hue}`);
    expect(new Set(marks).size).toBe(many.length);
  });

  it('has an abbreviation that nobody else in the region has, of two added at once too', async () => {
    const both = await Promise.all(['DUB', 'dub'].map((each) => send('POST', '/organisations', organisation(each))));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 400]);
    expect(both.find(({ status }) => status === 400)?.json()).toMatchObject({ fields: ['abbreviation'] });
    expect((await send('POST', '/organisations', organisation('D!'))).status).toBe(400);
  });

  it('keeps its abbreviation once it has a seat', async () => {
    const made = await madeOrganisation('KEEP');
    const path = `/organisations/${made.party.organisationId}`;
    const change = { version: 1, name: 'Anders', abbreviation: 'KEPT', archived: false };
    expect((await send('PUT', path, change)).status).toBe(200);
    const seat = { organisationId: made.party.organisationId, role: 'contractor' };
    expect((await send('POST', `/tables/${world.tableId}/seats`, seat)).status).toBe(201);
    const again = await send('PUT', path, { ...change, version: 2, abbreviation: 'OTHER' });
    expect(again.json()).toMatchObject({ code: 'invalid-input', fields: ['abbreviation'] });
    expect((await send('PUT', path, { ...change, version: 2, name: 'Nog anders' })).status).toBe(200);
  });
});

describe('[T4] belonging and reporting', () => {
  it('a client council belongs to a provider of its region, and nothing else does', async () => {
    const provider = await madeOrganisation('PROV');
    const parentOrganisationId = provider.party.organisationId;
    const council = await madeOrganisation('RAAD', { kind: 'clientCouncil', parentOrganisationId });
    expect(council.parentOrganisationId).toBe(parentOrganisationId);
    const wrong = [
      { kind: 'clientCouncil' },
      { kind: 'provider', parentOrganisationId },
      { kind: 'clientCouncil', parentOrganisationId: council.party.organisationId },
      { kind: 'clientCouncil', parentOrganisationId: crypto.randomUUID() },
    ];
    for (const others of wrong) {
      const answer = await send('POST', '/organisations', organisation('WRNG', others));
      expect(answer.json()).toMatchObject({ code: 'invalid-input', fields: ['parentOrganisationId'] });
    }
  });

  it('a table reports to itself through nobody, also of two changed at once', async () => {
    const above = await madeTable('Boven');
    const below = await madeTable('Onder', { reportsTo: above.tableId });
    const change = (each: AdministrationView['tables'][number], reportsTo: string | null): Promise<Answer> => {
      const { kind, name, purpose, namesVisible, version, tableId } = each;
      return send('PUT', `/tables/${tableId}`, { version, kind, name, purpose, namesVisible, reportsTo });
    };
    expect((await change(above, below.tableId)).json()).toMatchObject({ fields: ['reportsTo'] });
    expect((await change(above, above.tableId)).status).toBe(400);
    const one = await madeTable('Een');
    const two = await madeTable('Twee');
    const both = await Promise.all([change(one, two.tableId), change(two, one.tableId)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 400]);
    expect((await send('POST', '/tables', table('boven'))).json()).toMatchObject({ fields: ['name'] });
    const elsewhere = (await send('POST', '/regions', { name: 'Andere regio' })).json<AdministrationView>();
    const other = elsewhere.regions.find(({ name }) => name === 'Andere regio')!.regionId;
    const stranger = await send('POST', '/tables', table('Vreemd', { regionId: other, reportsTo: above.tableId }));
    expect(stranger.json()).toMatchObject({ fields: ['reportsTo'] });
  });
});

describe('[T5] taking away', () => {
  it('is for what was never used', async () => {
    const { party } = await madeOrganisation('WEG');
    const seats = `/tables/${world.tableId}/seats`;
    const added = (
      await send('POST', seats, { organisationId: party.organisationId, role: 'partner' })
    ).json<AdministrationView>();
    const { seatId } = added.seats.find((seat) => seat.party.organisationId === party.organisationId)!;
    expect((await send('DELETE', `/organisations/${party.organisationId}`)).status).toBe(409);
    expect((await send('DELETE', `/seats/${seatId}`)).status).toBe(204);
    expect((await send('DELETE', `/seats/${seatId}`)).status).toBe(404);
    expect((await send('DELETE', `/organisations/${party.organisationId}`)).status).toBe(204);
    expect((await send('DELETE', `/seats/${world.seat('chair')}`)).status).toBe(409);
  });

  it('[T30] says that something is in use when it is, and not that somebody else changed it', async () => {
    const { party } = await madeOrganisation('NOG');
    await send('POST', `/tables/${world.tableId}/seats`, { organisationId: party.organisationId, role: 'partner' });
    for (const path of [`/organisations/${party.organisationId}`, `/seats/${world.seat('chair')}`])
      expect((await send('DELETE', path)).json(), path).toMatchObject({ code: 'in-use' });
  });

  it('[T30] of a seat to which somebody is invited says so, and withdraws the invitation with it when that is asked', async () => {
    const { party } = await madeOrganisation('UIT');
    const at = { organisationId: party.organisationId, role: 'partner' };
    const added = (await send('POST', `/tables/${world.tableId}/seats`, at)).json<AdministrationView>();
    const { seatId } = added.seats.find((seat) => seat.party.organisationId === party.organisationId)!;
    const invitation = { email: 'genodigd@partner.example', seatId, until: null };
    expect((await send('POST', '/invitations', invitation)).status).toBe(201);
    const open = async (): Promise<number> =>
      (await http.owner.query('SELECT 1 FROM invitations WHERE seat_id = $1 AND withdrawn_at IS NULL', [seatId]))
        .length;

    expect((await send('DELETE', `/seats/${seatId}`)).json()).toMatchObject({ code: 'seat-invited' });
    expect((await send('DELETE', `/seats/${seatId}`, { withdrawInvitations: false })).status).toBe(409);
    expect((await send('DELETE', `/seats/${seatId}`, { withdrawInvitations: 'ja' })).status).toBe(400);
    expect(await open()).toBe(1);
    expect((await send('DELETE', `/seats/${seatId}`, { withdrawInvitations: true })).status).toBe(204);
    expect(await open()).toBe(0);
    expect((await send('DELETE', `/seats/${seatId}`)).status).toBe(404);
  });

  it('[T30] of a seat whose invitations ran out or were withdrawn just takes it away, and of one in use withdraws nothing', async () => {
    const { party } = await madeOrganisation('LEEG');
    const at = { organisationId: party.organisationId, role: 'partner' };
    const added = (await send('POST', `/tables/${world.tableId}/seats`, at)).json<AdministrationView>();
    const { seatId } = added.seats.find((seat) => seat.party.organisationId === party.organisationId)!;
    for (const email of ['een@partner.example', 'twee@partner.example']) {
      const sent = await send('POST', '/invitations', { email, seatId, until: null });
      const { invitation } = sent.json<{ invitation: { invitationId: string } }>();
      if (email.startsWith('een')) await send('DELETE', `/invitations/${invitation.invitationId}`);
    }
    await http.owner.query(`UPDATE invitations SET expires_at = $2 WHERE seat_id = $1`, [seatId, http.clock.now()]);
    expect((await send('DELETE', `/seats/${seatId}`)).status).toBe(204);

    const used = world.seat('observer');
    await send('POST', '/invitations', { email: 'drie@partner.example', seatId: used, until: null });
    const answer = await send('DELETE', `/seats/${used}`, { withdrawInvitations: true });
    expect(answer.json()).toMatchObject({ code: 'in-use' });
    const left: unknown[] = await http.owner.query('SELECT 1 FROM invitations WHERE seat_id = $1', [used]);
    expect(left).toHaveLength(1);
  });

  it('is archiving for the rest: no new seats, of which there is one of a kind', async () => {
    const { party, version } = await madeOrganisation('ARCH');
    const { organisationId } = party;
    const seat = { organisationId, role: 'partner' };
    const both = await Promise.all([1, 2].map(() => send('POST', `/tables/${world.tableId}/seats`, seat)));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 400]);
    const archived = { version, name: party.name, abbreviation: 'ARCH', archived: true };
    const view = (await send('PUT', `/organisations/${organisationId}`, archived)).json<AdministrationView>();
    const now = view.organisations.find((each) => each.party.organisationId === organisationId);
    expect(now?.archivedAt).not.toBeNull();
    const answer = await send('POST', `/tables/${world.tableId}/seats`, { organisationId, role: 'observer' });
    expect(answer.json()).toMatchObject({ code: 'invalid-input', fields: ['organisationId'] });
  });
});

describe('[T7] a person on a seat', () => {
  it('sits there once at a time, also when put there twice at once, and may stand in', async () => {
    const person = await world.personWith([]);
    const path = `/seats/${world.seat('partner')}/terms`;
    const both = await Promise.all([1, 2].map(() => send('POST', path, inSeat(person))));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect((await send('POST', path, inSeat(person))).json(), '[T30]').toMatchObject({ code: 'seated-already' });
    const from = new Date(http.clock.now().getTime() + DAY).toISOString();
    const until = new Date(http.clock.now().getTime() + 2 * DAY).toISOString();
    const standIn = await world.personWith([]);
    const added = await send('POST', path, { personId: standIn, from, until, standIn: true });
    expect(added.json<AdministrationView>().terms.find(({ personId }) => personId === standIn)).toMatchObject({
      from,
      until,
      standIn: true,
    });
    expect((await send('POST', path, { personId: standIn, from, until: from, standIn: true })).status).toBe(400);
    expect((await send('POST', path, inSeat(crypto.randomUUID()))).json()).toMatchObject({ fields: ['personId'] });
  });

  it('loses the seat and its live connections before the end of the term is answered', async () => {
    const person = await world.personWith([]);
    const seatId = world.seat('commissioner');
    await send('POST', `/seats/${seatId}/terms`, inSeat(person));
    const browser = new Browser(http.url);
    await browser.signInAs(person);
    expect((await browser.get(`/api/tables/${world.tableId}`)).status).toBe(200);
    http.live.heard.splice(0);
    http.clock.advance(60_000);
    const { from } = (await read()).terms.find(({ personId }) => personId === person)!;
    let told = false;
    http.live.delay = async () => {
      await new Promise((resolve) => setImmediate(resolve));
      told = true;
    };
    const end = { personId: person, from, until: '2020-01-01T00:00:00Z' };
    const answer = await send('PUT', `/seats/${seatId}/terms`, end);
    http.live.delay = () => Promise.resolve();
    expect([answer.status, told]).toEqual([200, true]);
    expect(http.live.heard[0]).toMatch(/^seat /);
    const term = answer.json<AdministrationView>().terms.find(({ personId }) => personId === person);
    expect(term?.until).toBe(http.clock.now().toISOString());
    expect((await browser.get(`/api/tables/${world.tableId}`)).status).toBe(403);
    // What was, stays: a term that is over is not opened again.
    const again = await send('PUT', `/seats/${seatId}/terms`, { ...end, until: null });
    expect(again.json(), '[T30]').toMatchObject({ status: 409, code: 'seat-term-over' });
  });

  it('keeps the seat as long as the moved end says; a term that never began goes', async () => {
    const person = await world.personWith([]);
    const seatId = world.seat('observer');
    const from = new Date(http.clock.now().getTime() + DAY).toISOString();
    await send('POST', `/seats/${seatId}/terms`, { personId: person, from, until: null, standIn: false });
    const until = new Date(http.clock.now().getTime() + 9 * DAY).toISOString();
    const moved = await send('PUT', `/seats/${seatId}/terms`, { personId: person, from, until });
    expect(moved.json<AdministrationView>().terms.find(({ personId }) => personId === person)?.until).toBe(until);
    const gone = await send('PUT', `/seats/${seatId}/terms`, { personId: person, from, until: from });
    expect(gone.json<AdministrationView>().terms.some(({ personId }) => personId === person)).toBe(false);
  });
});

describe('[T8] of two who change the same at once', () => {
  it('one is refused: region, organisation and table', async () => {
    const region = (await read()).regions.find((each) => each.regionId === regionId)!;
    const regions = [1, 2].map((each) =>
      send('PUT', `/regions/${regionId}`, { version: region.version, name: `Regio ${each}`, labels: {} }),
    );
    expect((await Promise.all(regions)).map(({ status }) => status).sort()).toEqual([200, 409]);
    const { party } = await madeOrganisation('TWEE');
    const organisations = ['A', 'B'].map((name) =>
      send('PUT', `/organisations/${party.organisationId}`, {
        version: 1,
        name,
        abbreviation: 'TWEE',
        archived: false,
      }),
    );
    expect((await Promise.all(organisations)).map(({ status }) => status).sort()).toEqual([200, 409]);
    const { tableId } = await madeTable('Tegelijk');
    const input = { ...table('Tegelijk'), regionId: undefined };
    const tables = ['A', 'B'].map((purpose) => send('PUT', `/tables/${tableId}`, { ...input, purpose, version: 1 }));
    expect((await Promise.all(tables)).map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe("[T12] a region's own word", () => {
  it('stands with the table and with the own seats', async () => {
    const { version, name } = (await read()).regions.find((each) => each.regionId === regionId)!;
    const { kind } = (await read()).tables.find(({ tableId }) => tableId === world.tableId)!;
    const labels = { [kind]: 'Transformatietafel' };
    const changed = await send('PUT', `/regions/${regionId}`, { version, name, labels });
    expect(changed.json<AdministrationView>().regions.find((each) => each.regionId === regionId)?.labels).toEqual(
      labels,
    );
    const chair = await world.as('chair');
    expect((await chair.get(`/api/tables/${world.tableId}`)).json()).toMatchObject({ label: 'Transformatietafel' });
    expect((await chair.get('/api/session')).json()).toMatchObject({ seat: { tableLabel: 'Transformatietafel' } });
  });
});
