import { ConsoleLogger, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Browser } from '../../testing/browser';
import { startHttpApp, type HttpApp } from '../../testing/http-app';
import { routesOf } from '../../testing/routes';
import { makeWorld, type TestWorld } from '../../testing/world';
import { Figures, LABELS } from './figures';
import { serveFigures } from './figures-server';
import { QuietConsoleLogger } from './quiet-console-logger';

let http: HttpApp;
let world: TestWorld;
const logged: Record<string, unknown>[] = [];

beforeAll(async () => {
  vi.spyOn(Logger.prototype, 'log').mockImplementation((message: unknown) => {
    if (typeof message === 'object' && message !== null) logged.push(message as Record<string, unknown>);
  });
  http = await startHttpApp({ logRequests: true });
  world = await makeWorld(http);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await http?.close();
});
afterEach(() => logged.splice(0));

const CANARY = 'Geheim4711';

describe('[Q1] what is logged of a request', () => {
  it('is its route, status and time, and nothing of what was asked or said', async () => {
    const browser = await world.as('chair');
    logged.splice(0);
    await browser.get(`/api/tables/${world.tableId}?q=${CANARY}`);
    await browser.send('POST', `/api/tables/${world.tableId}/documents`, {
      title: CANARY,
      kind: 'x',
      formality: CANARY,
    });
    await browser.get(`/api/${CANARY}`);
    expect(logged).toMatchObject([
      { event: 'request', method: 'GET', route: '/api/tables/:tableId', status: 200 },
      { event: 'request', method: 'POST', route: '/api/tables/:tableId/documents', status: 400 },
      { event: 'request', method: 'GET', route: 'none', status: 404 },
    ]);
    expect(JSON.stringify(logged)).not.toContain(CANARY);
    expect(JSON.stringify(logged)).not.toContain(world.tableId);
  });

  it('leaves Nest telling of its own start out', () => {
    const seen = vi.spyOn(ConsoleLogger.prototype, 'log').mockImplementation(() => undefined);
    seen.mockClear();
    const logger = new QuietConsoleLogger({ json: true });
    logger.log('Mapped {/api/documents, GET} route', 'RouterExplorer');
    logger.log({ event: 'request' }, 'http');
    expect(seen).toHaveBeenCalledTimes(1);
  });
});

describe('[Q2] figures', () => {
  it('carry no label that could name anybody or anything', async () => {
    const browser = await world.as('chair');
    for (const route of routesOf(http.app)) {
      const path = route.path.replaceAll(/:\w+/g, CANARY);
      await browser.send(route.method, path, route.method === 'GET' ? undefined : { [CANARY]: CANARY });
    }
    await new Browser(http.url).get(`/api/demo/people?${CANARY}`);
    const text = await http.app.get(Figures).registry.metrics();
    expect(text).not.toContain(CANARY);
    const labels = [...text.matchAll(/^samenspel_\w+\{([^}]*)\}/gm)].flatMap(([, inside]) =>
      [...(inside ?? '').matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => ({ name, value })),
    );
    expect(labels.length).toBeGreaterThan(100);
    for (const { name, value } of labels) {
      if (name === 'le') continue;
      expect(Object.keys(LABELS)).toContain(name);
      expect(value).toMatch(LABELS[name as keyof typeof LABELS]);
    }
    // The pattern of routes would let nothing through that is not a route: every route of ours does match it.
    for (const { path } of routesOf(http.app)) expect(path).toMatch(LABELS.route);
    for (const wrong of [`/api/tables/${world.tableId}`, `/api/${CANARY}`, '/api/x?y=z']) {
      expect(wrong).not.toMatch(LABELS.route);
    }
  });

  it('are served on a port of their own only', async () => {
    const figures = await serveFigures(http.app.get(Figures), '127.0.0.1', 0);
    const own = await fetch(`http://127.0.0.1:${figures.port}/metrics`);
    expect(await own.text()).toContain('samenspel_http_request_seconds_count');
    expect((await fetch(`http://127.0.0.1:${figures.port}/`)).status).toBe(404);
    expect((await fetch(`${http.url}/metrics`)).status).toBe(404);
    expect((await fetch(`${http.url}/api/metrics`)).status).toBe(404);
    await figures.close();
  });
});

describe('[Q3] readiness', () => {
  it('asks the database; being alive does not', async () => {
    const browser = new Browser(http.url);
    expect((await browser.get('/api/ready')).text).toBe('{"status":"ready"}');
    const away = vi.spyOn(http.app.get(DataSource), 'query').mockRejectedValue(new Error('away'));
    expect(await browser.get('/api/ready')).toMatchObject({ status: 503, text: '{"status":"database-away"}' });
    expect((await browser.get('/api/health')).status).toBe(200);
    away.mockRestore();
  });
});
