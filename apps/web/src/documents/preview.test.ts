import { describe, expect, it } from 'vitest';
import type { ContentBlock } from '@samenspel/domain';
import { listMark, partsOf, rowsOf, unsureIn } from './preview';

const block = (kind: 'paragraph' | 'bullet' | 'numbered', text: string, unsure?: boolean): ContentBlock => ({
  type: 'block',
  kind,
  runs: [{ text }],
  unsure,
});

describe('the preview of an import', () => {
  it('joins neighbouring items of one kind to a list', () => {
    const parts = partsOf([
      block('bullet', 'a'),
      block('bullet', 'b'),
      block('numbered', 'c'),
      block('paragraph', 'd'),
      block('bullet', 'e'),
    ]);
    expect(parts.map((part) => (part.type === 'list' ? part.items.length : part.type))).toEqual([2, 1, 'block', 1]);
  });

  it('[W11] counts what the import was not certain of', () => {
    expect(unsureIn({ title: 'x', blocks: [block('bullet', 'a', true), block('paragraph', 'b')] })).toBe(1);
  });

  it('[I29] numbers items as the document will, over the depths of a list', () => {
    const item = (indent: number): ContentBlock => ({ type: 'block', kind: 'numbered', indent, runs: [{ text: 'x' }] });
    const [list] = partsOf([item(0), item(1), item(1), item(0), item(1)]);
    expect(list?.type === 'list' && list.items.map(({ number }) => number)).toEqual([1, 1, 2, 2, 1]);
    expect(list?.type === 'list' && list.items.map(listMark)).toEqual(['"1. "', '"a. "', '"b. "', '"2. "', '"a. "']);
  });

  it('[I29] shows merged cells as one, and every row of headings', () => {
    const rows = rowsOf({
      type: 'table',
      header: true,
      headerRows: 2,
      rows: [
        [[], []],
        [[], []],
        [[], []],
      ],
      merged: [{ row: 0, column: 0, rows: 2, columns: 1 }],
    });
    expect(rows.map((row) => row.map(({ header, rowspan }) => `${header ? 'h' : 'd'}${rowspan}`))).toEqual([
      ['h2', 'h1'],
      ['h1'],
      ['d1', 'd1'],
    ]);
  });
});
