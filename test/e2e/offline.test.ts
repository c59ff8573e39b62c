import { mkdirSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SectionRightsView } from '@samenspel/domain';
import { axe, launchChromium, shots, signIn } from '../support/chromium';
import { saved, sectionOf, startTyping } from '../support/document-page';
import { lineOf, type PageLine } from '../support/line';
import { Member } from '../support/member';
import { startProduct, type Product } from '../support/product';

const NOT_SAVED = 'Niet opgeslagen';
/** So often a page may be drawn, after the two seconds, before it says so: a busy machine draws it less often. */
const FRAMES = 60;

let product: Product;
let browser: Browser;
let plan = '';
beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  product = await startProduct();
  browser = await launchChromium();
  const { documentId } = await (await Member.signIn(product.url, 'Marloes Terpstra')).plan();
  plan = `${product.url}/documenten/${documentId}`;
});
afterAll(async () => {
  await browser.close();
  await product.remove();
});

async function atPlan(
  person: string,
  language: 'nl' | 'en-GB' = 'nl',
): Promise<{ context: BrowserContext; page: Page; line: PageLine }> {
  const { context, page } = await signIn(browser, product.url, person, { interface: language });
  const line = await lineOf(page);
  await page.goto(plan);
  await sectionOf(page, 2).waitFor();
  return { context, page, line };
}

/** From the next key on: how often the page was drawn after two seconds of its own clock, and did not yet say so. */
async function framesUntilTold(page: Page): Promise<() => Promise<number>> {
  const told = await page.evaluateHandle((words) => {
    const frames = new Promise<number>((resolve) => {
      let drawn = 0;
      const look = (): void => {
        if (document.body.textContent.includes(words)) return resolve(drawn);
        drawn += 1;
        requestAnimationFrame(look);
      };
      addEventListener('keydown', () => setTimeout(look, 2_000), { once: true, capture: true });
    });
    return { frames };
  }, NOT_SAVED);
  return () => told.evaluate(({ frames }) => frames);
}

/** Signs in on a page of a browser where nobody is, and opens the plan. */
async function planAs(page: Page, person: string): Promise<void> {
  await page.goto(product.url);
  await page.getByRole('button', { name: new RegExp(person) }).click();
  await page.getByText('Open de tafel').first().waitFor();
  await page.goto(plan);
}

/** Reloads with a script that runs before anything of the page. */
async function reloadWith(page: Page, script: () => void): Promise<void> {
  await page.addInitScript(script);
  await page.reload();
  await sectionOf(page, 2).waitFor();
}

/** Resolves when the outbox of this page says that it knows a lease for so many sections that nobody wrote under. */
async function spares(page: Page, count: number): Promise<void> {
  await expect
    .poll(
      () =>
        page.evaluate(
          () =>
            new Promise<number>((resolve) => {
              const open = indexedDB.open('samenspel-outbox');
              open.onsuccess = () => {
                const keys = open.result.transaction('records').objectStore('records').getAllKeys();
                keys.onsuccess = () => resolve(keys.result.filter((key) => String(key).endsWith(':spare')).length);
              };
            }),
        ),
      { timeout: 30_000 },
    )
    .toBeGreaterThanOrEqual(count);
}

/** Leaves the role of a party this right in the n-th section of the plan. */
async function grant(sectionId: string, role: string, right: 'read' | 'write' | null): Promise<void> {
  const owner = await Member.signIn(product.url, 'Marloes Terpstra');
  const path = `/api/sections/${sectionId}/rights`;
  const now = await owner.send<SectionRightsView>('GET', path);
  const others = now.grants.filter(({ grantee }) => !('role' in grantee) || grantee.role !== role);
  const grants = right === null ? others : [...others, { grantee: { kind: 'role', role }, right }];
  await owner.send('PUT', path, { accessVersion: now.accessVersion, grants });
}

/** Ends the session of a browser as the server does: it knows nothing of it until it asks. */
async function endSession(context: BrowserContext): Promise<void> {
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const ended = await fetch(`${product.url}/api/session`, {
    method: 'DELETE',
    headers: { cookie, origin: product.url },
  });
  expect(ended.ok).toBe(true);
}

const idOf = async (page: Page, at: number): Promise<string> =>
  ((await sectionOf(page, at).getAttribute('id')) ?? '').replace('section-', '');

describe('[E8] without a connection', () => {
  it('what was only read is written in, is told as not saved within two seconds, and is saved on return', async () => {
    const { page, context, line } = await atPlan('Tom de Rooij');
    await spares(page, 3);
    await context.setOffline(true);
    line.cut();
    await startTyping(page, 2);
    const late = await framesUntilTold(page);
    await page.keyboard.type(' Voor het eerst hier, en los.');
    expect(await late()).toBeLessThan(FRAMES);
    await page.getByText(NOT_SAVED).first().waitFor();
    await sectionOf(page, 2).getByText('Voor het eerst hier, en los.').waitFor();
    await context.setOffline(false);
    line.heal();
    await saved(page);
    const other = await atPlan('Esra Yildiz');
    await sectionOf(other.page, 2).getByText('Voor het eerst hier, en los.').waitFor();
    await other.context.close();
    await context.close();
  });

  it('on a line that only seems alive it is told within two seconds as well', async () => {
    const { page, context, line } = await atPlan('Sjoerd Wiersma');
    await startTyping(page, 1);
    await page.keyboard.type(' Nog verbonden.');
    await saved(page);
    line.hang();
    const late = await framesUntilTold(page);
    await page.keyboard.type(' Niemand hoort dit.');
    expect(await late()).toBeLessThan(FRAMES);
    // Nothing closes this line: the browser finds out by itself that nothing comes any more.
    await page.getByText('Opgeslagen', { exact: true }).first().waitFor({ timeout: 90_000 });
    await page.reload();
    await sectionOf(page, 1).getByText('Niemand hoort dit.').waitFor();
    await context.close();
  });

  const WAYS: Readonly<Record<string, () => void>> = {
    refused: () => {
      indexedDB.open = () => {
        throw new DOMException('no', 'SecurityError');
      };
    },
    full: () => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    },
    'without locks': () => Reflect.deleteProperty(Navigator.prototype, 'locks'),
  };
  for (const [way, script] of Object.entries(WAYS)) {
    it(`a browser that keeps nothing says not to close the page, and loses nothing as long as it is there: ${way}`, async () => {
      const { page, context, line } = await atPlan('Tom de Rooij');
      await reloadWith(page, script);
      await startTyping(page, 3);
      await page.keyboard.type(' Eerst verbonden.');
      await saved(page);
      line.cut();
      await page.keyboard.type(` Alleen hier (${way}).`);
      await page.getByText('Sluit deze pagina niet').first().waitFor();
      line.heal();
      await saved(page);
      await page.reload();
      await sectionOf(page, 3).getByText(`Alleen hier (${way}).`).waitFor();
      await context.close();
    });
  }

  it('two tabs of one person write side by side, and closing one keeps what it had not sent', async () => {
    const { page, context } = await atPlan('Tom de Rooij');
    const second = await context.newPage();
    const line = await lineOf(second);
    await second.goto(page.url());
    await sectionOf(second, 2).waitFor();
    await startTyping(page, 2);
    await page.keyboard.type(' Uit het eerste tabblad.');
    await startTyping(second, 2);
    await second.keyboard.type(' Uit het tweede.');
    for (const tab of [page, second]) {
      await sectionOf(tab, 2).getByText('Uit het eerste tabblad.').waitFor();
      await sectionOf(tab, 2).getByText('Uit het tweede.').waitFor();
    }
    await saved(page);
    await saved(second);
    line.cut();
    await second.keyboard.type(' En dit nam het mee.');
    await second.getByText(NOT_SAVED).first().waitFor();
    await second.close({ runBeforeUnload: false });
    line.heal();
    page.on('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await sectionOf(page, 2).getByText('En dit nam het mee.').waitFor();
    await saved(page);
    expect(await sectionOf(page, 2).getByText('En dit nam het mee.').count()).toBe(1);
    await context.close();
  });

  it('a session that ended gives its text back to the same person, and never to another', async () => {
    const { page, context, line } = await atPlan('Tom de Rooij');
    await startTyping(page, 1);
    await page.keyboard.type(' Voor het einde.');
    await saved(page);
    line.cut();
    await page.keyboard.type(' Na het einde van de sessie.');
    await page.getByText(NOT_SAVED).first().waitFor();
    await endSession(context);
    line.heal();
    await page.waitForURL(/aanmelden|sign-in/);
    // Somebody else of another party, in the same browser.
    const other = await context.newPage();
    await planAs(other, 'Annemiek Roos');
    await sectionOf(other, 1).getByText('Voor het einde.').waitFor();
    expect(await other.getByText('Na het einde van de sessie.').count()).toBe(0);
    expect(await other.getByText('niet geplaatst').count()).toBe(0);
    await context.clearCookies();
    await other.close();
    await planAs(page, 'Tom de Rooij');
    await sectionOf(page, 1).getByText('Na het einde van de sessie.').waitFor();
    await saved(page);
    await context.close();
  });
});

it('[C77] a page that is open goes on as nobody else, when somebody else signs in in the same browser', async () => {
  const { page, context, line } = await atPlan('Tom de Rooij');
  await startTyping(page, 1);
  await page.keyboard.type(' Van Tom.');
  await saved(page);
  line.cut();
  await page.keyboard.type(' Alleen van Tom.');
  await page.getByText(NOT_SAVED).first().waitFor();
  const second = await context.newPage();
  await context.clearCookies();
  await planAs(second, 'Annemiek Roos');
  await sectionOf(second, 1).getByText('Van Tom.').first().waitFor();
  line.heal();
  // Who looks at the page that was his sees whose it is now, and nothing of him that nobody else has.
  await page
    .getByRole('button', { name: /Annemiek Roos/ })
    .first()
    .waitFor();
  await sectionOf(page, 1).getByText('Van Tom.').first().waitFor();
  for (const one of [page, second]) expect(await one.getByText('Alleen van Tom.').count()).toBe(0);
  await context.clearCookies();
  await planAs(second, 'Tom de Rooij');
  await sectionOf(second, 1).getByText('Alleen van Tom.').waitFor();
  await saved(second);
  await context.close();
});

describe('[E9] what can not be saved', () => {
  it('is offered to its author after his right was withdrawn, over a reload, and put back when he may write again', async () => {
    const { page, context, line } = await atPlan('Annemiek Roos');
    const sectionId = await idOf(page, 1);
    const stood = (await sectionOf(page, 1).locator('.s-block').first().textContent()) ?? '';
    await startTyping(page, 1);
    await page.keyboard.type(' Net te laat.');
    await sectionOf(page, 1).getByText('Net te laat.').waitFor();
    await saved(page);
    line.cut();
    await page.keyboard.type(' Niemand leest dit.');
    await page.keyboard.press('Enter');
    await page.keyboard.type('En dit is een alinea.');
    await page.getByText(NOT_SAVED).first().waitFor();
    await grant(sectionId, 'contractor', null);
    line.heal();
    const button = page.getByRole('button', { name: 'Eén tekst niet geplaatst' });
    await button.waitFor();
    // The copy is gone: from the page, and from what the browser keeps.
    await page.getByText(stood.slice(0, 40)).first().waitFor({ state: 'detached' });
    expect(await stores(page)).not.toContain(stood.slice(0, 40));
    await page.reload();
    await button.click();
    await page.getByText('U mocht in deze sectie niet meer schrijven.').waitFor();
    expect(await page.locator('.draft__text').innerText()).toBe('Niemand leest dit.\nEn dit is een alinea.');
    expect(await page.getByRole('button', { name: 'Zet terug in de tekst' }).count()).toBe(0);
    await page.screenshot({ path: `${shots}/draft.png` });
    expect(await axe(page)).toEqual([]);

    await grant(sectionId, 'contractor', 'write');
    await page.getByRole('button', { name: 'Zet terug in de tekst' }).click();
    await page.locator('.draft__text').waitFor({ state: 'detached' });
    await saved(page);
    await page.reload();
    await sectionOf(page, 1).getByText('En dit is een alinea.').waitFor();
    expect(await page.getByText('niet geplaatst').count()).toBe(0);
    await context.close();
  });

  it('is thrown away only after it was asked; in English', async () => {
    const { page, context, line } = await atPlan('Annemiek Roos', 'en-GB');
    const sectionId = await idOf(page, 2);
    await startTyping(page, 2);
    await page.keyboard.type(' En');
    await sectionOf(page, 2).getByText(/ En$/).waitFor();
    line.cut();
    await page.keyboard.type(' dit mag weg.');
    await page.getByText('Not saved: ').first().waitFor();
    await grant(sectionId, 'contractor', 'read');
    line.heal();
    await page.getByText('Not saved: you may no longer write in this section.').first().waitFor();
    await page.getByRole('button', { name: 'One text not placed' }).click();
    await page.getByText('You were no longer allowed to write in this section.').waitFor();
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByRole('button', { name: 'Keep' }).click();
    await page.getByText('dit mag weg.').waitFor();
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
    await page.locator('.draft__text').waitFor({ state: 'detached' });
    await page.reload();
    await sectionOf(page, 2).waitFor();
    expect(await page.getByText('not placed').count()).toBe(0);
    await grant(sectionId, 'contractor', 'write');
    await context.close();
  });

  it('of a restricted section is in memory only, and the browser warns before it goes with the page', async () => {
    const { page, context, line } = await atPlan('Marloes Terpstra');
    const section = page.locator('section.s-section--restricted.s-section--writable').first();
    await section.scrollIntoViewIfNeeded();
    await section.locator('.s-static .s-block').last().click();
    await section.locator('.ProseMirror[contenteditable="true"]').waitFor();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' Eerst verbonden.');
    await saved(page);
    line.cut();
    await page.keyboard.type(' Alleen voor ons.');
    await page.getByText('Sluit deze pagina niet').first().waitFor();
    expect(await stores(page)).not.toContain('Alleen voor ons');
    const asked = page.waitForEvent('dialog');
    await page.close({ runBeforeUnload: true });
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();
    await section.getByText('Alleen voor ons.').waitFor();
    line.heal();
    await saved(page);
    await context.close();
  });
});

it('[C79] two who press Enter at the same place have the rest of the paragraph once', async () => {
  const one = await atPlan('Tom de Rooij');
  const other = await atPlan('Esra Yildiz');
  await startTyping(one.page, 1);
  await one.page.keyboard.press('Enter');
  await one.page.keyboard.type('Voor de knip en erna');
  await saved(one.page);
  await sectionOf(other.page, 1).getByText('Voor de knip en erna').waitFor();
  await startTyping(other.page, 1);
  for (const { page } of [one, other]) {
    await page.keyboard.press('End');
    for (let letter = 0; letter < 'en erna'.length; letter += 1) await page.keyboard.press('ArrowLeft');
  }
  other.line.cut();
  await one.page.keyboard.press('Enter');
  await saved(one.page);
  await other.page.keyboard.press('Enter');
  await other.page.keyboard.type('mijn ');
  other.line.heal();
  await saved(other.page);
  for (const { page } of [one, other]) {
    await sectionOf(page, 1).getByText('mijn').waitFor();
    await expect.poll(async () => (await sectionOf(page, 1).innerText()).split('en erna').length - 1).toBe(1);
  }
  await one.context.close();
  await other.context.close();
});

/** Everything that the browser keeps for this site, as text. */
function stores(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const all: unknown[] = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
    const database = await new Promise<IDBDatabase>((resolve) => {
      const open = indexedDB.open('samenspel-outbox');
      open.onsuccess = () => resolve(open.result);
    });
    for (const name of database.objectStoreNames) {
      const rows = database.transaction(name).objectStore(name).getAll();
      all.push(await new Promise((resolve) => (rows.onsuccess = () => resolve(rows.result))));
    }
    const text = new TextDecoder();
    return JSON.stringify(all, (_key, value: unknown) => (value instanceof Uint8Array ? text.decode(value) : value));
  });
}
