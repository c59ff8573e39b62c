import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, launchChromium, shots, signIn } from '../support/chromium';
import { CrashDatabase } from '../support/crash-database';
import { saved, sectionOf, startTyping } from '../support/document-page';
import { startProduct, type Product } from '../support/product';
import { Scribe } from '../support/scribe';

/** A section of the plan in which both write; the damaged one is above it. */
const OTHER = 2;

let product: Product;
let browser: Browser;
let plan = '';
let words: readonly string[] = [];
let sectionId = '';

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  product = await startProduct();
  const scribe = await Scribe.at(product.url);
  for (let n = 0; n < 3; n += 1) await scribe.save();
  ({ words } = scribe);
  ({ sectionId } = scribe.section);
  plan = `${product.url}/documenten/${(await scribe.member.plan()).documentId}`;
  scribe.leave();
  await new CrashDatabase(product.dataDir).spoilLastRow(sectionId);
  await product.kill();
  product = await product.again();
  browser = await launchChromium();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await product.remove();
});

/** The damaged section as it is on this page: what is right is read, and nobody is invited to write. */
async function expectDamaged(page: Page, notice: string, bar: string): Promise<void> {
  const section = page.locator(`#section-${sectionId}`);
  await section.getByText(notice).waitFor();
  const text = await section.locator('.s-static').innerText();
  expect(words.map((word) => text.includes(word))).toEqual([true, true, false]);
  expect(await section.locator('.bar__right').innerText()).toBe(bar);
  await section.locator('.s-static .s-block').first().click();
  await page.keyboard.type('niet hier');
  expect(await section.locator('.ProseMirror').count()).toBe(0);
  expect(await section.innerText()).not.toContain('niet hier');
  // It is read before the text that it is about.
  const places = await section.evaluate((element) => {
    const top = (selector: string): number => element.querySelector(selector)?.getBoundingClientRect().top ?? -1;
    return [top('.s-damaged'), top('.s-static')];
  });
  expect(places[0]).toBeLessThan(places[1] ?? 0);
}

describe('[C24] a damaged section in a browser', () => {
  it('is read up to the damage and not written in, says what that means and what to do, and leaves the others alone', async () => {
    const commissioner = await signIn(browser, product.url, 'Marloes Terpstra', { interface: 'nl' });
    await commissioner.page.goto(plan);
    await expectDamaged(
      commissioner.page,
      'Deze sectie is beschadigd. U kunt haar nu alleen lezen.',
      'Beschadigd: alleen lezen.',
    );
    const contractor = await signIn(browser, product.url, 'Annemiek Roos', { interface: 'en-GB' });
    await contractor.page.goto(plan);
    await expectDamaged(
      contractor.page,
      'This section is damaged. For now you can only read it.',
      'Damaged: reading only.',
    );
    await startTyping(commissioner.page, OTHER);
    await commissioner.page.keyboard.type(' Hier gaat het door.');
    await sectionOf(contractor.page, OTHER).getByText('Hier gaat het door.').waitFor();
    await saved(commissioner.page);
    for (const { page, context } of [commissioner, contractor]) {
      for (const colorScheme of ['light', 'dark'] as const) {
        for (const width of [1440, 360]) {
          await page.emulateMedia({ colorScheme });
          await page.setViewportSize({ width, height: 900 });
          const section = page.locator(`#section-${sectionId}`);
          await section.evaluate((element) => element.scrollIntoView());
          expect(await axe(page)).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
          const language = page === commissioner.page ? 'nl' : 'en';
          await page.screenshot({ path: join(shots, `damaged-${language}-${colorScheme}-${width}.png`) });
        }
      }
      await context.close();
    }
  });
});
