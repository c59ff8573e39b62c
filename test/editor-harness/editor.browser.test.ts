import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { Harness, letter } from './page';

let harness: Harness;
beforeAll(async () => {
  harness = await Harness.start();
  // The first page of a fresh server bundles its dependencies and may load twice.
  await harness.open();
}, 120_000);
afterAll(() => harness.stop());

async function press(page: Page, section: number, block: number, offset: number): Promise<void> {
  const at = await letter(page, section, block, offset);
  await page.mouse.click(at.x, at.y);
  await page.waitForSelector('.ProseMirror-focused');
}

async function lines(page: Page, section: number): Promise<string[]> {
  return page.evaluate(
    (index) =>
      [...document.querySelectorAll('.s-section__text')[index]!.querySelectorAll('.s-block')].map(
        (block) => `${block.tagName.toLowerCase()} ${block.textContent}`,
      ),
    section,
  );
}

describe('the text in a browser', () => {
  it('[X12] puts the caret exactly where the press was, without a jump', async () => {
    const { page, errors } = await harness.open();
    const before = await page.evaluate(() => [document.body.scrollHeight, scrollY]);
    const offsets: number[] = [];
    for (const offset of [10, 60, 140]) {
      await press(page, 0, 0, offset);
      offsets.push(
        await page.evaluate(() => {
          const selection = document.getSelection()!;
          const range = document.createRange();
          range.setStart(document.querySelector('.ProseMirror .s-block')!, 0);
          range.setEnd(selection.focusNode!, selection.focusOffset);
          return range.toString().length;
        }),
      );
    }
    expect(offsets).toEqual([10, 60, 140]);
    expect(await page.evaluate(() => [document.body.scrollHeight, scrollY])).toEqual(before);
    expect(errors).toEqual([]);
  });

  it('[X12] loses no key that is pressed right after the first press on a page', async () => {
    const { page } = await harness.open();
    const at = await letter(page, 0, 0, 0);
    await page.mouse.click(at.x, at.y);
    await page.keyboard.type('Snel! ', { delay: 5 });
    await expect.poll(() => lines(page, 0).then(([first]) => first)).toMatch(/^p Snel! Kinderen/);
  });

  it('[X12] holds keys until the right to type comes, with the caret there already', async () => {
    const { page } = await harness.open();
    await page.evaluate(() => {
      const mine = window.sections[0]!.mine;
      mine.mayType = false;
      mine.answer = new Promise((resolve) => setTimeout(() => resolve(true), 1500));
    });
    await press(page, 0, 0, 0);
    await page.keyboard.type('Ik ');
    await page.keyboard.press('Enter');
    await page.keyboard.type('wacht ');
    expect((await lines(page, 0))[0]).toMatch(/^p Kinderen/);
    await expect
      .poll(() => lines(page, 0).then((all) => all.slice(0, 2)), { timeout: 5000 })
      .toEqual(['p Ik ', expect.stringMatching(/^p wacht Kinderen/)]);
  });

  it('[X12] a key that moves the caret works before the right to type comes, and behind the text that waits', async () => {
    const { page } = await harness.open();
    await page.evaluate(() => {
      const mine = window.sections[0]!.mine;
      mine.mayType = false;
      mine.answer = new Promise((resolve) => setTimeout(() => resolve(true), 1500));
    });
    await press(page, 0, 0, 5);
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' Slot.');
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('Alle ');
    await page.keyboard.press('Control+ArrowRight');
    await page.keyboard.type(' hier');
    await page.keyboard.press('End');
    await page.keyboard.press('Shift+ArrowLeft');
    await page.keyboard.type('!');
    expect((await lines(page, 0))[0]).toMatch(/^p Kinderen/);
    await expect
      .poll(() => lines(page, 0).then((all) => [all[0], all.at(-1)]), { timeout: 5000 })
      .toEqual([expect.stringMatching(/^p Alle Kinderen hier en .*!/), expect.stringMatching(/ Slot\.$/)]);
  });

  it('[X12] a press and a page down before the right to type comes take nothing of the text that waits along', async () => {
    const { page } = await harness.open();
    await page.evaluate(() => {
      const mine = window.sections[0]!.mine;
      mine.mayType = false;
      mine.answer = new Promise((resolve) => setTimeout(() => resolve(true), 1500));
    });
    await press(page, 0, 0, 0);
    await page.keyboard.type('Alle ');
    const elsewhere = await letter(page, 0, 1, 0);
    await page.mouse.click(elsewhere.x, elsewhere.y);
    await page.keyboard.type('Daar ');
    await page.keyboard.press('PageDown');
    await page.keyboard.press('End');
    await page.keyboard.type(' Slot.');
    await expect
      .poll(() => lines(page, 0).then((all) => [all[0], all[1], all.at(-1)]), { timeout: 5000 })
      .toEqual([
        expect.stringMatching(/^p Alle Kinderen/),
        expect.stringMatching(/^\w+ Daar /),
        expect.stringMatching(/ Slot\.$/),
      ]);
  });

  it('[X13] types, splits, makes lists and tables, and undoes in the order of doing', async () => {
    const { page, errors } = await harness.open();
    await page.locator('.s-empty').click();
    await page.waitForSelector('.ProseMirror-focused');
    await page.keyboard.type('# Kop');
    await page.keyboard.press('Enter');
    await page.keyboard.type('- een');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('twee');
    expect(await lines(page, 3)).toEqual(['h3 Kop', 'ul een', 'ul twee']);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Tabel' }).click();
    await page.getByRole('menuitem', { name: 'Tabel invoegen' }).click();
    await page.keyboard.type('Wat');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Wie');
    expect((await lines(page, 3)).slice(3, 6)).toEqual(['p ', 'p Wat', 'p Wie']);
    await press(page, 0, 0, 0);
    await page.keyboard.type('Eerst ');
    await page.keyboard.press('Control+z');
    expect((await lines(page, 0))[0]).toMatch(/^p Kinderen/);
    await page.keyboard.press('Control+z');
    await expect.poll(() => lines(page, 3).then((all) => all[5])).toBe('p ');
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(() => lines(page, 3).then((all) => all[5])).toBe('p Wie');
    expect(errors).toEqual([]);
  });

  it('[X14] lets the arrow keys run on into the next section, in the same column', async () => {
    const { page } = await harness.open();
    await press(page, 0, 8, 20);
    const x = await page.evaluate(() => document.getSelection()!.getRangeAt(0).getBoundingClientRect().left);
    await page.keyboard.press('ArrowDown');
    const down = await page.evaluate(() => ({
      section: document.activeElement!.closest('.s-section')!.querySelector('h2')!.textContent,
      x: document.getSelection()!.getRangeAt(0).getBoundingClientRect().left,
    }));
    expect(down.section).toContain('Doelen en meting');
    expect(Math.abs(down.x - x)).toBeLessThan(8);
    await page.keyboard.press('ArrowUp');
    expect(
      await page.evaluate(() => document.activeElement!.closest('.s-section')!.querySelector('h2')!.textContent),
    ).toContain('Waarom');
  });

  it('[X15] selects and copies over the edges of sections while reading', async () => {
    const { page } = await harness.open({ height: 1400 });
    const from = await letter(page, 0, 3, 0);
    const to = await letter(page, 1, 0, 12);
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 8 });
    await page.mouse.up();
    expect(await page.evaluate(() => document.getSelection()!.toString())).toContain('Daarna pas iets nieuws');
    expect(await page.locator('.ProseMirror').count()).toBe(0);
    await page.keyboard.press('Control+c');
    const html = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      return (await item!.getType('text/html')).text();
    });
    expect(html).toContain('<ul><li>op school</li><li>in de wijk</li></ul>');
    expect(html).not.toContain('Zichtbaar');
  });

  it('[X12] brings the editor with the selection that was made in the static text', async () => {
    const { page } = await harness.open();
    const from = await letter(page, 0, 0, 0);
    const to = await letter(page, 0, 0, 8);
    await page.mouse.move(from.x - 1, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 4 });
    await page.mouse.up();
    await page.waitForSelector('.ProseMirror-focused');
    await page.keyboard.press('Control+b');
    expect(await page.locator('.ProseMirror strong').first().textContent()).toBe('Kinderen');
  });

  it('[X12] never brings an editor into a text that may only be read', async () => {
    const { page } = await harness.open();
    await page.locator('.s-section').nth(2).locator('.s-block').first().click();
    expect(await page.locator('.ProseMirror').count()).toBe(0);
    expect(await page.locator('.s-section').nth(2).locator('[tabindex]').count()).toBe(0);
  });

  it('[X16] leaves caret, focus and scroll alone when others write above', async () => {
    const { page } = await harness.open();
    await press(page, 1, 0, 5);
    const before = await page.evaluate(() => {
      const { focusNode, focusOffset } = document.getSelection()!;
      return [focusNode!.textContent, focusOffset, scrollY];
    });
    await page.evaluate(() => {
      const { theirs, section } = window.sections[1]!;
      theirs.doc.transact(() => {
        const text = (
          theirs.doc.getXmlFragment('content').get(0) as unknown as {
            get(i: number): { insert(i: number, t: string): void };
          }
        ).get(0);
        text.insert(20, ' (nieuw) ');
      }, 'theirs');
      section.settle();
    });
    const after = await page.evaluate(() => {
      const { focusNode, focusOffset } = document.getSelection()!;
      return [focusNode!.textContent, focusOffset, scrollY];
    });
    expect(after.slice(1)).toEqual(before.slice(1));
    await page.keyboard.type('!');
    expect((await lines(page, 1))[0]).toContain('De wa!chttijd');
  });

  it('[X16] puts a press and the Enter after it where they were meant, amid edits of others', async () => {
    const { page, errors } = await harness.open();
    await press(page, 0, 0, 3);
    await page.evaluate(() => {
      const { theirs, section } = window.sections[0]!;
      const first = theirs.doc.getXmlFragment('content').get(0) as unknown as { get(at: number): YText };
      interface YText {
        insert(at: number, text: string): void;
        delete(at: number, length: number): void;
      }
      let long = false;
      setInterval(() => {
        theirs.doc.transact(() => (long ? first.get(0).delete(0, 4) : first.get(0).insert(0, 'Rem ')), 'theirs');
        long = !long;
        section.settle();
      }, 2);
    });
    const wrong: string[][] = [];
    for (let round = 0; round < 25; round++) {
      const offset = 5 + (round % 15);
      await page.evaluate(() => scrollTo(0, 0));
      const at = await letter(page, 0, 2, offset);
      const other = await letter(page, 0, 4, 3);
      await page.mouse.click(other.x, other.y);
      await page.mouse.click(at.x, at.y);
      await page.keyboard.press('Enter');
      const text = 'Hulp begint dicht bij huis';
      const found = (await lines(page, 0)).slice(2, 4);
      const wanted = [`ul ${text.slice(0, offset)}`, `ul ${text.slice(offset)}`];
      if (found.join() !== wanted.join()) wrong.push(found);
      await page.keyboard.press('Control+z');
      await expect.poll(() => lines(page, 0).then((all) => all[2])).toBe(`ul ${text}`);
    }
    expect(wrong).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('[X11] pastes HTML from elsewhere as blocks', async () => {
    const { page } = await harness.open();
    await page.locator('.s-empty').click();
    await page.waitForSelector('.ProseMirror-focused');
    await page.evaluate(async () => {
      const html = '<h2>Kop</h2><ul><li>een<ul><li>twee</li></ul></li></ul><p>drie</p>';
      await navigator.clipboard.write([new ClipboardItem({ 'text/html': new Blob([html], { type: 'text/html' }) })]);
    });
    await page.keyboard.press('Control+v');
    await expect.poll(() => lines(page, 3)).toEqual(['h3 Kop', 'ul een', 'ul twee', 'p drie']);
  });
});
