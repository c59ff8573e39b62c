import { can, rightOn, type Right } from '@samenspel/domain';
import { OrderCheck, type Seen } from '../admission/order';
import { Structure } from '../admission/structure';
import { TRUSTED_LIMITS, readUpdate, type ParsedUpdate } from '../admission/update-reader';
import { TEXT_ROOT } from '../schema/schema';
import type { WireCaret } from '../wire/messages';
import type { Connection, Lease, LogRow, SectionFacts, StoredText } from './ports';

/** A connection in a room, with the right it holds there. */
export interface Member {
  readonly connection: Connection;
  readonly key: number;
  right: Right;
  caret: WireCaret | null;
  /** What the log held when it was handed to this member. */
  readonly joinedAt: number;
}

/** A lease as the room knows it, with the frame that is on its way. */
export interface LeaseState {
  readonly lease: Lease;
  lastFrame: number;
  lastSeq: number;
  lastBytes: Uint8Array | null;
  inFlight: { readonly frame: number; readonly bytes: Uint8Array } | null;
  readonly seen: Seen;
}

/**
 * A section that somebody has open on this node: the bytes since the last snapshot, the structure for admission, and who is
 * in it. Everything here can be thrown away and loaded again; nothing is true because it stands here.
 */
export class Room {
  readonly members = new Map<number, Member>();
  readonly leases = new Map<string, LeaseState>();
  readonly structure = new Structure(TEXT_ROOT);
  readonly generation: number;
  readonly order = new OrderCheck(() => [
    ...(this.snapshot === null ? [] : [{ seq: this.snapshotSeq, bytes: this.snapshot, snapshot: true }]),
    ...this.tail.map((row) => ({ ...row, snapshot: false })),
  ]);
  headSeq: number;
  snapshot: Uint8Array | null;
  snapshotSeq: number;
  tail: LogRow[] = [];
  bytes = 0;
  /** A commit failed without a word on its outcome: what the log holds must be read before anything is decided on it. */
  uncertain = false;
  lastUsed = 0;

  constructor(
    readonly sectionId: string,
    public facts: SectionFacts,
    text: StoredText,
  ) {
    this.generation = text.generation;
    this.snapshot = text.snapshot;
    this.snapshotSeq = text.snapshotSeq;
    this.headSeq = text.snapshotSeq;
    if (text.snapshot !== null) {
      this.structure.add(readUpdate(text.snapshot, TRUSTED_LIMITS));
      this.bytes += text.snapshot.byteLength;
    }
    for (const row of text.tail) this.append(row, readUpdate(row.bytes, TRUSTED_LIMITS));
  }

  /** Adds a row that is in the log. @throws Error on a gap */
  append(row: LogRow, update: ParsedUpdate): void {
    if (row.seq !== this.headSeq + 1) throw new Error(`row ${row.seq} after ${this.headSeq}`);
    this.structure.add(update);
    this.order.append({ ...row, snapshot: false });
    this.tail.push(row);
    this.headSeq = row.seq;
    this.bytes += row.bytes.byteLength;
  }

  /** Bytes that came after the snapshot. */
  get tailBytes(): number {
    return this.bytes - (this.snapshot?.byteLength ?? 0);
  }

  /** Takes a newer snapshot for the start of the tail. */
  compacted(snapshot: Uint8Array, seq: number): void {
    if (seq <= this.snapshotSeq || seq > this.headSeq) return;
    this.tail = this.tail.filter((row) => row.seq > seq);
    this.snapshot = snapshot;
    this.snapshotSeq = seq;
    this.bytes = snapshot.byteLength + this.tail.reduce((sum, row) => sum + row.bytes.byteLength, 0);
  }

  /** What a client that holds `seq` of this generation still needs; from the snapshot on when it holds nothing usable. */
  since(known: { generation: number; seq: number } | null): { snapshot: Uint8Array | null; updates: Uint8Array[] } {
    if (known !== null && known.generation === this.generation && known.seq >= this.snapshotSeq) {
      return { snapshot: null, updates: this.tail.filter((row) => row.seq > known.seq).map((row) => row.bytes) };
    }
    return { snapshot: this.snapshot, updates: this.tail.map((row) => row.bytes) };
  }

  /** The right of a connection here now, by the facts of the room. */
  rightOf(connection: Connection): Right {
    const { seat } = connection.speaker.actor;
    return seat === null ? 'none' : rightOn(seat, this.facts.access);
  }

  may(connection: Connection, action: 'section.read' | 'section.write'): boolean {
    return can(connection.speaker.actor, action, { kind: 'section', access: this.facts.access });
  }
}
