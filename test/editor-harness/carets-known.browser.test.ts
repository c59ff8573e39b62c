import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContentBlock } from '@samenspel/domain';
import { A, agreed, Scene } from './carets/scene';
import { Stage } from './carets/stage';
import type { Writer } from './carets/writer';

/** Faults that people met, each by itself. */
const PLAN = 'In Zilverland wonen elk jaar ongeveer vier gezinnen.';
const O_NGEVEER = PLAN.indexOf('ongeveer') + 1;

let stage: Stage;
beforeAll(async () => (stage = await Stage.open()), 120_000);
afterAll(() => stage.stop());

const begin = (...content: (string | ContentBlock)[]): ReturnType<typeof Scene.begin> => Scene.begin(stage, content);

async function times(count: number, act: () => Promise<void>): Promise<void> {
  for (let left = count; left > 0; left -= 1) await act();
}

describe('[X30] my caret, when another', () => {
  it('types before it in the paragraph', async () => {
    const { scene, a, b } = await begin(PLAN, 'Daarna.');
    await a.click(0, O_NGEVEER);
    await b.click(0, 0);
    await b.type('Let op: ');
    await scene.pass();
    await a.type('XYZ');
    expect(await agreed(scene)).toEqual([`Let op: ${PLAN.replace('ongeveer', 'oXYZngeveer')}`, 'Daarna.']);
  });

  it('deletes before it', async () => {
    const { scene, a, b } = await begin(PLAN);
    await a.click(0, O_NGEVEER);
    await b.click(0, 3);
    await times(3, () => b.press('Backspace'));
    await scene.pass();
    await a.type('1');
    expect(await agreed(scene)).toEqual([PLAN.slice(3).replace('ongeveer', 'o1ngeveer')]);
  });

  it('deletes what is on both sides of it', async () => {
    const { scene, a, b } = await begin('een twee drie');
    await a.click(0, 6);
    await b.click(0, 4);
    await times(4, () => b.press('Delete'));
    await scene.pass();
    expect(await scene.screen(A)).toEqual(['een | drie']);
  });

  it('presses Enter before it', async () => {
    const { scene, a, b } = await begin(PLAN);
    await a.click(0, O_NGEVEER);
    await b.click(0, 3);
    await b.press('Enter');
    await scene.pass();
    await a.type('1');
    expect(await agreed(scene)).toEqual(['In ', PLAN.slice(3).replace('ongeveer', 'o1ngeveer')]);
  });

  it('joins its paragraph to the one before', async () => {
    const { scene, a, b } = await begin('een', 'twee drie');
    await a.click(1, 6);
    await b.click(1, 0);
    await b.press('Backspace');
    await scene.pass();
    expect(await scene.screen(A)).toEqual(['eentwee d|rie']);
  });

  it('makes another kind of its paragraph, and bold of what is before it', async () => {
    const { scene, a, b } = await begin(PLAN);
    await a.click(0, O_NGEVEER);
    await b.command('2', 'alt');
    await b.click(0, 0);
    await times(8, () => b.press('ArrowRight', 'shift'));
    await b.command('b');
    await scene.pass();
    expect(await scene.screen(A)).toEqual([`${PLAN.slice(0, O_NGEVEER)}|${PLAN.slice(O_NGEVEER)}`]);
  });

  it('writes at the other end of the paragraph all the time, as I do at mine', async () => {
    const { scene, a, b } = await begin('aan', 'begin');
    await a.click(0, 3);
    await b.click(0, 0);
    const [mine, theirs] = [' een twee drie vier vijf', 'zes zeven acht negen ti '];
    for (let at = 0; at < mine.length; at += 1) {
      await a.type(mine.charAt(at));
      if (at % 3 > 0) await scene.pass();
      await b.type(theirs.charAt(at));
      if (at % 2 > 0) await scene.pass();
    }
    expect(await agreed(scene)).toEqual([`${theirs}aan${mine}`, 'begin']);
  });

  it('is before and behind it, with the caret at the very start and at the very end', async () => {
    const { scene, a, b } = await begin('een', 'twee', 'drie');
    await a.click(1, 0);
    await b.click(1, 2);
    await b.type('XY');
    await scene.pass();
    expect(await scene.screen(A)).toEqual(['een', '|twXYee', 'drie']);
    await a.press('End');
    await b.press('Home');
    await b.type('Z');
    await scene.pass();
    expect(await scene.screen(A)).toEqual(['een', 'ZtwXYee|', 'drie']);
    await b.click(0, 3);
    await b.type('!');
    await scene.pass();
    expect(await scene.screen(A)).toEqual(['een!', 'ZtwXYee|', 'drie']);
  });

  it('types at both edges of what I selected: it stays what I selected', async () => {
    const { scene, a, b } = await begin('een twee drie');
    await a.click(0, 4);
    await times(4, () => a.press('ArrowRight', 'shift'));
    await b.click(0, 4);
    await b.type('X');
    await b.click(0, 9);
    await b.type('Y');
    await scene.pass();
    expect(await scene.screen(A)).toEqual(['een X|twee|Y drie']);
    await a.type('2');
    expect(await agreed(scene)).toEqual(['een X2Y drie']);
  });

  it('types or takes away a letter beside an equal one', async () => {
    const { scene, a, b } = await begin('beer');
    await a.click(0, 2);
    await b.click(0, 1);
    await b.type('e');
    await scene.pass();
    expect(await scene.screen(A)).toEqual(['bee|er']);
    await b.press('Backspace');
    await b.press('Delete');
    await scene.pass();
    expect(await scene.screen(A)).toEqual(['b|er']);
    await b.press('Delete');
    await b.type('eee');
    await scene.pass();
    await a.type('X');
    expect(['beeeXr', 'bXeeer']).toContain((await agreed(scene)).join());
  });

  it('writes signs of two units before it, or takes one away', async () => {
    const { scene, a, b } = await begin('a😀b😀cd');
    await a.click(0, 7);
    await b.click(0, 0);
    await b.type('👍');
    await scene.pass();
    expect(await scene.screen(A)).toEqual(['👍a😀b😀c|d']);
    await b.click(0, 5);
    await b.press('Backspace');
    await scene.pass();
    expect(await scene.screen(A)).toEqual(['👍ab😀c|d']);
  });

  it('writes from right to left', async () => {
    const { scene, a, b } = await begin('שלום עולם', 'b');
    await a.click(0, 3);
    const [before] = await scene.screen(A);
    expect(before).toMatch(/^.+\|.+$/);
    await b.click(0, 0);
    await b.press('Home');
    await b.type('אב');
    await scene.pass();
    expect(await scene.screen(A)).toEqual([`אב${before}`, 'b']);
  });

  it('changes something beside cells that I selected, or the cell in which I write', async () => {
    const cell = (text: string): Extract<ContentBlock, { type: 'block' }>[] => [
      { type: 'block', kind: 'paragraph', runs: [{ text }] },
    ];
    const table: ContentBlock = { type: 'table', header: false, rows: [[cell('een'), cell('twee')]] };
    const { scene, a, b } = await begin('voor', table, 'na');
    await a.click(1, 2);
    await b.click(0, 0);
    await b.type('Nu ');
    await b.click(1, 0);
    await b.type('X');
    await scene.pass();
    expect(await scene.screen(A)).toEqual(['Nu voor', 'Xee|n', 'twee', 'na']);
    await a.press('End');
    await a.press('ArrowRight', 'shift');
    const selected = (): Promise<string[]> =>
      a.page.evaluate(() => [...document.querySelectorAll('.selectedCell')].map(({ textContent }) => textContent));
    expect(await selected()).toEqual(['Xeen', 'twee']);
    await b.click(0, 0);
    await b.press('Enter');
    await b.click(2, 0);
    await b.type('Y');
    await scene.pass();
    expect(await selected()).toEqual(['YXeen', 'twee']);
  });
});

describe('[X31] what I type', () => {
  it('after Enter at the very start stands where the caret is', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { scene, a } = await begin('een', 'twee');
      await a.press('Enter');
      expect(await scene.screen(A)).toEqual(['', '|een', 'twee']);
      await a.type('X');
      expect(await scene.screen(A)).toEqual(['', 'X|een', 'twee']);
    }
  });

  it('beside an equal letter is mine, whatever another does with that one', async () => {
    const { scene, a, b } = await begin('beer');
    await a.click(0, 2);
    await a.type('e');
    await b.click(0, 2);
    await b.press('Delete');
    await b.type('n');
    await b.press('ArrowRight');
    expect(await scene.authors(A, 0)).toEqual([null, null, A, null, null]);
    const [line] = await agreed(scene);
    expect(['beenr', 'bener']).toContain(line);
  });

  it('over an equal letter is mine, and takes away those that I selected', async () => {
    const { scene, a, b } = await begin('beer', 'aabaaab');
    await a.click(0, 1);
    await a.press('ArrowRight', 'shift');
    await a.type('e');
    await b.click(0, 1);
    await b.press('Delete');
    await a.click(1, 2);
    await times(2, () => a.press('ArrowRight', 'shift'));
    await a.type('b');
    expect(await scene.authors(A, 1)).toEqual([null, null, A, null, null, null]);
    expect(await agreed(scene)).toEqual(['beer', 'aabaab']);
    expect(await scene.authors(A, 0)).toEqual([null, A, null, null]);
  });

  it('stays one word when another types at the same place', async () => {
    const { scene, a, b } = await begin('een twee');
    await a.click(0, 4);
    await b.click(0, 4);
    for (const at of [0, 1, 2]) {
      await a.type('ABC'.charAt(at));
      await b.type('XYZ'.charAt(at));
      if (at === 1) await scene.pass();
    }
    expect(['een ABCXYZtwee', 'een XYZABCtwee']).toContain((await agreed(scene)).join());
  });
});

describe('[X33] the caret after', () => {
  it('undo and redo, when another has typed before it', async () => {
    const { scene, a, b } = await begin(PLAN);
    await a.click(0, O_NGEVEER);
    await a.type('XYZ');
    await b.click(0, 0);
    await b.type('Let op: ');
    await scene.pass();
    const [left, right] = [`Let op: ${PLAN.slice(0, O_NGEVEER)}`, PLAN.slice(O_NGEVEER)];
    await a.command('z');
    expect(await scene.screen(A)).toEqual([`${left}|${right}`]);
    await b.type('zes! ');
    await scene.pass();
    await a.command('z', 'shift');
    expect(await scene.screen(A)).toEqual([`Let op: zes! ${PLAN.slice(0, O_NGEVEER)}XYZ|${right}`]);
  });

  it('undo of what was typed at the very start is there', async () => {
    const { scene, a } = await begin('een', 'twee');
    await a.type('XYZ');
    expect(await scene.screen(A)).toEqual(['XYZ|een', 'twee']);
    await a.command('z');
    expect(await scene.screen(A)).toEqual(['|een', 'twee']);
  });
});

describe('[X34] the caret of another is drawn', () => {
  it('between the letters where they have it, also after edits of both', async () => {
    const { scene, a, b } = await begin(PLAN);
    await b.click(0, O_NGEVEER);
    await expect.poll(() => told(b, a)).toBe(PLAN.slice(0, O_NGEVEER));
    await a.click(0, 0);
    await a.type('Let op: ');
    await expect.poll(() => drawn(a)).toBe(`Let op: ${PLAN.slice(0, O_NGEVEER)}`);
    await scene.pass();
    await expect.poll(() => told(b, a)).toBe(`Let op: ${PLAN.slice(0, O_NGEVEER)}`);
    await b.type('XY');
    await scene.pass();
    await expect.poll(() => told(b, a)).toBe(`Let op: ${PLAN.slice(0, O_NGEVEER)}XY`);
  });
});

/** One tells another where they are, as it is known a moment after a press; and it is drawn there. */
async function told(from: Writer, to: Writer): Promise<string> {
  const place = await from.page.evaluate(() => window.__editor.caret());
  await to.page.evaluate((one) => window.__editor.peers([one]), place);
  return drawn(to);
}

/** What stands before the caret of the other as it is drawn: up to the edge between letters that is nearest to it. */
async function drawn(on: Writer): Promise<string> {
  return on.page.evaluate(() => {
    const caret = document.querySelector('.s-peer__caret')?.getBoundingClientRect();
    if (!caret) return 'nothing';
    const line = document.querySelector('.ProseMirror .s-block')!;
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    const edges: { before: string; far: number }[] = [];
    let before = '';
    for (let text = walker.nextNode() as Text | null; text; text = walker.nextNode() as Text | null) {
      for (let at = 0; at < text.length; at += 1) {
        const range = document.createRange();
        range.setStart(text, at);
        range.setEnd(text, at + 1);
        const box = range.getBoundingClientRect();
        edges.push({ before, far: Math.abs(box.left - caret.left) + Math.abs(box.top - caret.top) });
        before += text.data.charAt(at);
      }
    }
    return edges.sort((one, other) => one.far - other.far)[0]!.before;
  });
}
