import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, shots, signIn } from '../support/chromium';
import { openPlan, saved, sectionOf, startTyping } from '../support/document-page';
import { ROOT, startProduct, type Product } from '../support/product';

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

/** The real strategy text when it is at hand, else a plan of our own with as many sections. */
function planFile(): { name: string; mimeType: string; buffer: Buffer } | string {
  const seeds = join(ROOT, '..', 'shared', 'seeds');
  const seed = existsSync(seeds) ? readdirSync(seeds).find((name) => name.startsWith('001_')) : undefined;
  if (seed !== undefined) return join(seeds, seed);
  const sections = Array.from(
    { length: 12 },
    (_, n) => `## Hoofdstuk ${n + 1}\n\nEen alinea over onderwerp ${n + 1}.\n\n- een punt\n- nog een punt\n`,
  );
  return {
    name: 'plan.md',
    mimeType: 'text/markdown',
    buffer: Buffer.from(`# Ingevoerd plan\n\n${sections.join('\n')}`),
  };
}

describe('three parties in three browsers', () => {
  it('[E1] import a plan and write in it together, each within its rights', async () => {
    const policy = await signIn(browser, product.url, 'Marloes Terpstra');
    await policy.page.getByText('Open de tafel').first().click();
    await policy.page.getByRole('link', { name: 'Bestand importeren' }).click();
    await policy.page.locator('input[type=file]').setInputFiles(planFile());
    await policy.page.getByRole('heading', { name: 'Dit wordt het' }).waitFor();
    await policy.page.screenshot({ path: `${shots}/import-preview.png`, fullPage: false });
    await policy.page.getByRole('button', { name: 'Maak dit document' }).click();
    await policy.page.waitForURL(/\/documenten\//);
    await sectionOf(policy.page, 5).waitFor();
    const address = policy.page.url();

    const provider = await signIn(browser, product.url, 'Annemiek Roos');
    const client = await signIn(browser, product.url, 'Petra van Loon');
    await provider.page.goto(address);
    await client.page.goto(address);
    await sectionOf(provider.page, 5).waitFor();
    await sectionOf(client.page, 5).waitFor();

    await startTyping(policy.page, 1);
    await startTyping(provider.page, 1);
    await policy.page.keyboard.type(' Dit schrijft de gemeente.');
    await provider.page.keyboard.press('Control+Home');
    await provider.page.keyboard.type('Dit schrijft de aanbieder. ');
    for (const { page } of [policy, provider, client]) {
      const section = sectionOf(page, 1);
      await section.getByText('Dit schrijft de gemeente.').waitFor();
      await section.getByText('Dit schrijft de aanbieder.').waitFor();
    }
    await saved(policy.page);
    await saved(provider.page);
    await provider.page.screenshot({ path: `${shots}/together.png` });

    // The client representative reads along, and cannot type.
    await sectionOf(client.page, 1).getByText('Dit schrijft de gemeente.').click();
    await client.page.keyboard.type('mag niet');
    expect(await client.page.locator('.ProseMirror').count()).toBe(0);
    expect(await client.page.getByText('mag niet').count()).toBe(0);
    for (const { troubles } of [policy, provider, client]) {
      expect(troubles.filter((trouble) => !trouble.includes('401'))).toEqual([]);
    }
    for (const { context } of [policy, provider, client]) await context.close();
  });

  it('[E2] keeps what is typed without a connection, says so, and saves it when the server is back', async () => {
    const { page, context } = await signIn(browser, product.url, 'Sjoerd Wiersma');
    await openPlan(page);
    await startTyping(page, 1);
    await page.keyboard.type(' Voor de storing.');
    await saved(page);
    await product.kill();
    await page.keyboard.type(' Tijdens de storing.');
    await page.getByText('Niet opgeslagen: geen verbinding').first().waitFor();
    await page.screenshot({ path: `${shots}/not-saved.png` });
    product = await product.again();
    await saved(page);
    await page.reload();
    await sectionOf(page, 1).getByText('Tijdens de storing.').waitFor();
    await context.close();
  });

  it('[E3] sends after a reload what was typed while the server was away', async () => {
    const { page, context } = await signIn(browser, product.url, 'Tom de Rooij');
    await openPlan(page);
    await startTyping(page, 2);
    await page.keyboard.type(' Eerst verbonden.');
    await saved(page);
    // Only the live line is cut: the page itself can still be loaded.
    await page.route('**/socket.io/**', (route) => route.abort());
    await context.setOffline(true);
    await page.keyboard.type(' Daarna los.');
    await page.getByText('Niet opgeslagen: geen verbinding').first().waitFor();
    await context.setOffline(false);
    await page.unroute('**/socket.io/**');
    page.on('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await sectionOf(page, 2).getByText('Daarna los.').waitFor();
    await saved(page);
    const other = await signIn(browser, product.url, 'Esra Yildiz');
    await other.page.goto(page.url());
    await sectionOf(other.page, 2).getByText('Daarna los.').waitFor();
    expect(await sectionOf(other.page, 2).getByText('Daarna los.').count()).toBe(1);
    await other.context.close();
    await context.close();
  });

  it('[E5] offers back what was typed in a paragraph that another party had deleted meanwhile', async () => {
    const { page, context } = await signIn(browser, product.url, 'Tom de Rooij');
    await openPlan(page);
    await startTyping(page, 4);
    await page.keyboard.press('Enter');
    await page.keyboard.type('Een alinea om te verwijderen.');
    await saved(page);
    const other = await signIn(browser, product.url, 'Esra Yildiz');
    await other.page.goto(page.url());
    await sectionOf(other.page, 4).getByText('Een alinea om te verwijderen.').waitFor();
    await context.setOffline(true);
    await page.keyboard.type(' Dit typ ik nog.');
    await page.getByText('Niet opgeslagen').first().waitFor();
    await sectionOf(other.page, 4).getByText('Een alinea om te verwijderen.').click();
    await other.page.locator('.ProseMirror[contenteditable="true"]').waitFor();
    await other.page.keyboard.press('End');
    await other.page.keyboard.press('Shift+Home');
    await other.page.keyboard.press('Delete');
    // The item becomes a paragraph, the empty paragraph goes.
    await other.page.keyboard.press('Backspace');
    await other.page.keyboard.press('Backspace');
    await saved(other.page);
    await context.setOffline(false);
    await page.getByText('De alinea waarin u schreef, is verwijderd').first().waitFor();
    await page.screenshot({ path: `${shots}/salvage.png` });
    await page.getByRole('button', { name: 'Terugzetten' }).first().click();
    await sectionOf(other.page, 4).getByText('Dit typ ik nog.').waitFor();
    await other.context.close();
    await context.close();
  });
});
