// Walks through the web app with the keyboard alone: everything can be reached and used, focus is where it should be
// after every step. Usage: node test/web-harness/keyboard.mjs
import assert from 'node:assert/strict';
import { launch } from './launch.mjs';

const { browser, origin, close } = await launch();
const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
const { keyboard } = page;
const focused = () =>
  page.evaluate(() => {
    const element = document.activeElement;
    return `${element?.tagName.toLowerCase()} ${(element?.getAttribute('aria-label') ?? element?.textContent ?? '').replace(/\s+/g, ' ').trim()}`;
  });
const onFocus = async (pattern) => {
  await page
    .waitForFunction(
      (source) => {
        const element = document.activeElement;
        const text = `${element?.tagName.toLowerCase()} ${(element?.getAttribute('aria-label') ?? element?.textContent ?? '').replace(/\s+/g, ' ').trim()}`;
        return new RegExp(source).test(text);
      },
      pattern.source,
      { timeout: 5000 },
    )
    .catch(async () => assert.fail(`focus should be on ${pattern}, is on ${await focused()}`));
};
/** Tab until something has focus; the way there may not be longer than the page is. */
const tabTo = async (pattern, key = 'Tab') => {
  for (let step = 0; step < 80; step += 1) {
    await keyboard.press(key);
    if (pattern.test(await focused())) return;
  }
  assert.fail(`no way by ${key} to ${pattern}; ended on ${await focused()}`);
};
const step = async (name, work) => {
  await work();
  console.log(`ok ${name}`);
};

await page.goto(`${origin}/aanmelden`);
await page.waitForSelector('.person');
await step('the skip link is first and skips', async () => {
  await keyboard.press('Tab');
  await onFocus(/^a Naar de inhoud/);
  await keyboard.press('Enter');
  await onFocus(/^main/);
});
await step('signing in with two seats leads to the choice of a seat', async () => {
  await tabTo(/^button Carla Visser/);
  await keyboard.press('Enter');
  await onFocus(/^h1 Als wie gaat u verder/);
  await tabTo(/^button Verder als Gemeente Westerkoog/);
  await keyboard.press('Enter');
  await onFocus(/^h1 Mijn overzicht/);
});
await step('the seat is switched from the menu', async () => {
  await tabTo(/^button Wisselen van zetel/, 'Shift+Tab');
  await keyboard.press('Enter');
  await page.getByRole('menu').waitFor();
  await onFocus(/^div .*Bestuurscommissie/);
  await keyboard.press('Escape');
  await onFocus(/^button Wisselen van zetel/);
});
await step('the table and its document open, and the heading gets focus', async () => {
  await tabTo(/^button Open de tafel/);
  await keyboard.press('Enter');
  await onFocus(/^h1 Ontwikkeltafel/);
  await tabTo(/^a Transformatieplan/);
  await keyboard.press('Enter');
  await onFocus(/^h1 Transformatieplan/);
  await page.waitForSelector('.s-text');
});
await step('a dialog keeps focus, Escape gives it back', async () => {
  await tabTo(/^button Sectie toevoegen/);
  await keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await tabTo(/^button Toevoegen/);
  await keyboard.press('Enter');
  await onFocus(/^h2 Eén gegeven klopt nog niet/);
  await keyboard.press('Escape');
  await onFocus(/^button Sectie toevoegen/);
});
await step('the panel of rights opens, its tabs go by arrow, Escape gives focus back', async () => {
  await tabTo(/^button Wie mag dit lezen en wijzigen\?: 3 Doelen/);
  await keyboard.press('Enter');
  await onFocus(/^h2 Wie mag deze sectie lezen en wijzigen/);
  await page.waitForSelector('.matrix');
  await tabTo(/^button Nu$/);
  await keyboard.press('ArrowRight');
  await onFocus(/^button Wijzigingen$/);
  await keyboard.press('Escape');
  await onFocus(/^button Wie mag dit lezen en wijzigen\?: 3 Doelen/);
});
await step('the session ends: to the sign-in page with a sentence', async () => {
  await page.evaluate(() => globalThis.collab.tell({ kind: 'session-ended' }));
  await page.getByText('U bent afgemeld.').waitFor();
  assert.match(page.url(), /aanmelden\?reason=ended&next=\/documenten/);
});
await close();
console.log('all by keyboard');
