import type { ClosingReason } from '../wire/messages';
import type { Copy } from './copies';
import type { RecoveredDraft } from './live-section';

/** The connection to the server, whatever carries it. Reconnects by itself; tells when it is up. */
export interface Transport {
  connect(): void;
  /** Bytes of one message. Called only between `up` and `down`. */
  send(bytes: Uint8Array): void;
  /** Like `send`; may be dropped when the connection is slow. */
  sendVolatile(bytes: Uint8Array): void;
  listen(listener: TransportListener): void;
  close(): void;
}

export interface TransportListener {
  up(): void;
  down(reason: 'network' | 'session-ended' | 'reload-needed' | ClosingReason): void;
  message(bytes: Uint8Array): void;
}

/**
 * Own text of one lease that the server has not acknowledged, as kept over a reload. Without bytes it says how far the lease
 * was acknowledged, or that it was taken and never written under.
 */
export interface OutboxRecord {
  readonly key: string;
  readonly sectionId: string;
  readonly sectionTitle: string;
  readonly generation: number;
  readonly leaseId: string;
  readonly clientId: number;
  /** Person and seat: nobody else may send it. */
  readonly owner: string;
  readonly at: string;
  /** When the lease was taken (ISO 8601): leases are sent in this order. */
  readonly since: string;
  /** The number under which it was first sent, or null when it never was. Resent byte for byte. */
  readonly frame: number | null;
  /** Frames of the lease that were acknowledged before this record was written. */
  readonly acknowledged: number;
  readonly bytes: Uint8Array;
  /** Text in it that was moved; absent in what an earlier version wrote. */
  readonly copies?: readonly Copy[];
}

/** Where unacknowledged text survives a reload. Records of a lease come back in the order in which they were put. */
export interface Outbox {
  /** In one transaction: removes the keys, then puts the records. A page may end between two calls, never within one. */
  replace(remove: readonly string[], put: readonly OutboxRecord[]): Promise<void>;
  /** Everything of this owner. */
  all(owner: string): Promise<OutboxRecord[]>;
  /** Own text that was refused, kept until its author throws it away; in one transaction in the place of these records. */
  keepDraft(owner: string, draft: RecoveredDraft, instead: readonly string[]): Promise<void>;
  dropDraft(draftId: string): Promise<void>;
  drafts(owner: string): Promise<RecoveredDraft[]>;
}

/** Keeps two tabs of one browser from using the same lease. */
export interface LeaseLocks {
  /** Takes the lock for as long as this tab lives. False when another tab has it, or when it cannot be told. */
  take(leaseId: string): Promise<boolean>;
  /** Lets all of them go, where the page lives on as somebody else's. */
  release?(): void;
}

export interface ClientClock {
  now(): Date;
  after(ms: number, callback: () => void): () => void;
  /** Calls back after what is happening now, before anything else gets its turn. */
  soon(callback: () => void): void;
}

export interface ClientLog {
  warn(event: string, cause?: unknown): void;
}
