import { writeFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, signIn } from '../support/chromium';
import { startProduct, type Product } from '../support/product';

let product: Product;
let browser: Browser;

beforeAll(async () => {
  product = await startProduct();
  browser = await launchChromium();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await product?.remove();
});

/** Width of A4 within the margins of print.css, in pixels of CSS. */
const PAPER = { width: 658, height: 971 };
const WORDS = 'Na drie maanden en na een jaar is er een gesprek';

async function openPlan(page: Page): Promise<void> {
  const { tableId } = await page.evaluate(async () => (await (await fetch('/api/session')).json()).seat);
  const { documents } = await page.evaluate(async (id) => (await fetch(`/api/tables/${id}`)).json(), tableId);
  const plan = documents.find(({ kind }: { kind: string }) => kind === 'transformationPlan');
  await page.goto(`${product.url}/documenten/${plan.documentId}`);
  await page.getByText(WORDS).first().waitFor();
}

/** The printed file, kept where somebody wants to look at it. */
async function printed(page: Page, name: string): Promise<number> {
  const bytes = await page.pdf({ preferCSSPageSize: true });
  const folder = process.env['SAMENSPEL_KEEP_PRINTS'];
  if (folder) writeFileSync(`${folder}/${name}.pdf`, bytes);
  return bytes.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

interface OnPaper {
  readonly textWidth: number;
  readonly over: string[];
  readonly words: string;
  readonly cut: string[];
}

/** What a page looks like on paper: how wide its text is, what lies over it, and what it says. */
function onPaper(page: Page): Promise<OnPaper> {
  return page.evaluate(() => {
    const shown = (element: Element): boolean => element.getClientRects().length > 0;
    const text = document.querySelector('.s-document .s-section .s-block--paragraph');
    const over = [...document.body.querySelectorAll('*')].filter(
      (element) => shown(element) && ['fixed', 'sticky'].includes(getComputedStyle(element).position),
    );
    const cut = [document.documentElement, document.body].flatMap((element) => {
      const { overflowY, paddingInlineEnd, marginInlineEnd } = getComputedStyle(element);
      return overflowY === 'visible' && paddingInlineEnd === '0px' && marginInlineEnd === '0px'
        ? []
        : [element.tagName];
    });
    return {
      textWidth: text?.getBoundingClientRect().width ?? 0,
      over: over.map((element) => element.className),
      words: document.body.innerText,
      cut,
    };
  });
}

async function asPaper(page: Page): Promise<OnPaper> {
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize(PAPER);
  const paper = await onPaper(page);
  await page.emulateMedia({ media: 'screen' });
  return paper;
}

describe('[F17] a printed document', () => {
  it('has only the text, over the whole width, whatever is open beside it or over it', async () => {
    for (const width of [1440, 1000]) {
      const { page, context } = await signIn(browser, product.url, 'Petra van Loon', { width, height: 900 });
      await openPlan(page);
      const pages = await printed(page, `plain-${width}`);
      await page
        .getByRole('button', { name: /^Opmerkingen/ })
        .first()
        .click();
      await page.locator('.panel, .s-dialog').first().waitFor();
      expect(await printed(page, `panel-${width}`), `${width}`).toBe(pages);
      expect(await page.locator('.panel, .s-dialog').count(), `${width}`).toBe(1);
      const paper = await asPaper(page);
      expect(paper.textWidth, `${width}`).toBeGreaterThan(PAPER.width * 0.9);
      expect(paper.over, `${width}`).toEqual([]);
      expect(paper.cut, `${width}`).toEqual([]);
      await context.close();
    }
  });

  it('says its title, its table, whose copy it is and when it was printed', async () => {
    const { page, context } = await signIn(browser, product.url, 'Petra van Loon');
    await openPlan(page);
    const title = await page.locator('h1').innerText();
    const { words } = await asPaper(page);
    expect(words).toContain(title);
    expect(words).toMatch(/Ontwikkeltafel/);
    expect(words).toMatch(/Afgedrukt op \d{1,2} \w+ \d{4}/);
    expect(words).toMatch(/Exemplaar van /);
    await context.close();
  });

  it('breaks no page within a heading or a row, nor between a heading and its text', async () => {
    const { page, context } = await signIn(browser, product.url, 'Petra van Loon');
    await openPlan(page);
    await page.emulateMedia({ media: 'print' });
    const rules = await page.evaluate(() => {
      const frame = document.querySelector('.s-text')!;
      frame.insertAdjacentHTML(
        'beforeend',
        '<div class="probe"><h3>a</h3><table><tr><th>b</th></tr></table><ul><li>c</li></ul></div>',
      );
      const of = (selector: string): CSSStyleDeclaration => getComputedStyle(document.querySelector(selector)!);
      const found = ['.s-section__title', '.probe h3'].map((each) => `${of(each).breakAfter} ${of(each).breakInside}`);
      return [...found, of('.probe tr').breakInside, of('.probe li').breakInside];
    });
    expect(rules).toEqual(['avoid avoid', 'avoid avoid', 'avoid', 'avoid']);
    await context.close();
  });
});
