import { isAddress, isTerminated } from './characters';
import { findChapters } from './chapters';
import { findHeadings, type OutlineMark } from './headings';
import { vocabularyOf } from './hyphens';
import { readLines, type Line } from './lines';
import { ListIndents, settleNumbers, type Item } from './lists';
import type { ContentBlock, ImportedPlan, ImportedSection, TextBlock } from './model';
import { makePlan, startSection } from './plan-parts';
import { assembleBlocks, type RawBlock } from './raw-blocks';
import { plainRuns } from './runs';
import { findShards } from './shards';
import { chapterNumber, isTitleLike } from './titles';

/**
 * Makes a plan of plain text, also of text that was torn out of a PDF: lines are put together to paragraphs, torn words
 * healed, bullets, numbers, headings, quotes and chapters recognised. No word is dropped and none changes place; what
 * was done by guess is marked `unsure`. Linear in the length of the text; never throws.
 *
 * @param text as `readImportFile` gives it
 * @param fallbackTitle title of the plan if the text does not start with one
 */
export function planFromText(text: string, fallbackTitle: string): ImportedPlan {
  const { lines, habits } = readLines(text);
  const words = vocabularyOf(lines.map((line) => line.text));
  const isFurniture = furnitureOf(lines);
  const blocks = assembleBlocks({ lines, habits, words, heaps: findShards(lines), isFurniture });
  const chapters = new Map(findChapters(blocks).map((chapter) => [chapter.block, chapter.title]));
  const headings = findHeadings(blocks, new Set(chapters.keys()), habits);
  const outline = outlineOf(chapters, headings);
  const title = titleOf(blocks, outline) ?? fallbackTitle;
  const from = title === fallbackTitle ? 0 : 1;
  return makePlan(title, sectionsOf(blocks, from, outline, title));
}

/** Lines that are only a page number, or that come back at the top of pages. */
function furnitureOf(lines: readonly Line[]): (line: Line) => boolean {
  const tops = new Map<string, number>();
  for (const line of lines) if (line.pageStart) tops.set(line.text, (tops.get(line.text) ?? 0) + 1);
  return (line) =>
    (line.pageStart && (tops.get(line.text) ?? 0) > 2) || (line.blankBefore && /^[-– ]*\d{1,4}[-– ]*$/.test(line.text));
}

/** Chapters are the sections; without chapters the highest headings are. */
function outlineOf(chapters: Map<number, string>, headings: Map<number, OutlineMark>): Map<number, OutlineMark> {
  const outline = new Map(headings);
  for (const [block, title] of chapters)
    outline.set(block, { rank: 'section', level: 1, title, unsure: false, takes: 1 });
  const named = [...headings.values()].filter((mark) => chapterNumber(mark.title) !== null);
  if (chapters.size > 0 || named.length > 1) return outline;
  const sure = [...headings].filter(([, mark]) => mark.rank === 'heading' && !mark.unsure);
  const highest = sure.reduce((level, [, mark]) => Math.min(level, mark.level), 4);
  const lift = sure.filter(([, mark]) => mark.level === highest);
  if (lift.length > 1) for (const [block, mark] of lift) outline.set(block, { ...mark, rank: 'section' });
  return outline;
}

/** The first line is the title of the plan if it reads as one and a heading follows at once, or after a subtitle. */
function titleOf(blocks: readonly RawBlock[], outline: Map<number, OutlineMark>): string | null {
  const first = blocks[0];
  if (first === undefined || first.kind !== 'text' || first.unsure || outline.has(0)) return null;
  if (!isTitleLike(first.text, first.lines)) return null;
  return outline.has(1) || outline.has(2) ? first.text : null;
}

function sectionsOf(
  blocks: readonly RawBlock[],
  from: number,
  outline: ReadonlyMap<number, OutlineMark>,
  title: string,
): ImportedSection[] {
  const sections: { title: string; items: Item[] }[] = [];
  const indents = new ListIndents();
  for (let at = from; at < blocks.length; at += 1) {
    const mark = outline.get(at);
    if (mark?.rank === 'section') {
      sections.push({ title: mark.title, items: [] });
      indents.end();
      at += mark.takes - 1;
      continue;
    }
    if (sections.length === 0) sections.push({ title, items: [] });
    const item = mark === undefined ? itemOf(blocks, at, indents) : headingItem(mark);
    if (!isListItem(item.block)) indents.end();
    sections.at(-1)!.items.push(item);
  }
  return sections.map(({ title: name, items }) => {
    const section = startSection(name);
    for (const block of spreadDoubt(settleNumbers(items, false))) section.blocks.push(block);
    return section;
  });
}

function headingItem({ level, title, unsure }: OutlineMark): Item {
  return { number: null, block: textBlock({ kind: 'heading', level }, title, unsure) };
}

function itemOf(blocks: readonly RawBlock[], at: number, indents: ListIndents): Item {
  const block = blocks[at]!;
  if (block.kind === 'bullet') {
    const torn = block.text.endsWith(':') && isSameBullet(block, blocks[at + 1]);
    const part = { kind: 'bullet', indent: indents.indentOf(block) } as const;
    return { number: null, block: textBlock(part, block.text, block.unsure || torn) };
  }
  if (block.kind === 'number' && block.marker?.kind === 'number') {
    const part = { kind: 'numbered', indent: indents.indentOf(block) } as const;
    return { number: block.marker, block: textBlock(part, block.text, block.unsure) };
  }
  if (isQuote(block)) return { number: null, block: textBlock({ kind: 'quote' }, block.text, block.unsure) };
  return {
    number: null,
    block: textBlock({ kind: 'paragraph' }, block.text, block.unsure || (isLoose(block) && !isFootnote(blocks, at))),
  };
}

/** An item that introduces others on its own level: its indent got lost. */
function isSameBullet(block: RawBlock, next: RawBlock | undefined): boolean {
  if (block.marker?.kind !== 'bullet' || next?.marker?.kind !== 'bullet') return false;
  return block.marker.glyph === next.marker.glyph && block.first.col === next.first.col;
}

function isQuote(block: RawBlock): boolean {
  return block.text.length >= 40 && /^[“„”«]/.test(block.text) && /[”“»][.]?$/.test(block.text);
}

/** A short piece that is no sentence, introduction or address: a label that lost its place. */
function isLoose(block: RawBlock): boolean {
  if (isAddress(block.text) || isTerminated(block.text)) return false;
  return block.text.length < 60 || isTitleLike(block.text, block.lines);
}

/** A numbered note at the foot of a page. */
function isFootnote(blocks: readonly RawBlock[], at: number): boolean {
  return /^\d{1,2} \p{Lu}/u.test(blocks[at]!.text) && (blocks[at + 1]?.first.pageStart ?? true);
}

/** A short piece between two that are unsure is unsure too. */
function spreadDoubt(blocks: readonly ContentBlock[]): ContentBlock[] {
  return blocks.map((block, at) => {
    if (block.type !== 'block') return block;
    const between = isUnsure(blocks[at - 1]) && isUnsure(blocks[at + 1]);
    const short = block.kind === 'paragraph' && block.runs.length === 1 && block.runs[0]!.text.length < 40;
    return between && short ? { ...block, unsure: true } : block;
  });
}

function isListItem(block: ContentBlock): boolean {
  return block.type === 'block' && (block.kind === 'bullet' || block.kind === 'numbered');
}

function isUnsure(block: ContentBlock | undefined): boolean {
  return block?.type === 'block' && block.unsure === true;
}

function textBlock(part: Pick<TextBlock, 'kind' | 'level' | 'indent'>, text: string, unsure: boolean): TextBlock {
  return { type: 'block', ...part, runs: plainRuns(text), ...(unsure ? { unsure } : {}) };
}
