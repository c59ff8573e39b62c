import { mkdirSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { axe, launchChromium, shots, signIn, troublesOf } from '../support/chromium';
import { startProduct, type Product } from '../support/product';

const INVITED = 'noor.bakker@duinrade.example';
const PASSWORD = 'een fiets vol appeltaart';
const AGREEMENT = 'Afspraak over gezinshuizen';
const REMARK = 'Wie vertelt het de kinderen zelf?';

interface Somebody {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly troubles: string[];
}

let product: Product;
let browser: Browser;
let administrator: Somebody;
let commissioner: Somebody;
let contractor: Somebody;
let client: Somebody;
let chair: Somebody;
let agreement = '';
let outcome = '';

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  product = await startProduct();
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  await product.remove();
});

const shot = (page: Page, name: string): Promise<Buffer> =>
  page.screenshot({ path: `${shots}/story-${name}.png`, fullPage: true });

/** The page that somebody sees has nothing that axe finds wrong. */
async function accessible({ page }: Somebody, name: string): Promise<void> {
  await page.locator('main h1').first().waitFor();
  // A page that has just been asked for may still be coming.
  await expect.poll(() => axe(page), { message: name, timeout: 10_000 }).toEqual([]);
  await shot(page, name);
}

async function toTable({ page }: Somebody): Promise<void> {
  await page.goto(product.url);
  await page.getByText('Open de tafel').first().click();
  await page.waitForURL(/\/tafels\//);
}

/** Presses at the end of the text of a section and types. */
async function write({ page }: Somebody, at: number, words: string): Promise<void> {
  const section = page.locator('section.s-section').nth(at);
  await section.scrollIntoViewIfNeeded();
  await section.locator('.s-static .s-block').last().click();
  await section.locator('.ProseMirror[contenteditable="true"]').waitFor();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(words);
  await page.getByText('Opgeslagen', { exact: true }).first().waitFor();
}

/** Selects the words in the text, as a mouse does. */
async function select({ page }: Somebody, words: string): Promise<void> {
  await page.getByText(words).first().scrollIntoViewIfNeeded();
  await page.evaluate((wanted) => {
    const walker = document.createTreeWalker(
      document.querySelector('.s-document') ?? document.body,
      NodeFilter.SHOW_TEXT,
    );
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(wanted) ?? -1;
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      getSelection()?.removeAllRanges();
      getSelection()?.addRange(range);
      document.dispatchEvent(new Event('selectionchange'));
      return;
    }
    throw new Error(`${wanted} stands nowhere`);
  }, words);
}

/** What everybody saw when it went wrong. */
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  for (const [name, one] of Object.entries({ administrator, commissioner, contractor, client, chair }))
    if (one !== undefined) await shot(one.page, `failed-${name}`);
});

describe('a table, from an invitation to a decision that everybody can check', () => {
  it('[E6] the administrator invites somebody, and reads nothing of the table', async () => {
    administrator = await signIn(browser, product.url, 'Robin Scheffer');
    const { page } = administrator;
    await page.waitForURL(/\/beheer/);
    await accessible(administrator, 'administration');
    await page.goto(`${product.url}/beheer/uitnodigingen`);
    await page.getByLabel('E-mailadres').fill(INVITED);
    const option = page.locator('optgroup[label^="Ontwikkeltafel"] option', { hasText: 'Duinrade' }).first();
    await page.getByLabel('Zetel').selectOption((await option.getAttribute('value')) ?? '');
    await page.getByRole('button', { name: 'Uitnodigen' }).click();
    await page.getByText(`De uitnodiging is verstuurd aan ${INVITED}.`).waitFor();
    await accessible(administrator, 'invitations');

    const people = await signIn(browser, product.url, 'Marloes Terpstra');
    await toTable(people);
    const table = people.page.url();
    await people.context.close();
    await page.goto(table);
    // Sent back to what he manages; and asked for directly, the server tells him nothing either.
    await page.waitForURL(/\/beheer$/);
    const answer = await page.evaluate(
      async (path) => {
        const response = await fetch(path);
        return `${response.status} ${await response.text()}`;
      },
      `/api${new URL(table).pathname.replace('tafels', 'tables')}`,
    );
    expect(answer).toBe('403 {"code":"no-seat","status":403}');
  });

  it('[E6] who is invited chooses a password, and sits at the table', async () => {
    await administrator.page.goto(`${product.url}/postvak`);
    const letter = administrator.page
      .locator('main')
      .getByRole('link', { name: /uitnodiging/ })
      .first();
    const address = (await letter.getAttribute('href')) ?? '';
    await accessible(administrator, 'outbox');
    const context = await browser.newContext({
      locale: 'nl-NL',
      viewport: { width: 1440, height: 900 },
      timezoneId: 'Europe/Amsterdam',
    });
    const page = await context.newPage();
    commissioner = { context, page, troubles: troublesOf(page) };
    await page.goto(new URL(address, product.url).href);
    await page.getByText('U bent uitgenodigd').waitFor();
    await page.getByLabel('Uw naam').fill('Noor Bakker');
    await page.getByLabel('Functie').fill('Beleidsadviseur');
    await page
      .getByLabel('Nieuw wachtwoord')
      .or(page.getByLabel('Wachtwoord', { exact: true }))
      .first()
      .fill(PASSWORD);
    await accessible(commissioner, 'invitation');
    await page.getByRole('button', { name: 'Meedoen' }).click();
    await page.waitForURL(/\/tafels\//);
    await page.goto(product.url);
    await page.getByText('Open de tafel').first().waitFor();
    await accessible(commissioner, 'desk');
  });

  it('[E6] commissioner and contractor make an agreement together', async () => {
    await toTable(commissioner);
    const { page } = commissioner;
    await accessible(commissioner, 'table');
    await page.getByRole('link', { name: 'Document toevoegen' }).first().click();
    await page.getByLabel('Titel').fill(AGREEMENT);
    await page.getByRole('button', { name: 'Document toevoegen' }).click();
    await page.waitForURL(/\/documenten\//);
    agreement = page.url();
    await page.getByRole('button', { name: 'Sectie toevoegen' }).first().click();
    await page.getByLabel('Titel').fill('Wat wij afspreken');
    await page.getByRole('button', { name: 'Toevoegen' }).last().click();
    await page.locator('section.s-section').first().waitFor();
    await write(commissioner, 0, 'In 2027 komen er twintig plaatsen in gezinshuizen bij.');

    contractor = await signIn(browser, product.url, 'Annemiek Roos');
    await contractor.page.goto(agreement);
    await write(contractor, 0, ' De aanbieders werven daarvoor tien gezinnen.');
    await page.getByText('werven daarvoor tien gezinnen').waitFor();
    await accessible(contractor, 'agreement');
  });

  it('[E6] a client representative comments, and the others see it at once', async () => {
    client = await signIn(browser, product.url, 'Petra van Loon');
    await client.page.goto(agreement);
    await client.page.getByText('twintig plaatsen').waitFor();
    expect(await client.page.locator('.ProseMirror').count()).toBe(0);
    await contractor.page
      .getByRole('button', { name: /^Opmerkingen/ })
      .first()
      .click();
    await select(client, 'twintig plaatsen');
    await client.page.getByRole('button', { name: 'Opmerking plaatsen' }).click();
    await client.page.getByLabel('Uw opmerking').fill(REMARK);
    await client.page.getByRole('button', { name: 'Plaatsen', exact: true }).click();
    await contractor.page.getByText(REMARK).waitFor();
    await accessible(client, 'comment');
  });

  it('[E6] in a reaction round every remark gets an answer', async () => {
    chair = await signIn(browser, product.url, 'Eline Drost');
    const { page } = chair;
    await page.goto(`${agreement}/reactieronde-openen`);
    await page.getByRole('checkbox').first().check();
    await page.getByLabel('Wat vraagt u?').fill('Wat betekent dit voor kinderen en ouders?');
    await page.getByRole('button', { name: 'Reactieronde openen' }).click();
    await page.waitForURL(/\/reactierondes\/[0-9a-f-]+$/);
    const round = page.url();
    await client.page.goto(round);
    await client.page
      .getByLabel('Een opmerking over het geheel')
      .fill('Betrek de kinderen bij de keuze van het gezin.');
    await client.page.getByRole('button', { name: 'Opmerking toevoegen' }).click();
    await client.page.getByText('Betrek de kinderen').first().waitFor();
    await accessible(client, 'round');
    await page.getByRole('button', { name: 'Nu sluiten' }).click();
    await page.getByRole('button', { name: 'Ronde sluiten' }).click();
    await page
      .getByRole('button', { name: /^Antwoord schrijven/ })
      .first()
      .click();
    await page.getByRole('radio', { name: 'Overgenomen', exact: true }).check();
    await page.getByLabel('Waarom?').fill('Dat is terecht en staat nu in de afspraak.');
    await page.getByRole('button', { name: 'Antwoord opslaan' }).click();
    await page.getByRole('link', { name: 'Reactienota nakijken en publiceren' }).click();
    await accessible(chair, 'round-publish');
    await page.getByRole('button', { name: 'Reactienota publiceren' }).click();
    await page.getByText(/Gepubliceerd door/).waitFor();
    await client.page.goto(round);
    await client.page.getByText('Dat is terecht en staat nu in de afspraak.').waitFor();
    await accessible(client, 'reaction-note');
  });

  it('[E6] the chair records an outcome on exactly this text, with the dissent in the own words', async () => {
    const { page } = chair;
    await toTable(chair);
    const tableId = /tafels\/([0-9a-f-]+)/.exec(page.url())?.[1] ?? '';
    await page.goto(`${product.url}/tafels/${tableId}/besluiten/voorbereiden`);
    await page.getByLabel('Document').selectOption({ label: AGREEMENT });
    await page.getByRole('checkbox').first().check();
    await page.getByRole('button', { name: 'Voorbereiding beginnen' }).click();
    await page.waitForURL(/\/besluiten\/voorbereiding\//);
    const preparation = page.url();
    await page.getByLabel('Onderwerp').fill('Twintig plaatsen in gezinshuizen');
    await page.getByLabel('Wat verandert er').fill('Vanaf 2027 wonen meer kinderen in een gezin.');
    await page.getByLabel('Waarom', { exact: true }).fill('Een gezin is beter dan een groep.');
    await page.getByRole('button', { name: 'Orgaan toevoegen' }).click();
    await page.locator('#organ-party-0').selectOption({ label: 'Gemeente Duinrade' });
    await page.getByRole('button', { name: 'Opslaan' }).click();
    await page.getByText('Opgeslagen', { exact: true }).first().waitFor();

    await contractor.page.goto(preparation);
    await contractor.page.getByLabel('In uw eigen woorden').fill('Het tempo is te hoog voor onze medewerkers.');
    await contractor.page.getByRole('button', { name: 'Indienen' }).click();
    await contractor.page.getByText(/Ingediend op/).waitFor();
    await accessible(contractor, 'dissent');

    await page.reload();
    await page.getByRole('radio', { name: /^Geen termijn/ }).check();
    await page.getByRole('button', { name: 'Nu afsluiten' }).click();
    await page.getByRole('link', { name: 'Bekijken en vastleggen' }).click();
    await page.getByText('Gecontroleerd: de tekst klopt.').first().waitFor();
    await page.getByText('Het tempo is te hoog voor onze medewerkers.').waitFor();
    await accessible(chair, 'outcome-confirm');
    await page.getByRole('button', { name: 'Uitkomst vastleggen' }).click();
    await page.waitForURL(/\/besluiten\/[0-9a-f-]{36}$/);
    outcome = page.url();
    await page
      .getByText(/Uitkomst van de tafel. Nog niet vastgesteld/)
      .first()
      .waitFor();
    await accessible(chair, 'outcome-pending');
  });

  it('[E6] an organ adopts it, which makes it a decision, and everybody can check the record', async () => {
    const { page } = commissioner;
    await page.goto(`${outcome}/vaststelling`);
    await page.getByLabel('Op welke dag?').fill(today());
    await page.getByLabel('In welk artikel of besluit staat dat?').fill('Mandaatbesluit 2026, artikel 3');
    await page.getByRole('button', { name: 'Bekijk wat er komt te staan' }).click();
    await page.getByLabel('Uw wachtwoord').fill(PASSWORD);
    await accessible(commissioner, 'adoption');
    await page.getByRole('button', { name: 'Invoer vastleggen' }).click();
    await page.waitForURL(/\/besluiten\/[0-9a-f-]{36}$/);
    await page
      .getByText(/^Vastgesteld door: /)
      .first()
      .waitFor();
    await client.page.goto(outcome);
    await client.page.getByText('Het tempo is te hoog voor onze medewerkers.').waitFor();
    await accessible(client, 'decision');
    await client.page.goto(`${product.url}/besluiten`);
    await client.page.getByText('Twintig plaatsen in gezinshuizen').first().waitFor();
    await accessible(client, 'register');
    const tableId = await tableOf(client.page);
    await client.page.goto(`${product.url}/tafels/${tableId}/zegel`);
    await client.page.getByRole('button', { name: 'Controleer', exact: true }).click();
    await client.page
      .getByText(/Wat hier is vastgelegd, past bij elkaar\. Deze browser had nog niets om mee te vergelijken\./)
      .waitFor();
    await accessible(client, 'seal');
  });

  it('[E6] what was said is found again, taken along, and read on a phone in English', async () => {
    const { page } = client;
    await page.goto(`${product.url}/zoeken?q=gezinshuizen`);
    await page.getByText(AGREEMENT).first().waitFor();
    await accessible(client, 'search');
    await page.goto(agreement);
    await page.getByRole('button', { name: 'Exporteren' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: /Word/ }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.docx$/);

    const phone = await signIn(browser, product.url, 'Esra Yildiz', { width: 360, height: 740 });
    await phone.page.evaluate(() => localStorage.setItem('samenspel.language', 'en-GB'));
    for (const [name, path] of [
      ['phone-desk', '/'],
      ['phone-register', '/besluiten'],
      ['phone-outcome', new URL(outcome).pathname],
      ['phone-document', new URL(agreement).pathname],
    ] as const) {
      await phone.page.goto(`${product.url}${path}`);
      await accessible(phone, name);
      expect(await phone.page.locator('html').getAttribute('lang')).toBe('en-GB');
      const wide = await phone.page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      );
      expect(wide, `${name} scrolls sideways`).toBe(false);
    }
    for (const somebody of [administrator, commissioner, contractor, client, chair, phone]) {
      expect(somebody.troubles.filter((trouble) => !/40[134]/.test(trouble))).toEqual([]);
    }
  });
});

/** Today where the browsers are, as a date field wants it. */
function today(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' }).format(new Date());
}

/** The table of the acting seat, as its own register names it. */
async function tableOf(page: Page): Promise<string> {
  const answer = await page.evaluate(
    async () => (await fetch('/api/session')).json() as Promise<{ seat: { tableId: string } }>,
  );
  return answer.seat.tableId;
}
