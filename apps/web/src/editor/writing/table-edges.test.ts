import { describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import { GapCursor } from '@tiptap/pm/gapcursor';
import type { ContentBlock } from '@samenspel/domain';
import { two } from '../testing/pair';
import type { Writer } from '../testing/writer';

const table = (...rows: string[][]): ContentBlock => ({
  type: 'table',
  header: false,
  rows: rows.map((row) => row.map((text) => [{ type: 'block', kind: 'paragraph', runs: [{ text }] }])),
});
const SMALL = table(['a', 'b'], ['c', 'd']);

/** Each top-level node in one word, with the text of its cells. */
function shape({ view }: Writer): string[] {
  return view.state.doc.children.map((node) =>
    node.type.name === 'table'
      ? node.children.map((row) => row.children.map((cell) => cell.textContent).join('|')).join(' / ')
      : `p:${node.textContent}`,
  );
}

function isAtGap({ view }: Writer): boolean {
  return view.state.selection instanceof GapCursor;
}

function countWrites({ live }: Writer): () => number {
  let writes = 0;
  live.doc.on('update', () => writes++);
  return () => writes;
}

describe('the cells of a table, by keyboard', () => {
  it('[X40] makes a row with Tab in the last cell, with the caret in it, and takes it away with undo', () => {
    const { a } = two(SMALL);
    a.at(3, 1);
    expect(a.press('Tab')).toBe(true);
    a.type('e');
    expect(shape(a)).toEqual(['a|b / c|d / e|']);
    expect(a.press('Tab')).toBe(true);
    a.type('f');
    expect(shape(a)).toEqual(['a|b / c|d / e|f']);
    for (let steps = 0; steps < 4 && shape(a)[0] !== 'a|b / c|d'; steps++) a.press('z', { ctrlKey: true, keyCode: 90 });
    expect(shape(a)).toEqual(['a|b / c|d']);
    a.type('!');
    expect(shape(a)[0]).toContain('!');
  });

  it('[X40] goes back with Shift and Tab, and stays in the first cell: what is typed then is not lost', () => {
    const { a } = two('boven', SMALL);
    a.at(2, 1);
    expect(a.press('Tab', { shiftKey: true })).toBe(true);
    expect(a.press('Tab', { shiftKey: true })).toBe(true);
    a.at(1, 1).type('!');
    expect(shape(a)[1]).toBe('a!|b / c|d');
  });

  it('[X40] makes a row where the table has a hole, which it fills', () => {
    const { a } = two(table(['a', 'b'], ['c']));
    const root = a.live.doc.getXmlFragment('content');
    const row = (root.get(0) as Y.XmlElement).get(1) as Y.XmlElement;
    a.live.doc.transact(() => row.delete(1, 1), 'other');
    a.at(2, 1).press('Tab');
    a.type('x');
    expect(shape(a)).toHaveLength(1);
    expect(shape(a)[0]).toContain('x');
    expect(new Set(a.view.state.doc.firstChild!.children.map(({ childCount }) => childCount))).toEqual(new Set([2]));
  });
});

describe('the line beside a table', () => {
  it.each([
    ['above', 'ArrowUp', 0, ['p:nieuw', 'a|b / c|d']],
    ['below', 'ArrowDown', 3, ['a|b / c|d', 'p:nieuw']],
    ['before', 'ArrowLeft', 0, ['p:nieuw', 'a|b / c|d']],
    ['behind', 'ArrowRight', 3, ['a|b / c|d', 'p:nieuw']],
  ] as const)(
    '[X41] is there %s a table that is the whole text, and writes nothing until one types',
    (_where, key, block, wanted) => {
      const { a, b, section } = two(SMALL);
      a.view.endOfTextblock = () => true;
      const writes = countWrites(a);
      a.at(block, key === 'ArrowRight' ? 1 : 0).press(key);
      expect(isAtGap(a)).toBe(true);
      expect(writes()).toBe(0);
      a.type('nieuw');
      expect(shape(a)).toEqual(wanted);
      section.settle();
      expect(shape(b)).toEqual(wanted);
    },
  );

  it('[X41] is there between two tables, and Enter makes it a paragraph', () => {
    const { a } = two(SMALL, SMALL);
    a.view.endOfTextblock = () => true;
    a.at(2, 0).press('ArrowDown');
    expect(isAtGap(a)).toBe(true);
    a.press('Enter');
    expect(shape(a)).toEqual(['a|b / c|d', 'p:', 'a|b / c|d']);
    a.press('z', { ctrlKey: true, keyCode: 90 });
    expect(shape(a)).toEqual(['a|b / c|d', 'a|b / c|d']);
  });

  it('[X41] takes nothing away, and leads back into the table', () => {
    const { a } = two(SMALL);
    a.view.endOfTextblock = () => true;
    for (const [key, back, block] of [
      ['ArrowUp', 'ArrowDown', 0],
      ['ArrowUp', 'Delete', 0],
      ['ArrowDown', 'ArrowUp', 3],
      ['ArrowDown', 'Backspace', 3],
    ] as const) {
      a.at(block, 0).press(key);
      expect(isAtGap(a), key).toBe(true);
      expect(a.press(back)).toBe(true);
      expect(isAtGap(a), back).toBe(false);
    }
    expect(shape(a)).toEqual(['a|b / c|d']);
  });

  it('[X41] is there again after Backspace on the empty line behind a table, which goes into the last cell', () => {
    const { a } = two(SMALL, '');
    a.view.endOfTextblock = () => true;
    a.at(4, 0).press('Backspace');
    expect(shape(a)).toEqual(['a|b / c|d']);
    a.type('!');
    expect(shape(a)).toEqual(['a|b / c|d!']);
    a.press('ArrowDown');
    a.type('onder');
    expect(shape(a)).toEqual(['a|b / c|d!', 'p:onder']);
  });

  it('[X41] never takes a table away with Backspace behind it', () => {
    const { a } = two(SMALL, 'tekst');
    a.at(4, 0).press('Backspace');
    a.press('Backspace');
    expect(shape(a)[1]).toBe('p:tekst');
    expect(shape(a)[0]).toMatch(/^a\|b/);
  });

  it('[X41] is not between a table and text, where one writes in the text', () => {
    const { a } = two('boven', SMALL, 'onder');
    a.view.endOfTextblock = () => true;
    for (const [block, key] of [
      [1, 'ArrowUp'],
      [4, 'ArrowDown'],
    ] as const) {
      a.at(block, 0).press(key);
      expect(isAtGap(a)).toBe(false);
    }
  });

  it('[X41] stays where it is while others write', () => {
    const { a, b, section } = two(SMALL);
    a.view.endOfTextblock = () => true;
    a.at(0, 0).press('ArrowUp');
    b.at(3, 1).type('!');
    section.settle();
    expect(isAtGap(a)).toBe(true);
    a.type('boven');
    expect(shape(a)).toEqual(['p:boven', 'a|b / c|d!']);
  });
});
