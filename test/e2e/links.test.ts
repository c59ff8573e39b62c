import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { DeskView, DocumentView, TablePlanView } from '@samenspel/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, shots, signIn } from '../support/chromium';
import { sectionOf, startTyping } from '../support/document-page';
import { lineOf } from '../support/line';
import { Member } from '../support/member';
import { startProduct, type Product } from '../support/product';

const DAY = 24 * 3_600_000;
let product: Product;
let browser: Browser;
let chair: Member;
let tableId: string;
let plan: DocumentView;

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  product = await startProduct();
  browser = await launchChromium();
  chair = await Member.signIn(product.url, CHAIR);
  plan = await chair.plan();
  tableId = plan.tableId;
});
afterAll(async () => {
  await browser?.close();
  await product?.remove();
});

const CHAIR = 'Eline Drost';

/** Waits until the element that the address names has the focus, and gives whether it is in sight and uncovered. */
async function landed(page: Page): Promise<{ readonly inSight: boolean; readonly covered: boolean }> {
  await page.waitForFunction(() => {
    const id = decodeURIComponent(location.hash.slice(1));
    return id !== '' && document.activeElement?.id === id;
  });
  return page.evaluate(() => {
    const place = document.activeElement!;
    const { top, left, bottom } = place.getBoundingClientRect();
    const inSight = bottom > 0 && top >= 0 && top < innerHeight;
    const at = document.elementFromPoint(left + 8, Math.min(top + 8, innerHeight - 1));
    return { inSight, covered: at === null || !(place.contains(at) || at.contains(place)) };
  });
}
const SEEN = { inSight: true, covered: false };

async function plannedMeeting(title: string, days: number): Promise<string> {
  const startsAt = new Date(Date.now() + days * DAY).toISOString();
  const body = { title, startsAt, place: 'Raadhuis', formality: 'informal', agenda: [] };
  const view = await chair.send<TablePlanView>('POST', `/api/tables/${tableId}/meetings`, body);
  return view.meetings.find((meeting) => meeting.title === title)!.meetingId;
}

describe('[W14] a link lands where it says', () => {
  it.each([360, 1440])('from the overview at a meeting among others, at %i pixels', async (width) => {
    for (let at = 1; at <= 6; at += 1) await plannedMeeting(`Eerder ${width}.${at}`, 1);
    await plannedMeeting(`Aan de beurt ${width}`, 2);
    const { page, context } = await signIn(browser, product.url, CHAIR, { width });
    await page
      .locator('.item', { hasText: `Aan de beurt ${width}` })
      .getByRole('link', { name: /Bekijk de agenda/ })
      .click();
    expect(await landed(page)).toEqual(SEEN);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain(`Aan de beurt ${width}`);
    await context.close();
  });

  it('from a letter, opened anew, and for every line of the overview that names a place', async () => {
    const desk = await chair.send<DeskView>('GET', '/api/desk');
    const { page, context } = await signIn(browser, product.url, CHAIR);
    const paths = [...new Set([...desk.items, ...desk.news].map(({ path }) => path))].filter((path) =>
      path.includes('#'),
    );
    expect(paths.length).toBeGreaterThan(2);
    for (const path of paths.slice(0, 6)) {
      await page.goto('about:blank');
      await page.goto(product.url + path);
      expect(await landed(page), path).toEqual(SEEN);
    }
    await context.close();
  });

  it('after a meeting was added, at that meeting', async () => {
    const { page, context } = await signIn(browser, product.url, CHAIR);
    await page.goto(`${product.url}/tafels/${tableId}/vergadering-toevoegen`);
    await page.getByLabel('Onderwerp').first().fill('Net toegevoegd');
    await page.locator('input[type=date]').fill(new Date(Date.now() + 9 * DAY).toISOString().slice(0, 10));
    await page.locator('input[type=time]').fill('10:00');
    await page.locator('#field-place, [id$="place"]').first().fill('Elders');
    await page.locator('button[type=submit]').click();
    expect(await landed(page)).toEqual(SEEN);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Net toegevoegd');
    await context.close();
  });

  it('from a round about a later section at that section', async () => {
    const last = plan.sections.filter(({ audience }) => audience.some(({ kind }) => kind === 'everybody')).at(-1)!;
    const roundId = crypto.randomUUID();
    await chair.send('POST', `/api/documents/${plan.documentId}/rounds`, {
      roundId,
      sectionIds: [last.sectionId],
      question: 'Wat vindt u?',
      closesAt: new Date(Date.now() + 5 * DAY).toISOString(),
      answerBy: new Date(Date.now() + 20 * DAY).toISOString(),
    });
    const { page, context } = await signIn(browser, product.url, 'Petra van Loon');
    await page.goto(`${product.url}/reactierondes/${roundId}`);
    await page.getByRole('link', { name: 'Opmerkingen maken in de tekst' }).click();
    await page.waitForFunction((id) => document.activeElement?.id === id, `section-${last.sectionId}`);
    expect(await landed(page)).toEqual(SEEN);
    await context.close();
  });

  it('back from the history of a section at that section, by its button and by the browser', async () => {
    const { page, context } = await signIn(browser, product.url, 'Marloes Terpstra');
    await page.goto(`${product.url}/documenten/${plan.documentId}`);
    await sectionOf(page, 2).waitFor();
    // One that both read: sections that only the chair reads are not on this page.
    const { sectionId } = plan.sections
      .filter(({ audience }) => audience.some(({ kind }) => kind === 'everybody'))
      .at(-1)!;
    await page.locator(`#section-${sectionId}`).waitFor();
    await page.evaluate(
      (id) => document.getElementById(id)?.scrollIntoView({ block: 'start' }),
      `section-${sectionId}`,
    );
    const before = await page.evaluate(() => scrollY);
    expect(before).toBeGreaterThan(900);
    const history = `/documenten/${plan.documentId}/secties/${sectionId}/geschiedenis`;
    // As a link on the page would: within the page, so that the browser can go back.
    await page.evaluate((path) => {
      const { $router } = (
        document.querySelector('#app') as unknown as {
          __vue_app__: { config: { globalProperties: { $router: { push(to: string): void } } } };
        }
      ).__vue_app__.config.globalProperties;
      $router.push(path);
    }, history);
    await page.getByRole('link', { name: 'Naar het document' }).waitFor();
    await page.goBack();
    await page.waitForFunction((top) => Math.abs(scrollY - top) < 40, before);
    await page.goForward();
    await page.getByRole('link', { name: 'Naar het document' }).click();
    expect(await landed(page)).toEqual(SEEN);
    await context.close();
  });

  it.each(['splitsen', 'samenvoegen', 'rechten'])('back at its section from "%s", when one cancels', async (asked) => {
    const { page, context } = await signIn(browser, product.url, 'Marloes Terpstra');
    const { sectionId } = plan.sections
      .filter(({ audience }) => audience.some(({ kind }) => kind === 'everybody'))
      .at(-1)!;
    await page.goto(`${product.url}/documenten/${plan.documentId}/secties/${sectionId}/${asked}`);
    await page.getByRole('link', { name: 'Annuleren' }).click();
    await page.waitForFunction((id) => document.activeElement?.id === id, `section-${sectionId}`);
    expect(await landed(page)).toEqual(SEEN);
    await context.close();
  });
});

it.each([360, 768, 1440])('[W15] what says that text is not saved covers no tool at %i pixels', async (width) => {
  const { page, context } = await signIn(browser, product.url, 'Marloes Terpstra', { width });
  const line = await lineOf(page);
  await page.goto(`${product.url}/documenten/${plan.documentId}`);
  await sectionOf(page, 2).waitFor();
  await startTyping(page, 1);
  await line.cut();
  await page.keyboard.type('zonder lijn');
  // In the bar itself, and not in what was typed.
  await page.locator('.document-bar .save--trouble', { hasText: 'Niet opgeslagen' }).waitFor();
  await page.mouse.wheel(0, 400);
  await expect
    .poll(() =>
      page.evaluate(() => {
        const bar = document.querySelector('.document-bar')!.getBoundingClientRect();
        const tools = document.querySelector('.s-toolbar')!.getBoundingClientRect();
        return tools.top - bar.bottom;
      }),
    )
    .toBeGreaterThanOrEqual(-1);
  const hidden = await page.evaluate(
    () =>
      [...document.querySelectorAll('.s-toolbar button')].filter((tool) => {
        const { left, top, width: wide, height } = tool.getBoundingClientRect();
        const at = document.elementFromPoint(left + wide / 2, top + height / 2);
        return wide > 0 && !(tool.contains(at) || at?.contains(tool));
      }).length,
  );
  await page.screenshot({ path: join(shots, `not-saved-${width}.png`) });
  expect(hidden).toBe(0);
  await context.close();
});
