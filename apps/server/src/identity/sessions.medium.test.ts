import { SESSION_ABSOLUTE_MS, SESSION_IDLE_MS, type SessionSummary } from '@samenspel/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SessionService } from './session.service';
import { Browser } from '../testing/browser';
import { startHttpApp, type HttpApp } from '../testing/http-app';
import { makeWorld, type TestWorld } from '../testing/world';

const HOUR = 3_600_000;
let http: HttpApp;
let world: TestWorld;

beforeAll(async () => {
  http = await startHttpApp();
  world = await makeWorld(http);
});
afterAll(() => http?.close());
beforeEach(() => void http.live.heard.splice(0));

describe('the cookie', () => {
  it('[S1] is host-bound, out of reach of scripts, and its token is nowhere else', async () => {
    const browser = new Browser(http.url);
    const answer = await browser.signInAs(world.person('partner'));
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(
      /^__Host-samenspel=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax; Expires=Mon, 30 Nov 2026 09:00:00 GMT$/,
    );
    const token = /=([\w-]{43});/.exec(cookie)?.[1] ?? '';
    expect(answer.text).not.toContain(token);
    const stored: { row: string }[] = await http.owner.query('SELECT sessions::text AS row FROM sessions');
    expect(stored.some(({ row }) => row.includes(token))).toBe(false);
    expect(stored.some(({ row }) => row.includes(Buffer.from(token).toString('hex')))).toBe(false);
  });

  it('[S1] of anything else signs nobody in', async () => {
    const { cookie } = await world.as('partner');
    const tries = [
      undefined,
      '',
      '__Host-samenspel=',
      `__Host-samenspel=${'A'.repeat(43)}`,
      cookie?.replace('__Host-', ''),
      cookie?.slice(0, -1),
      `${cookie}x`,
      `${cookie}; ${cookie}`,
    ];
    const sessions = http.app.get(SessionService);
    for (const header of tries) expect(await sessions.actorFromCookieHeader(header), String(header)).toBeNull();
    expect(await sessions.actorFromCookieHeader(`a=b; ${cookie}`)).not.toBeNull();
  });

  it('[S1] is always a new one: the earlier session of the browser ends', async () => {
    const browser = await world.as('partner');
    const planted = browser.cookie;
    await browser.signInAs(world.person('observer'));
    expect(browser.cookie).not.toBe(planted);
    expect(http.live.heard).toHaveLength(1);
    browser.cookie = planted;
    expect((await browser.get('/api/session')).status).toBe(401);
  });
});

describe('the life of a session', () => {
  it('[S2] ends after half a day without use; use prolongs it', async () => {
    const browser = await world.as('partner');
    for (let n = 0; n < 3; n += 1) {
      http.clock.advance(SESSION_IDLE_MS - HOUR);
      expect((await browser.get('/api/session')).status).toBe(200);
    }
    http.clock.advance(SESSION_IDLE_MS);
    const late = await browser.get('/api/session');
    expect(late.status).toBe(401);
    expect(late.text).toBe('{"code":"not-signed-in","status":401}');
  });

  it('[S3] ends after seven days, however much it is used', async () => {
    const browser = await world.as('partner');
    for (let passed = 0; passed < SESSION_ABSOLUTE_MS - HOUR; passed += HOUR) {
      http.clock.advance(HOUR);
      expect((await browser.get('/api/session')).status).toBe(200);
    }
    http.clock.advance(HOUR);
    expect((await browser.get('/api/session')).status).toBe(401);
  });

  it('[S2] writes its last use down at most once a minute', async () => {
    const browser = await world.as('partner');
    const lastSeen = async (): Promise<string> =>
      (await browser.get('/api/sessions')).json<SessionSummary[]>().find(({ current }) => current)?.lastSeenAt ?? '';
    const start = http.clock.now().toISOString();
    http.clock.advance(59_000);
    expect(await lastSeen()).toBe(start);
    http.clock.advance(1_000);
    expect(await lastSeen()).toBe(http.clock.now().toISOString());
  });

  it('[S6] ends in this browser on signing out, before the answer is given', async () => {
    const browser = await world.as('partner');
    const other = await world.as('partner');
    const before = browser.cookie;
    const answer = await browser.send('DELETE', '/api/session');
    expect(answer.status).toBe(204);
    expect(answer.headers.get('set-cookie')).toContain('Max-Age=0');
    expect(http.live.heard).toHaveLength(1);
    browser.cookie = before;
    expect((await browser.get('/api/session')).status).toBe(401);
    expect((await other.get('/api/session')).status).toBe(200);
  });

  it('[S6] ends in every browser of that person and of nobody else on signing out everywhere', async () => {
    const browsers = [await world.as('secretary'), await world.as('secretary'), await world.as('secretary')];
    const somebodyElse = await world.as('observer');
    const list = (await browsers[0]!.get('/api/sessions')).json<SessionSummary[]>();
    expect(list.filter(({ current }) => current)).toHaveLength(1);
    const cookies = browsers.map(({ cookie }) => cookie);
    expect((await browsers[1]!.send('DELETE', '/api/sessions')).status).toBe(204);
    expect(http.live.heard).toEqual([
      `ended ${list
        .map(({ sessionId }) => sessionId)
        .sort()
        .join(',')}`,
    ]);
    for (const [index, browser] of browsers.entries()) {
      browser.cookie = cookies[index] ?? null;
      expect((await browser.get('/api/session')).status).toBe(401);
    }
    expect((await somebodyElse.get('/api/session')).status).toBe(200);
  });

  it('[S7] shows browser and system, never the header itself', async () => {
    const browser = new Browser(http.url);
    const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) CANARY Firefox/140.0';
    await browser.send('POST', '/api/demo/session', { personId: world.person('chair') }, { 'user-agent': agent });
    const list = await browser.get('/api/sessions');
    expect(list.json<SessionSummary[]>()[0]?.device).toBe('Firefox, Linux');
    expect(list.text).not.toContain('CANARY');
  });
});
