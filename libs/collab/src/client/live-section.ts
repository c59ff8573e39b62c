import type * as Y from 'yjs';
import type { PartyView, Right } from '@samenspel/domain';
import type { ClosingReason } from '../wire/messages';

/** Origin of every transaction that applies the server's bytes. Such updates are never sent back. */
export const REMOTE = Symbol('remote');

/**
 * What the interface may say about the text typed here. `saved` only after PostgreSQL has it (docs/spec.md C1).
 * - `saving`: sent or about to be, no acknowledgement yet
 * - `unsaved`: no connection, or the server cannot save now; kept here and sent again
 * - `refused`: the server will not take it (right withdrawn, text too large, ...): kept as a recovered draft
 */
export type SaveState =
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'unsaved'; readonly reason: 'no-connection' | 'server-cannot-save' }
  | { readonly kind: 'refused'; readonly reason: RefusalReason };

export type RefusalReason =
  | 'retry'
  | 'resync'
  | 'forbidden'
  | 'schema'
  | 'too-large'
  | 'generation'
  | 'lease'
  /** The section is damaged at the server: it can be read and not written until it is repaired. */
  | 'quarantined';

/** A position in the text: Y.RelativePosition, encoded with Y.encodeRelativePosition (at most 64 bytes each). */
export interface Caret {
  readonly anchor: Uint8Array;
  readonly head: Uint8Array;
}

/** Somebody who is writing in this section now. `name` is null for other parties unless the table agreed to names. */
export interface Peer {
  readonly key: number;
  readonly party: PartyView;
  readonly name: string | null;
  readonly caret: Caret;
}

export type Unsubscribe = () => void;

/**
 * Where an edit of somebody else stands in the log of a section. The server leaves out what this browser wrote itself, so
 * its number is known only together with those: it is the `index`-th edit of others (from 0) behind number `after`.
 */
export interface LogPlace {
  readonly after: number;
  readonly index: number;
}

/**
 * One section, live in this browser. The editor and the static view both read `doc`; only the editor writes, with a
 * transaction origin that is not null and not REMOTE (transactions without an origin are Yjs' own clean-up and are not sent).
 */
export interface LiveSection {
  readonly sectionId: string;
  /** Its one root is `doc.getXmlFragment(TEXT_ROOT)`. The document and its clientID belong to this section; never set clientID. */
  readonly doc: Y.Doc;
  /** `joining`: nothing is known yet, show a skeleton, never an empty text. `closed`: the right to read is gone, the doc is wiped. */
  readonly state: 'joining' | 'live' | 'closed';
  readonly right: Right;
  /** The server could not read the text to its end: this is its last good state, for reading only. */
  readonly damaged: boolean;
  /** How far in its log the copy is: it holds at least every row up to there. Null while joining. */
  readonly known: { readonly generation: number; readonly seq: number } | null;
  readonly save: SaveState;
  readonly peers: readonly Peer[];
  /** The client ids that this browser held for this section (for salvage: which text is mine). */
  readonly ownClientIds: ReadonlySet<number>;
  /** May an editor be editable now? True with the right to write and a lease (also while offline with a lease). */
  readonly mayType: boolean;
  /** Asks for a lease so that typing can begin; idempotent. Resolves when `mayType` is settled. */
  prepareToWrite(): Promise<boolean>;
  /** Somebody may be about to write: takes a lease ahead, so that he can also begin without a connection. Idempotent. */
  expectToWrite(): void;
  /** Where I write; null when I leave the editor. Coalesced by the client. */
  setCaret(caret: Caret | null): void;
  /** `changed`: state, right, save or mayType. `peers`: the list of peers. */
  on(event: 'changed' | 'peers', listener: () => void): Unsubscribe;
  /**
   * Called synchronously right before an update of somebody else is applied to `doc` (origin REMOTE), with its place in the
   * log of the section; null where a whole text comes at once, and for own text that is told again.
   */
  onBeforeRemote(listener: (update: Uint8Array, place: LogPlace | null) => void): Unsubscribe;
  /** Own text is in the log at this place: of this client id, all up to that clock. */
  onSaved(listener: (upTo: { readonly client: number; readonly clock: number }, seq: number) => void): Unsubscribe;
}

/** The connection of one browser tab. Carries all sections. */
export interface CollabClient {
  /**
   * Joins a section or returns the one that is already open; balanced by `close`. Without options a section counts as
   * restricted: nothing of it is kept in the browser.
   */
  open(sectionId: string, options?: { title: string; restricted: boolean }): LiveSection;
  close(sectionId: string): void;
  readonly connected: boolean;
  /** The worst save state over all open sections: what the interface shows at its one fixed place. */
  readonly save: SaveState;
  on(event: 'changed' | 'news', listener: (news?: News) => void): Unsubscribe;
  /** Is there own text that the server has not acknowledged, apart from the drafts? */
  readonly unsent: boolean;
  /** Is there own text, unsent or a draft, that would be gone with this page? */
  readonly onlyHere: boolean;
  /** Own text that could not be saved in its section and is kept for its author. */
  readonly drafts: readonly RecoveredDraft[];
  discardDraft(draftId: string): Promise<void>;
  destroy(): void;
}

/** A hint that facts changed; who gets it fetches them again. */
export type News =
  | { readonly kind: 'document-changed'; readonly documentId: string }
  | { readonly kind: 'table-changed'; readonly tableId: string }
  | { readonly kind: 'comments-changed'; readonly sectionId: string }
  | { readonly kind: 'outcomes-changed'; readonly tableId: string }
  | { readonly kind: 'session-ended' }
  | { readonly kind: 'reload-needed' }
  /** A limit of the server was met; the connection comes back by itself when there is room. */
  | { readonly kind: ClosingReason };

/** Text of the author's own that never became part of the section. */
export interface RecoveredDraft {
  readonly draftId: string;
  readonly sectionId: string;
  readonly sectionTitle: string;
  readonly reason: RefusalReason;
  readonly at: string;
  readonly text: string;
  /** Does the browser keep it until its author throws it away? If not, it is gone with the page. */
  readonly kept: boolean;
}
