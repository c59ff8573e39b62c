import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DocumentView, SessionView, TableView } from '@samenspel/domain';
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

const SECRET = 'Noor Jansen, burgerservicenummer 123456782';

/** A section that the person owns and writes in, of the first document of the table. */
async function ownSection(page: Page): Promise<{ documentId: string; sectionId: string }> {
  return page.evaluate(async () => {
    const ask = async <T>(path: string): Promise<T> => (await fetch(path)).json() as Promise<T>;
    const { seat } = await ask<SessionView>('/api/session');
    const { documents } = await ask<TableView>(`/api/tables/${seat!.tableId}`);
    const { documentId } = documents.find(({ kind }) => kind === 'transformationPlan')!;
    const { sections } = await ask<DocumentView>(`/api/documents/${documentId}`);
    const own = sections.find(({ owner, right, archivedAt }) => owner && right === 'write' && archivedAt === null);
    return { documentId, sectionId: own!.sectionId };
  });
}

const shot = (page: Page, name: string): Promise<unknown> =>
  page.screenshot({ path: join(shots, `erasure-${name}.png`), fullPage: true });

describe('[H14] erasing in a browser', () => {
  it('shows what goes and what does not, is confirmed, and leaves the words on no screen', async () => {
    const owner = await signIn(browser, product.url, 'Marloes Terpstra');
    const reader = await signIn(browser, product.url, 'Eline Drost');
    const { documentId, sectionId } = await ownSection(owner.page);
    const document = `${product.url}/documenten/${documentId}`;
    await owner.page.goto(document);
    const text = owner.page.locator(`#section-${sectionId} .s-text`).first();
    await text.waitFor();
    await text.locator('p, li, h3').first().click();
    await owner.page.locator('.s-text.ProseMirror').waitFor();
    await owner.page.keyboard.press('End');
    await owner.page.keyboard.type(` ${SECRET}.`);
    await reader.page.goto(document);
    await reader.page.getByText(SECRET).first().waitFor();

    await owner.page.goto(`${document}/secties/${sectionId}/geschiedenis`);
    await owner.page.getByRole('link', { name: 'Een passage wissen' }).click();
    await owner.page.getByLabel('Welke woorden moeten weg?').fill('Niemand');
    await owner.page.getByRole('button', { name: 'Bekijken wat er gewist wordt' }).click();
    await owner.page.getByText('Deze woorden staan zo niet in deze versie.').waitFor();
    await owner.page.evaluate((wanted) => {
      const walker = globalThis.document.createTreeWalker(
        globalThis.document.querySelector('article')!,
        NodeFilter.SHOW_TEXT,
      );
      while (walker.nextNode()) {
        const at = walker.currentNode.textContent?.indexOf(wanted) ?? -1;
        if (at >= 0) getSelection()?.setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + wanted.length);
      }
    }, SECRET);
    await owner.page.locator('article').dispatchEvent('pointerup');
    expect(await owner.page.getByLabel('Welke woorden moeten weg?').inputValue()).toBe(SECRET);
    await shot(owner.page, 'choose');
    expect(await axe(owner.page)).toEqual([]);
    await owner.page.getByRole('button', { name: 'Bekijken wat er gewist wordt' }).click();
    await owner.page.getByRole('heading', { name: 'Dit gaat weg' }).waitFor();
    await owner.page.getByRole('button', { name: 'Voorgoed wissen' }).click();
    await owner.page.getByText('Geef een reden.').waitFor();
    await owner.page.getByLabel('Reden').fill(`Hier stond ${SECRET}`);
    await owner.page.getByText('In de reden staan de woorden').waitFor();
    await owner.page.getByLabel('Reden').fill('Persoonsgegevens van een kind');
    await shot(owner.page, 'confirm');
    expect(await axe(owner.page)).toEqual([]);
    await owner.page.getByRole('button', { name: 'Voorgoed wissen' }).click();
    await owner.page.getByText('De woorden staan nergens meer in wat u van deze sectie kunt lezen.').waitFor();
    await shot(owner.page, 'done');
    expect(await axe(owner.page)).toEqual([]);

    await reader.page.getByText(SECRET).first().waitFor({ state: 'detached' });
    await reader.page.goto(`${document}/secties/${sectionId}/geschiedenis`);
    await reader.page.getByText('Reden: Persoonsgegevens van een kind').waitFor();
    await shot(reader.page, 'history');
    expect(await reader.page.content()).not.toContain('123456782');
    expect([...owner.troubles, ...reader.troubles].filter((trouble) => !trouble.includes('401'))).toEqual([]);
    await owner.context.close();
    await reader.context.close();
  }, 120_000);
});
