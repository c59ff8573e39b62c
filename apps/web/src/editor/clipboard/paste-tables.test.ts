import { describe, expect, it } from 'vitest';
import { CellSelection } from '@tiptap/pm/tables';
import type { Node } from '@tiptap/pm/model';
import type { ContentBlock } from '@samenspel/domain';
import { two } from '../testing/pair';
import type { Writer } from '../testing/writer';

const table = (...rows: string[][]): ContentBlock => ({
  type: 'table',
  header: false,
  rows: rows.map((row) => row.map((text) => [{ type: 'block', kind: 'paragraph', runs: [{ text }] }])),
});
const SMALL = table(['a', 'b'], ['c', 'd']);
/** As it stands in a report of a comparable product. */
const SPANNED =
  '<table><tbody><tr><td>A</td><td>B</td><td rowspan="2">C over twee rijen</td></tr><tr><td>D</td><td>E</td></tr></tbody></table>';

function cellText(cell: Node): string {
  const { colspan, rowspan } = cell.attrs as { colspan: number; rowspan: number };
  const spans = `${colspan > 1 ? `/c${colspan}` : ''}${rowspan > 1 ? `/r${rowspan}` : ''}`;
  return cell.children.map((block) => block.textContent).join('+') + spans;
}

function shape({ view }: Writer): string[] {
  return view.state.doc.children.map((node) =>
    node.type.name === 'table'
      ? node.children.map((row) => row.children.map(cellText).join('|')).join(' / ')
      : `${String(node.attrs.kind)}: ${node.textContent}`,
  );
}

/** A paste as the browser tells it; says whether the browser was left to paste by itself. */
function paste(writer: Writer, data: Record<string, string>): boolean {
  const event = new Event('paste', { bubbles: true, cancelable: true });
  const clipboardData = { getData: (kind: string) => data[kind] ?? '' };
  writer.view.dom.dispatchEvent(Object.assign(event, { clipboardData }));
  return !event.defaultPrevented;
}

const html = (text: string): Record<string, string> => ({ 'text/html': text });

describe('pasting tables', () => {
  it('[X42] puts cells with spans over the cells of a table, which grows', () => {
    const { a, b, section } = two(SMALL);
    expect(paste(a.at(0, 0), html(SPANNED))).toBe(false);
    expect(shape(a)).toEqual(['A|B|C over twee rijen/r2 / D|E']);
    section.settle();
    expect(shape(b)).toEqual(shape(a));
  });

  it('[X42] puts them in the last cell, in the middle of spans, and in a table with a hole', () => {
    const { a } = two(SMALL);
    paste(a.at(3, 0), html(SPANNED));
    expect(shape(a)).toEqual(['a|b|| / c|A|B|C over twee rijen/r2 / |D|E']);
    paste(a.at(1, 0), html('<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>'));
    expect(shape(a)[0]).toMatch(/^a\|1\|2/);
    const ragged = two(table(['a', 'b', 'c'], ['d'])).a;
    paste(ragged.at(3, 0), html(SPANNED));
    expect(shape(ragged)[0]).toMatch(/^a\|b\|c \/ A\|B\|C over twee rijen\/r2 \/ D\|E$/);
  });

  it('[X42] splits a cell that reaches into what is pasted over', () => {
    const { a } = two('');
    paste(
      a.at(0, 0),
      html('<table><tr><td colspan="2" rowspan="2">groot</td><td>x</td></tr><tr><td>y</td></tr></table>'),
    );
    paste(a.at(1, 0), html('<table><tr><td>1</td></tr><tr><td>2</td></tr></table>'));
    expect(shape(a)[0]).toContain('groot');
    expect(shape(a)[0]).toContain('1');
    expect(shape(a)[0]).toContain('2');
  });

  it.each([
    [
      'a row that goes over more rows than there are',
      '<tr><td rowspan="9">A</td><td>B</td></tr><tr><td>C</td></tr>',
      'A/r2|B / C',
    ],
    ['rows that are wholly covered', '<tr><td rowspan="3">A</td><td rowspan="3">B</td></tr><tr></tr><tr></tr>', 'A|B'],
    ['rows of different width', '<tr><td>A</td><td>B</td></tr><tr><td>C</td></tr>', 'A|B / C|'],
    [
      'cells that would lie over each other',
      '<tr><td>A</td><td rowspan="2">B</td></tr><tr><td colspan="2">C</td></tr>',
      'A|B/r2 / C',
    ],
    ['spans of nothing', '<tr><td colspan="0" rowspan="0">A</td><td>B</td></tr>', 'A|B'],
    ['spans of very much', '<tr><td colspan="9999">A</td></tr><tr><td>B</td></tr>', null],
  ])('[X42] takes %s, among text and in a table', (_what, rows, wanted) => {
    for (const content of ['', SMALL]) {
      const { a } = two(content);
      expect(paste(a.at(0, 0), html(`<table>${rows}</table>`))).toBe(false);
      const [first] = shape(a);
      if (wanted !== null) expect(first).toContain(wanted.split(' / ')[0]!.split('|')[0]);
      if (wanted !== null && content === '') expect(first).toBe(wanted);
    }
  });

  it('[X42] puts a table between the blocks, also in a list, a heading and the middle of a sentence', () => {
    const T = '<table><tr><td>1</td><td>2</td></tr></table>';
    const { a } = two('een twee');
    paste(a.at(0, 4), html(T));
    expect(shape(a)).toEqual(['paragraph: een ', '1|2', 'paragraph: twee']);
    const item: ContentBlock = { type: 'block', kind: 'bullet', runs: [{ text: 'punt' }] };
    for (const [offset, wanted] of [
      [0, ['1|2', 'bullet: punt']],
      [2, ['bullet: pu', '1|2', 'bullet: nt']],
      [4, ['bullet: punt', '1|2']],
    ] as const) {
      const list = two(item).a;
      paste(list.at(0, offset), html(T));
      expect(shape(list)).toEqual(wanted);
      expect(new Set(list.ids).size).toBe(list.ids.length);
    }
  });

  it('[X42] pastes text and a table together, and what was selected goes', () => {
    const both = '<p>Zie het overzicht:</p><table><tr><td>links</td><td>rechts</td></tr></table>';
    const { a } = two('een twee drie');
    paste(a.at(0, 4, { block: 0, offset: 8 }), html(both));
    expect(shape(a)).toEqual(['paragraph: een ', 'paragraph: Zie het overzicht:', 'links|rechts', 'paragraph:  drie']);
  });

  it('[X42] keeps every word of text and a table that are pasted in a cell, and the cells around it', () => {
    const both =
      '<p>Zie het overzicht:</p><table><tr><td>links</td><td>rechts</td></tr><tr><td>onder</td><td>laatste cel</td></tr></table>';
    const { a } = two(SMALL);
    expect(paste(a.at(1, 1), html(both))).toBe(false);
    expect(shape(a)).toEqual(['a|bZie het overzicht:+links+rechts+onder+laatste cel / c|d']);
  });

  it('[X42] takes one cell of a sheet as its words, and goes on behind it', () => {
    const { a } = two('prijs: ', SMALL);
    paste(a.at(0, 7), html('<table><tr><td>1.250</td></tr></table>'));
    a.type(' euro');
    expect(shape(a)[0]).toBe('paragraph: prijs: 1.250 euro');
    paste(a.at(1, 1), html('<table><tr><td>!</td></tr></table>'));
    expect(shape(a)[1]).toBe('a!|b / c|d');
  });

  it('[X42] fills the cells that are selected, and pastes text in the first of them', () => {
    const { a } = two(SMALL);
    const select = (): void => {
      const { doc, tr } = a.view.state;
      const cells: number[] = [];
      doc.descendants((node, pos) => void (node.type.name === 'tableCell' && cells.push(pos)));
      a.view.dispatch(tr.setSelection(CellSelection.create(doc, cells[0]!, cells.at(-1)!)));
    };
    select();
    paste(a, html('<table><tr><td>1</td><td>2</td></tr></table>'));
    expect(shape(a)).toEqual(['1|2 / 1|2']);
    select();
    paste(a, html('<p>tekst</p>'));
    expect(shape(a)).toEqual(['tekst| / |']);
  });

  it.each([
    ['part of a cell', { block: 1, offset: 0 }, { block: 1, offset: 1 }, ['paragraph: eena tw', 'ab+c|d']],
    ['all words of a cell', { block: 3, offset: 0 }, { block: 3, offset: 1 }, ['paragraph: eend tw', 'ab+c|d']],
    [
      'words over two lines of a cell',
      { block: 1, offset: 1 },
      { block: 2, offset: 1 },
      ['paragraph: eenb', 'paragraph: c tw', 'ab+c|d'],
    ],
  ])('[X52] puts %s among the words where the caret is, and makes no table of it', (_what, from, to, expected) => {
    const row = [['ab', 'c'], ['d']].map((cell) =>
      cell.map((text) => ({ type: 'block' as const, kind: 'paragraph' as const, runs: [{ text }] })),
    );
    const { a } = two('een tw', { type: 'table', header: false, rows: [row] });
    a.at(from.block, from.offset, to);
    const { dom } = a.view.serializeForClipboard(a.view.state.selection.content());
    paste(a.at(0, 3), html(dom.innerHTML));
    expect(shape(a)).toEqual(expected);
  });

  it('[X42] leaves nothing to the browser, also where nothing can be pasted', () => {
    const { a } = two('een');
    for (const data of [{}, html(''), html('<img src="x.png">'), { 'text/plain': '' }]) {
      expect(paste(a.at(0, 1), data)).toBe(false);
    }
    expect(shape(a)).toEqual(['paragraph: een']);
    expect(a.notices).toContain('noText');
    paste(a.at(0, 0, { block: 0, offset: 3 }), html('<img src="x.png">'));
    expect(shape(a)).toEqual(['paragraph: een']);
  });

  it(
    '[X43] pastes nothing of what is more than one edit may hold, says so, and leaves the selection',
    { timeout: 60_000 },
    () => {
      const { a } = two('een twee drie');
      a.at(0, 4, { block: 0, offset: 8 });
      const before = a.view.state;
      const much = '<p>Een regel van een lang stuk tekst, met wat erbij hoort.</p>'.repeat(4000);
      expect(paste(a, html(much))).toBe(false);
      expect(paste(a, { 'text/plain': 'x'.repeat(300_000) })).toBe(false);
      expect(a.view.state).toBe(before);
      expect(a.notices.slice(-1)).toEqual(['tooLarge']);
      paste(a, html('<p>wel</p>'));
      expect(shape(a)).toEqual(['paragraph: een wel drie']);
      expect(a.notices.slice(-1)).toEqual([null]);
    },
  );

  it('[X43] refuses it as well when it would wait for the right to write', () => {
    const { a } = two('een');
    a.live.mayType = false;
    paste(a.at(0, 0), { 'text/plain': 'x'.repeat(300_000) });
    expect(a.waiting).toEqual([]);
    expect(a.notices).toContain('tooLarge');
  });

  it('[X49] makes a table of plain text only where that is clearly one', () => {
    const plain = (text: string): string[] => {
      const { a } = two('');
      paste(a.at(0, 0), { 'text/plain': text });
      return shape(a);
    };
    expect(plain('naam\tplaatsen\r\nDuinzorg\t12\r\n')).toEqual(['naam|plaatsen / Duinzorg|12']);
    expect(plain('a\t"twee\nregels"\nb\t"zij zei ""ja"""')).toEqual(['a|twee+regels / b|zij zei "ja"']);
    for (const text of ['een\ttwee', '1.\teen\n2. twee', '\tingesprongen\n\talinea', 'a\tb\nc', 'a\tb\nc\td\te']) {
      expect(
        plain(text).every((line) => line.startsWith('paragraph')),
        text,
      ).toBe(true);
    }
  });
});
