import { request } from 'node:http';
import { IMPORT_MAX_BYTES, importLimitOf } from '@samenspel/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../../testing/browser';
import { ORIGIN, startHttpApp, type HttpApp } from '../../testing/http-app';
import { makeWorld, type TestWorld } from '../../testing/world';

let http: HttpApp;
let world: TestWorld;

beforeAll(async () => {
  http = await startHttpApp();
  world = await makeWorld(http);
});
afterAll(() => http?.close());

describe('[P4] bodies', () => {
  it('of a command are at most 256 kB', async () => {
    const browser = await world.as('chair');
    const answer = await browser.send('POST', '/api/session/seat', { seatId: 'x'.repeat(256 * 1024) });
    expect(answer.text).toBe('{"code":"too-large","status":413}');
  });

  it('of an import are at most what an import takes', async () => {
    const browser = await world.as('chair');
    const path = `/api/tables/${world.tableId}/imports/preview?name=a.txt`;
    expect((await browser.send('POST', path, new Uint8Array(importLimitOf('a.txt') + 1))).text).toContain('too-large');
    expect((await browser.send('POST', path, new Uint8Array(importLimitOf('a.txt')))).text).not.toContain('too-large');
    expect((await browser.send('POST', path, { title: 'X' })).text).toContain('invalid-input');
  });

  it('of an import are counted, also when the length was not told beforehand', async () => {
    const browser = await world.as('chair');
    const { port } = new URL(http.url);
    const answer = await new Promise<string>((resolve, reject) => {
      const sending = request(
        {
          port,
          method: 'POST',
          path: `/api/tables/${world.tableId}/imports/preview?name=a.txt`,
          headers: {
            origin: ORIGIN,
            cookie: browser.cookie ?? '',
            'content-type': 'application/octet-stream',
            'transfer-encoding': 'chunked',
          },
        },
        (response) => {
          let text = '';
          response.on('data', (chunk: Buffer) => (text += chunk.toString())).on('end', () => resolve(text));
        },
      ).on('error', reject);
      for (let sent = 0; sent <= IMPORT_MAX_BYTES; sent += 65_536) sending.write(Buffer.alloc(65_536, 'a'));
      sending.end();
    });
    expect(answer).toBe('{"code":"too-large","status":413}');
  });
});

describe('[P5] too often', () => {
  it('is refused per address for signing in, and passes', async () => {
    const browser = new Browser(http.url);
    let last = 0;
    for (let n = 0; n < 200 && last !== 429; n += 1) last = (await browser.signInAs(crypto.randomUUID())).status;
    expect(last).toBe(429);
    expect((await browser.signInAs(world.person('chair'))).status).toBe(429);
    http.clock.advance(10 * 60_000);
    expect((await browser.signInAs(world.person('chair'))).status).toBe(200);
  });

  it('is refused per session for imports, and others go on', async () => {
    const [busy, other] = [await world.as('chair'), await world.as('secretary')];
    const path = `/api/tables/${world.tableId}/imports/preview?name=a.txt`;
    let last = 0;
    for (let n = 0; n < 100 && last !== 429; n += 1) last = (await busy.send('POST', path, new Uint8Array(1))).status;
    expect(last).toBe(429);
    expect((await other.send('POST', path, new TextEncoder().encode('Een plan.'))).status).toBe(200);
  });
});
