import * as Y from 'yjs';
import { admit } from '../admission/admit';
import { OrderCheck, type OrderedBytes, type Seen } from '../admission/order';
import { Structure } from '../admission/structure';
import { TRUSTED_LIMITS, readUpdate, type ItemId } from '../admission/update-reader';
import { compact } from '../compaction/compact';
import { hasUnknownContent, readBlocks, writeBlocks } from '../schema/blocks';
import { TEXT_ROOT } from '../schema/schema';
import { createTextDoc } from '../schema/text-doc';
import { KEYBOARD, randomEdit } from './edits';
import type { Random } from './random';

/** Who wrote the first text of a judged section. */
export const FIRST_WRITER = 1;

/** A row of the log, with who sent it. */
interface Row {
  readonly client: number;
  readonly bytes: Uint8Array;
}

/** An honest client: types on what it has seen, and gets the rows of others later, in their order. */
export class HonestWriter {
  readonly doc = createTextDoc();
  /** Rows of others that are still under way to it. */
  readonly inbox: Uint8Array[] = [];
  #typed: Uint8Array[] = [];

  constructor(readonly clientId: number) {
    this.doc.clientID = clientId;
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === KEYBOARD) this.#typed.push(update);
    });
  }

  receive(rows: number): void {
    for (const bytes of this.inbox.splice(0, rows)) Y.applyUpdate(this.doc, bytes, 'remote');
  }

  /** A word in a block of its own at the end, where no honest writer deletes it. */
  write(word: string): void {
    this.doc.transact(() => {
      const block = new Y.XmlElement('block');
      const text = new Y.XmlText();
      text.insert(0, word);
      block.insert(0, [text]);
      this.doc.getXmlFragment(TEXT_ROOT).push([block]);
    }, KEYBOARD);
  }

  edit(random: Random, word: string): void {
    randomEdit(this.doc, random, word);
  }

  /** What was typed since the last frame, as one frame; null when nothing was. */
  frame(): Uint8Array | null {
    const typed = this.#typed.splice(0);
    return typed.length === 0 ? null : Y.mergeUpdates(typed);
  }
}

/** A section as the server judges it, frame by frame, and readers who follow it each in their own way. */
export class JudgedSection {
  structure = new Structure(TEXT_ROOT);
  readonly log: Row[] = [];
  readonly writers: HonestWriter[];
  /** There from the beginning. */
  readonly live = createTextDoc();
  /** Gets rows in bundles, each in another order than the log's. */
  readonly shuffled = createTextDoc();
  /** Came in by the last snapshot, and follows since. */
  joined = createTextDoc();
  readonly #bundle: Uint8Array[] = [];
  readonly #seen = new Map<number, Seen>();
  #order = new OrderCheck(() => this.#held());
  #snapshot: OrderedBytes | null = null;

  constructor(clientIds: readonly number[]) {
    this.writers = clientIds.map((clientId) => new HonestWriter(clientId));
    const first = createTextDoc();
    first.clientID = FIRST_WRITER;
    let n = 0;
    const runs = [{ text: 'De gemeente betaalt niet mee.' }];
    writeBlocks(
      first,
      [
        { type: 'block', kind: 'paragraph', runs },
        { type: 'block', kind: 'heading', level: 2, runs: [{ text: 'Kop', marks: ['bold'] }] },
        { type: 'block', kind: 'paragraph', runs: [{ text: 'Slot' }] },
      ],
      () => `b${n++}`,
    );
    this.#store(FIRST_WRITER, Y.encodeStateAsUpdate(first));
    for (const writer of this.writers) writer.receive(1);
  }

  /** What the server says to a frame under a leased id; when it is admitted it is in the log and on its way to everybody. */
  offer(client: number, bytes: Uint8Array): string {
    const verdict = admit(bytes, client, this.structure);
    if (!verdict.admitted) return verdict.reason;
    const seen = this.#seen.get(client) ?? { seq: this.#snapshot === null ? 1 : 0, own: new Set<number>() };
    this.#seen.set(client, seen);
    if (!this.#order.allows(bytes, verdict.update, seen)) return 'order';
    this.#store(client, bytes);
    return 'admitted';
  }

  /** The server starts anew from a snapshot: it no longer knows what stands behind it, nor what anybody has seen. */
  reload(): void {
    const rows = this.log.map(({ bytes }, n) => ({ seq: n + 1, bytes }));
    const { snapshot } = compact({ snapshot: null, snapshotSeq: 0, rows });
    this.#snapshot = { seq: this.log.length, bytes: snapshot, snapshot: true };
    this.structure = this.#loaded();
    this.#order = new OrderCheck(() => this.#held());
    this.#seen.clear();
    this.joined = createTextDoc();
    Y.applyUpdate(this.joined, snapshot);
  }

  /** Hands over what waits for who gets bundles, in an order of chance in which nothing comes before what it refers to. */
  handOver(random: Random): void {
    while (this.#bundle.length > 0) {
      const ready = this.#bundle.filter((bytes) => !refersBeyond(bytes, this.shuffled));
      const bytes = random.pick(ready);
      this.#bundle.splice(this.#bundle.indexOf(bytes), 1);
      Y.applyUpdate(this.shuffled, bytes);
    }
  }

  /**
   * What is wrong with the section as its readers have it now, in words; null when nothing is. Everybody must have got
   * everything: `handOver` and `receive` come before.
   */
  problem(): string | null {
    const wanted = reads(this.live);
    const fresh = createTextDoc();
    for (const { bytes } of this.log) Y.applyUpdate(fresh, bytes);
    const joiner = createTextDoc();
    Y.applyUpdate(joiner, Y.encodeStateAsUpdate(fresh));
    const readers = { fresh, joiner, shuffled: this.shuffled, joined: this.joined, live: this.live };
    const writers = this.writers.map(({ clientId, doc }) => [`writer ${clientId}`, doc] as const);
    for (const [who, doc] of [...Object.entries(readers), ...writers]) {
      if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) return `${who} waits for what never comes`;
      if (hasUnknownContent(doc)) return `${who} holds what no editor can show`;
      if (reads(doc) !== wanted) return `${who} reads ${reads(doc)} and not ${wanted}`;
    }
    return this.#forged() ?? this.#misjudged();
  }

  /** Does every struct of every row stand under the id of who sent it? Read by Yjs itself, not by our reader. */
  #forged(): string | null {
    const at = this.log.findIndex(({ client, bytes }) =>
      Y.decodeUpdate(bytes).structs.some((struct) => struct.id.client !== client),
    );
    return at < 0 ? null : `row ${at + 1} speaks for somebody else`;
  }

  /** Does the server know the same of the section as one that loads it from the log? Refusals left nothing behind then. */
  #misjudged(): string | null {
    const loaded = this.#loaded();
    if (loaded.size !== this.structure.size) return `an index of ${this.structure.size} runs and not ${loaded.size}`;
    const vector = Y.decodeStateVector(Y.encodeStateVector(this.live));
    for (const [client, clock] of vector) {
      if (this.structure.clock(client) !== clock) return `the clock of ${client} is not ${clock}`;
      for (let at = 0; at < clock; at += 1) {
        const [one, other] = [this.structure, loaded].map((index) => index.placeOf({ client, clock: at }));
        if (one?.parent.name !== other?.parent.name || one?.sub !== other?.sub) return `${client}.${at} has two places`;
      }
    }
    return null;
  }

  /** What the server holds of the log: all of it, or a snapshot and what came after it. */
  #held(): OrderedBytes[] {
    const from = this.#snapshot?.seq ?? 0;
    const tail = this.log.slice(from).map(({ bytes }, n) => ({ seq: from + n + 1, bytes, snapshot: false }));
    return this.#snapshot === null ? tail : [this.#snapshot, ...tail];
  }

  #loaded(): Structure {
    const structure = new Structure(TEXT_ROOT);
    for (const { bytes } of this.#held()) structure.add(readUpdate(bytes, TRUSTED_LIMITS));
    return structure;
  }

  #store(client: number, bytes: Uint8Array): void {
    this.log.push({ client, bytes });
    this.structure.add(readUpdate(bytes, TRUSTED_LIMITS));
    this.#order.append({ seq: this.log.length, bytes, snapshot: false });
    for (const doc of [this.live, this.joined]) Y.applyUpdate(doc, bytes);
    this.#bundle.push(bytes);
    for (const writer of this.writers) if (writer.clientId !== client) writer.inbox.push(bytes);
  }
}

/** Does an update refer to, continue or delete what this document does not have? */
function refersBeyond(bytes: Uint8Array, doc: Y.Doc): boolean {
  const { clients, deletes } = readUpdate(bytes, TRUSTED_LIMITS);
  const ends = new Map<number, number>();
  const has = ({ client, clock }: ItemId): boolean => clock < (ends.get(client) ?? Y.getState(doc.store, client));
  for (const { client, clock, structs } of clients) {
    if (clock > Y.getState(doc.store, client)) return true;
    for (const struct of structs) {
      const ids = [struct.origin, struct.rightOrigin, typeof struct.parent === 'string' ? null : struct.parent];
      if (ids.some((id) => id !== null && !has(id))) return true;
      ends.set(client, struct.clock + struct.length);
    }
  }
  return deletes.some(({ client, clock, length }) => !has({ client, clock: clock + length - 1 }));
}

function reads(doc: Y.Doc): string {
  return JSON.stringify(readBlocks(doc));
}
