import * as Y from 'yjs';
import type { Outbox, OutboxRecord } from './ports';

/** Updates merged into one frame at most; merging costs more than it saves beyond this. */
const MERGE = 50;
/** Size at which a frame is closed, in bytes. */
const FRAME_BYTES = 64 * 1024;

interface Piece {
  readonly key: string;
  readonly bytes: Uint8Array;
}

export interface OutgoingFrame {
  readonly frame: number;
  readonly bytes: Uint8Array;
}

export interface LeaseIdentity {
  readonly sectionId: string;
  readonly sectionTitle: string;
  readonly generation: number;
  readonly leaseId: string;
  readonly clientId: number;
  readonly owner: string;
}

/**
 * The unacknowledged text of one lease: what is being sent (one frame at a time, the same bytes until it is acknowledged)
 * and what waits behind it. Written to the outbox as it comes, where the section allows that.
 */
export class Outgoing {
  #waiting: Piece[] = [];
  #frame: (OutgoingFrame & { readonly key: string }) | null = null;
  #later: (OutgoingFrame & { readonly key: string })[] = [];
  #acknowledged = 0;
  #counter = 0;
  #writing: Promise<void> = Promise.resolve();

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
      if (record.frame === null) outgoing.#waiting.push({ key: record.key, bytes: record.bytes });
      else outgoing.#later.push({ key: record.key, frame: record.frame, bytes: record.bytes });
    }
    outgoing.#later.sort((one, other) => one.frame - other.frame);
    // Keys of this life must not meet keys of the earlier one.
    outgoing.#counter = Date.parse(now().toISOString());
    return outgoing;
  }

  get empty(): boolean {
    return this.#frame === null && this.#later.length === 0 && this.#waiting.length === 0;
  }

  add(bytes: Uint8Array): void {
    const key = this.#key();
    this.#waiting.push({ key, bytes });
    this.#store([], this.#record(key, null, bytes));
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
    const key = this.#key();
    this.#frame = { key, frame, bytes };
    this.#store(
      pieces.map((piece) => piece.key),
      this.#record(key, frame, bytes),
    );
    return this.#frame;
  }

  /** True when it was the frame in flight. */
  acknowledge(frame: number): boolean {
    if (this.#frame === null || this.#frame.frame !== frame) return false;
    this.#acknowledged = frame;
    this.#store([this.#frame.key], null);
    this.#frame = null;
    return true;
  }

  /** Everything that is not acknowledged, in order, for a draft; afterwards it is empty and gone from the outbox. */
  giveUp(): Uint8Array[] {
    const all = this.everything();
    const keys = [
      ...(this.#frame ? [this.#frame.key] : []),
      ...this.#later.map(({ key }) => key),
      ...this.#waiting.map(({ key }) => key),
    ];
    this.#frame = null;
    this.#later = [];
    this.#waiting = [];
    this.#store(keys, null);
    return all;
  }

  /** Drops what waits and is in the text already: it was sent, and the page ended before that was written down. */
  dropSaved(isSaved: (update: Uint8Array) => boolean): void {
    const saved = this.#waiting.filter(({ bytes }) => isSaved(bytes));
    if (saved.length === 0) return;
    this.#waiting = this.#waiting.filter((piece) => !saved.includes(piece));
    this.#store(
      saved.map(({ key }) => key),
      null,
    );
  }

  everything(): Uint8Array[] {
    return [...(this.#frame ? [this.#frame] : []), ...this.#later, ...this.#waiting].map(({ bytes }) => bytes);
  }

  /** Resolves when the outbox has what was given to it so far. */
  settled(): Promise<void> {
    return this.#writing;
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

  #key(): string {
    this.#counter += 1;
    return `${this.lease.leaseId}:${String(this.#counter).padStart(16, '0')}`;
  }

  #record(key: string, frame: number | null, bytes: Uint8Array): OutboxRecord {
    const { sectionId, sectionTitle, generation, leaseId, clientId, owner } = this.lease;
    return {
      key,
      sectionId,
      sectionTitle,
      generation,
      leaseId,
      clientId,
      owner,
      at: this.now().toISOString(),
      frame,
      acknowledged: this.#acknowledged,
      bytes,
    };
  }

  #store(remove: readonly string[], put: OutboxRecord | null): void {
    const { outbox } = this;
    if (outbox === null) return;
    this.#writing = this.#writing.then(() => outbox.replace(remove, put)).catch((cause: unknown) => this.failed(cause));
  }
}
