import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, launchChromium, shots, signIn } from '../support/chromium';
import { Member } from '../support/member';
import { startProduct, type Product } from '../support/product';

let product: Product;
let browser: Browser;
let addresses: Record<string, string>;

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  product = await startProduct();
  browser = await launchChromium();
  const member = await Member.signIn(product.url, 'Marloes Terpstra');
  const plan = await member.plan();
  const own = plan.sections.find(({ owner }) => owner);
  addresses = {
    desk: '/',
    table: `/tafels/${plan.tableId}`,
    document: `/documenten/${plan.documentId}`,
    rights: `/documenten/${plan.documentId}/secties/${own?.sectionId ?? ''}/rechten`,
    'add-document': `/tafels/${plan.tableId}/document-toevoegen`,
    import: `/tafels/${plan.tableId}/document-importeren`,
    seal: `/tafels/${plan.tableId}/zegel`,
    account: '/account',
    outbox: '/postvak',
    forgotten: '/wachtwoord-vergeten',
    password: '/aanmelden?met=wachtwoord',
    'link-gone': `/uitnodiging/${'A'.repeat(43)}`,
    'not-found': '/er-is-hier-niets',
    'not-visible': '/documenten/00000000-0000-4000-8000-000000000000',
  };
});
afterAll(async () => {
  await browser.close();
  await product.remove();
});

async function shown(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.waitForLoadState('networkidle');
}

/** Wider than the window means scrolling sideways: a text that is cut off on a phone. */
async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

describe.each([
  ['nl-NL', 'light', 1440],
  ['nl-NL', 'dark', 360],
  ['en-GB', 'dark', 1440],
  ['en-GB', 'light', 360],
] as const)('every page in %s, %s, %i wide', (language, scheme, width) => {
  it('[E4] has no accessibility violation and fits the window', async () => {
    const options = { width, height: 900, language };
    const people = { 'sign-in': null, seat: 'Hugo Meijer', rest: 'Marloes Terpstra' };
    const found: string[] = [];
    const look = async (page: Page, name: string): Promise<void> => {
      await page.emulateMedia({ colorScheme: scheme });
      await shown(page);
      for (const violation of await axe(page)) found.push(`${name}: ${violation}`);
      const wider = await overflow(page);
      if (wider > 0) found.push(`${name}: ${wider} pixels too wide`);
      await page.screenshot({ path: `${shots}/${name}-${language}-${scheme}-${width}.png` });
    };
    const first = await browser.newContext({ locale: language, viewport: { width, height: 900 } });
    const door = await first.newPage();
    await door.goto(product.url);
    await look(door, 'sign-in');
    await first.close();
    const two = await signIn(browser, product.url, people.seat, options);
    await look(two.page, 'seat');
    await two.context.close();
    const { page, context, troubles } = await signIn(browser, product.url, people.rest, options);
    for (const [name, address] of Object.entries(addresses)) {
      await page.goto(`${product.url}${address}`);
      await look(page, name);
    }
    await context.close();
    expect(found).toEqual([]);
    // The questions "who is signed in?" and "is this document there?" are answered with an error status: no fault.
    expect(troubles.filter((trouble) => !/status of (401|404|410)/.test(trouble))).toEqual([]);
  });
});
