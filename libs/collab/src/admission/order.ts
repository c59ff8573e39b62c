import * as Y from 'yjs';
import { createTextDoc } from '../schema/text-doc';
import type { ItemId, ParsedUpdate, Struct } from './update-reader';

/** What a writer is known to have seen: every row of the log up to this one. Rows reach a client in the log's order. */
export interface Seen {
  seq: number;
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

/**
 * Judges what bytes alone can not show: whether a frame's neighbours stand in the order in which its author can have seen
 * them. Yjs itself assumes that; a frame that breaks it is placed differently for a reader who was there and one who came
 * later, and two parties would read two texts.
 *
 * Holds a Y.Doc that can be thrown away at any time and is made again from the room's bytes when it is wanted. It is never the
 * truth: nothing is sent or stored from it.
 */
export class OrderCheck {
  #doc: Y.Doc | null = null;
  readonly #frames = new Map<number, Frame[]>();
  /** How far each client's text has a number: what was judged and is not in the log yet has none. */
  readonly #numbered = new Map<number, number>();

  /** @param source the room's bytes, oldest first */
  constructor(private readonly source: () => readonly OrderedBytes[]) {}

  /** Takes a row that is in the log now. */
  append(row: OrderedBytes): void {
    if (this.#doc === null) return;
    // A frame that was judged here is in the document already: then only its number is new.
    Y.applyUpdate(this.#doc, row.bytes);
    this.#number(row);
  }

  /** Forgets everything: a frame that was judged did not get into the log, or memory is wanted. */
  drop(): void {
    this.#doc?.destroy();
    this.#doc = null;
    this.#frames.clear();
    this.#numbered.clear();
  }

  /**
   * May this frame stand? Call only with a frame that `admit` admitted.
   * @param seen what the writer is known to have seen; grows by what this frame refers to when it may stand
   */
  allows(bytes: Uint8Array, update: ParsedUpdate, seen: Seen): boolean {
    const [own] = update.clients;
    if (own === undefined) return true; // deletions have no place
    const doc = this.#open();
    Y.applyUpdate(doc, bytes);
    let known = seen.seq;
    const ordered = own.structs.every((struct) => {
      for (const id of [struct.origin, struct.rightOrigin, struct.parent]) {
        if (id === null || typeof id === 'string' || id.client === own.client) continue;
        const frame = this.#frameOf(id);
        if (frame?.exact) known = Math.max(known, frame.seq);
      }
      return inOrder(doc, own.client, struct, (id) => (this.#frameOf(id)?.seq ?? Infinity) <= known);
    });
    if (ordered) seen.seq = known;
    else this.drop();
    return ordered;
  }

  /** The last row that what this client wrote so far refers to: he has seen it, by whichever server he wrote. */
  seenBy(client: number): number {
    let seen = 0;
    for (const struct of this.#open().store.clients.get(client) ?? []) {
      if (!(struct instanceof Y.Item)) continue;
      for (const id of [struct.origin, struct.rightOrigin]) {
        const frame = id === null || id.client === client ? null : this.#frameOf(id);
        if (frame?.exact) seen = Math.max(seen, frame.seq);
      }
    }
    return seen;
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

function itemAt(doc: Y.Doc, id: ItemId): Y.Item | null {
  const item = Y.getItem(doc.store, Y.createID(id.client, id.clock));
  return item instanceof Y.Item ? item : null;
}

function firstOf(item: Y.Item): Y.Item | null {
  let first = item;
  while (first.left !== null) first = first.left;
  return first;
}
