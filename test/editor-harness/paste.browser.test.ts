import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { Harness } from './page';
import { EXCEL, MAIL, SHEETS, WORD, WRITER } from './paste-sources';

const EMPTY = 3;
let harness: Harness;
beforeAll(async () => {
  harness = await Harness.start();
  await harness.open();
}, 120_000);
afterAll(() => harness.stop());

async function openEmpty(): Promise<{ page: Page; errors: string[]; fetched: string[] }> {
  const { page, errors } = await harness.open();
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  await page.locator('.s-empty').click();
  await page.waitForSelector('.ProseMirror-focused');
  return { page, errors, fetched };
}

type Way = 'paste' | 'drop';

/** Brings in what another program would: a browser hands the event on just so. */
async function bring(page: Page, way: Way, html: string, text = ''): Promise<void> {
  await page.evaluate(
    ([way, html, text]) => {
      const data = new DataTransfer();
      data.setData('text/html', html!);
      if (text) data.setData('text/plain', text);
      const target = document.querySelector('.ProseMirror')!;
      const { x, y } = target.querySelector('.s-block')!.getBoundingClientRect();
      const init = { bubbles: true, cancelable: true };
      target.dispatchEvent(
        way === 'drop'
          ? new DragEvent('drop', { ...init, dataTransfer: data, clientX: x + 2, clientY: y + 2 })
          : new ClipboardEvent('paste', { ...init, clipboardData: data }),
      );
    },
    [way, html, text],
  );
}

/** What everybody at the table gets: the shared text as another writer holds it. */
async function shared(page: Page): Promise<string> {
  return page.evaluate((index) => {
    const { section, theirs } = window.sections[index]!;
    section.settle();
    return theirs.doc.getXmlFragment('content').toString();
  }, EMPTY);
}

function words(xml: string): string {
  return xml
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

const SOURCES: [name: string, html: string, seen: string][] = [
  ['a spreadsheet', EXCEL, 'Aanbieder Plaatsen Duinzorg 12 Berkhulp 1.250'],
  ['a text processor', WORD, 'De ondergrens is tien procent van het nieuwe budget. Zie bijlage[1]. De noot blijft.'],
  ['a mail', MAIL, 'Beste allen, Tot dinsdag.'],
  ['a sheet on the web', SHEETS, 'Wijk'],
  ['an open text processor', WRITER, 'Kop 1 maart'],
];

describe('pasting what its source hid, in a browser', () => {
  for (const [name, html, seen] of SOURCES) {
    for (const way of ['paste', 'drop'] as const) {
      it(`[X24] brings no hidden word of ${name} into the shared text, by ${way}, and says so`, async () => {
        const { page, errors, fetched } = await openEmpty();
        await bring(page, way, html, 'HIDDEN-tekst');
        const xml = await shared(page);
        expect(words(xml)).toBe(seen);
        expect(xml).not.toContain('HIDDEN');
        expect(await page.locator('.s-document').innerHTML()).not.toContain('HIDDEN');
        await page.getByText('is niet meegeplakt').waitFor();
        expect(fetched.filter((url) => url.includes('spoor'))).toEqual([]);
        // A browser says of every style of the source that the page's policy applies none.
        expect(errors.filter((error) => !error.startsWith('Applying inline style'))).toEqual([]);
      });
    }
  }

  it('[X24] keeps what is seen in its column', async () => {
    const { page } = await openEmpty();
    await bring(page, 'paste', EXCEL);
    const rows = await page.evaluate(
      (index) =>
        [...document.querySelectorAll('.s-section__text')[index]!.querySelectorAll('tr')].map((row) =>
          [...row.cells].map((cell) => cell.textContent.trim()).join(' | '),
        ),
      EMPTY,
    );
    expect(rows).toEqual(['Aanbieder | Plaatsen', 'Duinzorg | 12', 'Berkhulp | ', ' | 1.250']);
  });

  it('[X24] keeps a deletion that is shown struck through, of which the page applies no style', async () => {
    const { page } = await openEmpty();
    await bring(page, 'paste', '<p>nieuw <span style="text-decoration:line-through">oud</span></p>');
    expect(await page.locator('.ProseMirror s').allTextContents()).toEqual(['oud']);
  });

  it('[X24] says nothing of a paste in which nothing was hidden, and takes back what it said', async () => {
    const { page } = await openEmpty();
    await bring(page, 'paste', '<p>zicht</p><p style="display:none">HIDDEN</p>');
    const notice = page.getByText('is niet meegeplakt');
    await notice.waitFor();
    await bring(page, 'paste', '<p>meer</p>');
    await expect.poll(() => notice.count()).toBe(0);
    await bring(page, 'paste', '<p style="display:none">HIDDEN</p>');
    await page.getByRole('button', { name: 'Sluiten' }).click();
    expect(await notice.count()).toBe(0);
    expect(words(await shared(page))).toBe('zichtmeer');
  });

  it('[X25] takes no hidden word from the plain text beside the HTML', async () => {
    const { page } = await openEmpty();
    await page.keyboard.down('Shift');
    await bring(page, 'paste', EXCEL, 'Aanbieder\tHIDDEN-tarief\tPlaatsen');
    await page.keyboard.up('Shift');
    expect(words(await shared(page))).toBe('Aanbieder Plaatsen Duinzorg 12 Berkhulp 1.250');
    expect(await page.locator('.ProseMirror table').count()).toBe(0);
  });
});
