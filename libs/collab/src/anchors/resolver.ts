import type * as Y from 'yjs';
import type { Anchor } from '@samenspel/domain';
import { indexOf, positionsAt, rangeOf, type Positions, type TextIndex } from './anchor';
import { findQuote } from './find-quote';
import { overlapOf, wordsIn } from './overlap';
import { SearchText } from './search-text';
import { lineOfNode, textBetween, textNodes, type LineRange } from './text-lines';

/** Of a quote so many of its words must still stand between its positions for these to be believed. */
export const HELD_FROM = 0.5;
/** Between the positions no more than this may have come in: beyond it they would point mostly at other words. */
const GROWN_TIMES = 3;
const GROWN_WORDS = 30;

interface ReadText {
  readonly nodes: ReturnType<typeof textNodes>;
  readonly index: TextIndex;
  search: SearchText | null;
}

/**
 * Finds where anchors stand in a live text (docs/spec.md K2, K17, K18): by their positions as long as the words of the quote
 * are between them, else by the quote, else nowhere. After a search that follows from anchor and text alone: nothing that
 * this replica saw on the way to this text counts, so that all who have it give one answer. Between searches what was found
 * moves along with the text.
 */
export class AnchorResolver {
  #read: ReadText | null = null;
  /** Where the last search found anchors by their quote. The next one forgets it. */
  readonly #found = new Map<Anchor, Positions>();
  /** Quote and stretch that were compared last, by anchor: typing elsewhere changes neither. */
  readonly #compared = new WeakMap<
    Anchor,
    { readonly stretch: string; readonly ends: boolean; readonly holds: boolean }
  >();

  constructor(private readonly doc: Y.Doc) {}

  /** The text changed: what was read of it counts no more. */
  changed(): void {
    this.#read = null;
  }

  /** Where the anchor stands as far as positions tell; quick enough to ask at every change. */
  place(anchor: Anchor): LineRange | null {
    return this.#held(anchor, anchor) ?? this.#held(this.#found.get(anchor), anchor);
  }

  /** Looks anew, in the whole text, for the quotes of all anchors whose own positions say nothing. */
  search(anchors: readonly Anchor[]): void {
    this.#found.clear();
    for (const anchor of anchors) {
      if (this.#held(anchor, anchor) !== null) continue;
      const range = findQuote(this.#searchText(), anchor);
      const positions = range === null ? null : positionsAt(this.#text().nodes, range);
      if (positions !== null) this.#found.set(anchor, positions);
    }
  }

  #held(positions: Positions | undefined, anchor: Anchor): LineRange | null {
    if (positions === undefined) return null;
    const { nodes, index } = this.#text();
    const held = rangeOf(this.doc, index, positions);
    if (held === null) return null;
    const { range, ends } = held;
    const lines = nodes.slice(range.from.block, range.to.block + 1).map(lineOfNode);
    const stretch = textBetween(lines, {
      from: { ...range.from, block: 0 },
      to: { ...range.to, block: lines.length - 1 },
    });
    return this.#holds(anchor, stretch, ends) ? range : null;
  }

  #holds(anchor: Anchor, stretch: string, ends: boolean): boolean {
    if (stretch === anchor.quote) return true;
    const last = this.#compared.get(anchor);
    if (last?.stretch === stretch && last.ends === ends) return last.holds;
    const words = wordsIn(anchor.quote).length;
    // Where an end of the quote went, what is next to it now may be anything: then nothing may have come in.
    const most = ends ? GROWN_TIMES * words + GROWN_WORDS : words;
    const holds = wordsIn(stretch).length <= most && overlapOf(anchor.quote, stretch) >= HELD_FROM;
    this.#compared.set(anchor, { stretch, ends, holds });
    return holds;
  }

  #text(): ReadText {
    if (this.#read === null) {
      const nodes = textNodes(this.doc);
      this.#read = { nodes, index: indexOf(nodes), search: null };
    }
    return this.#read;
  }

  #searchText(): SearchText {
    const text = this.#text();
    text.search ??= new SearchText(text.nodes.map(lineOfNode));
    return text.search;
  }
}
