import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import type axe from 'axe-core';
import { Harness, letter } from './page';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let harness: Harness;
beforeAll(async () => {
  harness = await Harness.start();
  await harness.open();
}, 120_000);
afterAll(() => harness.stop());

async function violations(page: Page): Promise<string[]> {
  // Not as a script tag: the page's policy allows none but its own.
  await page.evaluate(AXE);
  const result = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
  return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
}

/** Another party writes in the first two sections, with the caret in a text. */
async function othersWrite(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const { theirs } of window.sections.slice(0, 2)) window.placeCaret(theirs, 0, 20, 28);
  });
}

declare global {
  interface Window {
    placeCaret(live: unknown, block: number, anchor: number, head: number): void;
  }
}

describe('how the text looks', () => {
  for (const theme of ['light', 'dark']) {
    for (const width of [360, 768, 1440]) {
      it(`[X17] has no accessibility violation and no sideways scroll, ${theme}, ${width} wide`, async () => {
        const { page, errors } = await harness.open({ theme, width, height: 900 });
        expect(await violations(page)).toEqual([]);
        const at = await letter(page, 0, 2, 5);
        await page.mouse.click(at.x, at.y);
        await page.waitForSelector('.ProseMirror-focused');
        await othersWrite(page);
        await page.waitForSelector('.s-peer__label--shown');
        await page.waitForTimeout(400);
        expect(await violations(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
        if (process.env.SCREENSHOTS)
          await page.screenshot({ path: `${process.env.SCREENSHOTS}/${theme}-${width}.png`, fullPage: true });
        expect(errors).toEqual([]);
      });
    }
  }

  it('[X17] shows lists as lists to a screen reader, with items and numbers', async () => {
    const { page } = await harness.open();
    const at = await letter(page, 0, 2, 5);
    await page.mouse.click(at.x, at.y);
    await page.waitForSelector('.ProseMirror-focused');
    const client = await page.context().newCDPSession(page);
    const { nodes } = await client.send('Accessibility.getFullAXTree');
    const count = (role: string): number => nodes.filter((node) => !node.ignored && node.role?.value === role).length;
    expect(count('list')).toBe(3);
    expect(count('listitem')).toBe(6);
    const box = nodes.find((node) => node.role?.value === 'textbox');
    expect(box?.name?.value).toBe('Tekst van sectie 1, Waarom dit plan');
  });

  it('[X18] draws static text and editor alike, pixel for pixel', async () => {
    const { page } = await harness.open();
    const boxes = (): Promise<unknown> =>
      page.evaluate(() =>
        [...document.querySelectorAll('.s-section__text')[1]!.querySelectorAll('.s-block, td, th, strong, a')].map(
          (element) => {
            const { x, y, width, height } = element.getBoundingClientRect();
            return [element.tagName, x, y, width, height].join(' ');
          },
        ),
      );
    const before = await boxes();
    const at = await letter(page, 1, 0, 3);
    await page.mouse.click(at.x, at.y);
    await page.waitForSelector('.ProseMirror-focused');
    expect(await boxes()).toEqual(before);
  });

  it('[X19] lets writers confirm a block of which the import was unsure, by keyboard too', async () => {
    const { page } = await harness.open();
    const button = page.getByRole('button', { name: /^Gecontroleerd: De wachttijd/ });
    await button.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => button.count()).toBe(0);
    expect(await page.locator('.s-block--unsure').count()).toBe(0);
  });

  it('[X20] works the toolbar with one stop for Tab and arrow keys', async () => {
    const { page } = await harness.open();
    const at = await letter(page, 0, 0, 5);
    await page.mouse.click(at.x, at.y);
    await page.waitForSelector('.ProseMirror-focused');
    await page.keyboard.press('Alt+F10');
    const focused = (): Promise<string | null> =>
      page.evaluate(() => document.activeElement!.getAttribute('aria-label'));
    await expect.poll(focused).toMatch(/^Tekststijl/);
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toBe('Vet');
    await page.keyboard.press('End');
    expect(await focused()).toBe('Opnieuw');
    expect(await page.locator('.s-toolbar [data-tool][tabindex="0"]').count()).toBe(1);
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement!.classList.contains('ProseMirror'))).toBe(true);
  });

  it('[X20] sets a link by dialog and refuses what is no address', async () => {
    const { page, errors } = await harness.open();
    const from = await letter(page, 0, 0, 0);
    await page.mouse.dblclick(from.x + 3, from.y);
    await page.waitForSelector('.ProseMirror-focused');
    await page.keyboard.press('Control+k');
    await page.getByLabel('Adres').fill('javascript:alert(1)');
    await page.keyboard.press('Enter');
    await page.getByText('Dit is geen adres').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('Adres').fill('https://voorbeeld.nl');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.ProseMirror a').count()).toBe(1);
    expect(await page.locator('.ProseMirror a').textContent()).toBe('Kinderen');
    expect(errors).toEqual([]);
  });
});
