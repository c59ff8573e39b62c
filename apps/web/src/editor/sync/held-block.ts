import type { ResolvedPos } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { lettersBefore, type LetterPlace } from './follow';
import { Moves } from './moves';
import { isBlock, textsOf } from './nodes';
import { besideLetter, blockWithId, lettersIn, type Part, placeAt, placeInBlock, type SharedPlace } from './places';

const held = new WeakMap<Y.XmlFragment, HeldBlock>();

/** @param block that its editor does not show as the shared text has it; null when there is none */
export function setHeld(root: Y.XmlFragment, block: HeldBlock | null): void {
  if (block) held.set(root, block);
  else held.delete(root);
}

/** The place in the shared text of a position in the editor, which may be in a block that is held. */
export function sharedPlace(root: Y.XmlFragment, $pos: ResolvedPos): SharedPlace | null {
  const block = held.get(root);
  if (!block || !isBlock($pos.parent)) return placeAt(root, $pos);
  if ($pos.parent.attrs.id === block.id) return block.place($pos.parentOffset);
  if (!block.gone) return placeAt(root, $pos);
  // Nothing is drawn any more: where a block stands in the editor says nothing, its id does.
  const its = blockWithId(root, $pos.parent.attrs.id);
  return its && (placeInBlock(its, $pos.parentOffset) ?? { type: its, index: 0 });
}

/**
 * A block in which somebody composes a sign: redrawn it would tear the sign apart, so what others do in it is drawn when
 * the sign is there. Until then it knows which letters the editor still shows, whatever became of them, and so where in the
 * shared text that belongs which is composed.
 */
export class HeldBlock {
  readonly block: Y.XmlElement;
  /** Was it taken away, or joined to another? Then nothing at all is drawn: the editor would lose it. */
  gone = false;
  /** What the editor knows it by, also when it is gone from the shared text. */
  readonly id: unknown;
  readonly #doc: Y.Doc;
  readonly #elsewhere = new Set<Y.XmlText>();
  /** The shown letters; of one that was moved its copy. */
  #ids: Y.ID[];

  /**
   * @param place the caret before the first change that is not drawn
   * @param id of the block, in the editor
   * @param update what came from another; null for what was done here
   */
  constructor(place: LetterPlace, id: unknown, transaction: Y.Transaction, update: Uint8Array | null) {
    this.block = place.block;
    this.id = id;
    this.#doc = transaction.doc;
    const texts = place.texts.map(({ text }) => text);
    this.#ids = lettersBefore(texts, transaction).map(({ id }) => id);
    this.follow(transaction, update);
  }

  /** Looks where a change leaves the letters. @param update what came from another; null for what was done here */
  follow(transaction: Y.Transaction, update: Uint8Array | null): void {
    this.gone ||= this.block._item?.deleted !== false;
    const moves = Moves.of(transaction, update);
    this.#ids = this.#ids.map((id) => (Y.getItem(this.#doc.store, id).deleted ? (moves.copyOf(id) ?? id) : id));
  }

  /** Where in the shared text a place between two shown letters is now. */
  place(offset: number): SharedPlace | null {
    for (let at = offset - 1; at >= 0; at -= 1) {
      const found = besideLetter(this.#doc, this.#ids[at]!, 1);
      if (found) return found;
    }
    if (!this.gone) return { type: this.block, index: 0 };
    for (let at = offset; at < this.#ids.length; at += 1) {
      const found = besideLetter(this.#doc, this.#ids[at]!, 0);
      if (found) return found;
    }
    return null;
  }

  /** Where among the shown letters a place in the block is: behind the last letter before it that is shown. */
  shownAt(offset: number): number {
    const places = new Map(this.#ids.map(({ client, clock }, at) => [`${client}:${clock}`, at + 1]));
    let shown = 0;
    let left = offset;
    for (const text of textsOf(this.block))
      for (let item = text._start; item && left > 0; item = item.right) {
        if (item.deleted || !item.countable) continue;
        for (let letter = 0; letter < item.length && left > 0; letter += 1, left -= 1)
          shown = places.get(`${item.id.client}:${item.id.clock + letter}`) ?? shown;
      }
    return shown;
  }

  /** What is left of these shown letters, from behind: taking one away moves no other. */
  parts(from: number, to: number): Part[] {
    const parts = this.#ids.slice(from, to).flatMap((id) => {
      const found = besideLetter(this.#doc, id, 0);
      return found ? [{ ...found, length: 1 }] : [];
    });
    for (const { type } of parts) this.#elsewhere.add(type);
    // As they stand now, which others may have changed.
    return parts.sort((one, other) => other.index - one.index);
  }

  /** Was this, in a text of another block, written by what was composed here? Of that the editor does not know yet. */
  wroteElsewhere(text: unknown): boolean {
    return text instanceof Y.XmlText && text.parent !== this.block && this.#elsewhere.has(text);
  }

  /** Other letters are shown from now on: what was between the two places is gone, and this part was written there. */
  replaced(from: number, to: number, part: Part): void {
    this.#elsewhere.add(part.type);
    this.#ids.splice(from, to - from, ...lettersIn(part));
  }
}
