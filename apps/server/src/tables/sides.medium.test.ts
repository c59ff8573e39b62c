import type { AdministrationView, TableKind } from '@samenspel/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asAdministrator } from '../testing/administration';
import { Browser, type Answer } from '../testing/browser';
import { addDocument } from '../testing/documents';
import { startHttpApp, type HttpApp } from '../testing/http-app';
import { makeWorld, type TestWorld, type Who } from '../testing/world';

const DAY = 86_400_000;
let http: HttpApp;
let world: TestWorld;
let administrator: Browser;

beforeAll(async () => {
  http = await startHttpApp({ demonstration: true });
  world = await makeWorld(http);
  administrator = await asAdministrator(http, world);
});
afterAll(() => http?.close());

const send = (method: string, path: string, body?: unknown): Promise<Answer> =>
  administrator.send(method, `/api/administration${path}`, body);
const read = async (): Promise<AdministrationView> => (await administrator.get('/api/administration')).json();
const inDays = (days: number): string => new Date(http.clock.now().getTime() + days * DAY).toISOString();

describe('[T17] the kind of a table', () => {
  const become = async (kind: TableKind, tableId = world.tableId): Promise<Answer> => {
    const { version, name, purpose, namesVisible, reportsTo } = (await read()).tables.find(
      (each) => each.tableId === tableId,
    )!;
    return send('PUT', `/tables/${tableId}`, { version, kind, name, purpose, namesVisible, reportsTo });
  };

  it('becomes that of a board where no provider sits, and neither way once there are documents', async () => {
    expect((await become('board')).json()).toMatchObject({ code: 'invalid-input', fields: ['kind'] });
    expect((await become('theme')).status).toBe(200);
    // At the other table there is one municipality.
    const { tableId, seatId } = world.elsewhere;
    expect((await become('board', tableId)).status).toBe(200);
    expect((await become('theme', tableId)).status).toBe(200);
    expect((await become('board', tableId)).status).toBe(200);
    const browser = new Browser(http.url);
    await browser.signInAs(await world.personWith([{ seatId }]));
    await addDocument(browser, tableId);
    expect((await become('theme', tableId)).json()).toMatchObject({ code: 'invalid-input', fields: ['kind'] });
    expect((await become('board', tableId)).status).toBe(200);
  });
});

describe('[T18] one person at one table', () => {
  const sit = (personId: string, who: Who, from: string | null = null, until: string | null = null): Promise<Answer> =>
    send('POST', `/seats/${world.seat(who)}/terms`, { personId, from, until, standIn: until !== null });

  it('does not sit on both sides, not as a stand-in either, and nothing changes', async () => {
    const pairs: [Who, Who][] = [
      ['contractor', 'commissioner'],
      ['commissioner', 'clientRepresentative'],
      ['contractor', 'otherContractor'],
      ['contractor', 'chair'],
    ];
    for (const [one, other] of pairs) {
      const personId = await world.personWith([{ seatId: world.seat(one) }]);
      for (const answer of [await sit(personId, other), await sit(personId, other, inDays(1), inDays(2))])
        expect(answer.text, `${one} ${other}`).toBe('{"code":"stands-apart","status":409}');
      expect((await read()).terms.filter((term) => term.personId === personId)).toHaveLength(1);
    }
  });

  it('may sit on two seats that keep nothing from each other, at other times, or at other tables', async () => {
    const both = await world.personWith([{ seatId: world.seat('commissioner') }]);
    expect((await sit(both, 'otherCommissioner')).status).toBe(201);
    expect((await sit(both, 'secretary')).status).toBe(201);
    const ends = new Date(http.clock.now().getTime() + DAY);
    const later = await world.personWith([{ seatId: world.seat('contractor'), until: ends }]);
    expect((await sit(later, 'commissioner', inDays(2))).status).toBe(201);
    const elsewhere = await world.personWith([{ seatId: world.elsewhere.seatId }]);
    expect((await sit(elsewhere, 'contractor')).status).toBe(201);
  });

  it('keeps a term from running on into one for the other side, and lets it end', async () => {
    const ends = new Date(http.clock.now().getTime() + DAY);
    const personId = await world.personWith([{ seatId: world.seat('contractor'), until: ends }]);
    await sit(personId, 'commissioner', inDays(2));
    const seatId = world.seat('contractor');
    const { from } = (await read()).terms.find((term) => term.personId === personId && term.seatId === seatId)!;
    const move = (until: string | null): Promise<Answer> =>
      send('PUT', `/seats/${seatId}/terms`, { personId, from, until });
    for (const until of [null, inDays(3)]) expect((await move(until)).json()).toMatchObject({ code: 'stands-apart' });
    expect((await move(inDays(1.5))).status).toBe(200);
    // One who sits on both sides from before can always be taken off one of them.
    await http.owner.query(`UPDATE seat_occupants SET until_at = NULL WHERE person_id = $1`, [personId]);
    expect((await move(inDays(0))).status).toBe(200);
  });

  it('is put on two seats at once by nobody', async () => {
    const personId = await world.personWith([]);
    const both = await Promise.all([sit(personId, 'contractor'), sit(personId, 'commissioner')]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('takes no seat on the other side by an invitation', async () => {
    const personId = await world.personWith([{ seatId: world.seat('contractor') }]);
    const browser = new Browser(http.url);
    await browser.signInAs(personId);
    const { email } = (await read()).people.find((person) => person.personId === personId)!;
    const invite = { email, seatId: world.seat('otherCommissioner'), until: null };
    expect((await send('POST', '/invitations', invite)).status).toBe(201);
    const [letter] = (await browser.get('/api/outbox')).json<{ text: string }[]>();
    const token = /uitnodiging\/([\w-]+)/.exec(letter?.text ?? '')?.[1];
    const joined = await browser.send('POST', '/api/invitations/join', { token });
    expect(joined.text).toBe('{"code":"stands-apart","status":409}');
    expect((await read()).terms.filter((term) => term.personId === personId)).toHaveLength(1);
  });
});
