import { countWords } from './characters';
import type { ContentBlock, ImportedPlan, ImportedSection, TextBlock } from './model';
import { plainRuns, textOf } from './runs';

/** Longest title of a plan or a section, in UTF-16 units (as the contract counts). */
const TITLE_MAX = 200;
const NAMELESS = 'Document';

/** A title that fits the contract; `rest` is the whole text if it had to be cut. */
export function fitTitle(text: string): { title: string; rest: string | null } {
  const clean = text.replace(/\s+/g, ' ').trim();
  if (clean.length <= TITLE_MAX) return { title: clean === '' ? NAMELESS : clean, rest: null };
  const cut = clean.slice(0, TITLE_MAX - 1);
  const space = cut.lastIndexOf(' ');
  const whole = space > TITLE_MAX / 2 ? cut.slice(0, space) : cut.replace(/[\ud800-\udbff]$/, '');
  return { title: `${whole}…`, rest: clean };
}

/** A section under a title; what does not fit in the title is its first paragraph. */
export function startSection(title: string): { title: string; blocks: ContentBlock[] } {
  const fitted = fitTitle(title);
  return { title: fitted.title, blocks: fitted.rest === null ? [] : [paragraph(fitted.rest, true)] };
}

export function paragraph(text: string, unsure = false): TextBlock {
  return { type: 'block', kind: 'paragraph', runs: plainRuns(text), ...(unsure ? { unsure } : {}) };
}

/** Puts a plan together with its figures. A plan has at least one section. */
export function makePlan(title: string, sections: readonly ImportedSection[]): ImportedPlan {
  const name = fitTitle(title).title;
  const kept = sections.length === 0 ? [{ title: name, blocks: [] }] : [...sections];
  return { title: name, sections: kept, ...countPlan(kept) };
}

/** Counts the words of titles and blocks, and the blocks that the import was not certain of. */
export function countPlan(sections: readonly ImportedSection[]): { words: number; unsureBlocks: number } {
  let [words, unsureBlocks] = [0, 0];
  for (const section of sections) {
    words += countWords(section.title);
    for (const block of blocksOf(section.blocks)) {
      words += countWords(textOf(block));
      if (block.unsure === true) unsureBlocks += 1;
    }
  }
  return { words, unsureBlocks };
}

/** All blocks of text, those in the cells of tables included. */
export function* blocksOf(blocks: readonly ContentBlock[]): Generator<TextBlock> {
  for (const block of blocks) {
    if (block.type === 'block') yield block;
    else for (const row of block.rows) for (const cell of row) yield* cell;
  }
}
