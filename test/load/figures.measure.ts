import { gzipSync } from 'node:zlib';
import { plainText } from '@samenspel/collab';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, it } from 'vitest';
import type { LiveSection } from '@samenspel/collab/client';
import type { DocumentSummary, DocumentView, TableView } from '@samenspel/domain';
import { launchChromium, signIn } from '../support/chromium';
import { Member, until } from '../support/member';
import { startProduct, type Product } from '../support/product';
import { typeAt } from '../support/typing';

/** The figures of the README, as one line of JSON at the end. Machines differ and are noisy: read them as an order of size. */
const figures: Record<string, number> = {};
let product: Product;
let browser: Browser;

beforeAll(async () => {
  let at = performance.now();
  product = await startProduct();
  figures['startWithNewDatabaseMs'] = Math.round(performance.now() - at);
  await product.stop();
  at = performance.now();
  product = await product.again();
  figures['startAgainMs'] = Math.round(performance.now() - at);
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  await product.remove();
  console.info(JSON.stringify(figures));
});

function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10;
}

it('acknowledgement with 20 writers of 5 letters a second each in one section, for 10 seconds', async () => {
  const names = ['Marloes Terpstra', 'Sjoerd Wiersma', 'Annemiek Roos', 'Esra Yildiz', 'Joost Hartman'];
  const first = await Member.signIn(product.url, 'Marloes Terpstra');
  const sectionId =
    (await first.plan()).sections.find(({ right, restricted }) => right === 'write' && !restricted)?.sectionId ?? '';
  const sections: LiveSection[] = [];
  for (let n = 0; n < 20; n += 1) {
    const member = await Member.signIn(product.url, names[n % names.length] ?? '');
    const section = member.connect().open(sectionId);
    await until(section, () => section.state === 'live');
    await section.prepareToWrite();
    sections.push(section);
  }
  const times: number[] = [];
  await Promise.all(
    sections.map(async (section, n) => {
      await new Promise((turn) => setTimeout(turn, n * 10));
      for (let letter = 0; letter < 50; letter += 1) {
        const at = performance.now();
        typeAt(section.doc, 0, 'x');
        await until(section, () => section.save.kind === 'saved');
        times.push(performance.now() - at);
        await new Promise((turn) => setTimeout(turn, Math.max(0, 200 - (performance.now() - at))));
      }
    }),
  );
  figures['acknowledged'] = times.length;
  figures['ackP50Ms'] = percentile(times, 0.5);
  figures['ackP99Ms'] = percentile(times, 0.99);
  const [one] = sections;
  for (const section of sections) if (one) await until(section, () => plainText(section.doc) === plainText(one.doc));
});

it('opening a plan of 60 sections', async () => {
  const member = await Member.signIn(product.url, 'Jeroen Pols');
  const { tableId } = member.session?.seat ?? { tableId: '' };
  const paragraph =
    'Een alinea van ongeveer honderdveertig tekens, zoals er in een plan veel staan, over wat er verandert en voor wie dat is. ';
  const text = Array.from(
    { length: 60 },
    (_, n) => `## Sectie ${n + 1}\n\n${Array.from({ length: 20 }, () => paragraph).join('\n\n')}`,
  );
  const summary = await member.send<DocumentSummary>(
    'POST',
    `/api/tables/${tableId}/imports?name=plan.md&title=Plan&kind=transformationPlan&formality=informal`,
    new TextEncoder().encode(`# Plan van zestig secties\n\n${text.join('\n\n')}`),
  );
  const table = await member.send<TableView>('GET', `/api/tables/${tableId}`);
  const view = await member.send<DocumentView>('GET', `/api/documents/${summary.documentId}`);
  if (table.documents.length < 2 || view.sections.length !== 60) throw new Error('no plan of 60 sections');
  const { page, context } = await signIn(browser, product.url, 'Marloes Terpstra');
  const open: number[] = [];
  const typed: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    await page.goto('about:blank');
    const at = performance.now();
    await page.goto(`${product.url}/documenten/${summary.documentId}`, { waitUntil: 'commit' });
    await page.locator('section.s-section').nth(0).locator('.s-static .s-block').first().waitFor();
    await page.locator('section.s-section').nth(0).locator('.s-static .s-block').first().click();
    await page.locator('.ProseMirror[contenteditable="true"]').first().waitFor();
    await page.keyboard.type('x');
    typed.push(performance.now() - at);
    await page.locator('section.s-section').nth(59).locator('.s-static .s-block').last().waitFor();
    open.push(performance.now() - at);
  }
  figures['open60FirstLetterMs'] = percentile(typed, 0.5);
  figures['open60AllShownMs'] = percentile(open, 0.5);
  await context.close();
});

it('the first page', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  let bytes = 0;
  let files = 0;
  page.on('response', (response) => {
    void response.body().then(
      (body) => {
        const type = response.headers()['content-type'] ?? '';
        files += 1;
        bytes += /font|image\/(?!svg)/.test(type) ? body.byteLength : gzipSync(body).byteLength;
      },
      () => undefined,
    );
  });
  const at = performance.now();
  await page.goto(product.url);
  await page.locator('h1').waitFor();
  figures['firstPageMs'] = Math.round(performance.now() - at);
  await page.waitForLoadState('networkidle');
  figures['firstPageGzipKb'] = Math.round(bytes / 102.4) / 10;
  figures['firstPageFiles'] = files;
  await context.close();
});
