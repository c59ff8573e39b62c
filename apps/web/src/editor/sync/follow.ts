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
 * @param update what came from another; null for what was done here
 * @returns null where nothing of the block is left
 */
export function follow(
  tr: Y.Transaction,
  place: LetterPlace,
  side: -1 | 1,
  update: Uint8Array | null,
): SharedPlace | null {
  const letters = lettersBefore(place.texts, tr);
  const copies = new Copies(tr, letters, update);
  const beside = (at: number, behind: 0 | 1): SharedPlace | null => {
    const id = copies.of(at);
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
  /** For each stretch of letters that went together where they were written again, by where it begins. */
  readonly #found = new Map<number, readonly (Y.ID | null)[]>();

  #seen: Y.Transaction['deleteSet'] | null = null;

  constructor(
    private readonly tr: Y.Transaction,
    private readonly letters: readonly Letter[],
    private readonly update: Uint8Array | null,
  ) {}

  /** The letter itself, its copy, or null. */
  of(at: number): Y.ID | null {
    const letter = this.letters[at];
    if (!letter?.gone) return letter?.id ?? null;
    let start = at;
    while (this.letters[start - 1]?.gone) start -= 1;
    let copies = this.#found.get(start);
    if (!copies) {
      const end = this.letters.findIndex(({ gone }, index) => index > at && !gone);
      copies = this.#copiesOf(this.letters.slice(start, end < 0 ? undefined : end));
      this.#found.set(start, copies);
    }
    return copies[at - start] ?? null;
  }

  /** Among all that was written, the stretch with the most of these letters in this order. */
  #copiesOf(gone: readonly Letter[]): readonly (Y.ID | null)[] {
    const moved = gone.filter(({ id }) => this.#wasSeen(id));
    let best: { readonly count: number; readonly ids: ReadonlyMap<Letter, Y.ID> } = { count: 0, ids: new Map() };
    for (const written of stretchesIn(this.tr)) {
      const places = alike(moved, written);
      const count = places.filter((place) => place !== null).length;
      // A letter or two stand anywhere.
      if (count <= best.count || count * 3 < moved.length || count < Math.min(3, moved.length)) continue;
      const ids = moved.flatMap((letter, at) =>
        places[at] == null ? [] : [[letter, written[places[at]]!.id] as const],
      );
      best = { count, ids: new Map(ids) };
    }
    return gone.map((letter) => best.ids.get(letter) ?? null);
  }

  /** What went only because all around it went was not seen by who moved the rest: they name what they take away. */
  #wasSeen(id: Y.ID): boolean {
    if (this.update === null) return true;
    this.#seen ??= Y.decodeUpdate(this.update).ds;
    return Y.isDeleted(this.#seen, id);
  }
}

interface Spelled {
  readonly letter: string;
}

/** So many pairs of letters are compared at most; what differs in the midst of more was not moved but written anew. */
const MOST_COMPARED = 1_000_000;

/** For each of these letters its place among others, where as many as can be stand in the same order. */
function alike(letters: readonly Spelled[], others: readonly Spelled[]): (number | null)[] {
  const most = Math.min(letters.length, others.length);
  let first = 0;
  while (first < most && letters[first]!.letter === others[first]!.letter) first += 1;
  let last = 0;
  while (first + last < most && letters.at(-1 - last)!.letter === others.at(-1 - last)!.letter) last += 1;
  const between = inOrder(letters.slice(first, letters.length - last), others.slice(first, others.length - last));
  return letters.map((_, at) => {
    if (at < first) return at;
    if (at >= letters.length - last) return at + others.length - letters.length;
    const place = between[at - first] ?? null;
    return place === null ? null : place + first;
  });
}

/** The longest sequence that two have in common. */
function inOrder(letters: readonly Spelled[], others: readonly Spelled[]): (number | null)[] {
  const places: (number | null)[] = letters.map(() => null);
  if (letters.length * others.length > MOST_COMPARED) return places;
  const width = others.length + 1;
  const lengths = new Uint32Array((letters.length + 1) * width);
  const length = (at: number, other: number): number => lengths[at * width + other]!;
  for (let at = letters.length - 1; at >= 0; at -= 1) {
    for (let other = others.length - 1; other >= 0; other -= 1) {
      const same = letters[at]!.letter === others[other]!.letter;
      lengths[at * width + other] = same
        ? length(at + 1, other + 1) + 1
        : Math.max(length(at + 1, other), length(at, other + 1));
    }
  }
  for (let at = 0, other = 0; at < letters.length && other < others.length;) {
    if (letters[at]!.letter === others[other]!.letter) places[at++] = other++;
    else if (length(at + 1, other) >= length(at, other + 1)) at += 1;
    else other += 1;
  }
  return places;
}
