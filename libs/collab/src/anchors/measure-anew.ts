import type * as Y from 'yjs';
import { ALIKE_MAX, type Anchor } from '@samenspel/domain';
import { anchorAt, indexOf, rangeOf } from './anchor';
import { textNodes } from './text-lines';

/** Nobody knows what was alike when this was made: it is found by its positions alone. */
export const isUnmeasured = ({ alike }: Anchor): boolean => alike.here === ALIKE_MAX && alike.elsewhere === ALIKE_MAX;

/**
 * Anchors from before it was known how to find moved words (docs/spec.md K18), as they would be made now on the same words:
 * those that stand just where their positions say, letter by letter. Of any other nobody could say which words are meant.
 */
export function measureAnew(doc: Y.Doc, anchors: readonly Anchor[]): ReadonlyMap<Anchor, Anchor> {
  const index = indexOf(textNodes(doc));
  const measured = new Map<Anchor, Anchor>();
  for (const anchor of anchors.filter(isUnmeasured)) {
    const held = rangeOf(doc, index, anchor);
    const now = held?.ends ? anchorAt(doc, held.range) : 'empty';
    if (typeof now !== 'string' && now.quote === anchor.quote) measured.set(anchor, now);
  }
  return measured;
}
