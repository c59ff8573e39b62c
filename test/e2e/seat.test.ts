import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, launchChromium, shots, signIn } from '../support/chromium';
import { openPlan } from '../support/document-page';
import { startProduct, type Product } from '../support/product';

const NEW = 'Regiobureau Jeugd Zilverland';

let product: Product;
let browser: Browser;

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  product = await startProduct();
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  await product?.remove();
});

const optionsOf = (page: Page, label: string): Promise<string[]> =>
  page.getByLabel(label).locator('option').allTextContents();

async function fits(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(shots, `seat-${name}.png`), fullPage: true });
  expect(await axe(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(
    0,
  );
}

describe('adding a seat, with the keyboard on a phone', () => {
  it('[T16] begins without a role, offers those that fit, and shows what comes with it before anything is added', async () => {
    const { page } = await signIn(browser, product.url, 'Robin Scheffer', { width: 360 });
    await page
      .getByRole('link', { name: /^Ontwikkeltafel/ })
      .first()
      .click();
    await page.getByRole('link', { name: 'Zetel toevoegen' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Zetel toevoegen' }).waitFor();
    await page.getByLabel('Organisatie').waitFor();
    expect(await optionsOf(page, 'Rol aan deze tafel')).toEqual(['Kies eerst een organisatie']);
    await page.getByRole('button', { name: 'Verder: controleren' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Kies een organisatie.' }).waitFor();

    await page.getByLabel('Organisatie').focus();
    await page.keyboard.type('Jeugdhulp');
    expect(await optionsOf(page, 'Rol aan deze tafel')).toEqual([
      'Maak een keuze',
      'opdrachtnemer',
      'ketenpartner',
      'toehoorder',
    ]);
    expect(await page.getByLabel('Rol aan deze tafel').inputValue()).toBe('');
    // A browser takes what is typed soon after as more of the same word.
    await page.getByLabel('Organisatie').selectOption({ label: `${NEW} (RBJ)` });
    await page.getByLabel('Rol aan deze tafel').focus();
    await page.keyboard.type('opdrachtgever');
    await fits(page, 'choose');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');

    await page.getByRole('heading', { level: 1, name: 'Controleer de nieuwe zetel' }).waitFor();
    await page.getByText('G.1', { exact: true }).first().waitFor();
    await fits(page, 'check');
    const shown = await page.locator('main').innerText();
    expect(shown).toMatch(/\d+ mensen die eigenaar zijn, krijgen meteen bericht/);
    expect(shown).not.toMatch(/onderhandel|Strategie|kostprijs/i);
    await page.getByRole('button', { name: 'Voeg de zetel toe' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 3, name: 'Opdrachtgevers' }).waitFor();
    await page.getByText(NEW).first().waitFor();
  });

  it('[R13] [R14] the owners find it on their desk, and the new reader in the line of each section', async () => {
    const { page } = await signIn(browser, product.url, 'Marloes Terpstra');
    await page.getByRole('link', { name: NEW }).waitFor();
    expect(await page.locator('main').innerText()).toContain(
      'Nieuwe zetel, leest gesloten secties waarvan u eigenaar bent',
    );
    await openPlan(page);
    await page.getByText(`gemeenten en ${NEW}`).first().waitFor();
  });
});
