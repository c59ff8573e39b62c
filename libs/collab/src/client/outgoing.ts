import * as Y from 'yjs';
import { MAX_MESSAGE_BYTES } from '../wire/messages';
import type { Copy } from './copies';
import type { Outbox, OutboxRecord } from './ports';

/** Updates merged into one frame at most; merging costs more than it saves beyond this. */
const MERGE = 50;
/** Size at which a frame is closed, in bytes. */
const FRAME_BYTES = 64 * 1024;
/** The largest that fits in a message with everything around it, in bytes. One edit cannot be sent in two. */
export const MAX_FRAME_BYTES = MAX_MESSAGE_BYTES - 1_024;

/** How often a frame may be taken apart before its text is given up as a draft. */
const RECOUNTS = 3;

interface Piece {
  readonly key: string;
  readonly bytes: Uint8Array;
  readonly copies: readonly Copy[];
}

export interface OutgoingFrame {
  readonly frame: number;
  readonly bytes: Uint8Array;
}

interface SentFrame extends OutgoingFrame, Piece {
  /** What it was made of; null when an earlier page made it. */
  readonly parts: readonly Piece[] | null;
}

export interface LeaseIdentity {
  readonly sectionId: string;
  readonly sectionTitle: string;
  readonly generation: number;
  readonly leaseId: string;
  readonly clientId: number;
  readonly owner: string;
  readonly since: string;
}

/**
 * The unacknowledged text of one lease: what is being sent (one frame at a time, the same bytes until it is acknowledged)
 * and what waits behind it. Written to the outbox as it comes, where the section allows that.
 */
export class Outgoing {
  #waiting: Piece[] = [];
  #frame: SentFrame | null = null;
  #later: SentFrame[] = [];
  #recounts = 0;
  #acknowledged = 0;
  #counter = 0;
  #writing: Promise<void> = Promise.resolve();
  /** Keys that the outbox could not be told to remove; null while it holds exactly what is here. */
  #owed: readonly string[] | null = null;

  constructor(
    readonly lease: LeaseIdentity,
    private readonly outbox: Outbox | null,
    private readonly now: () => Date,
    private readonly failed: (cause: unknown) => void,
  ) {}

  /** Text that an earlier page of this browser left behind. */
  static adopt(
    records: readonly OutboxRecord[],
    outbox: Outbox,
    now: () => Date,
    failed: (cause: unknown) => void,
  ): Outgoing | null {
    const [first] = records;
    if (first === undefined) return null;
    const outgoing = new Outgoing(first, outbox, now, failed);
    for (const record of records) {
      outgoing.#acknowledged = Math.max(outgoing.#acknowledged, record.acknowledged);
      if (record.bytes.byteLength === 0) continue; // only says how far the lease was acknowledged
      const { key, frame, bytes, copies = [] } = record;
      if (frame === null) outgoing.#waiting.push({ key, bytes, copies });
      else outgoing.#later.push({ key, frame, bytes, copies, parts: null });
    }
    outgoing.#later.sort((one, other) => one.frame - other.frame);
    // Keys of this life must not meet keys of the earlier one, whatever the clock says.
    outgoing.#counter = Math.max(0, ...records.map(({ key }) => Number(key.split(':').at(-1)) || 0));
    return outgoing;
  }

  /** What tells the next page that this lease was taken and never written under. */
  static spare(lease: LeaseIdentity, at: string): OutboxRecord {
    // It outlives the session on this device: the title of the section would be there for who comes next.
    const record = { ...lease, sectionTitle: '', at, frame: null, acknowledged: 0, bytes: new Uint8Array() };
    return { ...record, key: spareKey(lease.leaseId) };
  }

  /** Would what waits here be gone with the page? */
  get onlyHere(): boolean {
    return !this.empty && (this.outbox === null || this.#owed !== null);
  }

  get empty(): boolean {
    return this.#frame === null && this.#later.length === 0 && this.#waiting.length === 0;
  }

  /** @param copies what of it was only moved */
  add(bytes: Uint8Array, copies: readonly Copy[]): void {
    const piece = { key: this.#key(), bytes, copies };
    this.#waiting.push(piece);
    // From now on the lease is not spare: in the same transaction, or a later page would write under it a second time.
    this.#store([spareKey(this.lease.leaseId)], [this.#record(piece, null)]);
  }

  /** The frame to send now, made of what waits when there is none; null when there is nothing to send. */
  next(): OutgoingFrame | null {
    if (this.#frame !== null) return this.#frame;
    const early = this.#later.shift();
    if (early !== undefined) {
      this.#frame = early;
      return early;
    }
    const pieces = this.#take();
    if (pieces.length === 0) return null;
    const bytes = pieces.length === 1 ? pieces[0]!.bytes : Y.mergeUpdates(pieces.map((piece) => piece.bytes));
    const frame = this.#acknowledged + 1;
    const sent = { key: this.#key(), frame, bytes, copies: pieces.flatMap(({ copies }) => copies), parts: pieces };
    this.#frame = sent;
    this.#store(
      pieces.map((piece) => piece.key),
      [this.#record(sent, frame)],
    );
    return sent;
  }

  /** The bytes that are saved now; null when it was not the frame in flight. */
  acknowledge(frame: number): Uint8Array | null {
    if (this.#frame === null || this.#frame.frame !== frame) return null;
    const { key, bytes } = this.#frame;
    this.#acknowledged = frame;
    this.#frame = null;
    // What still waits was written down under an older count: after a reload its frame would get a number that is taken.
    if (this.empty) this.#store([key, this.#marker()], []);
    else this.#store([key], [this.#record({ key: this.#marker(), bytes: new Uint8Array(), copies: [] }, null)]);
    return bytes;
  }

  /**
   * The server has another frame under this number: this page counted from a record that was older than the log. Takes the
   * frame apart again, to be made anew after the next number once it is known which parts the log holds.
   * @returns false when the frame was sent under its number before, or after some tries: then it is the text that differs
   */
  recount(lastFrame: number): boolean {
    const frame = this.#frame;
    if (frame === null || frame.parts === null || this.#recounts >= RECOUNTS) return false;
    this.#recounts += 1;
    this.#acknowledged = Math.max(this.#acknowledged, lastFrame);
    this.#waiting = [...frame.parts, ...this.#waiting];
    this.#frame = null;
    this.#store(
      [frame.key],
      frame.parts.map((part) => this.#record(part, null)),
    );
    return true;
  }

  /**
   * Everything that is not saved, in order, for a draft; afterwards it is empty. Its records stay in the outbox until
   * the draft takes their place there (`keys`): a page that ends in between must leave one of the two.
   */
  giveUp(isSaved: (update: Uint8Array) => boolean): { updates: Uint8Array[]; keys: string[]; copies: Copy[] } {
    const updates = this.everything().filter((update) => !isSaved(update));
    const held = this.#records().map(({ key }) => key);
    const copies = this.#all().flatMap((piece) => piece.copies);
    const keys = [...held, ...(this.#owed ?? []), this.#marker(), spareKey(this.lease.leaseId)];
    this.#frame = null;
    this.#later = [];
    this.#waiting = [];
    return { updates, keys, copies };
  }

  /** Drops what waits and is in the text already: it was sent, and the page ended before that was written down. */
  dropSaved(isSaved: (update: Uint8Array) => boolean): void {
    const saved = this.#waiting.filter(({ bytes }) => isSaved(bytes));
    if (saved.length === 0) return;
    this.#waiting = this.#waiting.filter((piece) => !saved.includes(piece));
    this.#store([...saved.map(({ key }) => key), ...(this.empty ? [this.#marker()] : [])], []);
  }

  everything(): Uint8Array[] {
    return this.#all().map(({ bytes }) => bytes);
  }

  /** Resolves when the outbox has what was given to it so far. */
  settled(): Promise<void> {
    return this.#writing;
  }

  #all(): Piece[] {
    return [...(this.#frame ? [this.#frame] : []), ...this.#later, ...this.#waiting];
  }

  #take(): Piece[] {
    let bytes = 0;
    let count = 0;
    for (const piece of this.#waiting) {
      if (count >= MERGE || (count > 0 && bytes + piece.bytes.byteLength > FRAME_BYTES)) break;
      bytes += piece.bytes.byteLength;
      count += 1;
    }
    return this.#waiting.splice(0, count);
  }

  #marker(): string {
    return `${this.lease.leaseId}:acknowledged`;
  }

  #key(): string {
    this.#counter += 1;
    return `${this.lease.leaseId}:${String(this.#counter).padStart(16, '0')}`;
  }

  #record({ key, bytes, copies }: Piece, frame: number | null): OutboxRecord {
    const { sectionId, sectionTitle, generation, leaseId, clientId, owner, since } = this.lease;
    return {
      key,
      sectionId,
      sectionTitle,
      generation,
      leaseId,
      clientId,
      owner,
      since,
      at: this.now().toISOString(),
      frame,
      acknowledged: this.#acknowledged,
      bytes,
      copies,
    };
  }

  /** The outbox as it should be. */
  #records(): OutboxRecord[] {
    const sent = [...(this.#frame ? [this.#frame] : []), ...this.#later];
    return [
      ...sent.map((frame) => this.#record(frame, frame.frame)),
      ...this.#waiting.map((piece) => this.#record(piece, null)),
    ];
  }

  #store(remove: readonly string[], put: readonly OutboxRecord[]): void {
    const { outbox } = this;
    if (outbox === null) return;
    this.#writing = this.#writing.then(async () => {
      const before = this.#owed;
      const keys = [...(before ?? []), ...remove];
      try {
        // After a failure all of it is written again: a later piece without an earlier one could never be sent.
        await outbox.replace(keys, before === null ? put : this.#records());
        this.#owed = null;
      } catch (cause) {
        this.#owed = keys;
        if (before === null) this.failed(cause);
      }
    });
  }
}

function spareKey(leaseId: string): string {
  return `${leaseId}:spare`;
}
