import type { ImportedPlan } from './model';
import { blocksOf } from './plan-parts';
import { textOf } from './runs';

const GLYPHS = /^[●•▪■◦○‣⁃∙➢➤►▶✓✔❖◆◇□☐☑\uf0b7\uf0a7\uf0d8]+/;
const MARKER =
  /^(?:[●•▪■◦○‣⁃∙➢➤►▶✓✔❖◆◇□☐☑\uf0b7\uf0a7\uf0d8–—*+o·→»]|\(?(?:\d+(?:\.\d+)*|[a-z])[.):]?|hoofdstuk|deel)$/i;

/**
 * The first words of the text that do not come back in the plan at their place, hyphens and white space left out of the
 * comparison. Markers of lists and numbers of chapters may be missing. Empty when nothing was lost and nothing added.
 */
export function lostWords(text: string, plan: ImportedPlan, fallbackTitle: string): string {
  const parts = plan.title === fallbackTitle ? [] : [plan.title];
  for (const section of plan.sections) {
    if (section.title !== plan.title) parts.push(section.title);
    for (const block of blocksOf(section.blocks)) parts.push(textOf(block));
  }
  const output = bare(parts.join(''));
  const words = text.split(/\s+/).map(bare);
  let places = new Set([0]);
  for (const [at, word] of words.entries()) {
    const next = new Set<number>();
    const rest = word.replace(GLYPHS, '');
    for (const place of places) {
      if (output.startsWith(word, place)) next.add(place + word.length);
      if (rest !== word && output.startsWith(rest, place)) next.add(place + rest.length);
      if (MARKER.test(word)) next.add(place);
    }
    if (next.size === 0) return words.slice(Math.max(0, at - 3), at + 5).join(' ');
    places = next;
  }
  return places.has(output.length) ? '' : `added: ${output.slice(Math.max(...places)).slice(0, 80)}`;
}

function bare(text: string): string {
  return text.replace(/[\s\u00ad‐-]+/g, '');
}

/** Random numbers from 0 to 1 that are the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** The blocks of one section as short lines: `p text`, `h2 text`, `b0 text`, `n0 text`, `q text`; `?` when unsure. */
export function outlineOf(plan: ImportedPlan, section = 0): string[] {
  const letters = { paragraph: 'p', heading: 'h', bullet: 'b', numbered: 'n', quote: 'q' } as const;
  return [...blocksOf(plan.sections[section]?.blocks ?? [])].map((block) => {
    const doubt = block.unsure === true ? '?' : '';
    return `${letters[block.kind]}${block.level ?? block.indent ?? ''}${doubt} ${textOf(block)}`;
  });
}
