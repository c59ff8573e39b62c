import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ProblemFilter } from './http/problem.filter';
import { serveWeb } from './serve-web';

@Module({ providers: [{ provide: APP_FILTER, useClass: ProblemFilter }] })
class WebOnly {}

let app: NestExpressApplication;
let folder: string;
let port: number;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'samenspel-web-'));
  mkdirSync(join(folder, 'dist/assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'OUTSIDE');
  writeFileSync(join(folder, 'dist/index.html'), 'THE PAGE');
  writeFileSync(join(folder, 'dist/assets/app-1.js'), 'THE SCRIPT');
  app = await NestFactory.create<NestExpressApplication>(WebOnly, { logger: false });
  serveWeb(app, join(folder, 'dist'));
  await app.listen(0, '127.0.0.1');
  port = (app.getHttpServer().address() as AddressInfo).port;
});
afterAll(async () => {
  await app?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** As it stands, over a bare line: `fetch` would tidy the address. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<[number, string]> {
  return new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port, path, method, headers: { accept: '*/*', ...headers } });
    asking.on('response', (response) => {
      let text = '';
      response.setEncoding('latin1').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve([response.statusCode ?? 0, text]));
    });
    asking.on('error', reject);
    asking.end();
  });
}

const CLIMBING = ['..%2f..%2findex.html', '..%2F..%2Fsecret.txt', '%2e%2e/%2e%2e/secret.txt', '../../secret.txt'];
const ODD = [
  ...['%', '%%', '%2', '%zz', '%c0%ae', '%ff', '%e0%a4%a', '%ud800', 'a%'],
  ...['%00', 'a%00.js', 'app-1.js%00', '%0d%0aX: y', '%0a'],
  ...[
    '..%5c..%5csecret.txt',
    '..%255c',
    '%252e%252e%252f',
    '....//',
    '.%2e/',
    '..;/',
    './/./',
    '/',
    '//',
    '',
    '.',
    '..',
  ],
  ...['app-1.js/', 'app-1.js/x', '.env', '.git/config', 'app-1.js?..%2f', '~root', 'con', 'a:b', '*', '[', '{', 'é'],
  ...['x'.repeat(5_000), 'x/'.repeat(2_000), '../'.repeat(1_000), '%2e%2e%2f'.repeat(500), '%00'.repeat(1_000)],
];
const PATHS = ['/assets/', '/', '/favicon/', '/documenten/', '/socket.io.x/'].flatMap((under) =>
  [...CLIMBING, ...ODD].map((rest) => under + encodeURI(rest).replaceAll('%25', '%')),
);

it.each([
  ['as it is', {}],
  ['as a page', { accept: 'text/html' }],
  ['as a part of a file', { range: 'bytes=99999-' }],
  ['if it was not changed', { 'if-match': '"other"', 'if-unmodified-since': 'Thu, 01 Jan 1970 00:00:00 GMT' }],
  ['if it was changed', { 'if-none-match': '*', 'if-modified-since': 'nonsense' }],
])(
  '[O11] no address that is asked for %s is a fault of the server, and none leads out of its folder',
  async (_, head) => {
    for (const method of ['GET', 'HEAD'])
      for (const path of [...PATHS, '/assets/app-1.js', '/index.html']) {
        const [status, text] = await ask(path, head, method);
        expect(status, `${method} ${path.slice(0, 80)}`).toBeLessThan(500);
        expect(text).not.toContain('OUTSIDE');
        expect(text).not.toContain(folder);
      }
  },
);

it.each(CLIMBING)('[O11] /assets/%s is not there', async (path) => {
  expect((await ask(`/assets/${path}`))[0]).toBe(404);
});

it('[O11] what is there is served', async () => {
  expect(await ask('/assets/app-1.js')).toEqual([200, 'THE SCRIPT']);
  expect(await ask('/documenten/1', { accept: 'text/html' })).toEqual([200, 'THE PAGE']);
});
