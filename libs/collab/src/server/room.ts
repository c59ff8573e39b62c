import { can, rightOn, type Actor, type Right } from '@samenspel/domain';
import { OrderCheck, type Seen } from '../admission/order';
import { Structure } from '../admission/structure';
import { TRUSTED_LIMITS, readUpdate, type ParsedUpdate } from '../admission/update-reader';
import { TEXT_ROOT } from '../schema/schema';
import { encodeServerMessage, type ServerMessage } from '../wire/messages';
import type { WireCaret, WirePeer } from '../wire/peers';
import type { Connection, Lease, LogRow, SectionFacts, StoredText } from './ports';

/** A connection in a room, with the right it holds there. */
export interface Member {
  readonly connection: Connection;
  readonly key: number;
  /** Tells this stay from an earlier one of the same connection: who left and came back has another copy. */
  readonly stay: number;
  right: Right;
  caret: WireCaret | null;
  /** What the log held when it was handed to this member. */
  readonly joinedAt: number;
  /** Every row up to this one was handed over, or is his own. */
  handedTo: number;
  /** Has he everyone's caret as of the last time that this room's were told? A slow connection misses some. */
  seesCarets: boolean;
}

/** A row, with the stay of the member by whom it came to this node. */
export interface RoomRow extends LogRow {
  readonly author: number | null;
}

/** The carets of another node. */
export interface RemoteCarets {
  readonly peers: readonly WirePeer[];
  /** When they were last heard of, by the clock of the scheduler. */
  readonly at: number;
}

/** A lease as the room knows it, with the frame that is on its way. */
export interface LeaseState {
  readonly lease: Lease;
  lastFrame: number;
  lastSeq: number;
  lastBytes: Uint8Array | null;
  inFlight: boolean;
  /** The frame that was last sent to the log from here, the stay of its writer, and what he had seen before it. */
  sent: { readonly frame: number; readonly by: number | null; readonly seen: number } | null;
  seen: Seen;
}

type Joined = Extract<ServerMessage, { type: 'joined' }>;

/**
 * A section that somebody has open on this node: the bytes since the last snapshot, the structure for admission, and who is
 * in it. Everything here can be thrown away and loaded again; nothing is true because it stands here.
 */
export class Room {
  readonly members = new Map<number, Member>();
  readonly leases = new Map<string, LeaseState>();
  /** The client ids of each person who has a lease here. */
  readonly clientsOf = new Map<string, Set<number>>();
  readonly structure = new Structure(TEXT_ROOT);
  readonly generation: number;
  /** Stands for the section in updates; its own among the rooms of this node (`Rooms` gives it). */
  number = 0;
  readonly order = new OrderCheck(() => [
    ...(this.snapshot === null ? [] : [{ seq: this.snapshotSeq, bytes: this.snapshot, snapshot: true }]),
    ...this.tail.map((row) => ({ ...row, snapshot: false })),
  ]);
  headSeq: number;
  snapshot: Uint8Array | null;
  snapshotSeq: number;
  tail: RoomRow[] = [];
  bytes = 0;
  /** A commit failed without a word on its outcome: what the log holds must be read before anything is decided on it. */
  uncertain = false;
  /** The log holds what cannot be read (docs/spec.md C24): this is what stood before it, and nothing is added. */
  quarantined = false;
  lastUsed = 0;
  readonly remoteCarets = new Map<number, RemoteCarets>();
  /** The carets as they were told last, by key. */
  toldCarets: ReadonlyMap<number, WirePeer> = new Map();
  #facts: SectionFacts;
  /** What the facts come to for each actor, until there are others. */
  #allowed = new WeakMap<Actor, { readonly read: boolean; readonly write: boolean }>();
  /** What a newcomer is handed, encoded once for all who come before the next row. */
  readonly #forNewcomers = new Map<Right, Uint8Array>();

  constructor(
    readonly sectionId: string,
    facts: SectionFacts,
    text: StoredText,
  ) {
    this.#facts = facts;
    this.generation = text.generation;
    this.snapshot = text.snapshot;
    this.snapshotSeq = text.snapshotSeq;
    this.headSeq = text.snapshotSeq;
    if (text.snapshot !== null) {
      this.structure.add(readUpdate(text.snapshot, TRUSTED_LIMITS));
      this.bytes += text.snapshot.byteLength;
    }
    for (const row of text.tail) this.append({ ...row, author: null }, readUpdate(row.bytes, TRUSTED_LIMITS));
  }

  get facts(): SectionFacts {
    return this.#facts;
  }

  set facts(facts: SectionFacts) {
    this.#facts = facts;
    this.#allowed = new WeakMap();
    // Who may be named, or write, may be others now: everyone's caret is told again.
    this.toldCarets = new Map();
  }

  /** Adds a row that is in the log. @throws Error on a gap */
  append(row: RoomRow, update: ParsedUpdate): void {
    if (row.seq !== this.headSeq + 1) throw new Error(`row ${row.seq} after ${this.headSeq}`);
    this.structure.add(update);
    this.order.append({ ...row, snapshot: false });
    this.#forNewcomers.clear();
    this.tail.push(row);
    this.headSeq = row.seq;
    this.bytes += row.bytes.byteLength;
  }

  /** The rows behind `seq`, which is not before the snapshot. The tail has no gaps. */
  after(seq: number): readonly RoomRow[] {
    return this.tail.slice(Math.max(0, seq - this.snapshotSeq));
  }

  /** Bytes that came after the snapshot. */
  get tailBytes(): number {
    return this.bytes - (this.snapshot?.byteLength ?? 0);
  }

  /** Takes a newer snapshot for the start of the tail. */
  compacted(snapshot: Uint8Array, seq: number): void {
    if (seq <= this.snapshotSeq || seq > this.headSeq) return;
    // What waits to be handed out is taken from the tail.
    if ([...this.members.values()].some(({ handedTo }) => handedTo < seq)) return;
    this.#forNewcomers.clear();
    this.tail = this.tail.filter((row) => row.seq > seq);
    this.snapshot = snapshot;
    this.snapshotSeq = seq;
    this.bytes = snapshot.byteLength + this.tail.reduce((sum, row) => sum + row.bytes.byteLength, 0);
  }

  /** The message for who joins with this right: from the snapshot on when he holds nothing that can be used. */
  joined(right: Right, known: { generation: number; seq: number } | null): Uint8Array {
    const { sectionId, number, generation, headSeq: seq, quarantined: damaged } = this;
    const message = { type: 'joined', sectionId, room: number, generation, seq, right, damaged } as const;
    if (known !== null && known.generation === this.generation && known.seq >= this.snapshotSeq) {
      const missed = this.after(known.seq);
      return encodeServerMessage({ ...message, snapshot: null, updates: missed.map(({ bytes }) => bytes) });
    }
    let bytes = this.#forNewcomers.get(right);
    if (bytes === undefined) {
      const whole: Joined = { ...message, snapshot: this.snapshot, updates: this.tail.map((row) => row.bytes) };
      bytes = encodeServerMessage(whole);
      this.#forNewcomers.set(right, bytes);
    }
    return bytes;
  }

  /** Forgets what was kept for the next newcomer. */
  forgetNewcomers(): void {
    this.#forNewcomers.clear();
  }

  /** The right of a connection here now, by the facts of the room. In quarantine nobody has more than to read. */
  rightOf(connection: Connection): Right {
    const { seat } = connection.speaker.actor;
    const right = seat === null ? 'none' : rightOn(seat, this.facts.access);
    return this.quarantined && right !== 'none' ? 'read' : right;
  }

  may(connection: Connection, action: 'section.read' | 'section.write'): boolean {
    const { actor } = connection.speaker;
    let allowed = this.#allowed.get(actor);
    if (allowed === undefined) {
      const here = { kind: 'section', access: this.facts.access } as const;
      allowed = { read: can(actor, 'section.read', here), write: can(actor, 'section.write', here) };
      this.#allowed.set(actor, allowed);
    }
    return action === 'section.read' ? allowed.read : allowed.write && !this.quarantined;
  }
}
