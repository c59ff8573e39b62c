import * as Y from 'yjs';
import { TEXT_ROOT } from '@samenspel/collab';
import { stretchesIn } from '@samenspel/collab/client';

type DeleteSet = Y.Transaction['deleteSet'];

interface Spelled {
  readonly letter: string;
}

interface Letter extends Spelled {
  readonly id: Y.ID;
}

/** Letters beside each other in one text: that went from it, or that were written in it. */
interface Stretch {
  readonly text: Y.XmlText;
  readonly letters: readonly Letter[];
  /** Does it go on to the end of its text, as what is moved does? */
  readonly ends: boolean;
}

/** How letters that went stand again among letters that were written. */
interface Match {
  readonly gone: Stretch;
  readonly written: Stretch;
  /** For each letter that went its place among those that were written. */
  readonly places: readonly (number | null)[];
  /** So many of them stand again. */
  readonly count: number;
  /** So many go on to the end of both, in another text. */
  readonly tail: number;
}

/** Stands for a letter of which nothing is known any more but that it was there. */
const ANY = '';

/** So many pairs of letters are compared for one transaction: what differs in more was not moved but written anew. */
const MOST_COMPARED = 1_000_000;

/** So many pairs of stretches: in an update that wrote and took away more than these, the text was written anew. */
const MOST_PAIRS = 20_000;

const elsewhere = new WeakMap<Y.Transaction, ReadonlyMap<string, Letter>>();
const known = new WeakMap<Y.Transaction, Moves>();
const movedHere = new WeakMap<Y.Doc, (id: Y.ID) => Y.ID | null>();

/** Tells which letter one was before it was moved here; null where it was not, or that is forgotten. */
export function rememberMoves(doc: Y.Doc, from: (id: Y.ID) => Y.ID | null): void {
  movedHere.set(doc, from);
}

/** Tells that what this transaction takes away stands elsewhere already: each letter, and which one it is there. */
export function standElsewhere(tr: Y.Transaction, letters: readonly { from: Y.ID; to: Y.ID; letter: string }[]): void {
  elsewhere.set(tr, new Map(letters.map(({ from, to, letter }) => [keyOf(from), { id: to, letter }])));
}

/**
 * The letters that a transaction took away and wrote again elsewhere: a split and a join of blocks write letters anew. Each
 * letter that was written is the copy of one at most, so all that went is looked at together, whichever block it stood in.
 */
export class Moves {
  readonly #copies: Map<string, Letter>;
  /** Pairs of letters that may still be compared. */
  #left = MOST_COMPARED;

  /** @param update what came from another; null for what was done here */
  static of(tr: Y.Transaction, update: Uint8Array | null): Moves {
    const found = known.get(tr) ?? new Moves(tr, update);
    known.set(tr, found);
    return found;
  }

  private constructor(
    private readonly tr: Y.Transaction,
    update: Uint8Array | null,
  ) {
    this.#copies = new Map(elsewhere.get(tr));
    const written = writtenIn(tr);
    if (written.length === 0) return;
    // What went only because all around it went was not seen by who moved the rest: they name what they take away. What
    // they name is gone here already sometimes: they moved that too.
    const named = update === null ? tr.deleteSet : Y.decodeUpdate(update).ds;
    // The last first: of several that were taken away with what is between them, the last is the one of which something is left.
    const touched = textsWith(tr.doc, named);
    const texts = [...textsEver(tr.doc.getXmlFragment(TEXT_ROOT))].filter((text) => touched.has(text)).reverse();
    this.#pair(
      texts.map((text) => goneFrom(text, tr, named)).filter(({ letters }) => letters.length > 0),
      written,
    );
    for (const text of texts) this.#addBroughtBack(text, tr, named);
  }

  /** Where this letter, which went, was written again; null when it was not. */
  copyOf(id: Y.ID): Y.ID | null {
    const from = movedHere.get(this.tr.doc);
    // Who moved it may know it only as what it was before it was moved here.
    for (let was: Y.ID | null = id; was !== null; was = from?.(was) ?? null) {
      const copy = this.#copies.get(keyOf(was));
      if (copy !== undefined) return copy.id;
    }
    return null;
  }

  /** The best match first, and then the best of what is left. @param gone the last in the section first */
  #pair(gone: readonly Stretch[], written: readonly Stretch[]): void {
    if (gone.length * written.length > MOST_PAIRS) return;
    let matches = gone.flatMap((each) => this.#matches(each, written));
    while (matches.length > 0) {
      const best = matches.reduce((one, other) => (isBetter(other, one) ? other : one));
      for (const [at, place] of best.places.entries())
        if (place !== null) this.#copies.set(keyOf(best.gone.letters[at]!.id), best.written.letters[place]!);
      const [goneLeft, writtenLeft] = leftOf(best);
      const others = matches.filter((match) => match.gone !== best.gone && match.written !== best.written);
      const goneElse = new Set(matches.map((match) => match.gone).filter((each) => each !== best.gone));
      const writtenElse = new Set(matches.map((match) => match.written).filter((each) => each !== best.written));
      matches = [
        ...others,
        ...goneLeft.flatMap((each) => this.#matches(each, [...writtenElse, ...writtenLeft])),
        ...[...goneElse].flatMap((each) => this.#matches(each, writtenLeft)),
      ];
    }
  }

  #matches(gone: Stretch, written: readonly Stretch[]): Match[] {
    const { length } = gone.letters;
    // A letter or two stand anywhere.
    const enough = Math.max(Math.ceil(length / 3), Math.min(3, length), 1);
    return written.flatMap((each) => {
      const places = this.#alike(gone.letters, each.letters);
      const count = places.filter((place) => place !== null).length;
      const tail = each.ends && each.text !== gone.text ? tailOf(gone.letters, each.letters) : 0;
      return count >= enough || tail > 0 ? [{ gone, written: each, places, count, tail }] : [];
    });
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

  /**
   * What undo brought back stands right before what it was, under another id than the mover saw: the copy of what it was
   * is its copy. What was typed before letters that still stood, or here over others, only happens to be spelled alike.
   */
  #addBroughtBack(text: Y.XmlText, tr: Y.Transaction, named: DeleteSet): void {
    const items: Y.Item[] = [];
    for (let item = text._start; item; item = item.right) items.unshift(item);
    // Undone twice, it stands before what stands before what it was.
    for (const { id, content, rightOrigin } of items) {
      if (rightOrigin === null || !(content instanceof Y.ContentString) || Y.isDeleted(named, id)) continue;
      const letters = content.str.split('');
      const copies = letters.flatMap((letter, at) => {
        const was = Y.createID(rightOrigin.client, rightOrigin.clock + at);
        const copy = this.#copies.get(keyOf(was));
        return copy?.letter === letter && mayBeBack(tr, id, was) ? [copy] : [];
      });
      if (copies.length < letters.length) continue;
      for (const [at, copy] of copies.entries()) this.#copies.set(`${id.client}:${id.clock + at}`, copy);
    }
  }
}

/** May one letter be what another was, that was gone already? Of an own undo Yjs knows it. */
function mayBeBack({ doc, deleteSet }: Y.Transaction, id: Y.ID, was: Y.ID): boolean {
  const item = Y.getItem(doc.store, was);
  const gone = item instanceof Y.Item && item.deleted && !Y.isDeleted(deleteSet, was);
  return gone && (id.client !== doc.clientID || item.redone !== null);
}

export function keyOf({ client, clock }: Y.ID): string {
  return `${client}:${clock}`;
}

function isBetter(one: Match, other: Match): boolean {
  return one.tail === other.tail ? one.count > other.count : one.tail > other.tail;
}

/** What a match leaves of both, before it and behind it. */
function leftOf({ gone, written, places }: Match): [Stretch[], Stretch[]] {
  const first = places.findIndex((place) => place !== null);
  const last = places.findLastIndex((place) => place !== null);
  return [around(gone, first, last), around(written, places[first]!, places[last]!)];
}

function around(stretch: Stretch, first: number, last: number): Stretch[] {
  return [stretch.letters.slice(0, first), stretch.letters.slice(last + 1)]
    .filter((letters) => letters.length > 0)
    .map((letters) => ({ ...stretch, letters }));
}

function isAlike(one: Spelled, other: Spelled): boolean {
  return one.letter === other.letter || one.letter === ANY;
}

/** So many letters are the same at the end of both; those of which nothing is known tell nothing. */
function tailOf(letters: readonly Spelled[], others: readonly Spelled[]): number {
  let known = 0;
  for (let last = 1; last <= Math.min(letters.length, others.length); last += 1) {
    if (!isAlike(letters.at(-last)!, others.at(-last)!)) break;
    if (letters.at(-last)!.letter !== ANY) known += 1;
  }
  return known;
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

/** What was written, and whether it ended its text for who wrote it: a letter that stands was not behind it. */
function writtenIn(tr: Y.Transaction): Stretch[] {
  return stretchesIn(tr).flatMap((letters) => {
    const item = Y.getItem(tr.doc.store, letters.at(-1)!.id);
    if (!(item instanceof Y.Item) || !(item.parent instanceof Y.XmlText)) return [];
    const next = item.rightOrigin && Y.getItem(tr.doc.store, item.rightOrigin);
    return [{ text: item.parent, letters, ends: !(next instanceof Y.Item && next.countable && !next.deleted) }];
  });
}

/** The letters of a text that are named as taken away, in their order; those written in this transaction never stood there. */
function goneFrom(text: Y.XmlText, tr: Y.Transaction, named: DeleteSet): Stretch {
  const letters: Letter[] = [];
  for (let item = text._start; item; item = item.right) {
    if (!item.deleted || isNew(tr, item)) continue;
    for (const [at, letter] of lettersOnce(item).entries()) {
      const id = Y.createID(item.id.client, item.id.clock + at);
      if (Y.isDeleted(named, id)) letters.push({ letter, id });
    }
  }
  return { text, letters, ends: true };
}

/** The letters of an item that is gone; of one that Yjs has tidied up only how many they were. */
function lettersOnce({ content, length }: Y.Item): string[] {
  if (content instanceof Y.ContentString) return content.str.split('');
  return content instanceof Y.ContentDeleted ? Array.from({ length }, () => ANY) : [];
}

/** Did this transaction bring the item? */
export function isNew(tr: Y.Transaction, { id }: Y.Item): boolean {
  return id.clock >= (tr.beforeState.get(id.client) ?? 0);
}

/** The texts in which these letters stand, or stood. */
export function textsWith(doc: Y.Doc, ds: DeleteSet): Set<Y.XmlText> {
  const texts = new Set<Y.XmlText>();
  for (const [client, ranges] of ds.clients) {
    const known = Y.getState(doc.store, client);
    for (const { clock, len } of ranges) {
      const end = Math.min(clock + len, known);
      for (let at = clock; at < end;) {
        const item = Y.getItem(doc.store, Y.createID(client, at));
        if (item instanceof Y.Item && item.parent instanceof Y.XmlText) texts.add(item.parent);
        at = item.id.clock + item.length;
      }
    }
  }
  return texts;
}

/** All texts that stand in an element or stood there, in reading order. */
export function* textsEver(parent: Y.XmlFragment): Generator<Y.XmlText> {
  for (let item = parent._start; item; item = item.right) {
    const type = item.content instanceof Y.ContentType ? item.content.type : null;
    if (type instanceof Y.XmlText) yield type;
    else if (type instanceof Y.XmlFragment) yield* textsEver(type);
  }
}
