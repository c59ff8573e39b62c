import * as Y from 'yjs';
import { CONTEXT_MAX, QUOTE_MAX, type Anchor } from '@samenspel/domain';
import { fromBase64, toBase64 } from './base64';
import { lineOfNode, textBetween, textNodes, textsIn, type Line, type LinePlace, type LineRange } from './text-lines';

type AnyNode = ReturnType<typeof textNodes>[number];

/** Why no anchor was made: nothing was selected, or more than a comment can be about. */
export type NoAnchor = 'empty' | 'too-long';

/** The anchor of a selection. White space at its ends is left out. */
export function anchorAt(doc: Y.Doc, selected: LineRange): Anchor | NoAnchor {
  const nodes = textNodes(doc);
  const lines = nodes.map(lineOfNode);
  const range = trimmed(lines, selected);
  if (range === null) return 'empty';
  const quote = textBetween(lines, range);
  if (quote.length > QUOTE_MAX) return 'too-long';
  const start = positionAt(nodes, range.from, 0);
  const end = positionAt(nodes, range.to, -1);
  if (start === null || end === null) return 'empty';
  const text = lines.map((line) => line.text).join('\n');
  const from = lengthBefore(lines, range.from);
  return {
    blockId: lines[range.from.block]?.id?.slice(0, 100) ?? null,
    start: toBase64(Y.encodeRelativePosition(start)),
    end: toBase64(Y.encodeRelativePosition(end)),
    quote,
    before: text.slice(Math.max(0, from - CONTEXT_MAX), from),
    after: text.slice(from + quote.length, from + quote.length + CONTEXT_MAX),
  };
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

/** Where the positions of an anchor stand now; null when they say nothing any more. */
export function rangeOf(doc: Y.Doc, index: TextIndex, anchor: Pick<Anchor, 'start' | 'end'>): LineRange | null {
  const from = placeNow(doc, index, anchor.start);
  const to = placeNow(doc, index, anchor.end);
  if (from === null || to === null) return null;
  const forward = from.block < to.block || (from.block === to.block && from.offset < to.offset);
  return forward ? { from, to } : null;
}

function trimmed(lines: readonly Line[], { from, to }: LineRange): LineRange | null {
  const words = textBetween(lines, { from, to });
  const leading = words.length - words.trimStart().length;
  const trailing = words.length - words.trimEnd().length;
  if (leading === words.length) return null;
  return { from: moved(lines, from, leading), to: moved(lines, to, -trailing) };
}

/** So many characters further, with line ends between blocks. */
function moved(lines: readonly Line[], { block, offset }: LinePlace, by: number): LinePlace {
  let at = block;
  let place = offset + by;
  while (place < 0 && at > 0) place += (lines[--at]?.text.length ?? 0) + 1;
  while (place > (lines[at]?.text.length ?? 0) && at < lines.length - 1) place -= (lines[at++]?.text.length ?? 0) + 1;
  return { block: at, offset: place };
}

function lengthBefore(lines: readonly Line[], { block, offset }: LinePlace): number {
  return lines.slice(0, block).reduce((sum, line) => sum + line.text.length + 1, 0) + offset;
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

/** The bytes come from another's client: what can not be read must not keep the others from being shown. */
function placeNow(doc: Y.Doc, index: TextIndex, encoded: string): LinePlace | null {
  const found = absolute(doc, encoded);
  const place = found?.type instanceof Y.XmlText ? index.get(found.type) : undefined;
  return found === null || place === undefined ? null : { block: place.block, offset: place.offset + found.index };
}

function absolute(doc: Y.Doc, encoded: string): Y.AbsolutePosition | null {
  try {
    return Y.createAbsolutePositionFromRelativePosition(Y.decodeRelativePosition(fromBase64(encoded)), doc);
  } catch {
    return null;
  }
}
