import * as Y from 'yjs';
import type { Copy } from './copies';
import type { RefusalReason } from './live-section';
import type { Outgoing } from './outgoing';

/** Length of an update with no text and no deletions, in bytes. */
const NOTHING = 2;
/** A frame that refers to what the server still does not have after this many new beginnings is never going to be taken. */
const RESYNCS = 5;

/** What this browser wrote in a section and the server has not acknowledged: under the lease of this page, and under earlier ones. */
export class OwnText {
  /** The lease of this page; null before there is one. */
  current: Outgoing | null = null;
  /** Text of earlier pages, to be sent first. */
  #adopted: Outgoing[] = [];
  /** How far the own text is in the queue, in clocks of the current lease. */
  #queuedTo = 0;
  #resyncs = 0;
  /** How far the server's text goes, by client id; kept while there is something to send. */
  readonly #saved = new Map<number, number>();

  /** Everything that may have something to send, in order. */
  get all(): readonly Outgoing[] {
    return this.current === null ? this.#adopted : [...this.#adopted, this.current];
  }

  get adopted(): readonly Outgoing[] {
    return this.#adopted;
  }

  get empty(): boolean {
    return this.all.every((outgoing) => outgoing.empty);
  }

  /** Would some of it be gone with the page? */
  get onlyHere(): boolean {
    return this.all.some((outgoing) => outgoing.onlyHere);
  }

  /** Resolves when the outbox has what was given to it so far. */
  async written(): Promise<void> {
    await Promise.all(this.all.map((outgoing) => outgoing.settled()));
  }

  /** From here on text is typed under this lease: one of which nobody used the client id before. */
  begin(current: Outgoing): void {
    this.current = current;
    this.#queuedTo = 0;
  }

  adopt(outgoing: Outgoing): void {
    this.#adopted.push(outgoing);
  }

  /** Takes what was typed. False when it was typed without the lease: then nobody could tell whose it is. */
  typed(update: Uint8Array, clientId: number, copies: readonly Copy[]): boolean {
    if (this.current === null || this.current.lease.clientId !== clientId) return false;
    const fresh = this.#withoutQueued(update, clientId);
    if (fresh !== null) this.current.add(fresh, copies);
    return true;
  }

  /** Is somebody else writing under the lease of this page? What it then holds and what the server holds cannot be one text. */
  isTaken(update: Uint8Array): boolean {
    const end = this.current && Y.parseUpdateMeta(update).to.get(this.current.lease.clientId);
    return (end ?? 0) > this.#queuedTo;
  }

  /** Notes what the server has, for `isSaved`. */
  seen(update: Uint8Array): void {
    if (this.empty) return;
    for (const [client, clock] of Y.parseUpdateMeta(update).to) {
      this.#saved.set(client, Math.max(clock, this.#saved.get(client) ?? 0));
    }
  }

  /** Is this in the server's text already? It was sent, and whoever sent it never heard that it arrived. */
  isSaved(update: Uint8Array): boolean {
    const ends = [...Y.parseUpdateMeta(update).to];
    return ends.length > 0 && ends.every(([client, clock]) => clock <= (this.#saved.get(client) ?? 0));
  }

  /** Forgets the earlier leases that have nothing left. */
  tidy(): void {
    this.#adopted = this.#adopted.filter((outgoing) => !outgoing.empty);
  }

  /** The server took a frame. */
  accepted(): void {
    this.#resyncs = 0;
    this.tidy();
  }

  /** What to do after the server refused a frame: send it again, after joining anew or not; null when nothing can help. */
  refused(reason: RefusalReason, outgoing: Outgoing, lastFrame: number): 'send' | 'rejoin' | null {
    switch (reason) {
      case 'retry':
        return 'send';
      case 'resync':
        this.#resyncs += 1;
        if (this.#resyncs > RESYNCS * this.all.length) return null;
        this.#putLast(outgoing);
        return 'rejoin';
      case 'lease':
        // Only an earlier page may have counted wrong. Under the lease of this page somebody else is writing.
        return this.#adopted.includes(outgoing) && outgoing.recount(lastFrame) ? 'rejoin' : null;
      case 'forbidden':
      case 'schema':
      case 'too-large':
      case 'generation':
      case 'quarantined':
        return null;
    }
  }

  /** Ends it all; what it was made of is the caller's to keep. */
  giveUp(): readonly Outgoing[] {
    const given = this.all.filter((outgoing) => !outgoing.empty);
    this.#adopted = [];
    return given;
  }

  /**
   * Lets the others go first: text of one earlier page may stand beside text of another, and the order in which they were
   * made is only known by the clock of this computer, which may have been wrong.
   */
  #putLast(outgoing: Outgoing): void {
    if (!this.#adopted.includes(outgoing)) return;
    this.#adopted = [...this.#adopted.filter((other) => other !== outgoing), outgoing];
  }

  /**
   * What an update adds to those before it. When a transaction makes another one (an editor that repairs what it just did),
   * Yjs tells the second one's text in both their updates; under clocks that it has, the server would refuse it.
   */
  #withoutQueued(update: Uint8Array, client: number): Uint8Array | null {
    const { from, to } = Y.parseUpdateMeta(update);
    const start = from.get(client) ?? this.#queuedTo;
    const end = to.get(client) ?? this.#queuedTo;
    const known = this.#queuedTo;
    this.#queuedTo = Math.max(known, end);
    if (start >= known) return update;
    const rest = Y.diffUpdate(update, Y.encodeStateVector(new Map([[client, known]])));
    return rest.byteLength <= NOTHING ? null : rest;
  }
}
