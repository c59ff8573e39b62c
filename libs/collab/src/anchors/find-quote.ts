import { CONTEXT_MAX, type Anchor } from '@samenspel/domain';
import { overlapOf, wordsIn, type Word } from './overlap';
import { SearchText, type Span } from './search-text';
import type { Line, LineRange } from './text-lines';

/** What is known of words that are looked for. */
export type Quoted = Pick<Anchor, 'blockId' | 'quote' | 'before' | 'after' | 'alike'>;

/** Words that agree in so many words, with what stood around them in their line, can hardly be others. */
export const ENOUGH_WORDS = 8;
/** As much as fewer words in a line of which all agree, and that has no more. */
export const ENOUGH_OF_LINE = 4;
/** More characters than so many words beside a quote ever are. */
const BESIDE = 400;

/** A place that may be meant, with how many words agree there. */
interface Candidate {
  readonly span: Span;
  readonly score: number;
  /** How many of them stand before the quote, and how many behind it. */
  readonly sides: readonly [number, number];
  /** In the block with the id of that in which the words stood. */
  readonly here: boolean;
  /** The words next to these on both sides are those that stood there, or none did. */
  readonly beside: boolean;
  /** All of a line agrees. */
  readonly wholeLine: boolean;
  /** Their own block stands elsewhere and shows words of their line that agree here too: these are others that look like them. */
  readonly leftBehind: boolean;
}

/**
 * Finds words again whose positions say nothing any more (docs/spec.md K18): the place where more words agree than agreed
 * at any other place when the anchor was made, and enough to be no coincidence. Two places that are as good are none: a
 * comment must never point at other words than it was about.
 */
export function findQuote(text: SearchText, quoted: Quoted): LineRange | null {
  const found = text.occurrences(quoted.quote).map(judgeOf(text, quoted));
  const known = found.filter((one) => isKnown(one, found, quoted));
  const [first, second] = known.sort((one, other) => other.score - one.score || Number(other.here) - Number(one.here));
  if (first === undefined) return null;
  if (second !== undefined && second.score === first.score && second.here === first.here) return null;
  return text.rangeOf(first.span);
}

/**
 * How many words agree at the likest other places when an anchor is made. Only what agrees in more can be its words when
 * they are looked for later: that these others are alike, or the only ones left, says nothing then.
 */
export function alikeNow(text: SearchText, quoted: Omit<Quoted, 'alike'>, own: Span): Anchor['alike'] {
  const judge = judgeOf(text, quoted);
  const others = text
    .occurrences(quoted.quote)
    .filter(({ from, to }) => to <= own.from || from >= own.to)
    .map(judge);
  const most = (here: boolean): number =>
    Math.max(0, ...others.filter((one) => one.here === here).map((one) => one.score));
  return { here: most(true), elsewhere: most(false) };
}

/** Where words stand that are there exactly once, letter by letter; null else. */
export function loneQuote(lines: readonly Line[], quote: string): LineRange | null {
  const text = new SearchText(lines);
  const spans = text.occurrences(quote).filter(({ from, to }) => text.text.slice(from, to) === quote);
  const [only] = spans;
  return only !== undefined && spans.length === 1 ? text.rangeOf(only) : null;
}

function isKnown(one: Candidate, all: readonly Candidate[], { alike }: Quoted): boolean {
  const { score, here, beside, wholeLine, leftBehind } = one;
  const enough = score >= ENOUGH_WORDS;
  // The block itself, whole: what is alike elsewhere makes no difference, as long as it is still elsewhere.
  if (here && wholeLine && score > alike.here)
    return score > alike.elsewhere || all.some((other) => isTwin(one, other));
  if (!beside || leftBehind || score <= alike.elsewhere || (here && score <= alike.here)) return false;
  // Part of the line went there and part elsewhere, or others were put together to look like it.
  if (all.some((other) => other.sides.some((words, side) => words > one.sides[side]!))) return false;
  return enough || (wholeLine && score >= ENOUGH_OF_LINE);
}

/** A line elsewhere that says the same. If there was one and it went, it may be what was joined to an emptied block. */
function isTwin({ score }: Candidate, other: Candidate): boolean {
  return !other.here && other.score >= score;
}

function judgeOf(
  text: SearchText,
  { blockId, quote, before, after }: Omit<Quoted, 'alike'>,
): (span: Span) => Candidate {
  const wanted = wordsIn(quote);
  // Only of their own line: what stands before and after that stays behind when the line moves.
  const left = wordsIn(before.slice(before.lastIndexOf('\n') + 1));
  const right = wordsIn(after.split('\n', 1)[0] ?? '');
  const overLines = quote.includes('\n');
  const cut = (side: string): boolean => !side.includes('\n') && side.length >= CONTEXT_MAX;
  const ofLine = overLines || cut(before) || cut(after) ? null : left.length + wanted.length + right.length;
  // Lines that happen to follow each other say little together: then all around has to agree, and the words themselves be enough.
  const least = overLines ? Number.POSITIVE_INFINITY : 1;
  const own = [...left, ...wanted, ...right].map(({ word }) => word);
  const home = text.lines.findIndex(({ id }) => blockId !== null && id === blockId);
  const atHome = home < 0 ? 0 : Math.round(overlapOf(own.join(' '), text.lines[home]!.text) * own.length);
  const edges = [endsInWord(before) && beginsInWord(quote), endsInWord(quote) && beginsInWord(after)] as const;
  return (span) => {
    const around = besideOf(text, span, left, right, least);
    const block = text.blockAt(span.from);
    const fits = sameEdges(text.text, span, edges);
    const score = fits ? wanted.length + around.sides[0] + around.sides[1] : 0;
    const wholeLine = ofLine !== null && score === ofLine && wordsIn(text.lines[block]?.text ?? '').length === ofLine;
    return {
      span,
      score,
      sides: fits ? around.sides : [0, 0],
      here: blockId !== null && text.lines[block]?.id === blockId,
      beside: around.bothSides && (!overLines || wanted.length >= ENOUGH_WORDS),
      wholeLine,
      leftBehind: !wholeLine && !text.touches(home, around.reach) && score + atHome > own.length,
    };
  };
}

interface Around {
  /** How many words agree before the quote, and behind it. */
  readonly sides: readonly [number, number];
  readonly bothSides: boolean;
  /** From the first word that agrees to the last. */
  readonly reach: Span;
}

/** How many of the words next to a quote are next to this place, read on over line ends: lines are split. */
function besideOf(
  text: SearchText,
  { from, to }: Span,
  left: readonly Word[],
  right: readonly Word[],
  least: number,
): Around {
  const begin = Math.max(0, from - BESIDE);
  const before = left.length === 0 ? [] : wordsIn(text.text.slice(begin, from));
  const after = right.length === 0 ? [] : wordsIn(text.text.slice(to, to + BESIDE));
  const [one, other] = [sameAtStart(left.toReversed(), before.toReversed()), sameAtStart(right, after)];
  return {
    sides: [one, other],
    reach: {
      from: one === 0 ? from : begin + before[before.length - one]!.from,
      to: other === 0 ? to : to + after[other - 1]!.to,
    },
    bothSides: one >= Math.min(least, left.length) && other >= Math.min(least, right.length),
  };
}

function sameAtStart(one: readonly Word[], other: readonly Word[]): number {
  const differs = one.findIndex(({ word }, at) => other[at]?.word !== word);
  return differs < 0 ? one.length : differs;
}

/** A quote of whole words is not part of a longer word elsewhere. */
function sameEdges(text: string, { from, to }: Span, [start, end]: readonly [boolean, boolean]): boolean {
  const inside = (at: number): boolean =>
    endsInWord(text.slice(Math.max(0, at - 2), at)) && beginsInWord(text.slice(at, at + 2));
  return inside(from) === start && inside(to) === end;
}

const endsInWord = (text: string): boolean => /[\p{L}\p{N}]$/u.test(text);
const beginsInWord = (text: string): boolean => /^[\p{L}\p{N}]/u.test(text);
