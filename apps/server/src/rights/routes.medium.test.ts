import { Controller, Get, Module, Post } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../testing/browser';
import { startHttpApp, type HttpApp } from '../testing/http-app';
import { routesOf, type Route } from '../testing/routes';
import { makeWorld } from '../testing/world';

@Controller('planted')
class UnguardedController {
  @Get()
  read(): string {
    return 'open';
  }

  @Post()
  write(): string {
    return 'open';
  }
}

@Module({ controllers: [UnguardedController] })
class PlantedModule {}

const named = (route: Route): string => `${route.method} ${route.path}`;

let http: HttpApp;
let planted: HttpApp;

beforeAll(async () => {
  planted = await startHttpApp({ modules: [PlantedModule] });
  http = await startHttpApp();
});
afterAll(async () => {
  await http?.close();
  await planted?.close();
});

describe('[R3] every route', () => {
  const unguarded = (app: HttpApp): string[] =>
    routesOf(app.app)
      .filter(({ guardedBy }) => guardedBy === undefined)
      .map(named);

  it('names what it is guarded by', () => {
    expect(routesOf(http.app).length).toBeGreaterThanOrEqual(16);
    expect(unguarded(http)).toEqual([]);
  });

  it('that names nothing is found, and answers nobody', async () => {
    expect(unguarded(planted)).toEqual(['GET /api/planted', 'POST /api/planted']);
    const stranger = new Browser(planted.url);
    const guest = await (await makeWorld(planted)).as('commissioner');
    for (const browser of [stranger, guest]) {
      for (const method of ['GET', 'POST']) {
        const answer = await browser.send(method, '/api/planted');
        expect(answer.text).toBe('{"code":"not-found","status":404}');
      }
    }
  });

  it('but the public ones needs a session', async () => {
    const stranger = new Browser(http.url);
    const isPublic = routesOf(http.app).filter(({ guardedBy }) => guardedBy === 'public');
    expect(isPublic.map(named).sort()).toEqual([
      'GET /api/demo/people',
      'GET /api/health',
      'GET /api/public/outcomes/:publicId',
      'GET /api/ready',
      'POST /api/demo/session',
      'POST /api/invitations/accept',
      'POST /api/invitations/look',
      'POST /api/password/forgotten',
      'POST /api/password/look',
      'POST /api/password/reset',
      'POST /api/setup',
      'POST /api/setup/look',
      'POST /api/sign-in',
    ]);
    for (const route of routesOf(http.app).filter(({ guardedBy }) => guardedBy !== 'public')) {
      const path = route.path.replace(/:\w+/g, crypto.randomUUID());
      const answer = await stranger.send(route.method, path, route.method === 'GET' ? undefined : {});
      expect(answer.text, named(route)).toBe('{"code":"not-signed-in","status":401}');
    }
  });
});
