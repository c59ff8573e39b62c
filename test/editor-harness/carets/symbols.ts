import type { Look, Place } from './look';

/**
 * A screen as one row of symbols: the start of each block, then its letters. A letter is told by its name, which is the
 * same wherever it stands and however often it was moved; a block by its id.
 */
export type Symbols = readonly string[];

const BLOCK = '¶';
export const isBlock = (symbol: string): boolean => symbol.startsWith(BLOCK);
export const lettersIn = (symbols: Symbols): string[] => symbols.filter((symbol) => !isBlock(symbol));
/** The letter itself: names of equal letters go on after it. */
export const letterOf = (name: string): string => name.charAt(0);

/** The row of a screen, given the names of the letters of each block. */
export function symbolsOf(look: Look, names: readonly (readonly string[])[]): string[] {
  return look.blocks.flatMap(({ key }, index) => [`${BLOCK}${key}`, ...(names[index] ?? [])]);
}

/** Where a place stands in the row: behind so many symbols. */
export function indexOf(look: Look, { block, offset }: Place): number {
  return look.blocks.slice(0, block).reduce((sum, { text }) => sum + text.length + 1, 0) + 1 + offset;
}

/** The block in which a place in the row is. */
export function blockAt(symbols: Symbols, at: number): number {
  return symbols.slice(0, at).filter(isBlock).length - 1;
}

export function readable(symbols: Symbols, ...carets: readonly (number | null)[]): string {
  const shown = symbols.map((symbol, index) => `${carets.includes(index) ? '|' : ''}${isBlock(symbol) ? ' ¶' : letterOf(symbol)}`); // prettier-ignore
  return `${shown.join('')}${carets.includes(symbols.length) ? '|' : ''}`.trim();
}

/** How often this symbol is in the row. */
export function times(row: Symbols, symbol: string): number {
  return row.filter((other) => other === symbol).length;
}

const START = 'start';
const END = 'end';

/**
 * Does a caret that stood at `at` in `before`, and stands at `now` in `after`, stand between the same two? Of what was
 * there before and is there still, the nearest on its left must be the nearest on its left, and so on its right. Where
 * these two were moved apart, beside one of them will do. What came in right at the caret may be on either side of it,
 * but a run of letters is not to be cut.
 */
export function stands(before: Symbols, at: number, after: Symbols, now: number): boolean {
  const [start, end] = blockAround(before, at);
  const there = new Set(after);
  const left = before.slice(start, end).filter((symbol) => there.has(symbol));
  if (left.length === 0) return betweenLetters(before, at, after, now);
  if (between(before, at, after, now)) return true;
  // A letter that stood in another block too (it was moved by one and brought back by another) may be left of that one only:
  // then nothing is left of this block.
  const others = new Set([...before.slice(0, start), ...before.slice(end)]);
  return left.every((symbol) => others.has(symbol)) && betweenLetters(before, at, after, now);
}

/** Nothing is left of the block in which the caret was: the end of the one before and the start of the next are as near. */
function betweenLetters(before: Symbols, at: number, after: Symbols, now: number): boolean {
  const count = (symbols: Symbols, end: number): number => lettersIn(symbols.slice(0, end)).length;
  return between(lettersIn(before), count(before, at), lettersIn(after), count(after, now));
}

/** Where the block of this place begins and ends. */
function blockAround(symbols: Symbols, at: number): [number, number] {
  const start = symbols.slice(0, at).findLastIndex(isBlock);
  const next = symbols.findIndex((symbol, index) => index >= at && isBlock(symbol));
  return [Math.max(start, 0), next < 0 ? symbols.length : next];
}

function between(before: Symbols, at: number, after: Symbols, now: number): boolean {
  const [was, is] = [new Set(before), new Set(after)];
  const left = before.slice(0, at).findLast((symbol) => is.has(symbol)) ?? START;
  const right = before.slice(at).find((symbol) => is.has(symbol)) ?? END;
  const leftNow = after.slice(0, now).findLast((symbol) => was.has(symbol)) ?? START;
  const rightNow = after.slice(now).find((symbol) => was.has(symbol)) ?? END;
  // Of a letter that stands twice (it was moved by one and brought back by another) either is the right one.
  const isTwice = (symbol: string): boolean => after.indexOf(symbol) !== after.lastIndexOf(symbol);
  if ([left, right, leftNow, rightNow].some(isTwice)) return leftNow === left || rightNow === right;
  const survivors = [START, ...after.filter((symbol) => was.has(symbol)), END];
  const side = survivors.some((symbol, index) => symbol === left && survivors[index + 1] === right);
  if (!side) return leftNow === left || rightNow === right;
  if (leftNow !== left || rightNow !== right) return false;
  if (left !== (before[at - 1] ?? START) || right !== (before[at] ?? END)) return true;
  const [from, to] = [after.slice(0, now).lastIndexOf(left) + 1, now + after.slice(now).indexOf(right)];
  const came = after.slice(from, right === END ? after.length : to);
  return came.some(isBlock) || now === from || now === from + came.length;
}

/**
 * From where to where in `after` something came, went or was moved: outside of it both rows are the same. Null where nothing
 * changed. Beside a letter that stands twice nobody can tell which of the two came or went: then both places are in it.
 */
export function changeIn(before: Symbols, after: Symbols): { readonly from: number; readonly to: number } | null {
  const shorter = Math.min(before.length, after.length);
  let [same, last] = [0, 0];
  while (same < shorter && before[same] === after[same]) same += 1;
  if (same === before.length && same === after.length) return null;
  while (last < shorter && before.at(-1 - last) === after.at(-1 - last)) last += 1;
  const from = Math.min(same, shorter - last);
  const to = Math.max(after.length - last, after.length - shorter + same);
  const replaced = before.slice(from, to + before.length - after.length);
  // No caret stands between two blocks: where a start of a block went, the start of the next is right at it.
  const isStart = to < after.length && isBlock(after[to]!);
  const isGone = replaced.some((symbol) => isBlock(symbol) && !after.includes(symbol));
  return { from, to: isStart && isGone ? to + 1 : to };
}
