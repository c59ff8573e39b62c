import { isTerminated } from './characters';
import type { TextHabits } from './lines';
import { isBareNumber, isTitleLike, opensSection, readSubNumber } from './titles';
import type { RawBlock } from './raw-blocks';

/** What a block is in the outline. */
export interface OutlineMark {
  readonly rank: 'section' | 'heading';
  /** Of headings: 2 to 4. */
  readonly level: number;
  readonly title: string;
  readonly unsure: boolean;
  /** How many blocks the title is made of: "Chapter 2" and the name of the chapter on the next line are two. */
  readonly takes: number;
}

const PROSE = 60;
const NARROW = 0.65;

/** Finds the headings that are not numbered chapters. Index of the block to its mark. */
export function findHeadings(
  blocks: readonly RawBlock[],
  chapters: ReadonlySet<number>,
  habits: TextHabits,
): Map<number, OutlineMark> {
  const marks = new Map<number, OutlineMark>();
  const numbers = new SubNumbers();
  let chapter = 0;
  for (let at = 0; at < blocks.length; at += 1) {
    if (chapters.has(at)) {
      chapter += 1;
      continue;
    }
    const block = blocks[at]!;
    if (block.kind !== 'text' || !standsApart(block)) continue;
    const numbered = readSubNumber(block.text, block.lines);
    if (numbered !== null && !goesOnNextPage(blocks, at)) {
      const regular = numbers.follow(numbered.parts, chapter);
      const level = Math.min(4, numbered.parts.length);
      marks.set(at, { rank: 'heading', level, title: regular ? numbered.title : block.text, unsure: false, takes: 1 });
      continue;
    }
    if (opensSection(block.text, block.lines) && hasBody(blocks, at)) {
      const name = isBareNumber(block.text) && !chapters.has(at + 1) ? plainTitleAt(blocks, at + 1) : null;
      const title = name === null ? block.text : `${block.text} ${name}`;
      const takes = name === null ? 1 : 2;
      marks.set(at, { rank: 'section', level: 1, title, unsure: false, takes });
      at += takes - 1;
      continue;
    }
    at = markRun(blocks, chapters, at, habits, numbers.deepest, marks);
  }
  return marks;
}

/** One or two titles over a text are headings; three or more are labels of something that was drawn. */
function markRun(
  blocks: readonly RawBlock[],
  chapters: ReadonlySet<number>,
  at: number,
  habits: TextHabits,
  deepest: number,
  marks: Map<number, OutlineMark>,
): number {
  let end = at;
  while (end < blocks.length && !chapters.has(end) && isPlainTitle(blocks[end]!)) {
    if (end > at && blocks[end]!.first.pageStart) break;
    end += 1;
  }
  const run = end - at;
  if (run === 0) return at;
  const orphaned = at > 0 && isLabel(blocks[at - 1]!) && !blocks[at]!.first.pageStart;
  const last = end - 1;
  const fits = run <= 2 && !orphaned && !goesOnNextPage(blocks, last) && leadsIn(blocks, last);
  const opensPage = run <= 2 && blocks[at]!.first.pageStart && blocks[at]!.lines === 1 && !goesOnNextPage(blocks, at);
  if (fits || (opensPage && end < blocks.length && !chapters.has(end))) {
    const narrow = isBoxed(blocks, last, habits);
    for (let title = at; title < (fits ? end : at + 1); title += 1) {
      const level = Math.min(4, 2 + (title - at) + (narrow ? 1 : 0) + (deepest > 1 ? 1 : 0));
      marks.set(title, { rank: 'heading', level, title: blocks[title]!.text, unsure: narrow || !fits, takes: 1 });
    }
  }
  return last;
}

/** The next line, if it can be the name that goes with a bare chapter number. */
function plainTitleAt(blocks: readonly RawBlock[], at: number): string | null {
  const block = blocks[at];
  if (block === undefined || block.kind !== 'text' || block.first.pageStart) return null;
  return isTitleLike(block.text, block.lines) ? block.text : null;
}

function isPlainTitle(block: RawBlock): boolean {
  return block.kind === 'text' && !block.unsure && standsApart(block) && isTitleLike(block.text, block.lines);
}

function standsApart(block: RawBlock): boolean {
  return block.first.blankBefore || block.first.pageStart;
}

/** A short piece without an end: what remains of a drawing or a column. */
function isLabel(block: RawBlock): boolean {
  return block.kind === 'heap' || (block.kind === 'text' && isTitleLike(block.text, block.lines));
}

function goesOnNextPage(blocks: readonly RawBlock[], at: number): boolean {
  return blocks[at + 1]?.first.pageStart ?? true;
}

function leadsIn(blocks: readonly RawBlock[], at: number): boolean {
  const next = blocks[at + 1];
  if (next === undefined) return false;
  if (next.kind === 'bullet' || next.kind === 'number') return isProse(next) && blocks[at]!.text.length <= PROSE;
  const afterNext = blocks[at + 2];
  const introduces = next.text.endsWith(':') && afterNext !== undefined && !afterNext.first.pageStart;
  return isProse(next) || (introduces && afterNext.kind === 'text' && isProse(afterNext));
}

function isProse(block: RawBlock): boolean {
  if (block.kind === 'heap') return false;
  return block.text.length >= 100 || (isTerminated(block.text) && block.text.length >= PROSE / 2);
}

function hasBody(blocks: readonly RawBlock[], at: number): boolean {
  return blocks[at + 1] !== undefined && !goesOnNextPage(blocks, at);
}

/** Text in a column much narrower than the page is a box beside the main text. */
function isBoxed(blocks: readonly RawBlock[], at: number, habits: TextHabits): boolean {
  const next = blocks[at + 1];
  return next !== undefined && next.lines > 2 && next.first.width < habits.width * NARROW;
}

/** Follows numbers such as 5.2 and 5.2.1, to know whether they are regular and may be left out. */
class SubNumbers {
  deepest = 1;
  private last: readonly number[] = [];

  follow(parts: readonly number[], chapter: number): boolean {
    const parent = parts.slice(0, -1);
    const sibling = this.last.length >= parts.length && parent.every((part, at) => this.last[at] === part);
    const expected = sibling ? this.last[parts.length - 1]! + 1 : 1;
    this.last = parts;
    this.deepest = Math.max(this.deepest, parts.length);
    return parts[0] === chapter && parts.at(-1) === expected;
  }
}
