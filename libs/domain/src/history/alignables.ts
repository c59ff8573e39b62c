import type { Alignable } from './align';
import type { ShownBlock, ShownCell, ShownRun, ShownText } from './text';
import { piecesOf } from './words';

export function textOfRuns(runs: readonly ShownRun[]): string {
  return runs.map(({ text }) => text).join('');
}

/** A block to lay beside others. */
export function alignableBlock(block: ShownBlock): Alignable {
  if (block.type === 'block')
    return { key: block.key, ...wordsOf(textOfRuns(block.runs)), content: textKey(block), sort: 'text' };
  const text = block.rows.map((row) => row.map(plainCell).join('\t')).join('\n');
  return {
    key: block.key,
    ...wordsOf(text),
    content: JSON.stringify(block.rows.map((row) => row.map(cellKey))),
    sort: 'table',
  };
}

/** A row of a table. What is in it has keys, it has not: the first block in it stands for it. */
export function alignableRow(row: readonly ShownCell[]): Alignable {
  const text = row.map(plainCell).join('\t');
  return {
    key: row[0]?.blocks[0]?.key ?? null,
    ...wordsOf(text),
    content: JSON.stringify(row.map(cellKey)),
    sort: 'row',
  };
}

export function alignableCell(cell: ShownCell): Alignable {
  return {
    key: cell.blocks[0]?.key ?? null,
    ...wordsOf(plainCell(cell)),
    content: JSON.stringify(cellKey(cell)),
    sort: 'cell',
  };
}

function plainCell(cell: ShownCell): string {
  return cell.blocks.map(({ runs }) => textOfRuns(runs)).join(' ');
}

function cellKey({ header, colspan, rowspan, blocks }: ShownCell): unknown {
  return [header, colspan, rowspan, blocks.map(textKey)];
}

/** Runs are drawn in more or fewer pieces without being different. */
function textKey({ kind, level, indent, runs }: ShownText): string {
  const joined: { text: string; look: string }[] = [];
  for (const run of runs) {
    const look = lookOfRun(run);
    const last = joined.at(-1);
    if (last?.look === look) last.text += run.text;
    else joined.push({ text: run.text, look });
  }
  return JSON.stringify([kind, level, indent, ...joined.map(({ text, look }) => [text, look])]);
}

/** The same for runs that look the same. */
export function lookOfRun({ marks, link }: Pick<ShownRun, 'marks' | 'link'>): string {
  return JSON.stringify([[...marks].sort(), link]);
}

function wordsOf(text: string): { words: Map<string, number>; size: number } {
  const words = new Map<string, number>();
  let size = 0;
  for (const piece of piecesOf(text)) {
    if (!/[\p{L}\p{N}]/u.test(piece)) continue;
    const word = piece.toLowerCase();
    words.set(word, (words.get(word) ?? 0) + 1);
    size += 1;
  }
  return { words, size };
}
