import type { DocumentSummary } from '@samenspel/domain';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, launchChromium, signIn } from '../support/chromium';
import { startProduct, type Product } from '../support/product';

let product: Product;
let browser: Browser;

beforeAll(async () => {
  product = await startProduct();
  browser = await launchChromium();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await product?.remove();
});

const WORDS = 'Na drie maanden en na een jaar is er een gesprek';
const READER = 'Petra van Loon';
const WRITER = 'Marloes Terpstra';

async function openPlan(page: Page): Promise<void> {
  const { tableId } = await page.evaluate(async () => (await (await fetch('/api/session')).json()).seat);
  const { documents } = await page.evaluate(async (id) => (await fetch(`/api/tables/${id}`)).json(), tableId);
  const plan = documents.find(({ kind }: DocumentSummary) => kind === 'transformationPlan');
  await page.goto(`${product.url}/documenten/${plan.documentId}`);
  await page.getByText(WORDS).first().waitFor();
  await page.locator('.s-note').first().waitFor();
}

/** Selects words as a hand would leave them selected. */
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

/** Where a block with these words is on the screen. */
function placeOf(page: Page, words = WORDS): Promise<{ left: number; top: number }> {
  return page.evaluate((wanted) => {
    const block = [...document.querySelectorAll('.s-document .s-block')].find((one) =>
      one.textContent?.includes(wanted),
    );
    const { left, top } = block!.getBoundingClientRect();
    return { left, top };
  }, words);
}

async function moved(page: Page, act: () => Promise<unknown>): Promise<number> {
  const before = await placeOf(page);
  await act();
  const after = await placeOf(page);
  return Math.max(Math.abs(after.left - before.left), Math.abs(after.top - before.top));
}

/** Whether focus is in the text, and what is selected there. */
function inText(page: Page): Promise<{ text: boolean; selected: string }> {
  return page.evaluate(() => ({
    text: document.activeElement?.closest('.s-section__text') != null,
    selected: String(document.getSelection()),
  }));
}

const form = (page: Page) => page.getByLabel('Uw opmerking');
const byKeyboard = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+Alt+m');
  await form(page).waitFor();
};

describe('[K19] opening a panel', () => {
  it.each([
    ['beside the text', 1440, 900],
    ['over the text on a small screen', 1100, 800],
    ['from below on a phone', 360, 740],
  ])('%s does not move the text', async (_name, width, height) => {
    const { page, context } = await signIn(browser, product.url, READER, { width, height });
    await openPlan(page);
    await select(page, WORDS);
    const button = page.getByRole('button', { name: 'Opmerking plaatsen' }).last();
    await button.waitFor();
    expect(
      await moved(page, async () => {
        await button.click();
        await form(page).waitFor();
        await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
      }),
    ).toBeLessThanOrEqual(2);
    expect(await moved(page, () => page.keyboard.press('Escape'))).toBeLessThanOrEqual(2);
    await form(page).waitFor({ state: 'detached' });
    for (const name of ['Opmerkingen', 'Geschiedenis', 'Wie mag dit lezen en wijzigen?']) {
      const opener = page.getByRole('button', { name: new RegExp(`^${name.replace('?', '\\?')}:`) }).nth(3);
      if ((await opener.count()) === 0) continue;
      await opener.scrollIntoViewIfNeeded();
      expect(
        await moved(page, async () => {
          await opener.click();
          await page.getByRole('heading', { level: 2, name, exact: false }).last().waitFor();
        }),
        name,
      ).toBeLessThanOrEqual(2);
      expect(await moved(page, () => page.keyboard.press('Escape')), name).toBeLessThanOrEqual(2);
      await expect.poll(() => opener.evaluate((one) => one === document.activeElement)).toBe(true);
    }
    await context.close();
  });
});

describe('[K19] the form of a comment', () => {
  it('says who will read it, goes with Escape, and gives the focus back to the words of who reads', async () => {
    const { page, context } = await signIn(browser, product.url, READER);
    await openPlan(page);
    await select(page, 'rie maanden en na ee');
    await byKeyboard(page);
    expect(await page.locator('.comments__quote').textContent()).toBe('drie maanden en na een');
    const readers = page.getByText(/^Wie dit kan lezen: .+\.$/);
    await readers.waitFor();
    expect(await form(page).getAttribute('aria-describedby')).toBe(await readers.getAttribute('id'));
    expect(await axe(page)).toEqual([]);
    // Nothing was typed: nothing is asked, nothing stays.
    await page.keyboard.press('Escape');
    await form(page).waitFor({ state: 'detached' });
    await expect.poll(() => inText(page)).toEqual({ text: true, selected: 'rie maanden en na ee' });
    // What was typed waits with its words.
    await byKeyboard(page);
    await page.keyboard.type('Met wie?');
    await page.keyboard.press('Escape');
    await form(page).waitFor({ state: 'detached' });
    await byKeyboard(page);
    expect(await form(page).inputValue()).toBe('Met wie?');
    await page.keyboard.press('Control+Enter');
    await form(page).waitFor({ state: 'detached' });
    await page.locator('mark.s-note', { hasText: 'drie maanden en na een' }).waitFor();
    expect((await inText(page)).text).toBe(true);
    await context.close();
  });

  it('leaves who writes in the editor with the selection, after placing and after thinking better of it', async () => {
    const { page, context } = await signIn(browser, product.url, WRITER);
    await openPlan(page);
    await page.getByText('Zonder nieuwe pleegouders').click();
    await page.locator('.s-text.ProseMirror').waitFor();
    await select(page, 'Zonder nieuwe pleegouders');
    expect(await moved(page, () => byKeyboard(page))).toBeLessThanOrEqual(2);
    await page.keyboard.press('Escape');
    await form(page).waitFor({ state: 'detached' });
    const inEditor = (): Promise<unknown> =>
      page.evaluate(() => [document.activeElement?.closest('.ProseMirror') != null, String(document.getSelection())]);
    await expect.poll(inEditor).toEqual([true, 'Zonder nieuwe pleegouders']);
    await byKeyboard(page);
    await page.keyboard.type('Zijn die er?');
    expect(
      await moved(page, async () => {
        await page.keyboard.press('Control+Enter');
        await form(page).waitFor({ state: 'detached' });
        await page.locator('.s-note', { hasText: 'Zonder nieuwe pleegouders' }).first().waitFor();
      }),
    ).toBeLessThanOrEqual(2);
    await expect.poll(inEditor).toEqual([true, 'Zonder nieuwe pleegouders']);
    await context.close();
  });
});

describe('[K18] [K17] words that are cut and pasted in an editor', () => {
  it('take their comment along, for the writer and for who reads, and are gone in between', async () => {
    const writer = await signIn(browser, product.url, WRITER);
    const reader = await signIn(browser, product.url, READER);
    await openPlan(writer.page);
    await openPlan(reader.page);
    const { keyboard } = writer.page;
    await writer.page.getByText('Zonder nieuwe pleegouders').click();
    await writer.page.locator('.s-text.ProseMirror').waitFor();
    await keyboard.press('Control+End');
    for (const line of ['Iedereen kent de hulp.', 'De aanbieder geeft de hulp thuis.', 'De regio betaalt.']) {
      await keyboard.press('Enter');
      await keyboard.type(line);
    }
    await select(writer.page, 'geeft de hulp thuis');
    await byKeyboard(writer.page);
    await keyboard.type('Altijd?');
    await keyboard.press('Control+Enter');
    const marks = [
      writer.page.locator('.ProseMirror .s-note', { hasText: 'geeft de hulp thuis' }),
      reader.page.locator('mark.s-note', { hasText: 'geeft de hulp thuis' }),
    ];
    for (const mark of marks) await mark.waitFor();
    // The mark cuts the line into pieces on the page: the whole of it, as hands select it.
    await select(writer.page, 'De aanbieder ');
    await keyboard.press('Home');
    await keyboard.press('Shift+End');
    await keyboard.press('Control+x');
    for (const mark of marks) await mark.waitFor({ state: 'detached' });
    await writer.page.getByText('Deze woorden staan niet meer in de tekst.').first().waitFor();
    await select(writer.page, 'De regio betaalt.');
    await keyboard.press('End');
    await keyboard.press('Enter');
    await keyboard.press('Control+v');
    for (const mark of marks) await mark.waitFor();
    await writer.context.close();
    await reader.context.close();
  });
});
