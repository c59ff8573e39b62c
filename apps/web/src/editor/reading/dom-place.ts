import * as Y from 'yjs';
import { TEXT_ROOT } from '@samenspel/collab';
import type { TextPlace } from './mounted-section';
import { shownPlace } from './shown';

/** The blocks of a text in reading order: the n-th of them is the n-th `.s-block` on the page, static or in an editor. */
export function blocksInOrder(parent: Y.XmlFragment): Y.XmlElement[] {
  return parent.toArray().flatMap((node) => {
    if (!(node instanceof Y.XmlElement)) return [];
    return node.nodeName === 'block' ? [node] : blocksInOrder(node);
  });
}

/** Where a position in the shared text stands on the page; null for one that no honest client sends, or while nobody can say. */
export function placeOf(doc: Y.Doc, encoded: Uint8Array): TextPlace | null {
  const found = absolute(doc, encoded);
  if (!found) return null;
  const { type, index } = found;
  const block = type instanceof Y.XmlText ? type.parent : type;
  const at = blocksInOrder(doc.getXmlFragment(TEXT_ROOT)).indexOf(block as Y.XmlElement);
  if (at < 0 || !(block instanceof Y.XmlElement)) return null;
  let offset = type instanceof Y.XmlText ? index : 0;
  for (const text of block.toArray()) {
    if (text === type) break;
    if (text instanceof Y.XmlText && type instanceof Y.XmlText) offset += text.length;
  }
  return shownPlace(doc, { block: at, offset });
}

/** The bytes come from another's client: what cannot be read must not keep the carets of the others from being drawn. */
function absolute(doc: Y.Doc, encoded: Uint8Array): Y.AbsolutePosition | null {
  try {
    return Y.createAbsolutePositionFromRelativePosition(Y.decodeRelativePosition(encoded), doc);
  } catch {
    return null;
  }
}

export function blockElements(container: ParentNode): HTMLElement[] {
  return [...container.querySelectorAll<HTMLElement>('.s-block')];
}

/** The DOM position of a text offset in a block. */
export function domPoint(block: HTMLElement, offset: number): { node: Node; offset: number } {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let left = offset;
  let last: Text | null = null;
  while (walker.nextNode()) {
    last = walker.currentNode as Text;
    if (left <= last.length) return { node: last, offset: left };
    left -= last.length;
  }
  return last ? { node: last, offset: last.length } : { node: block.querySelector('li') ?? block, offset: 0 };
}

/** The reverse: which block and how far into its text a DOM position is. */
export function textPlace(container: HTMLElement, node: Node, offset: number): TextPlace | null {
  const element = node instanceof Element ? node : node.parentElement;
  const block = element?.closest<HTMLElement>('.s-block');
  const at = block ? blockElements(container).indexOf(block) : -1;
  if (!block || at < 0) return null;
  const range = document.createRange();
  range.setStart(block, 0);
  range.setEnd(node, offset);
  return { block: at, offset: range.toString().length };
}

/** The line box at a position; an empty line has none of its own and takes the one of its element. */
export function caretBox(block: HTMLElement, offset: number): DOMRect {
  const point = domPoint(block, offset);
  const range = document.createRange();
  range.setStart(point.node, point.offset);
  const [rect] = range.getClientRects();
  if (rect && rect.height > 0) return rect;
  const inner = (block.querySelector('li') ?? block).getBoundingClientRect();
  const line = Number.parseFloat(getComputedStyle(block).lineHeight) || inner.height;
  const top = inner.bottom - Math.min(inner.height, line);
  return new DOMRect(inner.left, top, 0, Math.min(inner.height, line));
}
