import type { RawBlock } from './raw-blocks';
import { isTitleLike } from './titles';

/** A numbered chapter: which block is its title, its number and the title without it. */
export interface Chapter {
  readonly block: number;
  readonly title: string;
}

interface Candidate {
  readonly block: number;
  readonly value: number;
  readonly style: string;
  readonly title: string;
  /** Text follows, not at once the next title (as in a table of contents or a list of short items). */
  readonly hasBody: boolean;
}

interface Chain {
  readonly end: number;
  readonly from: number;
  readonly weight: number;
}

/**
 * Finds the chapters of a text: titles that stand alone and are numbered 1, 2, 3 without a gap, with text in between.
 * Of several such series (a table of contents, a list) the heaviest and then the last wins. Linear.
 */
export function findChapters(blocks: readonly RawBlock[]): Chapter[] {
  const candidates = candidatesIn(blocks);
  const links: Chain[] = [];
  const best = new Map<string, number>();
  let top = -1;
  candidates.forEach((candidate, at) => {
    const from = candidate.value === 1 ? -1 : best.get(`${candidate.style} ${candidate.value - 1}`);
    if (from === undefined) {
      links.push({ end: at, from: -1, weight: 0 });
      return;
    }
    const own = (candidate.hasBody ? 1 : 0.1) + (blocks[candidate.block]!.first.pageStart ? 0.5 : 0);
    const weight = own + (from < 0 ? 0 : links[from]!.weight);
    links.push({ end: at, from, weight });
    const key = `${candidate.style} ${candidate.value}`;
    const rival = best.get(key);
    if (rival === undefined || weight >= links[rival]!.weight) best.set(key, at);
    if (top < 0 || weight >= links[top]!.weight) top = at;
  });
  const chain: Candidate[] = [];
  for (let at = top; at >= 0; at = links[at]!.from) chain.unshift(candidates[at]!);
  const full = chain.filter((candidate) => candidate.hasBody).length;
  if (full < 2 || full * 2 < chain.length) return [];
  return chain.map(({ block, title }) => ({ block, title }));
}

function candidatesIn(blocks: readonly RawBlock[]): Candidate[] {
  const found: Omit<Candidate, 'hasBody'>[] = [];
  blocks.forEach((block, at) => {
    const read = readNumbered(block);
    if (read !== null && block.first.apart) found.push({ block: at, ...read });
  });
  return found.map((candidate, at) => ({ ...candidate, hasBody: found[at + 1]?.block !== candidate.block + 1 }));
}

function readNumbered(block: RawBlock): { value: number; style: string; title: string } | null {
  if (block.kind === 'number' && block.marker?.kind === 'number') {
    const { value, style } = block.marker;
    return style === '1.' && isTitleLike(block.text, block.lines) ? { value, style, title: block.text } : null;
  }
  const typed = block.kind === 'text' && /^(?:(hoofdstuk|deel) )?(\d{1,2})(?: ?[:.–-])? (?=\p{Lu})/iu.exec(block.text);
  if (!typed) return null;
  const title = block.text.slice(typed[0].length);
  const style = (typed[1] ?? '').toLowerCase();
  return isTitleLike(title, block.lines) ? { value: Number(typed[2]), style, title } : null;
}
