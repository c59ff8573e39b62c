import { mkdirSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, launchChromium, shots, signIn, speak, troublesOf } from '../support/chromium';
import { pagesOf, PEOPLE, routeNames, type PageOfProduct } from '../support/pages';
import { startProduct, type Product } from '../support/product';

const COMBINATIONS = (['nl', 'en-GB'] as const).flatMap((language) =>
  (['light', 'dark'] as const).flatMap((scheme) =>
    ([1440, 360] as const).map((width) => [language, scheme, width] as const),
  ),
);
/** The pages on which most of the work is done are seen in all combinations. */
const MAIN = ['desk', 'table', 'document', 'round', 'outcome'];

let product: Product;
let browser: Browser;
let pages: PageOfProduct[];

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  product = await startProduct();
  browser = await launchChromium();
  pages = await pagesOf(product.url);
});
afterAll(async () => {
  await browser?.close();
  await product?.remove();
});

/** Each page in one combination and in its opposite: so it is seen in each language, each theme and each width. */
function seenIn(page: PageOfProduct, at: number, combination: number): boolean {
  const one = at % COMBINATIONS.length;
  return MAIN.includes(page.name) || combination === one || combination === COMBINATIONS.length - 1 - one;
}

async function shown(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(() => document.querySelector('main .skeleton') === null);
}

/** Wider than the window means scrolling sideways: a text that is cut off on a phone. */
async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

async function enter(
  who: PageOfProduct['who'],
  language: 'nl' | 'en-GB',
  width: number,
): Promise<{ context: BrowserContext; page: Page; troubles: string[] }> {
  const person = PEOPLE[who];
  if (person !== null)
    return signIn(browser, product.url, person, { width, height: 900, language, interface: language });
  const context = await browser.newContext({ locale: language, viewport: { width, height: 900 } });
  await speak(context, language);
  const page = await context.newPage();
  return { context, page, troubles: troublesOf(page) };
}

it('[E4] the list of pages has every route of the interface', () => {
  const listed = new Set(pages.map(({ name }) => name.split('/')[0]));
  expect(routeNames().length).toBeGreaterThan(50);
  expect(routeNames().filter((name) => !listed.has(name))).toEqual([]);
});

describe.each(COMBINATIONS.map((combination, at) => [...combination, at] as const))(
  'the pages in %s, %s, %i wide',
  (language, scheme, width, combination) => {
    it('[E4] have no accessibility violation and fit the window', async () => {
      const found: string[] = [];
      for (const who of Object.keys(PEOPLE) as PageOfProduct['who'][]) {
        const here = pages.filter((page, at) => page.who === who && seenIn(page, at, combination));
        if (here.length === 0) continue;
        const { context, page, troubles } = await enter(who, language, width);
        await page.emulateMedia({ colorScheme: scheme });
        for (const { name, path, press, problem } of here) {
          await page.goto(`${product.url}${path}`);
          await shown(page);
          if (press !== undefined) await page.locator(press).first().click();
          expect(await page.getAttribute('html', 'lang')).toBe(language);
          if (!problem && (await page.locator('[data-problem]').count()) > 0) found.push(`${name}: shows a problem`);
          for (const violation of await axe(page)) found.push(`${name}: ${violation}`);
          const wider = await overflow(page);
          if (wider > 0) found.push(`${name}: ${wider} pixels too wide`);
          const file = `${name.replace('/', '-')}-${language}-${scheme}-${width}.png`;
          await page.screenshot({ path: `${shots}/${file}`, fullPage: !name.startsWith('document') });
        }
        // The questions "who is signed in?" and "is this there?" are answered with an error status: no fault.
        found.push(...troubles.filter((trouble) => !/status of (401|404|410)/.test(trouble)));
        await context.close();
      }
      expect(found).toEqual([]);
    });
  },
);
