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
  const next = letterAt(place.texts, tr, side < 0 ? place.offset - 1 : place.offset);
  // Nearly always: what it stood next to is still there.
  if (next && !next.gone) return besideLetter(tr.doc, next.id, side < 0 ? 1 : 0);
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

/** The items with the letters of a block as they stood before this transaction. */
function* itemsBefore(
  texts: readonly DrawnText[],
  tr: Y.Transaction,
): Generator<Y.Item & { content: Y.ContentString }> {
  for (const { text } of texts) {
    for (let item = text._start; item; item = item.right) {
      if (!(item.content instanceof Y.ContentString)) continue;
      const isNew = item.id.clock >= (tr.beforeState.get(item.id.client) ?? 0);
      if (!isNew && (!item.deleted || Y.isDeleted(tr.deleteSet, item.id)))
        yield item as Y.Item & { content: Y.ContentString };
    }
  }
}

/** The n-th letter of a block as it stood before this transaction; null beyond its ends. */
function letterAt(texts: readonly DrawnText[], tr: Y.Transaction, at: number): Letter | null {
  let start = 0;
  for (const { id, content, length, deleted } of at < 0 ? [] : itemsBefore(texts, tr)) {
    if (at < start + length) {
      const clock = id.clock + at - start;
      return { letter: content.str.charAt(at - start), id: Y.createID(id.client, clock), gone: deleted };
    }
    start += length;
  }
  return null;
}

/** The letters of a block as they stood before this transaction. */
export function lettersBefore(texts: readonly DrawnText[], tr: Y.Transaction): Letter[] {
  const letters: Letter[] = [];
  for (const { id, content, deleted } of itemsBefore(texts, tr))
    for (const [at, letter] of content.str.split('').entries())
      letters.push({ letter, id: Y.createID(id.client, id.clock + at), gone: deleted });
  return letters;
}

interface Spelled {
  readonly letter: string;
}

interface Copy extends Spelled {
  readonly id: Y.ID;
}

/** Stands for a letter of which nothing is known any more but that it was there. */
const ANY = '';

function isAlike(one: Spelled, other: Spelled): boolean {
  return one.letter === other.letter || one.letter === ANY;
}

/** So many pairs of letters are compared for one transaction: what differs in more was not moved but written anew. */
const MOST_COMPARED = 1_000_000;

/** Letters of one block that a transaction took away and wrote again elsewhere. */
export class Copies {
  /** For each letter that went, where it was written again; made when it is first asked. */
  #found: (Y.ID | null)[] | null = null;
  #seen: Y.Transaction['deleteSet'] | null = null;
  /** Pairs of letters that may still be compared. */
  #left = MOST_COMPARED;

  constructor(
    private readonly tr: Y.Transaction,
    private readonly letters: readonly Letter[],
    private readonly update: Uint8Array | null,
  ) {}

  /** The letter itself, its copy, or null. */
  of(at: number): Y.ID | null {
    const letter = this.letters[at];
    if (!letter?.gone) return letter?.id ?? null;
    this.#found ??= this.#findAll();
    return this.#found[at] ?? null;
  }

  /** Letters that went together are looked for together. */
  #findAll(): (Y.ID | null)[] {
    const written = stretchesIn(this.tr);
    const found: (Y.ID | null)[] = [];
    for (let start = 0; start < this.letters.length;) {
      let end = start;
      while (this.letters[end]?.gone) end += 1;
      if (end === start) {
        found.push(null);
        start += 1;
        continue;
      }
      for (const id of this.#copiesOf(this.letters.slice(start, end), written)) found.push(id);
      start = end;
    }
    return found;
  }

  /** Among all that was written, the stretch with the most of these letters in this order. */
  #copiesOf(gone: readonly Letter[], written: readonly (readonly Copy[])[]): (Y.ID | null)[] {
    const known = this.#withGhosts(gone);
    const moved = known.filter(({ id }) => this.#wasSeen(id));
    // A letter or two stand anywhere.
    let enough = Math.max(Math.ceil(moved.length / 3), Math.min(3, moved.length), 1);
    const found = new Map<Letter, Copy>();
    for (const stretch of written) {
      if (stretch.length < enough || found.size === moved.length) continue;
      const places = this.#alike(moved, stretch);
      const count = places.filter((place) => place !== null).length;
      if (count < enough) continue;
      enough = count + 1;
      found.clear();
      for (const [at, place] of places.entries()) if (place !== null) found.set(moved[at]!, stretch[place]!);
    }
    if (known.length > gone.length) this.#addBroughtBack(known, new Set(gone), found);
    return gone.map((letter) => found.get(letter)?.id ?? null);
  }

  /** With what the mover took along too, as it stood for them, though here it was gone already. */
  #withGhosts(gone: readonly Letter[]): readonly Letter[] {
    const item = this.update === null ? null : Y.getItem(this.tr.doc.store, gone[0]!.id);
    const text = item instanceof Y.Item ? item.parent : null;
    if (!(text instanceof Y.XmlText)) return gone;
    const own = new Map(gone.map((letter) => [`${letter.id.client}:${letter.id.clock}`, letter]));
    const known: Letter[] = [];
    let left = gone.length;
    for (let item = text._start; item; item = item.right) {
      const letters = item.deleted ? lettersOnce(item) : [];
      for (const [at, letter] of letters.entries()) {
        const id = Y.createID(item.id.client, item.id.clock + at);
        const mine = own.get(`${id.client}:${id.clock}`);
        if (mine) left -= 1;
        if (mine || (!Y.isDeleted(this.tr.deleteSet, id) && this.#wasSeen(id)))
          known.push(mine ?? { letter, id, gone: true });
      }
    }
    return left === 0 ? known : gone;
  }

  /** What undo brought back stands beside what it was, under another id than the mover saw: their copy is one of it. */
  #addBroughtBack(known: readonly Letter[], own: ReadonlySet<Letter>, found: Map<Letter, Copy>): void {
    let unseen: Letter[] = [];
    let copies: Copy[] = [];
    const pair = (): void => {
      for (const [at, place] of this.#alike(unseen, copies).entries())
        if (place !== null) found.set(unseen[at]!, copies[place]!);
      unseen = [];
      copies = [];
    };
    for (const letter of known) {
      const copy = found.get(letter);
      if (!own.has(letter)) copies.push(...(copy ? [copy] : []));
      else if (this.#wasSeen(letter.id)) pair();
      else unseen.push(letter);
    }
    pair();
  }

  /** For each of these letters its place among others, where as many as can be stand in the same order. */
  #alike(letters: readonly Spelled[], others: readonly Spelled[]): (number | null)[] {
    const most = Math.min(letters.length, others.length);
    // What is moved goes on to the end of its block: of equal letters those before it were taken away.
    let last = 0;
    while (last < most && isAlike(letters.at(-1 - last)!, others.at(-1 - last)!)) last += 1;
    let first = 0;
    while (first + last < most && isAlike(letters[first]!, others[first]!)) first += 1;
    const [rest, otherRest] = [letters.slice(first, letters.length - last), others.slice(first, others.length - last)];
    this.#left -= rest.length * otherRest.length;
    const between = this.#left < 0 ? [] : inOrder(rest, otherRest);
    return letters.map((_, at) => {
      if (at < first) return at;
      if (at >= letters.length - last) return at + others.length - letters.length;
      const place = between[at - first] ?? null;
      return place === null ? null : place + first;
    });
  }

  /** What went only because all around it went was not seen by who moved the rest: they name what they take away. */
  #wasSeen(id: Y.ID): boolean {
    if (this.update === null) return true;
    this.#seen ??= Y.decodeUpdate(this.update).ds;
    return Y.isDeleted(this.#seen, id);
  }
}

/** The letters of an item that is gone; of one that Yjs has tidied up only how many they were. */
function lettersOnce({ content, length }: Y.Item): string[] {
  if (content instanceof Y.ContentString) return content.str.split('');
  return content instanceof Y.ContentDeleted ? Array.from({ length }, () => ANY) : [];
}

/** The longest sequence that two have in common. */
function inOrder(letters: readonly Spelled[], others: readonly Spelled[]): (number | null)[] {
  const places: (number | null)[] = letters.map(() => null);
  const width = others.length + 1;
  const lengths = new Uint32Array((letters.length + 1) * width);
  const length = (at: number, other: number): number => lengths[at * width + other]!;
  for (let at = letters.length - 1; at >= 0; at -= 1) {
    for (let other = others.length - 1; other >= 0; other -= 1) {
      const same = isAlike(letters[at]!, others[other]!);
      lengths[at * width + other] = same
        ? length(at + 1, other + 1) + 1
        : Math.max(length(at + 1, other), length(at, other + 1));
    }
  }
  for (let at = 0, other = 0; at < letters.length && other < others.length;) {
    if (isAlike(letters[at]!, others[other]!)) places[at++] = other++;
    else if (length(at + 1, other) >= length(at, other + 1)) at += 1;
    else other += 1;
  }
  return places;
}
