import { SESSION_IDLE_MS, type SessionView } from '@samenspel/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Browser } from '../testing/browser';
import { startHttpApp, type HttpApp } from '../testing/http-app';
import { makeWorld, type TestWorld } from '../testing/world';
import { SessionService } from './session.service';

const HOUR = 3_600_000;
let http: HttpApp;
let world: TestWorld;

beforeAll(async () => {
  http = await startHttpApp();
  world = await makeWorld(http);
});
afterAll(() => http?.close());
beforeEach(() => void http.live.heard.splice(0));

const sessionOf = async (browser: Browser): Promise<SessionView> => (await browser.get('/api/session')).json();

describe('the seat acted through', () => {
  it('[S4] is the only one, or none until one is chosen', async () => {
    expect((await sessionOf(await world.as('partner'))).seat?.seatId).toBe(world.seat('partner'));
    const browser = new Browser(http.url);
    const both = [{ seatId: world.seat('chair') }, { seatId: world.seat('commissioner') }];
    await browser.signInAs(await world.personWith(both));
    const view = await sessionOf(browser);
    expect(view.seat).toBeNull();
    expect(view.seats).toHaveLength(2);
    expect((await browser.get(`/api/tables/${world.tableId}`)).text).toBe('{"code":"no-seat","status":403}');

    for (const seatId of [world.seat('chair'), world.seat('commissioner')]) {
      const chosen = await browser.send('POST', '/api/session/seat', { seatId });
      expect(chosen.json<SessionView>().seat?.seatId).toBe(seatId);
      expect((await sessionOf(browser)).seat?.seatId).toBe(seatId);
      expect((await browser.get(`/api/tables/${world.tableId}`)).status).toBe(200);
    }
    expect(http.live.heard.filter((line) => line.startsWith('seat '))).toHaveLength(2);
  });

  it('[S4] can not be a seat that the person does not occupy', async () => {
    const browser = await world.as('partner');
    const notMine = await browser.send('POST', '/api/session/seat', { seatId: world.seat('commissioner') });
    const notThere = await browser.send('POST', '/api/session/seat', { seatId: crypto.randomUUID() });
    expect(notMine.status).toBe(404);
    expect(notMine.text).toBe(notThere.text);
    expect((await sessionOf(browser)).seat?.seatId).toBe(world.seat('partner'));
  });

  it('[S5] is lost with the term, in the middle of a session, and no other seat comes in its place', async () => {
    const browser = new Browser(http.url);
    const until = new Date(http.clock.now().getTime() + 2 * HOUR);
    const person = await world.personWith([
      { seatId: world.seat('contractor'), until },
      { seatId: world.seat('partner') },
    ]);
    await browser.signInAs(person);
    await browser.send('POST', '/api/session/seat', { seatId: world.seat('contractor') });
    const signedIn = await http.app.get(SessionService).actorFromCookieHeader(browser.cookie ?? '');
    expect(signedIn?.validUntil).toEqual(until);
    http.clock.advance(2 * HOUR - 1);
    expect((await browser.get(`/api/tables/${world.tableId}`)).status).toBe(200);
    http.clock.advance(1);
    expect((await browser.get(`/api/tables/${world.tableId}`)).status).toBe(403);
    const view = await sessionOf(browser);
    expect(view.seat).toBeNull();
    expect(view.seats.map(({ seatId }) => seatId)).toEqual([world.seat('partner')]);
  });

  it('[S5] does not count before the term begins', async () => {
    const browser = new Browser(http.url);
    const from = new Date(http.clock.now().getTime() + HOUR);
    await browser.signInAs(await world.personWith([{ seatId: world.seat('contractor'), from }]));
    expect(await sessionOf(browser)).toMatchObject({ seat: null, seats: [] });
  });

  it('[S8] says through whom, for the live connections', async () => {
    const browser = await world.as('contractor');
    const sessions = http.app.get(SessionService);
    const signedIn = await sessions.actorFromCookieHeader(browser.cookie ?? '');
    expect(signedIn).toMatchObject({
      actor: { personId: world.person('contractor'), seat: { seatId: world.seat('contractor'), role: 'contractor' } },
      party: { kind: 'provider' },
      namesVisible: false,
    });
    const sessionId = signedIn!.actor.sessionId;
    expect(await sessions.actorOfSession(sessionId)).toEqual(signedIn);
    http.clock.advance(SESSION_IDLE_MS - 1);
    await sessions.touch(sessionId);
    http.clock.advance(1);
    expect(await sessions.actorOfSession(sessionId)).toEqual(signedIn);
    await browser.send('DELETE', '/api/session');
    expect(await sessions.actorOfSession(sessionId)).toBeNull();
  });

  it('[S9] and administering are never had together', async () => {
    const personId = await world.personWith([{ seatId: world.seat('secretary') }]);
    await http.owner.query('UPDATE persons SET administrator = true WHERE id = $1', [personId]);
    const browser = new Browser(http.url);
    const start = (await browser.signInAs(personId)).json<SessionView>();
    expect(start).toMatchObject({ seat: null, mayAdminister: true, administrator: true });
    const [mail, table] = ['/api/administration/mail', `/api/tables/${world.tableId}`];
    expect((await browser.get(mail)).status).toBe(200);
    expect((await browser.get(table)).text).toBe('{"code":"no-seat","status":403}');
    const seated = await browser.send('POST', '/api/session/seat', { seatId: world.seat('secretary') });
    expect(seated.json<SessionView>()).toMatchObject({ administrator: false, mayAdminister: true });
    expect((await browser.get(mail)).text).toBe((await browser.get('/api/nothing')).text);
    expect((await browser.get(table)).status).toBe(200);
    const back = await browser.send('POST', '/api/session/seat', { seatId: null });
    expect(back.json<SessionView>()).toMatchObject({ seat: null, administrator: true });
    expect(http.live.heard.filter((line) => line.startsWith('seat '))).toHaveLength(2);
    const other = await (await world.as('chair')).send('POST', '/api/session/seat', { seatId: null });
    expect(other.text).toBe('{"code":"not-found","status":404}');
  });
});
