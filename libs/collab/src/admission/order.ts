import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { createTextDoc } from '../schema/text-doc';
import { MAX_PASSED, passedBy } from './crowding';
import type { ClientStructs, ItemId, ParsedUpdate, Struct } from './update-reader';

/** What a writer is known to have seen: every row of the log up to this one. Rows reach a client in the log's order. */
export interface Seen {
  seq: number;
  /** All client ids of the same person here: his own text he had before it was in the log. */
  readonly own: ReadonlySet<number>;
}

/** The state up to `seq`, or one row of the log after it. */
export interface OrderedBytes {
  readonly seq: number;
  readonly bytes: Uint8Array;
  readonly snapshot: boolean;
}

/** From `clock` on, what a client wrote came with row `seq`; `exact` unless a snapshot hides with which earlier row. */
interface Frame {
  readonly clock: number;
  readonly seq: number;
  readonly exact: boolean;
}

/** Structs that are put in their places together before they are judged: so many can be in each other's way. */
const SLICE = 256;

/**
 * Judges what bytes alone cannot show: whether a frame's neighbours stand in the order in which its author can have seen
 * them. Yjs itself assumes that; a frame that breaks it is placed differently for a reader who was there and one who came
 * later, and two parties would read two texts.
 *
 * Holds a Y.Doc that can be thrown away at any time and is made again from the room's bytes when it is wanted. It is never the
 * truth: nothing is sent or stored from it.
 */
export class OrderCheck {
  #doc: Y.Doc | null = null;
  /** The frames that were judged with this document. */
  #judged = new WeakSet<Uint8Array>();
  readonly #frames = new Map<number, Frame[]>();
  /** Of what came with a snapshot: how far each client's text must have been seen by a writer. */
  readonly #within = new WeakMap<Seen, Map<number, number>>();
  /** How far each client's text has a number: what was judged and is not in the log yet has none. */
  readonly #numbered = new Map<number, number>();

  /** @param source the room's bytes, oldest first */
  constructor(private readonly source: () => readonly OrderedBytes[]) {}

  /** Takes a row that is in the log now. */
  append(row: OrderedBytes): void {
    if (this.#doc === null) return;
    // A frame that was judged here is in the document already: then only its number is new.
    if (!this.#judged.has(row.bytes)) Y.applyUpdate(this.#doc, row.bytes);
    this.#number(row);
  }

  /** Forgets everything: a frame that was judged did not get into the log, or memory is wanted. */
  drop(): void {
    this.#doc?.destroy();
    this.#doc = null;
    this.#judged = new WeakSet();
    this.#frames.clear();
    this.#numbered.clear();
  }

  /**
   * May this frame stand? Call only with a frame that `admit` admitted.
   * @param seen what the writer is known to have seen; grows by what this frame refers to
   */
  allows(bytes: Uint8Array, update: ParsedUpdate, seen: Seen): boolean {
    const [own] = update.clients;
    if (own === undefined) return true; // deletions have no place
    const doc = this.#open();
    if (!this.#within.has(seen)) {
      // The first frame since this room was loaded: what the writer referred to before, he has seen.
      this.#within.set(seen, new Map());
      this.#saw(seen, own.client, itemsOf(doc, own.client, 0, own.clock).flatMap(refersTo));
    }
    let passed = 0;
    for (let at = 0; at < own.structs.length; at += SLICE) {
      const structs = own.structs.slice(at, at + SLICE);
      passed += passedBy(doc, own.client, structs, MAX_PASSED - passed);
      if (passed <= MAX_PASSED && this.#place(bytes, own, at, structs, seen)) continue;
      this.drop();
      return false;
    }
    Y.applyUpdate(doc, bytes); // its deletions
    this.#judged.add(bytes);
    return true;
  }

  /** Puts some structs of a frame into the document; false when one of them cannot stand where it then does. */
  #place(bytes: Uint8Array, own: ClientStructs, at: number, structs: readonly Struct[], seen: Seen): boolean {
    const doc = this.#open();
    Y.applyUpdate(doc, partOf(bytes, own, at, structs.length));
    return structs.every((struct) => {
      const { origin, rightOrigin, parent } = struct;
      this.#saw(seen, own.client, [origin, rightOrigin, typeof parent === 'string' ? null : parent]);
      return inOrder(doc, own.client, struct, (id) => this.#hasSeen(seen, id));
    });
  }

  #hasSeen(seen: Seen, id: ItemId): boolean {
    const frame = this.#frameOf(id);
    return frame !== null && (frame.seq <= seen.seq || id.clock < (this.#within.get(seen)?.get(id.client) ?? 0));
  }

  /**
   * Who refers to something has seen its row, and so every row before it. Not so of what he wrote himself under another lease,
   * which he may have had before it was in the log, and of what came with a snapshot the row is not known: there he has seen
   * at least what its author wrote before it, all that any of it refers to, and so on.
   */
  #saw(seen: Seen, writer: number, ids: (ItemId | null)[]): void {
    const doc = this.#open();
    const within = this.#within.get(seen);
    for (let id = ids.pop(); id !== undefined; id = ids.pop()) {
      if (id === null || id.client === writer || this.#hasSeen(seen, id)) continue;
      const frame = this.#frameOf(id);
      if (frame === null) continue;
      if (frame.exact && !seen.own.has(id.client)) {
        seen.seq = frame.seq;
        continue;
      }
      const from = within?.get(id.client) ?? 0;
      within?.set(id.client, id.clock + 1);
      for (const item of itemsOf(doc, id.client, from, id.clock + 1)) ids.push(...refersTo(item));
    }
  }

  #open(): Y.Doc {
    if (this.#doc === null) {
      const doc = createTextDoc();
      const rows = this.source();
      doc.transact(() => {
        for (const { bytes } of rows) Y.applyUpdate(doc, bytes);
      });
      for (const row of rows) this.#number(row);
      this.#doc = doc;
    }
    return this.#doc;
  }

  #number({ bytes, seq, snapshot }: OrderedBytes): void {
    const { from, to } = Y.parseUpdateMeta(bytes);
    for (const [client, clock] of to) this.#numbered.set(client, Math.max(clock, this.#numbered.get(client) ?? 0));
    for (const [client, clock] of from) {
      const frames = this.#frames.get(client) ?? [];
      this.#frames.set(client, frames);
      frames.push({ clock, seq, exact: !snapshot });
    }
  }

  /** Null for what is not in the log yet: nobody but its author can have seen it. */
  #frameOf(id: ItemId): Frame | null {
    if (id.clock >= (this.#numbered.get(id.client) ?? 0)) return null;
    const frames = this.#frames.get(id.client) ?? [];
    let low = 0;
    let high = frames.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (frames[middle]!.clock <= id.clock) low = middle;
      else high = middle - 1;
    }
    return frames[low] ?? null;
  }
}

/**
 * Stands the right neighbour behind the left one, with nothing between them that the author must have seen: nothing of his
 * own from before, nothing of another from a row that he had. Yjs joins neighbours of one client into one item, so the ends
 * are looked at by clock.
 */
function inOrder(doc: Y.Doc, client: number, struct: Struct, hadRowOf: (id: ItemId) => boolean): boolean {
  const { origin, rightOrigin, clock } = struct;
  const item = Y.getItem(doc.store, Y.createID(client, clock));
  if (!(item instanceof Y.Item)) return true; // its parent is gone, for everybody
  const mustHaveSeen = (id: ItemId): boolean => (id.client === client ? id.clock < clock : hadRowOf(id));
  const left = origin === null ? null : itemAt(doc, origin);
  const right = rightOrigin === null ? null : itemAt(doc, rightOrigin);
  if (left !== null && origin !== null && left !== item && left.lastId.clock > origin.clock) {
    if (mustHaveSeen({ client: origin.client, clock: origin.clock + 1 })) return false;
  }
  let next: Y.Item | null = left === null ? firstOf(item) : left.right;
  while (next !== null && next !== right) {
    if (mustHaveSeen(next.id)) return false;
    next = next.right;
  }
  if (next !== right) return false;
  // Who refers to a character has seen what its author typed before it.
  return right === null || right === left || rightOrigin === null || right.id.clock === rightOrigin.clock;
}

/** An update of some of a frame's structs, with the bytes that they have in it. */
function partOf(bytes: Uint8Array, { client, structs, places }: ClientStructs, at: number, count: number): Uint8Array {
  const out = encoding.createEncoder();
  for (const value of [1, count, client, structs[at]?.clock ?? 0]) encoding.writeVarUint(out, value);
  encoding.writeUint8Array(out, bytes.subarray(places[at], places[at + count]));
  encoding.writeVarUint(out, 0);
  return encoding.toUint8Array(out);
}

/** The items of a client that stand between two clocks, without what Yjs threw away. */
function itemsOf(doc: Y.Doc, client: number, from: number, to: number): Y.Item[] {
  const structs = doc.store.clients.get(client) ?? [];
  const items: Y.Item[] = [];
  if (structs.length === 0 || from >= to) return items;
  for (let at = Y.findIndexSS(structs, from); at < structs.length; at += 1) {
    const struct = structs[at];
    if (struct === undefined || struct.id.clock >= to) break;
    if (struct instanceof Y.Item) items.push(struct);
  }
  return items;
}

function refersTo({ origin, rightOrigin, parent }: Y.Item): (ItemId | null)[] {
  return [origin, rightOrigin, parent instanceof Y.AbstractType ? (parent._item?.id ?? null) : null];
}

function itemAt(doc: Y.Doc, id: ItemId): Y.Item | null {
  const item = Y.getItem(doc.store, Y.createID(id.client, id.clock));
  return item instanceof Y.Item ? item : null;
}

function firstOf(item: Y.Item): Y.Item | null {
  let first = item;
  while (first.left !== null) first = first.left;
  return first;
}
