import type { Actor, PartyView, SectionAccess } from '@samenspel/domain';
import type { NewsKind } from '../wire/messages';

/** Who a connection speaks for. Fixed for the life of the connection: another seat or session is another connection. */
export interface Speaker {
  readonly actor: Actor;
  readonly party: PartyView;
  readonly personName: string;
}

/** One client connection, whatever carries it. */
export interface Connection {
  readonly speaker: Speaker;
  /** Hands bytes to the transport. Never throws for a connection that is gone. */
  send(bytes: Uint8Array): void;
  /** Like `send`, but dropped when the connection is slow: for presence. @returns was it handed over? */
  sendVolatile(bytes: Uint8Array): boolean;
  /** Are there bytes that were handed over and have not left this machine? */
  hasBacklog(): boolean;
  close(): void;
}

/** The facts that decide about a section, as they stand in the database now. */
export interface SectionFacts {
  readonly sectionId: string;
  readonly access: SectionAccess;
  readonly accessVersion: number;
  readonly generation: number;
  /** Has the table agreed that persons are named to other parties? */
  readonly namesVisible: boolean;
}

export interface FactSource {
  /** Facts of the sections that exist; what does not exist is left out. */
  load(sectionIds: readonly string[]): Promise<Map<string, SectionFacts>>;
}

export interface LogRow {
  readonly seq: number;
  readonly bytes: Uint8Array;
}

/** A row as another node or the server itself may have added it: with the lease and number under which it came. */
export interface TailRow extends LogRow {
  readonly leaseId: string;
  readonly frame: number;
}

export interface StoredText {
  readonly generation: number;
  /** State up to and including `snapshotSeq`; null when the log starts at 1. */
  readonly snapshot: Uint8Array | null;
  readonly snapshotSeq: number;
  /** Every row after the snapshot, without a gap. */
  readonly tail: readonly LogRow[];
}

/** A claim on a Yjs client id: whatever is written under it was placed by this person through this seat. */
export interface Lease {
  readonly leaseId: string;
  readonly sectionId: string;
  readonly generation: number;
  readonly clientId: number;
  readonly personId: string;
  readonly seatId: string;
  /** The client ids of all leases of this person in this section. */
  readonly personClients: readonly number[];
  /** The last frame in the log, 0 before the first, with its place and bytes. */
  readonly lastFrame: number;
  readonly lastSeq: number;
  readonly lastBytes: Uint8Array | null;
}

/** A frame on its way into the log. The store commits it only if generation and access version are still these. */
export interface FrameToCommit {
  readonly sectionId: string;
  readonly generation: number;
  readonly accessVersion: number;
  readonly leaseId: string;
  readonly frame: number;
  readonly bytes: Uint8Array;
  readonly sessionId: string;
}

export type CommitResult =
  | { readonly outcome: 'committed'; readonly seq: number }
  /** The same bytes are in the log already under this (section, lease, frame). */
  | { readonly outcome: 'duplicate'; readonly seq: number }
  /** Other bytes are: two connections used one lease. */
  | { readonly outcome: 'taken'; readonly seq: number }
  | { readonly outcome: 'fenced' };

export interface SectionStore {
  /** The texts of sections that exist. */
  load(sectionIds: readonly string[]): Promise<Map<string, StoredText>>;
  /** The present history of a section from its first row, without any later snapshot. Null when it does not exist. */
  loadWhole(sectionId: string): Promise<StoredText | null>;
  /** Rows after `seq`. */
  tail(sectionId: string, generation: number, afterSeq: number): Promise<TailRow[]>;
  /**
   * All frames in one transaction, one result each in the same order; durable when it resolves.
   * When it rejects, nothing is known: each frame may or may not be in the log.
   */
  commit(frames: readonly FrameToCommit[]): Promise<CommitResult[]>;
  /** The row that came under this lease as this frame, in any history; null when there is none. */
  findFrame(sectionId: string, leaseId: string, frame: number): Promise<LogRow | null>;
  /** A new lease with a client id that was never used in the section, fenced like a frame; null when fenced. */
  createLease(request: {
    sectionId: string;
    generation: number;
    accessVersion: number;
    personId: string;
    seatId: string;
    sessionId: string;
  }): Promise<Lease | null>;
  findLease(sectionId: string, leaseId: string): Promise<Lease | null>;
}

export interface Scheduler {
  /** Calls back once after `ms` milliseconds; returns a cancel. */
  after(ms: number, callback: () => void): () => void;
  /** Milliseconds since some moment, of a clock that only goes forward. */
  elapsed(): number;
}

export interface EngineLog {
  /** Something failed that an operator must know. Names and numbers only, never content. */
  error(event: string, details: Readonly<Record<string, string | number>>, cause?: unknown): void;
}

/** A moment of the database's clock, in microseconds. Only compared with other moments of the same database. */
export type Moment = number;

/** What a node has open, and so must hear about. */
export interface Asked {
  readonly sections: readonly string[];
  readonly sessions: readonly { readonly sessionId: string; readonly seatId: string }[];
}

/** How a section stands. */
export interface Head {
  readonly generation: number;
  readonly headSeq: number;
  readonly accessVersion: number;
}

export interface Heard {
  /** Whatever was committed before this moment is in this answer. */
  readonly asOf: Moment;
  /** How the sections stand; one that is gone is left out. */
  readonly heads: ReadonlyMap<string, Head>;
  /** Those of the sessions asked about that do not speak for that seat any more. */
  readonly ended: Asked['sessions'];
  /** News of the last seconds, of the other nodes: who is connected here was told at once. */
  readonly news: readonly { readonly id: string; readonly news: AddressedNews }[];
}

/** News and who it is for: who sits at a table, or who may read one of these. */
export interface AddressedNews {
  readonly kind: NewsKind;
  readonly id: string;
  readonly to: { readonly tableId: string } | { readonly readersOf: readonly SectionAccess[] };
}

/** What the nodes on one database know of each other. The database is the truth; a node that does not reach it hands out nothing. */
export interface ClusterStore {
  hear(asked: Asked): Promise<Heard>;
  /** This node has applied what it heard, up to this moment; durable when it resolves. */
  confirm(asOf: Moment): Promise<void>;
  /**
   * How many other nodes may still act on what was before `since` (null: before now): they have not confirmed it, and what
   * they last confirmed is not older than `leaseMs`.
   */
  behind(since: Moment | null, leaseMs: number): Promise<{ readonly since: Moment; readonly nodes: number }>;
  announce(news: AddressedNews): Promise<void>;
}

/** Carries hints between nodes. May lose, double and reorder them; carries no text. Never throws. */
export interface Bus {
  publish(hint: Uint8Array): void;
  listen(listener: (hint: Uint8Array) => void): void;
}

export interface EnginePorts {
  readonly store: SectionStore;
  readonly facts: FactSource;
  readonly scheduler: Scheduler;
  readonly log: EngineLog;
  readonly cluster: ClusterStore;
  /** Absent: this is the only server on its database. */
  readonly bus?: Bus;
  /** A number for a new connection, up to 2^48, that tells nothing of how many others there are. */
  readonly newKey: () => number;
  /** Frames and bytes that may wait for the database at most; there is a default. */
  readonly mayWait?: { readonly frames: number; readonly bytes: number };
  /** Called after rows were added to a section's log on this node. */
  readonly grown?: (sectionId: string, rows: number, tailBytes: number, snapshotBytes: number) => void;
}
