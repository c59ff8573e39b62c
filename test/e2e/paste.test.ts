import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DocumentSummary, SectionView } from '@samenspel/domain';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, signIn } from '../support/chromium';
import { saved } from '../support/document-page';
import { Member, until } from '../support/member';
import { startProduct, type Product } from '../support/product';

let product: Product;
let browser: Browser;
let owner: Member;
let page: Page;
let troubles: string[];

beforeAll(async () => {
  product = await startProduct();
  browser = await launchChromium();
  owner = await Member.signIn(product.url, 'Marloes Terpstra');
  ({ page, troubles } = await signIn(browser, product.url, 'Annemiek Roos'));
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await product?.remove();
});

/** A section of its own, which nobody has written in, open in the browser; `text` is what the server has of it. */
async function openSection(title: string): Promise<() => string> {
  const tableId = owner.session?.seat?.tableId ?? '';
  const body = { title, kind: 'transformationPlan', formality: 'formal' };
  const { documentId } = await owner.send<DocumentSummary>('POST', `/api/tables/${tableId}/documents`, body);
  const view = await owner.send<SectionView>('POST', `/api/documents/${documentId}/sections`, {
    title,
    preset: { kind: 'wholeTable' },
  });
  const live = owner.connect().open(view.sectionId);
  await until(live, () => live.state === 'live');
  await page.goto(`${product.url}/documenten/${documentId}`);
  await still().locator(':is(.s-empty, .s-block)').last().waitFor();
  return () => live.doc.getXmlFragment('content').toString();
}

function still(): ReturnType<Page['locator']> {
  return page.locator('section.s-section').last().locator('.s-static');
}

async function begin(): Promise<void> {
  await still().locator(':is(.s-empty, .s-block)').last().click();
  await page.locator('.ProseMirror[contenteditable="true"]').waitFor();
}

/** Gives the clipboard these contents and presses the keys that paste. */
async function paste(html: string, text = ''): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate(
    async ([html, text]) => {
      const parts: Record<string, Blob> = {};
      if (html) parts['text/html'] = new Blob([html], { type: 'text/html' });
      if (text) parts['text/plain'] = new Blob([text], { type: 'text/plain' });
      await navigator.clipboard.write([new ClipboardItem(parts)]);
    },
    [html, text],
  );
  await page.keyboard.press('Control+v');
}

const words = (xml: string): string =>
  xml
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const TABLE = '<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>';
const SPANNED =
  '<table><tbody><tr><td>A</td><td>B</td><td rowspan="2">C over twee rijen</td></tr><tr><td>D</td><td>E</td></tr></tbody></table>';
const WORD = `<html xmlns:w="urn:schemas-microsoft-com:office:word"><body><!--StartFragment-->
<p class=MsoNormal><span style='font-weight:bold'>Vet</span> en <span style='font-style:italic'>schuin</span>, <b style='font-weight:normal'>gewoon</b></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span><![endif]>eerst</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>Artikel 3<span>&nbsp;</span></span><![endif]>De jeugd&shy;hulp</p><!--EndFragment--></body></html>`;

describe('pasting in a real browser', () => {
  it('[X42] [X47] [X48] gives another party the words, looks, lists and spans of what was pasted', async () => {
    const text = await openSection('Geplakt');
    await begin();
    await paste(WORD);
    await expect.poll(text).toContain('<bold>Vet</bold> en <italic>schuin</italic>, gewoon');
    expect(text()).toMatch(/kind="numbered"[^>]*>eerst/);
    expect(text()).toContain('Artikel 3 De jeugdhulp');
    await page.keyboard.press('Enter');
    await paste(TABLE);
    await page.locator('.ProseMirror td').last().click();
    await paste(SPANNED);
    await expect.poll(text).toContain('C over twee rijen');
    expect(await page.locator('.ProseMirror td[rowspan="2"]').textContent()).toBe('C over twee rijen');
    await saved(page);
    // Of the styles of a source a browser says each time that the page's policy applies none.
    expect(troubles.filter((trouble) => !/Applying inline style|401/.test(trouble))).toEqual([]);
  });

  it('[X43] refuses what is too large before it is written, with the caret where it was', async () => {
    const text = await openSection('Te groot');
    await begin();
    await page.keyboard.type('een twee drie');
    for (let steps = 0; steps < 5; steps++) await page.keyboard.press('ArrowLeft');
    await paste('', 'x'.repeat(300_000));
    await page.getByText('te veel om in één keer te plakken').waitFor();
    await page.keyboard.type('!');
    await expect.poll(() => words(text())).toBe('een twee! drie');
    await saved(page);
  });

  it('[X51] pastes after what is being composed, once', async () => {
    const text = await openSection('Samenstellen');
    await begin();
    await page.keyboard.type('een ');
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Input.imeSetComposition', { text: 'tw', selectionStart: 2, selectionEnd: 2 });
    await paste('<p><span style="font-weight:700">vet</span></p><script>1</script>');
    await expect.poll(text).toContain('een tw<bold>vet</bold>');
    await page.keyboard.type('!');
    await expect.poll(() => words(text()).replace(/ /g, '')).toBe('eentwvet!');
  });
});

describe('tables in a real browser', () => {
  it('[X40] makes a row with Tab, takes it back with undo, and lets the keyboard out with Escape', async () => {
    const text = await openSection('Rijen');
    await begin();
    await paste(TABLE);
    await page.locator('.ProseMirror td').last().click();
    await page.keyboard.press('Tab');
    await page.keyboard.type('e f');
    await expect.poll(() => words(text())).toBe('a b c d e f');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await expect.poll(() => page.locator('.ProseMirror tr').count()).toBe(2);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('.ProseMirror') === null)).toBe(true);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    expect(await page.locator('.ProseMirror tr').count()).toBe(2);
  });

  it('[X41] takes a press above and below a table that is all there is, and writes nothing until one types', async () => {
    const text = await openSection('Randen');
    await begin();
    await paste(TABLE);
    await expect.poll(() => words(text())).toBe('a b c d');
    await saved(page);
    const before = text();
    const box = (await page.locator('.ProseMirror .s-table-wrap').boundingBox())!;
    await page.mouse.click(box.x + 20, box.y - 8);
    await page.locator('.ProseMirror-gapcursor').waitFor();
    const after = (await page.locator('.ProseMirror .s-table-wrap').boundingBox())!;
    expect(after).toEqual(box);
    expect(text()).toBe(before);
    await page.keyboard.type('boven');
    const moved = (await page.locator('.ProseMirror .s-table-wrap').boundingBox())!;
    await page.mouse.click(moved.x + 20, moved.y + moved.height + 10);
    await page.locator('.ProseMirror-gapcursor').waitFor();
    await page.keyboard.type('onder');
    await expect.poll(() => words(text())).toBe('boven a b c d onder');
    // By keyboard, after the empty line went.
    await page.keyboard.press('Shift+Home');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.type('weer');
    await expect.poll(() => words(text())).toBe('boven a b c d weer');
  });

  it('[X41] takes a press beside a table that stands still, as the first press in the section', async () => {
    const text = await openSection('Stil');
    await begin();
    await paste(TABLE);
    await saved(page);
    await page.reload();
    await still().locator('.s-table-wrap').waitFor();
    const box = (await still().locator('.s-table-wrap').boundingBox())!;
    await page.mouse.click(box.x + 20, box.y + box.height + 10);
    await page.keyboard.type('onder');
    await expect.poll(() => words(text())).toBe('a b c d onder');
  });
});

describe('keys right after the press that opens a section', () => {
  it('[X44] move the caret where they were meant, and lose no letter', async () => {
    const text = await openSection('Openen');
    await begin();
    await page.keyboard.type('een twee drie');
    await saved(page);
    for (const [key, wanted] of [
      ['Control+Home', /^Xeen/],
      ['Control+End', /drieX$/],
      ['End', /drieX$/],
      ['Home', /^Xeen/],
    ] as const) {
      for (const wait of [0, 40]) {
        await page.reload();
        await still().locator('.s-block').last().waitFor();
        const box = (await still().locator('.s-block').last().boundingBox())!;
        await page.mouse.click(box.x + 30, box.y + 8, { delay: wait });
        await page.keyboard.press(key);
        await page.keyboard.type('X');
        await expect.poll(() => words(text()), { message: `${key} ${wait}` }).toMatch(wanted);
        await page.keyboard.press('Backspace');
        await expect.poll(() => words(text())).toBe('een twee drie');
        await saved(page);
      }
    }
  });
});

async function drop(cdp: CDPSession, x: number, y: number, file: string): Promise<void> {
  const data = { items: [], files: [file], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await cdp.send('Input.dispatchDragEvent', { type, x, y, data });
}

describe('a file that is dropped', () => {
  it('[X45] never takes the place of the page, wherever it falls, and is told how to be used', async () => {
    await openSection('Bestand');
    await begin();
    await page.keyboard.type('een');
    await saved(page);
    const file = join(mkdtempSync(join(tmpdir(), 'samenspel-drop-')), 'bericht.html');
    writeFileSync(file, '<p>bericht</p>');
    const cdp = await page.context().newCDPSession(page);
    const address = page.url();
    const text = (await page.locator('.ProseMirror .s-block').last().boundingBox())!;
    await drop(cdp, text.x + 20, text.y + 5, file);
    await page.getByText('Hierin zit geen tekst om te plakken').waitFor();
    for (const [x, y] of [
      [3, 400],
      [700, 20],
      [text.x + 20, text.y - 60],
    ] as const) {
      await drop(cdp, x, y, file);
      await page.getByText('Een bestand kunt u hier niet neerzetten').waitFor();
      expect(page.url()).toBe(address);
      await page.getByRole('button', { name: 'Sluiten' }).last().click();
    }
    expect(await page.locator('.ProseMirror').textContent()).toBe('een');
  });
});
