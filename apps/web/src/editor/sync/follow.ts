import * as Y from 'yjs';
import { stretchesIn } from '@samenspel/collab/client';
import type { DrawnText } from './draw';
import { besideLetter, type SharedPlace } from './places';

/** A place in a block as it was drawn: behind so many letters. */
export interface LetterPlace {
  readonly block: Y.XmlElement;
  readonly texts: readonly DrawnText[];
  readonly offset: number;
}

/** A letter, and whether a transaction took it away. */
export interface Letter {
  readonly letter: string;
  readonly id: Y.ID;
  readonly gone: boolean;
}

/**
 * Where a place between two letters is after a transaction of others: beside the letter that it stood next to, or the copy
 * of it where that was moved (a split and a join of blocks write letters anew), or else the nearest one that is left.
 *
 * @param side the neighbour that is asked first: -1 the one before, 1 the one behind
 * @returns null where nothing of the block is left
 */
export function follow(tr: Y.Transaction, place: LetterPlace, side: -1 | 1): SharedPlace | null {
  const letters = lettersBefore(place.texts, tr);
  const copies = new Copies(tr, letters);
  const beside = (at: number, behind: 0 | 1): SharedPlace | null => {
    const id = copies.of(at, place.offset);
    return id && besideLetter(tr.doc, id, behind);
  };
  const before = (): SharedPlace | null => {
    for (let at = place.offset - 1; at >= 0; at -= 1) {
      const found = beside(at, 1);
      if (found) return found;
    }
    return null;
  };
  const behind = (): SharedPlace | null => {
    for (let at = place.offset; at < letters.length; at += 1) {
      const found = beside(at, 0);
      if (found) return found;
    }
    return null;
  };
  const stays = place.block._item?.deleted === false;
  // Who wrote at the start of a block goes on there.
  if (side < 0 && place.offset === 0 && stays) return { type: place.block, index: 0 };
  const found = side < 0 ? (before() ?? behind()) : (behind() ?? before());
  return found ?? (stays ? { type: place.block, index: 0 } : null);
}

/** The letters of a block as they stood before this transaction. */
export function lettersBefore(texts: readonly DrawnText[], tr: Y.Transaction): Letter[] {
  const letters: Letter[] = [];
  for (const { text } of texts) {
    for (let item = text._start; item; item = item.right) {
      if (!(item.content instanceof Y.ContentString)) continue;
      const { client, clock } = item.id;
      const isNew = clock >= (tr.beforeState.get(client) ?? 0);
      if (isNew || (item.deleted && !Y.isDeleted(tr.deleteSet, item.id))) continue;
      const gone = item.deleted;
      for (const [at, letter] of item.content.str.split('').entries())
        letters.push({ letter, id: Y.createID(client, clock + at), gone });
    }
  }
  return letters;
}

/** Letters of one block that a transaction took away and wrote again elsewhere. */
export class Copies {
  /** Each stretch of letters that went together, with where it was written again. */
  readonly #found = new Map<number, readonly (Y.ID | null)[]>();

  constructor(
    private readonly tr: Y.Transaction,
    private readonly letters: readonly Letter[],
  ) {}

  /** The letter itself, its copy, or null. @param near the place that is asked about */
  of(at: number, near: number): Y.ID | null {
    const letter = this.letters[at];
    if (!letter?.gone) return letter?.id ?? null;
    let start = at;
    while (this.letters[start - 1]?.gone) start -= 1;
    let copies = this.#found.get(start);
    if (!copies) {
      let end = at + 1;
      while (this.letters[end]?.gone) end += 1;
      copies = this.#copiesOf(start, end, Math.min(Math.max(near, start), end));
      this.#found.set(start, copies);
    }
    return copies[at - start] ?? null;
  }

  /** The copy that agrees with the most letters around the place. */
  #copiesOf(start: number, end: number, near: number): readonly (Y.ID | null)[] {
    const words = this.letters.slice(start, end).map(({ letter }) => letter);
    const none = words.map(() => null);
    let best: { readonly count: number; readonly ids: readonly (Y.ID | null)[] } = { count: 0, ids: none };
    for (const written of stretchesIn(this.tr)) {
      for (let at = 0; at <= written.length; at += 1) {
        const agrees = (index: number): boolean => written[at + index - near]?.letter === words[index - start];
        let from = near;
        while (from > start && agrees(from - 1)) from -= 1;
        let to = near;
        while (to < end && agrees(to)) to += 1;
        if (to - from <= best.count) continue;
        const ids = words.map((_, index) => (index + start >= from && index + start < to ? written[at + index + start - near]!.id : null)); // prettier-ignore
        best = { count: to - from, ids };
      }
    }
    return best.ids;
  }
}
