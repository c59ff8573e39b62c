import type { Node, ResolvedPos } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { childrenOf, elementsOf, isBlock, textsOf } from './nodes';

/** A place in the shared text: in a text, or between the elements of an element. */
export interface SharedPlace {
  readonly type: Y.XmlText | Y.XmlFragment;
  readonly index: number;
}

/** Letters beside each other in one text. */
export interface Part {
  readonly type: Y.XmlText;
  readonly index: number;
  readonly length: number;
}

/** The stretches of a block's texts between two of its letters, from behind: taking one away moves no other. */
export function partsOf(block: Y.XmlFragment, from: number, to: number): Part[] {
  let start = 0;
  return textsOf(block)
    .flatMap((type) => {
      const index = Math.max(from - start, 0);
      const length = Math.min(to - start, type.length) - index;
      start += type.length;
      return length > 0 ? [{ type, index, length }] : [];
    })
    .reverse();
}

/** The letters of a part, by the ids that they have. */
export function lettersIn({ type, index, length }: Part): Y.ID[] {
  const ids: Y.ID[] = [];
  let at = 0;
  for (let item = type._start; item && at < index + length; item = item.right) {
    if (item.deleted || !item.countable) continue;
    for (let letter = 0; letter < item.length; letter += 1, at += 1)
      if (at >= index && at < index + length) ids.push(Y.createID(item.id.client, item.id.clock + letter));
  }
  return ids;
}

/** The place before a letter, or behind it; null when the letter is gone. */
export function besideLetter(doc: Y.Doc, id: Y.ID, behind: 0 | 1): { type: Y.XmlText; index: number } | null {
  const item = Y.getItem(doc.store, id);
  if (!(item instanceof Y.Item) || item.deleted || !(item.parent instanceof Y.XmlText)) return null;
  let index = id.clock - item.id.clock + behind;
  for (let left = item.left; left; left = left.left) if (!left.deleted && left.countable) index += left.length;
  return { type: item.parent, index };
}

/** The shared element of the node that holds this position at `depth`; null where the shared text has none there. */
export function elementAround(root: Y.XmlFragment, $pos: ResolvedPos, depth = $pos.depth): Y.XmlFragment | null {
  let element = root;
  for (let level = 0; level < depth; level += 1) {
    const child: unknown = $pos.index(level) < element.length ? element.get($pos.index(level)) : null;
    if (!(child instanceof Y.XmlElement)) return null;
    element = child;
  }
  return element;
}

/** The block that the editor knows by this id. */
export function blockWithId(parent: Y.XmlFragment, id: unknown): Y.XmlElement | null {
  for (const child of elementsOf(parent)) {
    const found = isBlock(child) ? (child.getAttribute('id') === id ? child : null) : blockWithId(child, id);
    if (found) return found;
  }
  return null;
}

/** Where the n-th letter of a block stands, behind the letter before it; null in a block without a text. */
export function placeInBlock(block: Y.XmlFragment, offset: number): SharedPlace | null {
  let left = offset;
  const texts = textsOf(block);
  for (const text of texts) {
    if (left <= text.length) return { type: text, index: left };
    left -= text.length;
  }
  const last = texts.at(-1);
  return last ? { type: last, index: last.length } : null;
}

/** The place in the shared text of a position in the editor. */
export function placeAt(root: Y.XmlFragment, $pos: ResolvedPos): SharedPlace | null {
  const element = elementAround(root, $pos);
  if (element === null) return null;
  if (!isBlock($pos.parent)) return { type: element, index: $pos.index() };
  return placeInBlock(element, $pos.parentOffset) ?? { type: element, index: 0 };
}

/** The position in the editor of a place in the shared text; null for one in something that is gone. */
export function positionAt(root: Y.XmlFragment, doc: Node, { type, index }: SharedPlace): number | null {
  const path: number[] = [];
  let offset = index;
  let at: Y.XmlFragment | Y.XmlText = type;
  if (at instanceof Y.XmlText) {
    const block: unknown = at.parent;
    if (!(block instanceof Y.XmlElement) || at._item?.deleted) return null;
    for (const text of textsOf(block)) {
      if (text === at) break;
      offset += text.length;
    }
    at = block;
  }
  for (let element: Y.XmlFragment = at; element !== root;) {
    const parent: unknown = element.parent;
    if (!(parent instanceof Y.XmlFragment) || element._item?.deleted) return null;
    path.unshift(childrenOf(parent).indexOf(element as Y.XmlElement));
    element = parent;
  }
  return positionOf(doc, path, offset);
}

/** Down the path, and then so many letters or children on. */
function positionOf(doc: Node, path: readonly number[], offset: number): number | null {
  let node = doc;
  let position = 0;
  for (const index of path) {
    if (index < 0 || index >= node.childCount) return null;
    position += sizeBefore(node, index) + 1;
    node = node.child(index);
  }
  return position + (isBlock(node) ? Math.min(offset, node.content.size) : sizeBefore(node, offset));
}

function sizeBefore(node: Node, index: number): number {
  let size = 0;
  for (let at = 0; at < Math.min(index, node.childCount); at += 1) size += node.child(at).nodeSize;
  return size;
}
