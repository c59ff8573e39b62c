import type * as Y from 'yjs';
import type { Anchor } from '@samenspel/domain';
import { anchorAt, indexOf, rangeOf, type TextIndex } from './anchor';
import { findQuote } from './find-quote';
import { overlapOf, wordsIn } from './overlap';
import { lineOfNode, textBetween, textNodes, type Line, type LineRange } from './text-lines';

/** Of a quote so many of its words must still stand between its positions for these to be believed. */
export const HELD_FROM = 0.5;
/** Between the positions no more than this may have come in: beyond it they would point mostly at other words. */
const GROWN_TIMES = 3;
const GROWN_WORDS = 30;

interface ReadText {
  readonly nodes: ReturnType<typeof textNodes>;
  readonly index: TextIndex;
  lines: Line[] | null;
}

/**
 * Finds where anchors stand in a live text (docs/spec.md K2): by their positions as long as the words of the quote are
 * between them, else by the quote, else nowhere. Reads the text once per change, and searches only when told to.
 */
export class AnchorResolver {
  #read: ReadText | null = null;
  /** Anchors that were found again by their quote, under the positions where that was. */
  readonly #found = new Map<Anchor, Anchor>();
  /** Quote and stretch that were compared last, by anchor: typing elsewhere changes neither. */
  readonly #compared = new Map<Anchor, { readonly stretch: string; readonly holds: boolean }>();

  constructor(private readonly doc: Y.Doc) {}

  /** The text changed: what was read of it counts no more. */
  changed(): void {
    this.#read = null;
  }

  /** Where the anchor stands as far as positions tell; quick enough to ask at every change. */
  place(anchor: Anchor): LineRange | null {
    return this.#held(anchor, anchor) ?? this.#held(this.#found.get(anchor), anchor);
  }

  /** Looks for the quotes of anchors that have no place, in the whole text. @returns whether any was found */
  search(anchors: readonly Anchor[]): boolean {
    let any = false;
    for (const anchor of anchors) {
      if (this.place(anchor) !== null) continue;
      const range = findQuote(this.#lines(), anchor);
      const again = range === null ? 'empty' : anchorAt(this.doc, range);
      if (typeof again === 'string') continue;
      this.#found.set(anchor, again);
      this.#compared.delete(anchor);
      any = true;
    }
    return any;
  }

  #held(positions: Anchor | undefined, anchor: Anchor): LineRange | null {
    if (positions === undefined) return null;
    const { nodes, index } = this.#text();
    const range = rangeOf(this.doc, index, positions);
    if (range === null) return null;
    const lines = nodes.slice(range.from.block, range.to.block + 1).map(lineOfNode);
    const stretch = textBetween(lines, {
      from: { ...range.from, block: 0 },
      to: { ...range.to, block: lines.length - 1 },
    });
    return this.#holds(anchor, stretch) ? range : null;
  }

  #holds(anchor: Anchor, stretch: string): boolean {
    if (stretch === anchor.quote) return true;
    const last = this.#compared.get(anchor);
    if (last?.stretch === stretch) return last.holds;
    const most = GROWN_TIMES * wordsIn(anchor.quote).length + GROWN_WORDS;
    const holds = wordsIn(stretch).length <= most && overlapOf(anchor.quote, stretch) >= HELD_FROM;
    this.#compared.set(anchor, { stretch, holds });
    return holds;
  }

  #text(): ReadText {
    if (this.#read === null) {
      const nodes = textNodes(this.doc);
      this.#read = { nodes, index: indexOf(nodes), lines: null };
    }
    return this.#read;
  }

  #lines(): Line[] {
    const text = this.#text();
    text.lines ??= text.nodes.map(lineOfNode);
    return text.lines;
  }
}
