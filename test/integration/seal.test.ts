import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SealBundle } from '@samenspel/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, troublesOf } from '../support/chromium';
import { NODE, ROOT, startProduct, type Product } from '../support/product';

let product: Product;
let dir: string;
let bundle: string;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'samenspel-seal-'));
  product = await startProduct();
  bundle = await chairsBundle(product.url);
  writeFileSync(join(dir, 'bundle.json'), bundle);
});
afterAll(async () => {
  await product?.remove();
  rmSync(dir, { recursive: true, force: true });
});

/** The bundle of a table of the demonstration, as its chair downloads it. */
async function chairsBundle(url: string): Promise<string> {
  const people = (await (await fetch(`${url}/api/demo/people`)).json()) as {
    personId: string;
    seats: { role: string }[];
  }[];
  const chair = people.find(({ seats }) => seats.length === 1 && seats[0]?.role === 'chair');
  const signIn = await fetch(`${url}/api/demo/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ personId: chair?.personId }),
  });
  const cookie = signIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  const session = (await signIn.json()) as { seat: { tableId: string } };
  const answer = await fetch(`${url}/api/tables/${session.seat.tableId}/seal/bundle`, { headers: { cookie } });
  expect(answer.status).toBe(200);
  return answer.text();
}

function verify(...files: string[]): { status: number | null; report: string } {
  const script = join(ROOT, 'apps/web/dist/samenspel-verifier.mjs');
  const { status, stdout, stderr } = spawnSync(NODE, [script, ...files], { encoding: 'utf8' });
  return { status, report: `${stdout}${stderr}` };
}

describe('[Z12] the offline verifier, as it is built', () => {
  it('finds that the seal of the demonstration fits, in Dutch and in English, and the key out of reach of others', () => {
    const { status, report } = verify(join(dir, 'bundle.json'));
    expect(report).toContain('Wat in dit bestand staat, past bij elkaar. Het is niet vergeleken');
    expect(report).toContain('What is in this file fits together. It was not compared');
    expect(status).toBe(4);
    expect(statSync(join(product.dataDir, 'seal-key.pem')).mode & 0o777).toBe(0o600);
  });

  it('names what was changed, and ends with 1; what it can not read is told too', () => {
    const changed = JSON.parse(bundle) as SealBundle;
    changed.checkpoints.push({ note: 'nothing', size: '99' });
    writeFileSync(join(dir, 'changed.json'), JSON.stringify(changed));
    writeFileSync(join(dir, 'no-bundle.json'), 'x');
    expect(verify(join(dir, 'changed.json'))).toMatchObject({
      status: 1,
      report: expect.stringContaining('controlepunt na vastlegging 99'),
    });
    expect(verify(join(dir, 'no-bundle.json'))).toMatchObject({ status: 1, report: expect.stringContaining('[form]') });
    expect(verify(join(dir, 'bundle.json'), join(dir, 'no-bundle.json'))).toMatchObject({
      status: 1,
      report: expect.stringContaining('[older-form]'),
    });
    expect(verify(join(dir, 'nowhere.json')).status).toBe(2);
    expect(verify().status).toBe(2);
  });

  it('[Z16] says as a page, from a file and without a network, what it says in Node', async () => {
    const fixture = (name: string): string => join(ROOT, 'verifier/fixtures', name);
    const withSpace = join(dir, 'with-space.json');
    writeFileSync(withSpace, `${bundle} `);
    const cases: string[][] = [
      [join(dir, 'bundle.json')],
      [join(dir, 'changed.json')],
      [withSpace],
      [fixture('demonstration-provider.json')],
      [fixture('demonstration-chair.json'), fixture('demonstration-provider.json')],
      [fixture('keys-and-erasures.json'), fixture('keys-and-erasures-after-5.txt')],
    ];
    const looks = { 0: 'good', 1: 'bad' } as Record<number, string>;
    const browser = await launchChromium();
    try {
      const context = await browser.newContext({ offline: true });
      const page = await context.newPage();
      const troubles = troublesOf(page);
      for (const [file = '', ...older] of cases) {
        await page.goto(pathToFileURL(join(ROOT, 'apps/web/dist/samenspel-verifier.html')).href);
        await page.setInputFiles('#older', older);
        await page.setInputFiles('#bundle', file);
        const verdict = page.locator('.verdict');
        await verdict.nth(1).waitFor();
        const { status, report } = verify(file, ...older);
        const names = [file, ...older].reduce((text, path) => text.replaceAll(path, basename(path)), report);
        for (const shown of await verdict.allTextContents()) expect(names).toContain(shown.slice(2));
        for (const lines of await page.locator('pre').allTextContents()) expect(names).toContain(lines);
        expect(await verdict.first().getAttribute('class')).toBe(`verdict ${looks[status ?? 2] ?? 'part'}`);
      }
      expect(troubles).toEqual([]);
      expect(readFileSync(join(dir, 'bundle.json'), 'utf8')).toBe(bundle);
    } finally {
      await browser.close();
    }
  });

  it('[Z15] says as a page why it could not check, and shows one result at a time', async () => {
    writeFileSync(join(dir, 'empty.json'), '');
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      await page.goto(pathToFileURL(join(ROOT, 'apps/web/dist/samenspel-verifier.html')).href);
      await page.setInputFiles('#bundle', join(dir, 'empty.json'));
      await page.getByText('Het bestand empty.json is leeg').waitFor();
      // Both are asked at once: the answer about the first must not stand beside that about the second.
      await Promise.all([
        page.setInputFiles('#bundle', join(dir, 'bundle.json')),
        page.setInputFiles('#bundle', join(dir, 'changed.json')),
      ]);
      await page.getByText('Het klopt niet').waitFor();
      expect(await page.locator('.verdict').count()).toBe(2);
    } finally {
      await browser.close();
    }
  });
});
