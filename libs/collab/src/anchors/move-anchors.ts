import type * as Y from 'yjs';
import type { Anchor } from '@samenspel/domain';
import { anchorAt } from './anchor';
import { findQuote } from './find-quote';
import { AnchorResolver } from './resolver';
import { SearchText } from './search-text';
import { lineOfNode, textNodes } from './text-lines';

/**
 * The anchors whose words went from one text to another (docs/spec.md K9), as they hold on to the other: those that stand
 * nowhere in `from` any more and are found in `to`. What the words are stays as it was.
 */
export function moveAnchors(from: Y.Doc, to: Y.Doc, anchors: readonly Anchor[]): ReadonlyMap<Anchor, Anchor> {
  const stays = new AnchorResolver(from);
  stays.search(anchors);
  const text = new SearchText(textNodes(to).map(lineOfNode));
  const moved = new Map<Anchor, Anchor>();
  for (const anchor of anchors) {
    if (stays.place(anchor) !== null) continue;
    const range = findQuote(text, anchor);
    const there = range === null ? 'empty' : anchorAt(to, range);
    if (typeof there !== 'string') moved.set(anchor, { ...there, quote: anchor.quote });
  }
  return moved;
}
