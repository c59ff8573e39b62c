import { mkdirSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, launchChromium, shots, signIn } from '../support/chromium';
import { startProduct, type Product } from '../support/product';

const MEETING = 'Overleg over de wachttijden';

let product: Product;
let browser: Browser;

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  product = await startProduct();
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  await product.remove();
});

async function atTable(person: string): Promise<{ page: Page; troubles: string[] }> {
  const { page, troubles } = await signIn(browser, product.url, person);
  await page.getByText('Open de tafel').first().click();
  await page.locator('#vergaderingen').waitFor();
  return { page, troubles };
}

// Before the sign-in the page asks who is there, and a change that is refused is said by the browser too.
const unexpected = (trouble: string): boolean => !/40[19]/.test(trouble);
const meetings = (page: Page): Locator => page.locator('#vergaderingen');
const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name }).click();

describe('[E7] the chair plans at a table', () => {
  it('sets the phases, is led to what is wrong with them, and takes the change back', async () => {
    const { page, troubles } = await atTable('Eline Drost');
    const phases = page.locator('.table-page__phases');
    const before = await phases.innerText();
    await phases.getByRole('link', { name: 'Fasen wijzigen' }).click();
    const last = page.locator('fieldset.phase').last();
    const until = last.getByLabel('Laatste dag');
    await last.getByLabel('Naam').fill('Afronding met het cliëntpanel');
    const right = await until.inputValue();
    await until.fill('2001-01-01');
    await press(page, 'Opslaan');
    await page.locator('.summary a').first().click();
    expect(await until.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await axe(page)).toEqual([]);
    await page.screenshot({ path: `${shots}/plan-phases.png`, fullPage: true });
    await until.fill(right);
    await press(page, 'Opslaan');
    await phases.getByText('Afronding met het cliëntpanel').waitFor();
    await press(page, 'Ongedaan maken');
    await expect.poll(() => phases.innerText()).toBe(before);
    expect(troubles.filter(unexpected)).toEqual([]);
    await page.context().close();
  });

  it('plans a meeting that all see, and saves over no change that was made meanwhile', async () => {
    const { page, troubles } = await atTable('Eline Drost');
    const { page: reader } = await atTable('Annemiek Roos');
    await meetings(page).getByRole('link', { name: 'Vergadering toevoegen' }).click();
    await press(page, 'Zet op de agenda');
    await page.getByRole('link', { name: 'Vul een onderwerp in.' }).waitFor();
    await page.getByLabel('Onderwerp').fill(MEETING);
    await page.getByLabel('Datum').fill('2027-03-04');
    await page.getByLabel('Tijd').fill('09:30');
    await page.getByLabel('Plaats').fill('Raadzaal');
    await press(page, 'Agendapunt toevoegen');
    await page.getByLabel('Waarover gaat het?').fill('Wachttijden');
    await page.getByLabel('Wat gebeurt er met de uitkomst?').fill('Naar het kernteam');
    await page.getByLabel('Wie stelt het uiteindelijk vast?').fill('De stuurgroep');
    await press(page, 'Zet op de agenda');
    const card = meetings(page).locator('article', { hasText: MEETING });
    await card.waitFor();
    expect(await card.innerText()).toContain('09:30');
    // The other sees it without asking, and has nothing to change.
    await meetings(reader).getByText(MEETING).waitFor();
    expect(await meetings(reader).getByRole('link').count()).toBe(0);
    expect(await meetings(reader).getByRole('button').count()).toBe(0);

    // Two tabs of the chair: the form of the first was filled before the second one saved.
    await card.getByRole('link', { name: 'Wijzigen' }).click();
    await expect.poll(() => page.getByLabel('Plaats').inputValue()).toBe('Raadzaal');
    await page.getByLabel('Plaats').fill('Vergaderruimte 2');
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.getByLabel('Plaats').fill('Oude Kerk');
    await press(other, 'Opslaan');
    await meetings(other).getByText('Oude Kerk').waitFor();
    await press(page, 'Opslaan');
    await page.getByText('Iemand anders heeft dit net veranderd.').waitFor();
    expect(await page.getByLabel('Plaats').inputValue()).toBe('Vergaderruimte 2');
    await meetings(reader).getByText('Oude Kerk').waitFor();
    await page.screenshot({ path: `${shots}/plan-conflict.png`, fullPage: true });
    expect(troubles.filter(unexpected)).toEqual([]);

    await press(other, `Vergadering annuleren : ${MEETING}`);
    const seenByReader = meetings(reader).locator('article', { hasText: MEETING });
    await seenByReader.getByText('Gaat niet door').waitFor();
    await press(other, 'Ongedaan maken');
    await seenByReader.getByText('Gaat niet door').waitFor({ state: 'detached' });
    await Promise.all([page.context().close(), reader.context().close()]);
  });
});
