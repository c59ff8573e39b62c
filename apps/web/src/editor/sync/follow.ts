import * as Y from 'yjs';
import type { DrawnText } from './draw';
import { isNew, Moves, textsEver } from './moves';
import { isBlock } from './nodes';
import { besideLetter, type SharedPlace } from './places';

/** A place in a block as it was drawn: behind so many letters. */
export interface LetterPlace {
  readonly block: Y.XmlElement;
  readonly texts: readonly DrawnText[];
  readonly offset: number;
}

/** A letter, and whether a transaction took it away. */
export interface Letter {
  readonly id: Y.ID;
  readonly gone: boolean;
}

/**
 * Where a place between two letters is after a transaction of others: beside the letter that it stood next to, or the copy
 * of it where that was moved (a split and a join of blocks write letters anew), or else the nearest one that is left.
 *
 * @param side the neighbour that is asked first: -1 the one before, 1 the one behind
 * @param update what came from another; null for what was done here
 * @returns null where nothing of the block is left
 */
export function follow(
  tr: Y.Transaction,
  place: LetterPlace,
  side: -1 | 1,
  update: Uint8Array | null,
): SharedPlace | null {
  const texts = place.texts.map(({ text }) => text);
  const next = letterAt(texts, tr, side < 0 ? place.offset - 1 : place.offset);
  // Nearly always: what it stood next to is still there.
  if (next && !next.gone) return besideLetter(tr.doc, next.id, side < 0 ? 1 : 0);
  const letters = lettersBefore(texts, tr);
  const moves = Moves.of(tr, update);
  const beside = ({ id, gone }: Letter, behind: 0 | 1): SharedPlace | null => {
    const now = gone ? moves.copyOf(id) : id;
    return now && besideLetter(tr.doc, now, behind);
  };
  const before = (): SharedPlace | null => firstOf(letters.slice(0, place.offset).reverse(), (each) => beside(each, 1));
  const behind = (): SharedPlace | null => firstOf(letters.slice(place.offset), (each) => beside(each, 0));
  const stays = isThere(place.block);
  // Who wrote at the start of a block goes on there.
  if (side < 0 && place.offset === 0 && stays) return { type: place.block, index: 0 };
  const found = side < 0 ? (before() ?? behind()) : (behind() ?? before());
  if (found) return found;
  return stays ? { type: place.block, index: 0 } : outside(tr, place, beside);
}

function firstOf<T, R>(values: Iterable<T>, find: (value: T) => R | null): R | null {
  for (const value of values) {
    const found = find(value);
    if (found !== null) return found;
  }
  return null;
}

function isThere(block: Y.XmlElement): boolean {
  return block._item?.deleted === false;
}

/** Nothing is left of a block: what stood nearest outside it, wherever that is now. */
function outside(
  tr: Y.Transaction,
  { block, offset }: LetterPlace,
  beside: (letter: Letter, behind: 0 | 1) => SharedPlace | null,
): SharedPlace | null {
  // What was gone here already stands in the copy that the mover made.
  const [before, behind] = goneAround(block, offset, tr);
  const within = firstOf(before.reverse(), (each) => beside(each, 1)) ?? firstOf(behind, (each) => beside(each, 0));
  if (within) return within;
  const blocks = [...blocksBefore(rootOf(block), tr)];
  const at = blocks.indexOf(block);
  const near = (other: Y.XmlElement, end: 0 | 1): SharedPlace | null => {
    const letters = lettersBefore([...textsEver(other)], tr);
    if (end === 1) letters.reverse();
    return firstOf(letters, (letter) => beside(letter, end)) ?? (isThere(other) ? { type: other, index: 0 } : null);
  };
  return (
    firstOf(blocks.slice(at + 1), (other) => near(other, 0)) ??
    firstOf(blocks.slice(0, at).reverse(), (other) => near(other, 1))
  );
}

/** The items with the letters of a block as they stood before this transaction. */
function* itemsBefore(texts: readonly Y.XmlText[], tr: Y.Transaction): Generator<Y.Item> {
  for (const text of texts)
    for (let item = text._start; item; item = item.right)
      if (item.content instanceof Y.ContentString && stoodBefore(item, tr)) yield item;
}

/** The n-th letter of a block as it stood before this transaction; null beyond its ends. */
function letterAt(texts: readonly Y.XmlText[], tr: Y.Transaction, at: number): Letter | null {
  let start = 0;
  for (const { id, length, deleted } of at < 0 ? [] : itemsBefore(texts, tr)) {
    if (at < start + length) return { id: Y.createID(id.client, id.clock + at - start), gone: deleted };
    start += length;
  }
  return null;
}

/** The letters of a block as they stood before this transaction. */
export function lettersBefore(texts: readonly Y.XmlText[], tr: Y.Transaction): Letter[] {
  const letters: Letter[] = [];
  for (const { id, length, deleted } of itemsBefore(texts, tr))
    for (let at = 0; at < length; at += 1) letters.push({ id: Y.createID(id.client, id.clock + at), gone: deleted });
  return letters;
}

function stoodBefore(item: Y.Item, tr: Y.Transaction): boolean {
  return !isNew(tr, item) && (!item.deleted || Y.isDeleted(tr.deleteSet, item.id));
}

function rootOf(block: Y.XmlElement): Y.XmlFragment {
  let root: Y.XmlFragment = block;
  while (root.parent instanceof Y.XmlFragment) root = root.parent;
  return root;
}

/** The blocks as they stood before this transaction, in reading order. */
function* blocksBefore(parent: Y.XmlFragment, tr: Y.Transaction): Generator<Y.XmlElement> {
  for (let item = parent._start; item; item = item.right) {
    const element = item.content instanceof Y.ContentType ? item.content.type : null;
    if (!(element instanceof Y.XmlElement) || !stoodBefore(item, tr)) continue;
    if (isBlock(element)) yield element;
    else yield* blocksBefore(element, tr);
  }
}

/** The letters that were gone already in a block, before and behind a place between those that were there. */
function goneAround(block: Y.XmlElement, offset: number, tr: Y.Transaction): [Letter[], Letter[]] {
  const around: [Letter[], Letter[]] = [[], []];
  let left = offset;
  for (const text of textsEver(block)) {
    for (let item = text._start; item; item = item.right) {
      if (stoodBefore(item, tr)) left -= item.content instanceof Y.ContentString ? item.length : 0;
      else
        for (let at = 0; at < item.length; at += 1)
          around[left > 0 ? 0 : 1].push({ id: Y.createID(item.id.client, item.id.clock + at), gone: true });
    }
  }
  return around;
}
