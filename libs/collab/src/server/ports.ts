import type { Actor, PartyView, SectionAccess } from '@samenspel/domain';

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
  /** Like `send`, but dropped when the connection is slow: for presence. */
  sendVolatile(bytes: Uint8Array): void;
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
  /** The same (section, lease, frame) is in the log already. */
  | { readonly outcome: 'duplicate'; readonly seq: number }
  | { readonly outcome: 'fenced' };

export interface SectionStore {
  /** The texts of sections that exist. */
  load(sectionIds: readonly string[]): Promise<Map<string, StoredText>>;
  /** Rows after `seq`. */
  tail(sectionId: string, generation: number, afterSeq: number): Promise<LogRow[]>;
  /**
   * All frames in one transaction, one result each in the same order; durable when it resolves.
   * When it rejects, nothing is known: each frame may or may not be in the log.
   */
  commit(frames: readonly FrameToCommit[]): Promise<CommitResult[]>;
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
}

export interface EngineLog {
  /** Something failed that an operator must know. Names and numbers only, never content. */
  error(event: string, details: Readonly<Record<string, string | number>>, cause?: unknown): void;
}

export interface EnginePorts {
  readonly store: SectionStore;
  readonly facts: FactSource;
  readonly scheduler: Scheduler;
  readonly log: EngineLog;
  /** A number for a new connection, up to 2^48, that tells nothing of how many others there are. */
  readonly newKey: () => number;
  /** Called after rows were added to a section's log on this node. */
  readonly grown?: (sectionId: string, rows: number, tailBytes: number, snapshotBytes: number) => void;
}
