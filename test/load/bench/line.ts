/** What a client is told of a document. */
export interface Listener {
  /** Updates of others, as Yjs made them; some servers send the author his own back. */
  update(bytes: Uint8Array): void;
  /** The server said that an update is safe, or what it calls that; null where it never says so. */
  acknowledged?(count: number): void;
}

/** A document as one client has it open. */
export interface OpenDocument {
  /** State as it was sent on joining, to be applied in this order. */
  readonly state: readonly Uint8Array[];
  /** Asks for what is needed to write; resolves with the Yjs client id to write under. */
  prepare(): Promise<number>;
  /** Sends an update, in the way of this server's own client. */
  write(update: Uint8Array): void;
  /** Tells where the caret is. */
  caret(place: number): void;
  /** Updates that were written and not acknowledged yet. */
  readonly unacknowledged: number;
}

/** One connection of one client, which speaks the bytes of its server. */
export interface Line {
  open(document: string, listener: Listener): Promise<OpenDocument>;
  readonly bytesRead: number;
  readonly closed: boolean;
  close(): void;
}

export const SILENT: Listener = { update: () => undefined };
