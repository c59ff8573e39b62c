import type { DocumentSummary, SectionRightsView, SectionView } from '@samenspel/domain';
import type { LiveSection } from '@samenspel/collab/client';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, signIn } from '../support/chromium';
import { Member, until } from '../support/member';
import { startProduct, type Product } from '../support/product';
import { typeWord } from '../support/typing';

const SEEN = 'gezienvoorhetintrekken';
const OWN = 'eigenonverzondenwoord';
const TITLE = 'Opvangdichtbij';

let product: Product;
let browser: Browser;
let owner: Member;
let documentId: string;

beforeAll(async () => {
  product = await startProduct();
  browser = await launchChromium();
  owner = await Member.signIn(product.url, 'Marloes Terpstra');
  const tableId = owner.session?.seat?.tableId ?? '';
  const body = { title: 'Gesprek', kind: 'transformationPlan', formality: 'formal' };
  ({ documentId } = await owner.send<DocumentSummary>('POST', `/api/tables/${tableId}/documents`, body));
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await product?.remove();
});

/** A section for the whole table in which the owner has written. */
async function written(): Promise<{ view: SectionView; live: LiveSection }> {
  const body = { title: TITLE, preset: { kind: 'wholeTable' } };
  const view = await owner.send<SectionView>('POST', `/api/documents/${documentId}/sections`, body);
  const live = owner.connect().open(view.sectionId);
  await until(live, () => live.state === 'live');
  expect(await live.prepareToWrite()).toBe(true);
  typeWord(live.doc, SEEN);
  await until(live, () => live.save.kind === 'saved');
  return { view, live };
}

async function revoke({ sectionId }: SectionView): Promise<void> {
  const path = `/api/sections/${sectionId}/rights`;
  const { accessVersion, grants } = await owner.send<SectionRightsView>('GET', path);
  const others = grants.filter(({ grantee }) => grantee.kind !== 'role' || grantee.role !== 'contractor');
  await owner.send('PUT', path, { accessVersion, grants: others });
}

/** All that a browser keeps for this site, as one text: what somebody finds who opens the laptop later. */
function kept(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('unreadable'));
      });
    const shown = (_: string, value: unknown): unknown =>
      value instanceof Uint8Array || value instanceof ArrayBuffer ? new TextDecoder().decode(value) : value;
    const found: unknown[] = [{ ...localStorage }, { ...sessionStorage }, document.cookie, history.state];
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name));
      for (const store of database.objectStoreNames)
        found.push(await done(database.transaction(store).objectStore(store).getAll()));
      database.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const asked of await cache.keys()) found.push(asked.url, await (await cache.match(asked))?.text());
    }
    const root = await navigator.storage.getDirectory();
    for await (const file of root.keys()) found.push(file);
    return JSON.stringify(found, shown);
  });
}

const shownOn = (page: Page): Promise<string> => page.evaluate(() => document.documentElement.outerHTML);

describe('[L13] a browser after a right was withdrawn', () => {
  it('keeps nothing of what others wrote, on the page, in a store, or after it is loaded anew', async () => {
    const { view } = await written();
    const { page, context } = await signIn(browser, product.url, 'Annemiek Roos');
    await page.goto(`${product.url}/documenten/${documentId}`);
    await page.getByText(SEEN).first().waitFor();
    // Somebody types while the network is away, so that there is something to keep.
    await page.locator('section.s-section').last().locator('.s-static .s-block').last().click();
    await page.locator('.ProseMirror[contenteditable="true"]').waitFor();
    await context.setOffline(true);
    await page.keyboard.insertText(OWN);
    // The reader of stores is no use if it finds nothing where there is something.
    await expect.poll(() => kept(page)).toContain(OWN);
    await revoke(view);
    await context.setOffline(false);
    await expect.poll(() => shownOn(page), { timeout: 20_000 }).not.toContain(SEEN);
    await expect.poll(() => kept(page)).not.toContain(SEEN);
    await page.reload();
    await page.locator('main h1').first().waitFor();
    expect(await shownOn(page)).not.toContain(SEEN);
    expect(await kept(page)).not.toContain(SEEN);
    // What he typed himself stays his.
    expect(await kept(page)).toContain(OWN);
    await context.close();
  });

  it('keeps nothing of one person for the next who signs in', async () => {
    await written();
    const { page, context } = await signIn(browser, product.url, 'Annemiek Roos');
    await page.goto(`${product.url}/documenten/${documentId}`);
    await page.getByText(SEEN).first().waitFor();
    expect(await page.evaluate(() => fetch('/api/session', { method: 'DELETE' }).then(({ status }) => status))).toBe(
      204,
    );
    await page.goto(`${product.url}/`);
    await page.getByRole('button', { name: /Petra van Loon/ }).waitFor();
    for (const word of [SEEN, TITLE, 'Annemiek']) expect(await kept(page), word).not.toContain(word);
    await context.close();
  });
});
