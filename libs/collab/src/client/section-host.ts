import type { Copy } from './copies';
import type { Caret, RefusalReason } from './live-section';
import type { Outgoing, OutgoingFrame } from './outgoing';
import type { Section } from './section';

/** A lease that the server gave: a client id for this section that nobody used before. */
export interface LeaseGrant {
  readonly leaseId: string;
  readonly clientId: number;
  readonly generation: number;
}

/** What a draft takes the place of in the outbox, once all of that was written, and what of its text was only moved. */
export interface DraftRecords {
  readonly keys: readonly string[];
  readonly copies: readonly Copy[];
  readonly written: Promise<unknown>;
}

/** What the section needs of the client that carries it. */
export interface SectionHost {
  readonly up: boolean;
  /** Is the connection away for so long that people must be told? */
  readonly lost: boolean;
  newOutgoing(section: Section, lease: LeaseGrant): Outgoing;
  sendFrame(section: Section, outgoing: Outgoing, frame: OutgoingFrame): void;
  sendCaret(section: Section, caret: Caret | null): void;
  requestLease(section: Section): void;
  /** Finds a lease that an earlier page left unused, or asks for one when its turn comes. */
  takeSpare(section: Section): void;
  rejoin(section: Section): void;
  after(ms: number, callback: () => void): () => void;
  /** Keeps own text for its author. */
  keepDraft(section: Section, reason: RefusalReason, updates: readonly Uint8Array[], records: DraftRecords): void;
  /** Something changed; with nothing unsent and nobody looking, the section may go. */
  settled(section: Section): void;
}

export interface SectionOptions {
  readonly title: string;
  /** Restricted text stays in memory: nothing of it is kept in the browser. */
  readonly restricted: boolean;
}
