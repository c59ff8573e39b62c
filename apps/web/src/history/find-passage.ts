import type { ShownBlock, ShownText } from '@samenspel/domain';

interface Place {
  readonly key: string;
  readonly offset: number;
}

export interface FoundPassage {
  readonly from: Place;
  readonly to: Place;
  /** The words as they stand there, a line for each block. */
  readonly words: string;
}

/**
 * Finds words in a text: within one block, else from the end of one over whole blocks to the beginning of another, as they
 * are selected on the page. The first place counts.
 */
export function findPassage(blocks: readonly ShownBlock[], wanted: string): FoundPassage | null {
  const texts = blocks.flatMap(textsOf).map(({ key, runs }) => ({ key, text: runs.map(({ text }) => text).join('') }));
  const words = wanted.trim();
  if (words === '') return null;
  for (const { key, text } of texts) {
    const at = text.indexOf(words);
    if (at >= 0) return { from: { key, offset: at }, to: { key, offset: at + words.length }, words };
  }
  const lines = words.split(/\s*\n\s*/);
  if (lines.length < 2) return null;
  const [first = '', last = ''] = [lines[0], lines.at(-1)];
  for (let nth = 0; nth + lines.length <= texts.length; nth += 1) {
    const stretch = texts.slice(nth, nth + lines.length);
    const [from, to] = [stretch[0]!, stretch.at(-1)!];
    const whole = stretch.slice(1, -1).every(({ text }, at) => text.trim() === lines[at + 1]);
    if (!whole || !from.text.trimEnd().endsWith(first) || !to.text.trimStart().startsWith(last)) continue;
    const start = from.text.lastIndexOf(first);
    const end = to.text.indexOf(last) + last.length;
    const said = [from.text.slice(start), ...stretch.slice(1, -1).map(({ text }) => text), to.text.slice(0, end)];
    return { from: { key: from.key, offset: start }, to: { key: to.key, offset: end }, words: said.join('\n') };
  }
  return null;
}

function textsOf(block: ShownBlock): readonly ShownText[] {
  return block.type === 'block' ? [block] : block.rows.flat().flatMap(({ blocks }) => blocks);
}
