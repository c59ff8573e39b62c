import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DocumentSummary } from '@samenspel/domain';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, launchChromium, shots, signIn } from '../support/chromium';
import { startProduct, type Product } from '../support/product';

let product: Product;
let browser: Browser;

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  product = await startProduct();
  browser = await launchChromium();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await product?.remove();
});

const WORDS = 'Na drie maanden en na een jaar is er een gesprek';

async function openPlan(page: Page): Promise<void> {
  const { tableId } = await page.evaluate(async () => (await (await fetch('/api/session')).json()).seat);
  const { documents } = await page.evaluate(async (id) => (await fetch(`/api/tables/${id}`)).json(), tableId);
  const plan = documents.find(({ kind }: DocumentSummary) => kind === 'transformationPlan');
  await page.goto(`${product.url}/documenten/${plan.documentId}`);
  await page.getByText(WORDS).first().waitFor();
}

/** Selects words as a hand would leave them selected, in the static text and in an editor alike. */
function select(page: Page, words: string): Promise<void> {
  return page.evaluate((wanted) => {
    const walker = document.createTreeWalker(document.querySelector('.s-document')!, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const at = walker.currentNode.textContent?.indexOf(wanted) ?? -1;
      if (at < 0) continue;
      walker.currentNode.parentElement?.scrollIntoView({ block: 'center' });
      document.getSelection()?.setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + wanted.length);
      return;
    }
    throw new Error('not in the text');
  }, words);
}

const shot = (page: Page, name: string): Promise<unknown> =>
  page.screenshot({ path: join(shots, `comments-${name}.png`) });

/** Before signing in, the question who is signed in is answered with 401. */
const unexpected = (trouble: string): boolean => !trouble.includes('401');

describe('[K15] comments in the text', () => {
  it('are placed by who may not write, reach a writer at once, and leave his caret and scroll alone', async () => {
    const parent = await signIn(browser, product.url, 'Petra van Loon');
    const writer = await signIn(browser, product.url, 'Marloes Terpstra');
    await openPlan(parent.page);
    await openPlan(writer.page);
    // The writer is typing in that very section.
    await writer.page.getByText('Zonder nieuwe pleegouders').click();
    await writer.page.locator('.s-text.ProseMirror').waitFor();
    await writer.page.keyboard.press('End');
    const before = await writer.page.evaluate(() => ({
      top: scrollY,
      offset: document.getSelection()?.focusOffset,
      focused: document.activeElement?.className,
    }));

    await select(parent.page, WORDS);
    await parent.page.getByRole('button', { name: 'Opmerking plaatsen' }).last().click();
    await parent.page.getByLabel('Uw opmerking').fill('Ook met de ouders zelf?');
    await shot(parent.page, 'composer');
    await parent.page.getByRole('button', { name: 'Plaatsen', exact: true }).click();
    await parent.page.locator('mark.s-note', { hasText: WORDS }).waitFor();

    const shown = writer.page.locator('.ProseMirror .s-note', { hasText: WORDS });
    await shown.waitFor();
    expect(
      await writer.page.evaluate(() => ({
        top: scrollY,
        offset: document.getSelection()?.focusOffset,
        focused: document.activeElement?.className,
      })),
    ).toEqual(before);
    // Typing before it moves it along; what others type in the words leaves it on them.
    await writer.page.keyboard.type(' Echt.');
    await shown.waitFor();
    expect(await shown.textContent()).toBe(WORDS);
    await shown.click();
    await writer.page.getByText('Ook met de ouders zelf?').waitFor();
    expect(await writer.page.evaluate(() => document.activeElement?.closest('.ProseMirror') !== null)).toBe(true);
    await shot(writer.page, 'writer');
    expect(await axe(writer.page)).toEqual([]);
    expect(await axe(parent.page)).toEqual([]);

    // By keyboard, in the editor: the same words, answered.
    await select(writer.page, 'ook in het weekend');
    await writer.page.keyboard.press('Control+Alt+m');
    await writer.page.getByLabel('Uw opmerking').fill('Let op @Ouders');
    await writer.page.getByRole('option').first().waitFor();
    await writer.page.keyboard.press('Enter');
    await shot(writer.page, 'mention');
    await writer.page.getByRole('button', { name: 'Plaatsen', exact: true }).click();
    await parent.page.locator('mark.s-note', { hasText: 'ook in het weekend' }).first().waitFor();
    expect([...parent.troubles, ...writer.troubles].filter(unexpected)).toEqual([]);
    await parent.context.close();
    await writer.context.close();
  }, 120_000);

  it('show and are placed on a phone, and every page of a round is fit to be read', async () => {
    const phone = await signIn(browser, product.url, 'Sanne Visser', { width: 360, height: 740 });
    await openPlan(phone.page);
    await select(phone.page, WORDS);
    await phone.page.getByRole('button', { name: 'Opmerking plaatsen' }).last().click();
    await phone.page.getByLabel('Uw opmerking').waitFor();
    await shot(phone.page, 'phone-sheet');
    expect(await axe(phone.page)).toEqual([]);
    await phone.context.close();
    for (const [width, language, theme] of [
      [1440, 'nl-NL', 'light'],
      [360, 'nl-NL', 'dark'],
      [1440, 'en-GB', 'dark'],
      [360, 'en-GB', 'light'],
    ] as const) {
      const chair = await signIn(browser, product.url, 'Eline Drost', { width, height: 900 });
      await openPlan(chair.page);
      const documentId = chair.page.url().split('/').at(-1);
      await chair.page.evaluate(
        ([lang, dark]) => {
          localStorage.setItem('samenspel:language', lang);
          document.documentElement.dataset.theme = dark;
        },
        [language === 'nl-NL' ? 'nl' : 'en-GB', theme] as const,
      );
      const { rounds } = await chair.page.evaluate(
        async (id) => (await fetch(`/api/documents/${id}/rounds`)).json(),
        documentId,
      );
      const pages = [
        `documenten/${documentId}/reactieronde-openen`,
        ...rounds.map((round: { roundId: string }) => `reactierondes/${round.roundId}`),
        `reactierondes/${rounds[0].roundId}/doorgaan-zonder-antwoord`,
        `reactierondes/${rounds[0].roundId}/publiceren`,
      ];
      for (const [index, path] of pages.entries()) {
        await chair.page.goto(`${product.url}/${path}`);
        await chair.page.locator('h1').waitFor();
        await chair.page.evaluate((dark) => (document.documentElement.dataset.theme = dark), theme);
        await chair.page.screenshot({
          path: join(shots, `comments-round-${index}-${width}-${language}-${theme}.png`),
          fullPage: true,
        });
        expect(await axe(chair.page), path).toEqual([]);
        expect(await chair.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), path).toBe(true);
      }
      expect(chair.troubles.filter(unexpected)).toEqual([]);
      await chair.context.close();
    }
  }, 180_000);
});
