import * as Y from 'yjs';
import { includes, type Right } from '@samenspel/domain';
import { TEXT_ROOT } from '../schema/schema';
import type { ServerMessage } from '../wire/messages';
import type { MovedCaret } from '../wire/peers';
import type { Copy } from './copies';
import { LeaseWait } from './lease-wait';
import { Listeners } from './listeners';
import {
  REMOTE,
  type Caret,
  type LiveSection,
  type Peer,
  type RefusalReason,
  type SaveState,
  type Unsubscribe,
} from './live-section';
import { MAX_FRAME_BYTES, type Outgoing } from './outgoing';
import { ownBeyond } from './own-beyond';
import { OwnText } from './own-text';
import { Patience } from './patience';
import { TextCopy } from './text-copy';
import type { LeaseGrant, SectionHost, SectionOptions } from './section-host';

type Joined = Extract<ServerMessage, { type: 'joined' }>;

/** One live section. See `LiveSection` for what the interface relies on. */
export class Section implements LiveSection {
  readonly #own = new OwnText();
  readonly #copy = new TextCopy(this.#own);
  readonly doc = this.#copy.doc;
  readonly ownClientIds = this.#copy.ownClientIds;
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
  readonly #patience: Patience;
  /** Has the server let this connection in? Before that it would take no frame. */
  #inRoom = false;
  #sent: { outgoing: Outgoing; frame: number } | null = null;
  readonly #lease: LeaseWait;
  readonly #changed = new Listeners<[]>();
  readonly #peersChanged = new Listeners<[]>();
  readonly #saved = new Listeners<Parameters<Parameters<LiveSection['onSaved']>[0]>>();

  constructor(
    readonly sectionId: string,
    readonly options: SectionOptions,
    private readonly host: SectionHost,
  ) {
    this.#lease = new LeaseWait((ms, callback) => host.after(ms, callback));
    this.#patience = new Patience((ms, callback) => host.after(ms, callback));
    this.doc.getXmlFragment(TEXT_ROOT);
    this.doc.on('update', (update: Uint8Array, origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
      if (origin === REMOTE || !transaction.local) return;
      // Without an origin and without new text it is Yjs cleaning up formatting after somebody else's change: every replica
      // does that for itself. New text is never held back: all that is typed after it would wait for it.
      const nobodys = origin === null || origin === undefined;
      if (nobodys && Y.parseUpdateMeta(update).to.size === 0) return;
      this.#typed(update, this.#copy.copiesOf(transaction));
    });
  }

  get save(): SaveState {
    return this.#save;
  }

  get mayType(): boolean {
    return this.state === 'live' && this.right === 'write' && this.#own.current !== null;
  }

  prepareToWrite(): Promise<boolean> {
    if (this.mayType) return Promise.resolve(true);
    if (this.state === 'closed' || (this.state === 'live' && this.right !== 'write')) return Promise.resolve(false);
    // Nobody should type into nothing while there is no connection.
    if (this.state === 'live' && this.host.lost) return Promise.resolve(false);
    const ready = this.#lease.wait();
    this.askForLease();
    return ready;
  }

  expectToWrite(): void {
    if (this.mayLease && !this.#lease.denied) this.host.takeSpare(this);
  }

  /** Is a lease of use here, and missing? */
  get mayLease(): boolean {
    return this.state === 'live' && this.right === 'write' && this.#own.current === null;
  }

  /** Does somebody wait to begin? */
  get awaitsLease(): boolean {
    return this.#lease.awaited;
  }

  /** Asks the server for a lease, once on each connection. */
  askForLease(): void {
    if (!this.mayLease || this.#lease.asked || !this.host.up) return;
    this.#lease.asked = true;
    this.host.requestLease(this);
  }

  setCaret(caret: Caret | null): void {
    this.host.sendCaret(this, caret);
  }

  on(event: 'changed' | 'peers', listener: () => void): Unsubscribe {
    return (event === 'changed' ? this.#changed : this.#peersChanged).add(listener);
  }

  onBeforeRemote(listener: Parameters<LiveSection['onBeforeRemote']>[0]): Unsubscribe {
    return this.#copy.beforeRemote.add(listener);
  }

  onSaved(listener: Parameters<LiveSection['onSaved']>[0]): Unsubscribe {
    return this.#saved.add(listener);
  }

  /** Is there own text that is not acknowledged? */
  get unsent(): boolean {
    return this.adopting || !this.#own.empty;
  }

  get onlyHere(): boolean {
    return this.#own.onlyHere;
  }

  /** Resolves when the outbox has what was given to it so far. */
  written(): Promise<void> {
    return this.#own.written();
  }

  /** Text of an earlier page, to be sent first. Called before the first join. */
  adopt(outgoing: Outgoing): void {
    this.#own.adopt(outgoing);
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
    const again = this.known !== null;
    const { snapshot, updates, seq } = message;
    if (snapshot !== null && !this.#copy.apply(snapshot, null)) return this.#leaseTaken();
    if (!this.#copy.applyRows(updates, seq - updates.length)) return this.#leaseTaken();
    this.known = { generation: message.generation, seq };
    this.right = message.right;
    this.damaged = message.damaged;
    this.state = 'live';
    this.#inRoom = true;
    this.#lease.denied = false;
    this.#sent = null;
    // Unsent text of an earlier page stands in the copy since the last time: without the right it is no part of this text.
    if (again && this.right !== 'write' && this.#loseUnsent(this.damaged ? 'quarantined' : 'forbidden')) return;
    this.#sendAdopted();
    if (this.right !== 'write') {
      this.#lease.settle(false);
      if (this.#loseUnsent(this.damaged ? 'quarantined' : 'forbidden')) return;
    } else if (this.awaitsLease) this.askForLease();
    else if (!this.options.restricted && this.users > 0) this.expectToWrite();
    this.#settle();
  }

  remote(message: Extract<ServerMessage, { type: 'update' }>): void {
    if (this.known === null || message.generation !== this.known.generation) return;
    if (!this.#copy.applyRows(message.updates, this.known.seq)) return this.#leaseTaken();
    if (message.seq > this.known.seq) this.known = { ...this.known, seq: message.seq };
  }

  /** A lease of this section, locked for this page. False when it is of no use here. */
  leased(lease: LeaseGrant): boolean {
    this.#lease.asked = false;
    if (!this.mayLease || this.known?.generation !== lease.generation) return false;
    // A spare that somebody wrote under after all: what is typed under it now would have clocks that are taken.
    if (Y.getState(this.doc.store, lease.clientId) > 0) return false;
    this.#own.begin(this.host.newOutgoing(this, lease));
    this.ownClientIds.add(lease.clientId);
    this.doc.clientID = lease.clientId;
    this.#lease.settle(true);
    this.#settle();
    return true;
  }

  leaseRefused(reason: RefusalReason): void {
    this.#lease.asked = false;
    if (reason === 'retry') {
      this.#patience.later(() => {
        if (this.awaitsLease) this.askForLease();
        this.#settle();
      });
    } else {
      this.#lease.denied = true;
      this.#lease.settle(false);
    }
  }

  acknowledged(leaseId: string, frame: number, seq: number): void {
    const outgoing = this.#own.all.find((candidate) => candidate.lease.leaseId === leaseId);
    const saved = outgoing?.acknowledge(frame);
    if (outgoing === undefined || !saved) return;
    this.#saw(seq);
    this.#sent = null;
    this.#patience.progress();
    this.#own.accepted();
    const client = outgoing.lease.clientId;
    const clock = Y.parseUpdateMeta(saved).to.get(client);
    if (clock !== undefined) this.#saved.tell({ client, clock }, seq);
    this.#settle();
  }

  refused(leaseId: string, frame: number, reason: RefusalReason, lastFrame: number): void {
    if (this.#sent === null || this.#sent.outgoing.lease.leaseId !== leaseId || this.#sent.frame !== frame) return;
    const { outgoing } = this.#sent;
    this.#sent = null;
    this.#patience.answered();
    const again = this.#own.refused(reason, outgoing, lastFrame);
    if (again === null) {
      this.#giveUp(reason);
      this.close();
      return;
    }
    this.#patience.troubled = true;
    this.#patience.later(() => (again === 'rejoin' ? this.#rejoin() : this.#settle()));
    this.#settle();
  }

  /** Begins anew on the same line; what is unsent is sent again once the server has let this connection in. */
  #rejoin(): void {
    this.#inRoom = false;
    this.host.rejoin(this);
  }

  rightChanged(right: Right): void {
    this.right = right;
    if (right !== 'write') {
      this.#lease.settle(false);
      if (this.#loseUnsent('forbidden')) return;
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
    this.#peersChanged.tell();
  }

  /** Of those whom the last list named; of anybody else another list will tell. */
  moveCarets(carets: readonly MovedCaret[]): void {
    const moved = new Map(carets.map(({ key, caret }) => [key, caret]));
    this.setPeers(
      this.peers.flatMap((peer) => {
        const caret = moved.get(peer.key);
        if (caret === null) return [];
        return caret === undefined ? peer : { ...peer, caret };
      }),
    );
  }

  connectionDown(): void {
    this.#inRoom = false;
    this.#sent = null;
    this.#lease.asked = false;
    this.#patience.hold();
    this.setPeers([]);
    this.#settle();
  }

  connectionLost(): void {
    if (this.state === 'live') this.#lease.settle(false);
    this.#settle();
  }

  /** Wipes the copy. The section object is dead afterwards; the interface opens a new one when it wants to go on. */
  close(): void {
    if (this.state === 'closed') return;
    this.state = 'closed';
    this.right = 'none';
    this.#patience.end();
    this.#lease.settle(false);
    this.peers = [];
    this.#copy.end();
    this.#settle();
  }

  #typed(update: Uint8Array, copies: readonly Copy[]): void {
    if (this.#own.typed(update, this.doc.clientID, copies)) this.#settle();
    // No editor writes without a lease; if one does, its text cannot be proven to be this person's and is kept apart.
    else this.host.keepDraft(this, 'lease', [update], { keys: [], copies, written: Promise.resolve() });
  }

  /** Rows arrive in order, acknowledgements may run ahead of them: what was missed in between is on its way. */
  #saw(seq: number): void {
    if (this.known !== null && seq === this.known.seq + 1) this.known = { ...this.known, seq };
  }

  #sendAdopted(): void {
    for (const outgoing of this.#own.adopted) {
      if (outgoing.lease.generation !== this.known?.generation) this.#keep('generation', [outgoing]);
      else if (!includes(this.right, 'write')) this.#keep(this.damaged ? 'quarantined' : 'forbidden', [outgoing]);
      else {
        outgoing.dropSaved((update) => this.#own.isSaved(update));
        for (const update of outgoing.everything()) Y.applyUpdate(this.doc, update, REMOTE);
      }
    }
    this.#own.tidy();
  }

  /** Somebody else writes under the lease of this page. */
  #leaseTaken(): void {
    this.#giveUp('lease');
    this.close();
  }

  /** The right to send is gone. What was typed and not sent is no longer part of this text: it begins anew. */
  #loseUnsent(reason: RefusalReason): boolean {
    if (!this.unsent) return false;
    this.#giveUp(reason);
    this.close();
    return true;
  }

  #giveUp(reason: RefusalReason, instead: Uint8Array | null = null): void {
    this.#sent = null;
    this.#keep(reason, this.#own.giveUp(), instead);
  }

  #keep(reason: RefusalReason, given: readonly Outgoing[], instead: Uint8Array | null = null): void {
    if (given.length === 0 && instead === null) return;
    // Where somebody else used the lease, the clocks that the server has may be of his words.
    const isSaved = (update: Uint8Array): boolean => reason !== 'lease' && this.#own.isSaved(update);
    const unsent = given.map((outgoing) => outgoing.giveUp(isSaved));
    const updates = instead === null ? unsent.flatMap((one) => one.updates) : [instead];
    const written = Promise.all(given.map((outgoing) => outgoing.settled()));
    const keys = unsent.flatMap((one) => one.keys);
    const copies = instead === null ? unsent.flatMap((one) => one.copies) : [];
    this.host.keepDraft(this, reason, updates, { keys, copies, written });
  }

  /** Sends what can be sent and says how things stand. The one place where both happen. */
  #settle(): void {
    if (this.#inRoom && this.state === 'live' && this.#sent === null && !this.#patience.waiting) this.#sendNext();
    if (this.unsent) this.#patience.watch(() => this.#settle());
    else this.#patience.nothing();
    this.#save = this.#stateNow();
    this.#changed.tell();
    this.host.settled(this);
  }

  #sendNext(): void {
    for (const outgoing of this.#own.all) {
      const frame = outgoing.next();
      if (frame === null) continue;
      this.#sent = { outgoing, frame: frame.frame };
      if (frame.bytes.byteLength > MAX_FRAME_BYTES) {
        // The line would be cut at it each time, and everything else of this page with it. Not within the transaction that made it.
        this.host.after(0, () => this.refused(outgoing.lease.leaseId, frame.frame, 'too-large', 0));
        return;
      }
      this.host.sendFrame(this, outgoing, frame);
      this.#patience.expectAnswer(() => this.#rejoin());
      return;
    }
  }

  #stateNow(): SaveState {
    if (!this.unsent) return { kind: 'saved' };
    if (!this.host.up && this.host.lost) return { kind: 'unsaved', reason: 'no-connection' };
    return this.#patience.troubled ? { kind: 'unsaved', reason: 'server-cannot-save' } : { kind: 'saving' };
  }
}
