import { inlineRuns } from './markdown-inline';
import type { TableBlock } from './model';

/** A table is padded to its widest row; a row so wide that this would multiply the text is no table. */
const PADDING = 8;

/** Whether a line with bars is followed by the line of dashes that makes it the head of a table. */
export function isTableStart(line: string, next: string | undefined): boolean {
  if (next === undefined || !line.includes('|') || !/^[|:\- \t]*$/.test(next) || !next.includes('-')) return false;
  return splitRow(line).length === splitRow(next).length && (next.includes('|') || next.includes(':'));
}

/** Reads a table; null if its rows differ so much in length that it cannot be meant as one. */
export function readTable(head: string, rows: readonly string[]): TableBlock | null {
  const cells = [head, ...rows].map(splitRow);
  const width = cells.reduce((most, row) => Math.max(most, row.length), 0);
  const filled = cells.reduce((sum, row) => sum + row.length, 0);
  if (width * cells.length > filled * PADDING) return null;
  const padded = cells.map((row) => [...row, ...new Array<string>(width - row.length).fill('')]);
  return {
    type: 'table',
    header: true,
    rows: padded.map((row) =>
      row.map((text) => [{ type: 'block' as const, kind: 'paragraph' as const, runs: inlineRuns(text) }]),
    ),
  };
}

/** Splits a row at its bars; a bar behind a backslash belongs to the text. */
function splitRow(line: string): string[] {
  const text = line.trim();
  const cells: string[] = [];
  let from = text.startsWith('|') ? 1 : 0;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '|') {
      cells.push(text.slice(from, at).trim());
      from = at + 1;
    }
  }
  if (from < text.length) cells.push(text.slice(from).trim());
  return cells;
}
