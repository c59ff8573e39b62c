import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort, startProduct, type Product } from '../support/product';

let product: Product;
let coldMs = 0;
beforeAll(async () => {
  const at = Date.now();
  product = await startProduct();
  coldMs = Date.now() - at;
});
afterAll(() => product.remove());

function isAlive(pid: number): boolean {
  return spawnSync('kill', ['-0', String(pid)]).status === 0;
}

function databasePid(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

async function people(url: string): Promise<string[]> {
  const answer = await fetch(`${url}/api/demo/people`);
  return ((await answer.json()) as { personId: string }[]).map(({ personId }) => personId).sort();
}

function occupy(port: number): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer().listen(port, '127.0.0.1', () => resolve(server));
  });
}

describe('starting and stopping', () => {
  it('[O3] starts again with the same data, and the demonstration is not made twice', async () => {
    const before = await people(product.url);
    const database = databasePid(product.dataDir);
    expect(await product.stop()).toBe(0);
    expect(isAlive(database)).toBe(false);
    expect(existsSync(join(product.dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
    const at = Date.now();
    product = await product.again();
    console.info(`first start ${coldMs} ms, second start ${Date.now() - at} ms (built, without npm)`);
    expect(await people(product.url)).toEqual(before);
  });

  it('[O3] starts again after kill -9 of the server and of the database', async () => {
    const before = await people(product.url);
    await product.kill();
    product = await product.again();
    expect(await people(product.url)).toEqual(before);
    const database = databasePid(product.dataDir);
    await product.kill();
    process.kill(database, 'SIGKILL');
    product = await product.again();
    expect(await people(product.url)).toEqual(before);
  });

  it('[O4] takes the next port when its own is taken, and says so', async () => {
    const port = await freePort();
    const other = await occupy(port);
    const dataDir = mkdtempSync(join(tmpdir(), 'samenspel-port-'));
    const second = await startProduct({ port, dataDir });
    expect(second.output()).toContain(`Port ${port} is taken`);
    expect(second.url).not.toContain(`:${port}`);
    await second.remove();
    other.close();
  });

  it('[O5] refuses a second server on the same data', async () => {
    await expect(startProduct({ dataDir: product.dataDir })).rejects.toThrow('already running');
    expect((await people(product.url)).length).toBeGreaterThan(20);
  });

  it('[O2] [M2] refuses production on a database with demonstration accounts, and unsafe settings', async () => {
    await product.stop();
    const production = { SAMENSPEL_MODE: 'production', SAMENSPEL_URL: 'https://samenspel.example' };
    await expect(startProduct({ dataDir: product.dataDir, env: production })).rejects.toThrow('demonstration');
    await expect(startProduct({ env: { SAMENSPEL_MODE: 'production' } })).rejects.toThrow('https');
    await expect(startProduct({ env: { SAMENSPEL_TYPO: '1' } })).rejects.toThrow('SAMENSPEL_TYPO');
    product = await product.again();
  });

  it('[S15] production says last how its first administrator is made, anew at every start until there is one', async () => {
    const env = { SAMENSPEL_MODE: 'production', SAMENSPEL_URL: 'https://samenspel.example' };
    let production = await startProduct({ env });
    try {
      const lastLine = async (): Promise<string> => {
        await expect.poll(() => production.output()).toContain('/instellen/');
        return production.output().trim().split('\n').at(-1) ?? '';
      };
      const first = await lastLine();
      expect(first).toMatch(/^https:\/\/samenspel\.example\/instellen\/[\w-]{43}$/);
      expect(production.output()).toContain('No mail goes out');
      await production.stop();
      production = await production.again();
      const second = await lastLine();
      expect(second).not.toBe(first);
      const use = async (link: string): Promise<Response> =>
        fetch(`http://127.0.0.1:${production.port}/api/setup`, {
          method: 'POST',
          headers: { origin: 'https://samenspel.example', 'content-type': 'application/json' },
          body: JSON.stringify({
            token: link.split('/').at(-1),
            name: 'Robin Scheffer',
            email: 'robin@zilverdam.example',
            regionName: 'Jeugdregio Zilverland',
            password: 'een kast vol oude jassen',
          }),
        });
      expect((await use(first)).status).toBe(410);
      expect((await use(second)).status).toBe(200);
      await production.stop();
      production = await production.again();
      expect(production.output()).not.toContain('/instellen/');
    } finally {
      await production.remove();
    }
  });

  it('[O1] leaves no way in for other users of the machine', () => {
    const list = spawnSync('sh', ['-c', `ls -ld ${product.dataDir} ${product.dataDir}/run`]).stdout.toString();
    expect(list.match(/^drwx------/gm)).toHaveLength(2);
  });

  it('[P7] serves the interface with its protecting headers, and nothing outside its folder', async () => {
    const page = await fetch(product.url, { headers: { accept: 'text/html' } });
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(await page.text()).toContain('<div id="app">');
    const deep = await fetch(`${product.url}/documenten/1`, { headers: { accept: 'text/html' } });
    expect(await deep.text()).toContain('<div id="app">');
    for (const path of [
      '/assets/../../server/dist/main.js',
      '/..%2f..%2fserver/dist/main.js',
      '/assets/%2e%2e/%2e%2e/package.json',
    ]) {
      const answer = await fetch(`${product.url}${path}`);
      expect(await answer.text()).not.toMatch(/startServer|"dependencies"/);
    }
  });
});
