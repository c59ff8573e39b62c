import { Controller, Get, Logger, Module } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { securityHeaders } from './security-headers';
import { Guarded } from '../../rights/guarded';
import { Browser } from '../../testing/browser';
import { ORIGIN, startHttpApp, type HttpApp } from '../../testing/http-app';
import { routesOf } from '../../testing/routes';
import { makeWorld, type TestWorld } from '../../testing/world';

@Controller('failing')
class FailingController {
  @Get()
  @Guarded('public')
  fail(): never {
    throw Object.assign(new Error('CANARY Key (title)=(Mandaat) already exists'), { code: '23505', detail: 'CANARY' });
  }

  @Get('database')
  @Guarded('public')
  noDatabase(): never {
    throw Object.assign(new Error('connect ENOENT'), { code: 'ENOENT' });
  }
}

@Module({ controllers: [FailingController] })
class FailingModule {}

let http: HttpApp;
let world: TestWorld;

beforeAll(async () => {
  http = await startHttpApp({ modules: [FailingModule] });
  world = await makeWorld(http);
});
afterAll(() => http?.close());
afterEach(() => void vi.restoreAllMocks());

describe('[P1] commands from elsewhere', () => {
  const WRONG = [
    undefined,
    'null',
    '',
    'https://samenspel.test.evil.example',
    'https://evil.example',
    'http://samenspel.test',
    'https://samenspel.test:8443',
    'https://sub.samenspel.test',
    'https://SAMENSPEL.test',
    `${ORIGIN}/`,
    `${ORIGIN} https://evil.example`,
  ];

  it('are refused by every route that changes something, and change nothing', async () => {
    const browser = await world.as('commissioner');
    const rows = async (): Promise<unknown> =>
      http.owner.query('SELECT id, ended_at, seat_id FROM sessions ORDER BY id');
    const before = await rows();
    const routes = routesOf(http.app).filter(({ method }) => method !== 'GET');
    expect(routes.length).toBeGreaterThanOrEqual(9);
    for (const { method, path } of routes) {
      for (const origin of WRONG) {
        const response = await fetch(`${http.url}${path.replace(/:\w+/g, world.tableId)}`, {
          method,
          headers: { cookie: browser.cookie ?? '', ...(origin === undefined ? {} : { origin }) },
        });
        expect(await response.text(), `${method} ${path} from ${origin}`).toBe('{"code":"wrong-origin","status":403}');
      }
    }
    expect(await rows()).toEqual(before);
  });

  it('is no matter for reading', async () => {
    const browser = await world.as('commissioner');
    expect((await browser.send('GET', '/api/session', undefined, { origin: 'https://evil.example' })).status).toBe(200);
  });
});

describe('[P2] every answer', () => {
  it('carries the headers that protect it, and is kept by no cache', async () => {
    const browser = await world.as('chair');
    for (const path of ['/api/health', '/api/session', '/api/nothing', '/api/failing']) {
      const { headers } = await browser.get(path);
      const policy = headers.get('content-security-policy') ?? '';
      for (const part of ["default-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"]) {
        expect(policy, path).toContain(part);
      }
      expect(policy).not.toContain('unsafe');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('permissions-policy')).toContain('camera=()');
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('etag')).toBeNull();
      expect(headers.get('access-control-allow-origin')).toBeNull();
      expect(headers.get('cache-control'), path).toBe('no-store');
    }
  });
});

describe('[Q5] over https', () => {
  it('every answer keeps the browser from coming over plain http, and none over http does', async () => {
    expect((await new Browser(http.url).get('/api/health')).headers.get('strict-transport-security')).toBe(
      'max-age=31536000',
    );
    const set = new Map<string, string>();
    const response = { setHeader: (name: string, value: string) => set.set(name, value) };
    securityHeaders(false)({ path: '/' } as never, response as never, () => undefined);
    expect(set.has('Content-Security-Policy')).toBe(true);
    expect(set.has('Strict-Transport-Security')).toBe(false);
  });
});

describe('[P3] an error', () => {
  it('is a problem in JSON, with names of fields and never a value', async () => {
    const browser = await world.as('chair');
    const answer = await browser.send('POST', `/api/tables/${world.tableId}/documents`, {
      title: '',
      kind: 'CANARY',
      formality: 'formal',
      CANARY: 1,
    });
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.text).toBe('{"code":"invalid-input","status":400,"fields":["title","kind"]}');
  });

  it.each(['{', '"text"', '[]', 'null', ''])('of a body that is no such command: %s', async (body) => {
    const browser = await world.as('chair');
    const response = await fetch(`${http.url}/api/session/seat`, {
      method: 'POST',
      headers: { origin: ORIGIN, cookie: browser.cookie ?? '', 'content-type': 'application/json' },
      body,
    });
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([400, 'invalid-input']);
  });

  it('that nobody foresaw says nothing, and is logged by kind, code and place, without its words', async () => {
    const log = vi.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    const answer = await new Browser(http.url).get('/api/failing');
    expect(answer.text).toBe('{"code":"internal","status":500}');
    const line = String(log.mock.calls[0]?.[0]);
    expect(line).toContain(answer.headers.get('error-id'));
    expect(line).toContain('23505');
    expect(line).toContain('FailingController');
    expect(line).not.toContain('CANARY');
  });

  it('of the database that is away is "unavailable": try again', async () => {
    vi.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    expect((await new Browser(http.url).get('/api/failing/database')).text).toBe('{"code":"unavailable","status":503}');
  });
});
