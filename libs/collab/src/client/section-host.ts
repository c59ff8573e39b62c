import type { Caret, RefusalReason } from './live-section';
import type { Outgoing, OutgoingFrame } from './outgoing';
import type { Section } from './section';

/** What the section needs of the client that carries it. */
export interface SectionHost {
  readonly up: boolean;
  /** Is the connection away for so long that people must be told? */
  readonly lost: boolean;
  newOutgoing(section: Section, lease: { leaseId: string; clientId: number; generation: number }): Outgoing;
  sendFrame(section: Section, outgoing: Outgoing, frame: OutgoingFrame): void;
  sendCaret(section: Section, caret: Caret | null): void;
  requestLease(section: Section): void;
  rejoin(section: Section): void;
  after(ms: number, callback: () => void): () => void;
  keepDraft(section: Section, updates: readonly Uint8Array[], reason: RefusalReason): void;
  /** Something changed; with nothing unsent and nobody looking, the section may go. */
  settled(section: Section): void;
}

export interface SectionOptions {
  readonly title: string;
  /** Restricted text stays in memory: nothing of it is kept in the browser. */
  readonly restricted: boolean;
}
