import { isTerminated } from './characters';
import type { TextHabits } from './lines';
import { chapterNumber, isBareNumber, isTitleLike, opensSection, readSubNumber } from './titles';
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

interface Text {
  readonly blocks: readonly RawBlock[];
  readonly chapters: ReadonlySet<number>;
  readonly habits: TextHabits;
}

/** Finds the headings that are not numbered chapters. Index of the block to its mark. */
export function findHeadings(
  blocks: readonly RawBlock[],
  chapters: ReadonlySet<number>,
  habits: TextHabits,
): Map<number, OutlineMark> {
  const text: Text = { blocks, chapters, habits };
  const marks = new Map<number, OutlineMark>();
  const numbers = new SubNumbers();
  let chapter = 0;
  let at = 0;
  while (at < blocks.length) {
    const block = blocks[at]!;
    if (chapters.has(at)) chapter += 1;
    else if (block.kind === 'text' && block.first.apart) {
      const numbered = goesOnNextPage(blocks, at) ? null : readSubNumber(block.text, block.lines);
      if (numbered !== null) {
        const regular = numbers.follow(numbered.parts, chapter);
        const level = Math.min(4, numbered.parts.length);
        marks.set(at, heading(level, regular ? numbered.title : block.text));
      } else if (opensSection(block.text, block.lines) && hasBody(blocks, at)) {
        const mark = sectionAt(text, at);
        chapter = chapterNumber(mark.title) ?? chapter;
        marks.set(at, mark);
        at += mark.takes - 1;
      } else {
        const end = endOfRun(text, at);
        markRun(text, at, end, numbers.deepest, marks);
        at = Math.max(at, end - 1);
      }
    }
    at += 1;
  }
  return marks;
}

function heading(level: number, title: string, unsure = false): OutlineMark {
  return { rank: 'heading', level, title, unsure, takes: 1 };
}

function sectionAt({ blocks, chapters }: Text, at: number): OutlineMark {
  const { text } = blocks[at]!;
  const name = isBareNumber(text) && !chapters.has(at + 1) ? plainTitleAt(blocks, at + 1) : null;
  const title = name === null ? text : `${text} ${name}`;
  return { rank: 'section', level: 1, title, unsure: false, takes: name === null ? 1 : 2 };
}

/** Index behind the titles that stand together from here, on one page. */
function endOfRun({ blocks, chapters }: Text, at: number): number {
  let end = at;
  while (end < blocks.length && !chapters.has(end) && isPlainTitle(blocks[end]!)) {
    if (end > at && blocks[end]!.first.pageStart) break;
    end += 1;
  }
  return end;
}

/** One or two titles over a text are headings; three or more are labels of something that was drawn. */
function markRun(text: Text, at: number, end: number, deepest: number, marks: Map<number, OutlineMark>): void {
  const { blocks, chapters, habits } = text;
  const last = end - 1;
  if (last < at || chapters.has(end) || goesOnNextPage(blocks, last)) return;
  const orphaned = at > 0 && isLabel(blocks[at - 1]!) && !blocks[at]!.first.pageStart;
  // The first titles of a text are those of its cover; only the last one stands over what follows.
  const from = at === 0 ? last : at;
  if (end - from <= 2 && !orphaned && leadsIn(blocks, last)) {
    const narrow = isBoxed(blocks, last, habits);
    const base = 2 + (narrow ? 1 : 0) + (deepest > 1 ? 1 : 0);
    for (let title = from; title < end; title += 1) {
      marks.set(title, heading(Math.min(4, base + title - from), blocks[title]!.text, narrow));
    }
  } else if (end - at <= 2 && blocks[at]!.first.pageStart && blocks[at]!.lines === 1) {
    marks.set(at, heading(2, blocks[at]!.text, true));
  }
}

/** The next line, if it can be the name that goes with a bare chapter number. */
function plainTitleAt(blocks: readonly RawBlock[], at: number): string | null {
  const block = blocks[at];
  if (block === undefined || block.kind !== 'text' || block.first.pageStart) return null;
  return isTitleLike(block.text, block.lines) ? block.text : null;
}

function isPlainTitle(block: RawBlock): boolean {
  return block.kind === 'text' && !block.unsure && block.first.apart && isTitleLike(block.text, block.lines);
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
