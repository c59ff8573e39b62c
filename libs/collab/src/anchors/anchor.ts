import * as Y from 'yjs';
import { CONTEXT_MAX, QUOTE_MAX, type Anchor } from '@samenspel/domain';
import { fromBase64, toBase64 } from './base64';
import { alikeNow } from './find-quote';
import { SearchText } from './search-text';
import { lineOfNode, textBetween, textNodes, textsIn, type LinePlace, type LineRange } from './text-lines';
import { wholeWords } from './whole-words';

type AnyNode = ReturnType<typeof textNodes>[number];

/** Why no anchor was made: nothing was selected, or more than a comment can be about. */
export type NoAnchor = 'empty' | 'too-long';

/** The anchor of a selection, which grows to whole words. White space at its ends is left out. */
export function anchorAt(doc: Y.Doc, selected: LineRange): Anchor | NoAnchor {
  const nodes = textNodes(doc);
  const lines = nodes.map(lineOfNode);
  const range = wholeWords(lines, selected);
  if (range === null) return 'empty';
  const quote = textBetween(lines, range);
  if (quote.length > QUOTE_MAX) return 'too-long';
  const positions = positionsAt(nodes, range);
  if (positions === null) return 'empty';
  const text = new SearchText(lines);
  const own = text.spanOf(range);
  const quoted = {
    blockId: lines[range.from.block]?.id?.slice(0, 100) ?? null,
    quote,
    before: text.text.slice(Math.max(0, own.from - CONTEXT_MAX), own.from),
    after: text.text.slice(own.to, own.to + CONTEXT_MAX),
  };
  return { ...quoted, ...positions, alike: alikeNow(text, quoted, own) };
}

/** Is there anything in a selection that a comment can be about? Reads only the blocks that are selected. */
export function hasWords(doc: Y.Doc, { from, to }: LineRange): boolean {
  const lines = textNodes(doc)
    .slice(from.block, to.block + 1)
    .map(lineOfNode);
  const inLines = { from: { ...from, block: 0 }, to: { ...to, block: to.block - from.block } };
  return wholeWords(lines, inLines) !== null;
}

/** Positions that move along with what is between them. */
export type Positions = Pick<Anchor, 'start' | 'end'>;

/** The positions of a range as it is; null when there is no text at its ends. */
export function positionsAt(nodes: readonly AnyNode[], range: LineRange): Positions | null {
  const start = positionAt(nodes, range.from, 0);
  const end = positionAt(nodes, range.to, -1);
  if (start === null || end === null) return null;
  return { start: toBase64(Y.encodeRelativePosition(start)), end: toBase64(Y.encodeRelativePosition(end)) };
}

/** Where each text of a document stands: its block, and how far into the block it begins. */
export type TextIndex = ReadonlyMap<Y.XmlText, LinePlace>;

export function indexOf(nodes: readonly AnyNode[]): TextIndex {
  const index = new Map<Y.XmlText, LinePlace>();
  for (const [block, node] of nodes.entries()) {
    let offset = 0;
    for (const text of textsIn(node)) {
      index.set(text, { block, offset });
      offset += text.length;
    }
  }
  return index;
}

/** Where the positions of an anchor stand now, and whether both letters that they hold on to are still there. */
export interface HeldRange {
  readonly range: LineRange;
  readonly ends: boolean;
}

/** Where the positions of an anchor stand now; null when they say nothing any more. */
export function rangeOf(doc: Y.Doc, index: TextIndex, anchor: Positions): HeldRange | null {
  const from = placeNow(doc, index, anchor.start);
  const to = placeNow(doc, index, anchor.end);
  if (from === null || to === null) return null;
  const [one, other] = [from.place, to.place];
  const forward = one.block < other.block || (one.block === other.block && one.offset < other.offset);
  return forward ? { range: { from: one, to: other }, ends: from.stands && to.stands } : null;
}

/** The start holds on to the letter after it and the end to the one before it: what is typed at the edges stays outside. */
function positionAt(nodes: readonly AnyNode[], { block, offset }: LinePlace, side: 0 | -1): Y.RelativePosition | null {
  const node = nodes[block];
  if (node === undefined) return null;
  let left = offset;
  const texts = textsIn(node);
  for (const [index, text] of texts.entries()) {
    if (left < text.length || (left === text.length && (side === -1 || index === texts.length - 1)))
      return Y.createRelativePositionFromTypeIndex(text, left, side);
    left -= text.length;
  }
  return null;
}

interface PlaceNow {
  readonly place: LinePlace;
  /** The letter itself is there, and not only what was next to it. */
  readonly stands: boolean;
}

/** The bytes come from another's client: what cannot be read must not keep the others from being shown. */
function placeNow(doc: Y.Doc, index: TextIndex, encoded: string): PlaceNow | null {
  try {
    return placeOf(doc, index, Y.decodeRelativePosition(fromBase64(encoded)));
  } catch {
    return null;
  }
}

/**
 * Letters that were undone and done again count as others: which new ones take the place of which old ones is known only
 * to the replica on which that was done, and all have to give the same answer.
 */
function placeOf(doc: Y.Doc, index: TextIndex, position: Y.RelativePosition): PlaceNow | null {
  const found = Y.createAbsolutePositionFromRelativePosition(position, doc, false);
  const place = found?.type instanceof Y.XmlText ? index.get(found.type) : undefined;
  if (found === null || place === undefined) return null;
  const item = position.item === null ? null : Y.getItem(doc.store, position.item);
  return {
    place: { block: place.block, offset: place.offset + found.index },
    stands: item instanceof Y.Item && !item.deleted,
  };
}
