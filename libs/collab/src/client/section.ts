import * as Y from 'yjs';
import { includes, type Right } from '@samenspel/domain';
import { TEXT_ROOT } from '../schema/schema';
import { createTextDoc } from '../schema/text-doc';
import type { ServerMessage } from '../wire/messages';
import {
  REMOTE,
  type Caret,
  type LiveSection,
  type Peer,
  type RefusalReason,
  type SaveState,
  type Unsubscribe,
} from './live-section';
import type { Outgoing } from './outgoing';
import { ownBeyond } from './own-beyond';
import type { SectionHost, SectionOptions } from './section-host';

/** No acknowledgement within this time, in milliseconds, is told as "not saved" although the connection is up. */
const UNSAVED_AFTER_MS = 2_000;
/** Length of an update with no text and no deletions, in bytes. */
const NOTHING = 2;
/** Waiting times between attempts when the server can not save now, in milliseconds. */
const RETRY_MS = [250, 500, 1_000, 2_000, 5_000];

type Joined = Extract<ServerMessage, { type: 'joined' }>;

/** One live section. See `LiveSection` for what the interface relies on. */
export class Section implements LiveSection {
  readonly doc = createTextDoc();
  readonly ownClientIds = new Set<number>();
  state: LiveSection['state'] = 'joining';
  right: Right = 'none';
  damaged = false;
  peers: readonly Peer[] = [];
  /** What this client holds, for a return that costs only what was missed. */
  known: { generation: number; seq: number } | null = null;
  users = 1;
  /** Text of an earlier page may still have to be taken over: until then nobody knows whether something is unsent. */
  adopting = false;
  #save: SaveState = { kind: 'saved' };
  #current: Outgoing | null = null;
  #adopted: Outgoing[] = [];
  /** How far the server's text goes, by client id; kept while there is text of an earlier page to send. */
  readonly #saved = new Map<number, number>();
  #sent: { outgoing: Outgoing; frame: number } | null = null;
  #waitingForLease: ((ready: boolean) => void)[] = [];
  /** How far the own text is in the outgoing queue, in clocks of the current lease. */
  #queuedTo = 0;
  #troubled = false;
  #retries = 0;
  #cancelRetry: (() => void) | null = null;
  #cancelWatch: (() => void) | null = null;
  readonly #changed = new Set<() => void>();
  readonly #peersChanged = new Set<() => void>();
  readonly #beforeRemote = new Set<(update: Uint8Array) => void>();

  constructor(
    readonly sectionId: string,
    readonly options: SectionOptions,
    private readonly host: SectionHost,
  ) {
    this.doc.getXmlFragment(TEXT_ROOT);
    this.doc.on('update', (update: Uint8Array, origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
      if (origin === REMOTE || !transaction.local) return;
      // Without an origin and without new text it is Yjs cleaning up formatting after somebody else's change: every replica
      // does that for itself. New text is never held back: all that is typed after it would wait for it.
      const nobodys = origin === null || origin === undefined;
      if (nobodys && Y.parseUpdateMeta(update).to.size === 0) return;
      this.#typed(update);
    });
  }

  get save(): SaveState {
    return this.#save;
  }

  get mayType(): boolean {
    return this.state === 'live' && this.right === 'write' && this.#current !== null;
  }

  prepareToWrite(): Promise<boolean> {
    if (this.mayType) return Promise.resolve(true);
    if (this.state === 'closed' || (this.state === 'live' && this.right !== 'write')) return Promise.resolve(false);
    return new Promise((resolve) => {
      this.#waitingForLease.push(resolve);
      if (this.#waitingForLease.length === 1 && this.state === 'live' && this.host.up) this.host.requestLease(this);
    });
  }

  setCaret(caret: Caret | null): void {
    this.host.sendCaret(this, caret);
  }

  on(event: 'changed' | 'peers', listener: () => void): Unsubscribe {
    const listeners = event === 'changed' ? this.#changed : this.#peersChanged;
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  onBeforeRemote(listener: (update: Uint8Array) => void): Unsubscribe {
    this.#beforeRemote.add(listener);
    return () => this.#beforeRemote.delete(listener);
  }

  /** Is there own text that is not acknowledged? */
  get unsent(): boolean {
    return this.adopting || this.#outgoings().some((outgoing) => !outgoing.empty);
  }

  /** Text of an earlier page, to be sent first. Called before the first join. */
  adopt(outgoing: Outgoing): void {
    this.#adopted.push(outgoing);
    this.ownClientIds.add(outgoing.lease.clientId);
    if (this.state === 'live') this.#sendAdopted();
    this.#settle();
  }

  joined(message: Joined): void {
    if (this.known !== null && this.known.generation !== message.generation) {
      // Another past: the two must never be merged. What was not saved is kept for its author, and what was saved too, where
      // a backup from before it was put back.
      this.#giveUp('generation', ownBeyond(this.doc, this.ownClientIds, message));
      this.close();
      return;
    }
    // The server's state first: own text that is resent afterwards must not hide what happened to it meanwhile.
    const updates = message.snapshot === null ? message.updates : [message.snapshot, ...message.updates];
    for (const update of updates) this.#apply(update);
    this.known = { generation: message.generation, seq: message.seq };
    this.right = message.right;
    this.damaged = message.damaged;
    this.state = 'live';
    this.#sent = null;
    if (this.right !== 'write' && this.unsent) this.#giveUp('forbidden');
    if (this.right !== 'write') this.#leaseSettled(false);
    else if (this.#waitingForLease.length > 0) this.host.requestLease(this);
    this.#sendAdopted();
    this.#settle();
  }

  remote(message: Extract<ServerMessage, { type: 'update' }>): void {
    if (this.known === null || message.generation !== this.known.generation) return;
    for (const update of message.updates) this.#apply(update);
    if (message.seq > this.known.seq) this.known = { ...this.known, seq: message.seq };
  }

  leased(message: Extract<ServerMessage, { type: 'leased' }>): void {
    if (this.state !== 'live' || this.#current !== null || this.known?.generation !== message.generation) return;
    this.#current = this.host.newOutgoing(this, message);
    this.ownClientIds.add(message.clientId);
    this.#queuedTo = 0; // a client id that was never used
    this.doc.clientID = message.clientId;
    this.#leaseSettled(true);
    this.#settle();
  }

  leaseRefused(reason: RefusalReason): void {
    if (reason === 'retry') {
      this.#later(() => {
        if (this.#waitingForLease.length > 0 && this.host.up && this.state === 'live') this.host.requestLease(this);
      });
    } else {
      this.#leaseSettled(false);
    }
  }

  acknowledged(leaseId: string, frame: number, seq: number): void {
    const outgoing = this.#outgoings().find((candidate) => candidate.lease.leaseId === leaseId);
    if (outgoing === undefined || !outgoing.acknowledge(frame)) return;
    this.#saw(seq);
    this.#sent = null;
    this.#troubled = false;
    this.#retries = 0;
    this.#adopted = this.#adopted.filter((candidate) => !candidate.empty);
    this.#settle();
  }

  refused(leaseId: string, frame: number, reason: RefusalReason, lastFrame: number): void {
    if (this.#sent === null || this.#sent.outgoing.lease.leaseId !== leaseId || this.#sent.frame !== frame) return;
    const { outgoing } = this.#sent;
    this.#sent = null;
    if (reason === 'lease' && outgoing.recount(lastFrame)) {
      this.#later(() => this.host.rejoin(this));
      return;
    }
    switch (reason) {
      case 'retry':
        this.#troubled = true;
        this.#later(() => this.#settle());
        break;
      case 'resync':
        this.#troubled = true;
        this.#later(() => this.host.rejoin(this));
        break;
      case 'forbidden':
      case 'schema':
      case 'too-large':
      case 'generation':
      case 'lease':
      case 'quarantined':
        this.#giveUp(reason);
        this.close();
        return;
    }
    this.#settle();
  }

  rightChanged(right: Right): void {
    this.right = right;
    if (right !== 'write') {
      this.#leaseSettled(false);
      if (this.unsent) {
        this.#giveUp('forbidden');
        this.close();
        return;
      }
    }
    this.#settle();
  }

  revoked(): void {
    if (this.unsent) this.#giveUp('forbidden');
    this.close();
  }

  /** Another history took the place of this one: what was not saved is kept for its author. */
  restarted(): void {
    if (this.unsent) this.#giveUp('generation');
    this.close();
  }

  setPeers(peers: readonly Peer[]): void {
    this.peers = peers;
    for (const listener of [...this.#peersChanged]) listener();
  }

  connectionDown(): void {
    this.#sent = null;
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    this.setPeers([]);
    this.#settle();
  }

  connectionLost(): void {
    this.#settle();
  }

  /** Wipes the copy. The section object is dead afterwards; the interface opens a new one when it wants to go on. */
  close(): void {
    if (this.state === 'closed') return;
    this.state = 'closed';
    this.right = 'none';
    this.#cancelRetry?.();
    this.#cancelWatch?.();
    this.#leaseSettled(false);
    this.peers = [];
    this.doc.destroy();
    this.#settle();
  }

  #typed(update: Uint8Array): void {
    if (this.#current === null || this.doc.clientID !== this.#current.lease.clientId) {
      // No editor writes without a lease; if one does, its text can not be proven to be this person's and is kept apart.
      this.host.keepDraft(this, [update], 'lease');
      return;
    }
    const fresh = this.#withoutQueued(update, this.#current.lease.clientId);
    if (fresh === null) return;
    this.#current.add(fresh);
    this.#settle();
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

  #apply(update: Uint8Array): void {
    if (this.#adopted.length > 0) {
      for (const [client, clock] of Y.parseUpdateMeta(update).to) {
        this.#saved.set(client, Math.max(clock, this.#saved.get(client) ?? 0));
      }
    }
    for (const listener of [...this.#beforeRemote]) listener(update);
    Y.applyUpdate(this.doc, update, REMOTE);
  }

  /** Does the server's text hold all that this update of an earlier page adds? The own copy holds it either way. */
  #isSaved(update: Uint8Array): boolean {
    const ends = [...Y.parseUpdateMeta(update).to];
    return ends.length > 0 && ends.every(([client, clock]) => clock <= (this.#saved.get(client) ?? 0));
  }

  /** Rows arrive in order, acknowledgements may run ahead of them: what was missed in between is on its way. */
  #saw(seq: number): void {
    if (this.known !== null && seq === this.known.seq + 1) this.known = { ...this.known, seq };
  }

  #sendAdopted(): void {
    for (const outgoing of this.#adopted) {
      if (outgoing.lease.generation !== this.known?.generation) {
        this.host.keepDraft(this, outgoing.giveUp(), 'generation');
      } else if (!includes(this.right, 'write')) {
        this.host.keepDraft(this, outgoing.giveUp(), 'forbidden');
      } else {
        outgoing.dropSaved((update) => this.#isSaved(update));
        for (const update of outgoing.everything()) Y.applyUpdate(this.doc, update, REMOTE);
      }
    }
    this.#adopted = this.#adopted.filter((outgoing) => !outgoing.empty);
  }

  #giveUp(reason: RefusalReason, instead: Uint8Array | null = null): void {
    const unsent = this.#outgoings().flatMap((outgoing) => outgoing.giveUp());
    const updates = instead === null ? unsent : [instead];
    this.#adopted = [];
    this.#sent = null;
    if (updates.length > 0) this.host.keepDraft(this, updates, reason);
  }

  #outgoings(): Outgoing[] {
    return this.#current === null ? this.#adopted : [...this.#adopted, this.#current];
  }

  /** Sends what can be sent and says how things stand. The one place where both happen. */
  #settle(): void {
    if (this.state === 'live' && this.host.up && this.#sent === null && this.#cancelRetry === null) {
      for (const outgoing of this.#outgoings()) {
        const frame = outgoing.next();
        if (frame === null) continue;
        this.#sent = { outgoing, frame: frame.frame };
        this.host.sendFrame(this, outgoing, frame);
        this.#watch();
        break;
      }
    }
    if (!this.unsent) {
      this.#cancelWatch?.();
      this.#cancelWatch = null;
      this.#troubled = false;
    }
    this.#save = this.#stateNow();
    for (const listener of [...this.#changed]) listener();
    this.host.settled(this);
  }

  #stateNow(): SaveState {
    if (!this.unsent) return { kind: 'saved' };
    if (!this.host.up) return this.host.lost ? { kind: 'unsaved', reason: 'no-connection' } : { kind: 'saving' };
    return this.#troubled ? { kind: 'unsaved', reason: 'server-cannot-save' } : { kind: 'saving' };
  }

  #watch(): void {
    this.#cancelWatch?.();
    this.#cancelWatch = this.host.after(UNSAVED_AFTER_MS, () => {
      this.#cancelWatch = null;
      if (!this.unsent) return;
      this.#troubled = true;
      this.#settle();
    });
  }

  #later(again: () => void): void {
    const wait = RETRY_MS[Math.min(this.#retries, RETRY_MS.length - 1)] ?? 0;
    this.#retries += 1;
    this.#cancelRetry?.();
    this.#cancelRetry = this.host.after(wait, () => {
      this.#cancelRetry = null;
      again();
    });
  }

  #leaseSettled(ready: boolean): void {
    for (const resolve of this.#waitingForLease.splice(0)) resolve(ready);
  }
}
