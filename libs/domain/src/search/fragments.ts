import type { TextRange } from './contracts';

export interface Fragment {
  readonly text: string;
  readonly ranges: TextRange[];
}

/** Room around the first words that were found, in UTF-16 units. */
const BEFORE = 60;
const LENGTH = 240;

/**
 * Takes the marks out of a text in which found words stand between two characters.
 *
 * @param marked text with `open` and `close` around what was found; neither occurs in the text itself
 */
export function readMarked(marked: string, open: string, close: string): Fragment {
  const ranges: TextRange[] = [];
  let text = '';
  let start = -1;
  for (const piece of marked.split(new RegExp(`([${open}${close}])`))) {
    if (piece === open) start = text.length;
    else if (piece === close) {
      if (start >= 0 && text.length > start) ranges.push({ start, end: text.length });
      start = -1;
    } else text += piece;
  }
  return { text, ranges };
}

/** Joins ranges with nothing but white space between, so that a phrase is one mark. */
export function joinRanges(text: string, ranges: readonly TextRange[]): TextRange[] {
  const joined: TextRange[] = [];
  for (const range of ranges) {
    const last = joined.at(-1);
    if (last !== undefined && text.slice(last.end, range.start).trim() === '') {
      joined.splice(-1, 1, { start: last.start, end: range.end });
    } else joined.push(range);
  }
  return joined;
}

/**
 * A piece of a text around the place where most was found, cut between words, with an ellipsis where it was cut.
 *
 * @param ranges what was found, in order
 */
export function cutFragment(text: string, ranges: readonly TextRange[]): Fragment {
  const best = bestStart(ranges);
  let from = Math.max(0, best - BEFORE);
  if (from > 0) from = wordStart(text, from, best);
  let to = Math.min(text.length, from + LENGTH);
  if (to < text.length) to = wordEnd(text, to, from);
  const lead = from > 0 ? '… ' : '';
  const kept = ranges.filter(({ start, end }) => start >= from && end <= to);
  return {
    text: `${lead}${text.slice(from, to).replace(/\s/g, ' ').trimEnd()}${to < text.length ? ' …' : ''}`,
    ranges: kept.map(({ start, end }) => ({ start: start - from + lead.length, end: end - from + lead.length })),
  };
}

/** Start of the range from which most others are within reach. */
function bestStart(ranges: readonly TextRange[]): number {
  let [best, most] = [ranges[0]?.start ?? 0, 0];
  ranges.forEach(({ start }, at) => {
    let count = 0;
    for (let next = at; next < ranges.length && ranges[next]!.end <= start + LENGTH - BEFORE; next += 1) count += 1;
    if (count > most) [best, most] = [start, count];
  });
  return best;
}

function wordStart(text: string, from: number, limit: number): number {
  const space = text.slice(from, limit).search(/\s/);
  return space < 0 ? limit : from + space + 1;
}

function wordEnd(text: string, to: number, from: number): number {
  const cut = text.slice(from, to);
  const space = Math.max(cut.lastIndexOf(' '), cut.lastIndexOf('\n'));
  return space > LENGTH / 2 ? from + space : to - (/[\ud800-\udbff]$/.test(cut) ? 1 : 0);
}
