import { overlapOf, wordsIn } from './overlap';
import type { Line, LinePlace, LineRange } from './text-lines';

/** What is known of words that are looked for. */
export interface Quoted {
  readonly blockId: string | null;
  readonly quote: string;
  readonly before: string;
  readonly after: string;
}

/** Of a quote so many of its words must stand together for it to be found again. */
export const FOUND_FROM = 0.7;
/** Shorter quotes are found only as they are: of two words one proves nothing. */
const FUZZY_FROM_WORDS = 4;
/** Beyond this many words a text is not searched for words that were changed, so that reading stays quick. */
const FUZZY_MOST_WORDS = 60_000;

/**
 * Finds words again in a text that changed: as they are, else with other white space between them (a block was split or
 * joined), else most of them together. Where they stand more than once, what stood around them decides; null when that
 * does not tell, for a comment must never point at other words than it was about.
 */
export function findQuote(lines: readonly Line[], quoted: Quoted): LineRange | null {
  // Nothing stands everywhere, also in nothing: a search for it would never end.
  if (quoted.quote.trim() === '') return null;
  const text = lines.map((line) => line.text).join('\n');
  const exact = best(occurrences(text, quoted.quote), text, lines, quoted);
  if (exact !== 'absent') return exact === null ? null : rangeAt(lines, exact.from, exact.to);
  const spaced = best(withoutSpace(text, quoted.quote), text, lines, quoted);
  if (spaced !== 'absent') return spaced === null ? null : rangeAt(lines, spaced.from, spaced.to);
  const close = mostWords(text, quoted.quote);
  return close === null ? null : rangeAt(lines, close.from, close.to);
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function occurrences(text: string, quote: string): Span[] {
  const found: Span[] = [];
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1))
    found.push({ from: at, to: at + quote.length });
  return found;
}

function withoutSpace(text: string, quote: string): Span[] {
  const wanted = quote.replace(/\s+/g, '');
  if (wanted === '') return [];
  const places: number[] = [];
  let squeezed = '';
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? '';
    if (/\s/.test(letter)) continue;
    places.push(at);
    squeezed += letter;
  }
  return occurrences(squeezed, wanted).map(({ from, to }) => ({
    from: places[from] ?? 0,
    to: (places[to - 1] ?? 0) + 1,
  }));
}

/** The one occurrence that is meant: the only one, else the one whose surroundings are most like those of the quote. */
function best(spans: readonly Span[], text: string, lines: readonly Line[], quoted: Quoted): Span | null | 'absent' {
  if (spans.length === 0) return 'absent';
  const scored = spans
    .map((span) => ({ span, score: surroundings(span, text, lines, quoted) }))
    .sort((one, other) => other.score - one.score);
  const [first, second] = scored;
  return first !== undefined && (second === undefined || first.score > second.score) ? first.span : null;
}

function surroundings({ from, to }: Span, text: string, lines: readonly Line[], quoted: Quoted): number {
  const before = commonEnd(text.slice(Math.max(0, from - quoted.before.length), from), quoted.before);
  const after = commonStart(text.slice(to, to + quoted.after.length), quoted.after);
  const sameBlock = quoted.blockId !== null && lines[placeAt(lines, from, 'right').block]?.id === quoted.blockId;
  // Half a letter: the block decides between surroundings that are alike, and never against them.
  return before + after + (sameBlock ? 0.5 : 0);
}

function commonEnd(one: string, other: string): number {
  let count = 0;
  while (count < Math.min(one.length, other.length) && one.at(-1 - count) === other.at(-1 - count)) count++;
  return count;
}

function commonStart(one: string, other: string): number {
  let count = 0;
  while (count < Math.min(one.length, other.length) && one[count] === other[count]) count++;
  return count;
}

/** The stretch, not much longer than the quote, in which most of its words stand; null when too few do. */
function mostWords(text: string, quote: string): Span | null {
  const wanted = wordsIn(quote);
  const words = wordsIn(text);
  if (wanted.length < FUZZY_FROM_WORDS || words.length > FUZZY_MOST_WORDS) return null;
  const width = wanted.length + Math.ceil(wanted.length / 4) + 1;
  const left = new Map<string, number>();
  for (const { word } of wanted) left.set(word, (left.get(word) ?? 0) + 1);
  const owed = new Map(left);
  let matched = 0;
  const enter = (word: string): void => {
    const open = owed.get(word);
    if (open === undefined) return;
    if (open > 0) matched++;
    owed.set(word, open - 1);
  };
  const leave = (word: string): void => {
    const open = owed.get(word);
    if (open === undefined) return;
    if (open >= 0) matched--;
    owed.set(word, open + 1);
  };
  let most = { matched: 0, at: -1 };
  for (let at = 0; at < words.length; at++) {
    enter(words[at]?.word ?? '');
    if (at >= width) leave(words[at - width]?.word ?? '');
    if (matched > most.matched) most = { matched, at };
  }
  const window = words.slice(Math.max(0, most.at - width + 1), most.at + 1);
  const first = window.find(({ word }) => left.has(word));
  const last = window.findLast(({ word }) => left.has(word));
  if (first === undefined || last === undefined) return null;
  const span = { from: first.from, to: last.to };
  return overlapOf(quote, text.slice(span.from, span.to)) >= FOUND_FROM ? span : null;
}

function rangeAt(lines: readonly Line[], from: number, to: number): LineRange {
  return { from: placeAt(lines, from, 'right'), to: placeAt(lines, to, 'left') };
}

/** The block and offset of a place in the joined text. On an edge the range keeps to the side of its own words. */
function placeAt(lines: readonly Line[], at: number, side: 'left' | 'right'): LinePlace {
  let left = at;
  for (const [block, { text }] of lines.entries()) {
    if (left < text.length || (left === text.length && (side === 'left' || block === lines.length - 1)))
      return { block, offset: left };
    left -= text.length + 1;
    if (left < 0) return { block: block + 1, offset: 0 };
  }
  return { block: Math.max(0, lines.length - 1), offset: lines.at(-1)?.text.length ?? 0 };
}
