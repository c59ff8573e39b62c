import type { DocumentSummary, SectionView } from '@samenspel/domain';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { EXCEL, MAIL, SHEETS, WORD, WRITER } from '../editor-harness/paste-sources';
import { launchChromium, signIn } from '../support/chromium';
import { Member, until } from '../support/member';
import { startProduct, type Product } from '../support/product';

/** Stands in every word that a source hides, and in no other. */
const HIDDEN = 'HIDDEN';

let product: Product;
let browser: Browser;
let owner: Member;

beforeAll(async () => {
  product = await startProduct();
  browser = await launchChromium();
  owner = await Member.signIn(product.url, 'Marloes Terpstra');
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await product?.remove();
});

/** Every byte that a browser sends, as text. */
function sentBy(page: Page): () => string {
  const sent: string[] = [];
  const keep = (bytes: string | Buffer | null): void => void sent.push(Buffer.from(bytes ?? '').toString('latin1'));
  page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => keep(payload)));
  page.on('request', (request) => {
    sent.push(request.url());
    keep(request.postDataBuffer());
  });
  return () => sent.join('\n');
}

async function paste(page: Page, html: string, text: string): Promise<void> {
  await page.evaluate(
    ([html, text]) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/html', html!);
      clipboardData.setData('text/plain', text!);
      const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData });
      document.querySelector('.ProseMirror')!.dispatchEvent(event);
    },
    [html, text],
  );
}

describe('[X24] what a clipboard hides', () => {
  it('is in no byte that the browser of who pastes sends, and in no text of another member', async () => {
    const tableId = owner.session?.seat?.tableId ?? '';
    const body = { title: 'Plakken', kind: 'transformationPlan', formality: 'formal' };
    const { documentId } = await owner.send<DocumentSummary>('POST', `/api/tables/${tableId}/documents`, body);
    const view = await owner.send<SectionView>('POST', `/api/documents/${documentId}/sections`, {
      title: 'Cijfers',
      preset: { kind: 'wholeTable' },
    });
    const live = owner.connect().open(view.sectionId);
    await until(live, () => live.state === 'live');
    const { page, context } = await signIn(browser, product.url, 'Annemiek Roos');
    const sent = sentBy(page);
    await page.goto(`${product.url}/documenten/${documentId}`);
    await page.locator('section.s-section').last().locator('.s-static :is(.s-empty, .s-block)').last().click();
    await page.locator('.ProseMirror[contenteditable="true"]').waitFor();
    // Tables last: pasted into a table they take the place of its cells.
    for (const source of [WORD, MAIL, WRITER, EXCEL, SHEETS]) {
      await paste(page, source, `${HIDDEN} als tekst`);
      await page.keyboard.press('Control+End');
      await page.keyboard.press('Enter');
    }
    await page.keyboard.insertText('klaar');
    const text = (): string => live.doc.getXmlFragment('content').toString();
    await until(live, () => text().includes('klaar'));
    for (const seen of ['Duinzorg', 'De ondergrens is', 'Tot dinsdag.', 'Wijk', '1 maart']) {
      expect(text()).toContain(seen);
      // The ear is no use if it hears nothing of what is sent.
      expect(sent()).toContain(seen);
    }
    expect(Buffer.from(Y.encodeStateAsUpdate(live.doc)).toString('latin1')).not.toContain(HIDDEN);
    expect(sent()).not.toContain(HIDDEN);
    expect(sent()).not.toContain('spoor');
    await context.close();
  });
});
