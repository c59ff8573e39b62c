import { Drafts } from './drafts';
import { Leases } from './leases';
import type { CollabClient, LiveSection, News, RecoveredDraft, SaveState, Unsubscribe } from './live-section';
import { Outgoing, type LeaseIdentity } from './outgoing';
import type { ClientClock, ClientLog, LeaseLocks, Outbox, OutboxRecord, Transport } from './ports';
import { Section } from './section';
import type { LeaseGrant, SectionHost, SectionOptions } from './section-host';
import { isSpare, Spares } from './spares';
import { encodeClientMessage, type ClientMessage, type ClosingReason } from '../wire/messages';
import { SectionMessages, type HeardMessage } from '../wire/section-messages';
import type { Caret } from './live-section';

export interface CollabClientOptions {
  readonly transport: Transport;
  /** Person and seat, for whom unsent text is kept: `${personId}:${seatId}`. */
  readonly owner: string;
  readonly outbox: Outbox | null;
  readonly locks: LeaseLocks;
  readonly clock: ClientClock;
  readonly log: ClientLog;
  readonly newId: () => string;
}

/** A server that is started anew is back within this time, in milliseconds: nobody is told of a connection that was away for less. */
const LOST_AFTER_MS = 2_000;
/** Carets are sent at most this often, in milliseconds. */
const CARET_MS = 100;

/** Makes the client of one browser tab, for one person acting through one seat. Connects at once. */
export function createCollabClient(options: CollabClientOptions): CollabClient & { connect(): void } {
  return new Client(options);
}

class Client implements CollabClient, SectionHost {
  readonly #sections = new Map<string, Section>();
  readonly #listeners = new Map<'changed' | 'news', Set<(news?: News) => void>>([
    ['changed', new Set()],
    ['news', new Set()],
  ]);
  readonly #toJoin = new Set<Section>();
  readonly #carets = new Map<string, Caret | null>();
  readonly #drafts: Drafts;
  readonly #leases: Leases;
  #left: Promise<Map<string, OutboxRecord[]>>;
  #key = -1;
  /** Of this connection; the next one begins anew. */
  #heard = new SectionMessages();
  #cancelCarets: (() => void) | null = null;
  up = false;
  lost = true;
  #cancelLost: (() => void) | null = null;

  constructor(private readonly options: CollabClientOptions) {
    const { owner, outbox, locks, clock, newId } = options;
    const warn = (event: string, cause: unknown): void => options.log.warn(event, cause);
    this.#drafts = new Drafts({ owner, outbox, now: () => clock.now(), newId, warn, changed: () => this.changed() });
    this.#leases = new Leases({
      locks,
      clock,
      spares: outbox === null ? null : new Spares(owner, outbox, locks),
      identity: (section, lease) => this.#identity(section, lease),
      failed: (cause) => this.#outboxFailed(cause),
    });
    this.#left = this.#leftBehind();
    void this.#sendLeftBehind();
    options.transport.listen({
      up: () => {
        this.#heard = new SectionMessages();
        this.#wentUp();
      },
      down: (reason) => this.#wentDown(reason),
      message: (bytes) => this.#message(this.#heard.read(bytes)),
    });
    options.transport.connect();
  }

  get connected(): boolean {
    return this.up;
  }

  get drafts(): readonly RecoveredDraft[] {
    return this.#drafts.all;
  }

  get unsent(): boolean {
    return [...this.#sections.values()].some((section) => section.unsent);
  }

  get onlyHere(): boolean {
    return [...this.#sections.values()].some((section) => section.onlyHere) || this.drafts.some(({ kept }) => !kept);
  }

  get save(): SaveState {
    const states = [...this.#sections.values()].map((section) => section.save);
    const worst = (kind: SaveState['kind']): SaveState | undefined => states.find((state) => state.kind === kind);
    // Text that was refused is not saved, until its author has done something with it.
    const draft = this.drafts.at(-1);
    const refused: SaveState | null = draft === undefined ? null : { kind: 'refused', reason: draft.reason };
    return worst('unsaved') ?? refused ?? worst('saving') ?? { kind: 'saved' };
  }

  connect(): void {
    this.options.transport.connect();
  }

  open(sectionId: string, options: SectionOptions = { title: '', restricted: true }): LiveSection {
    const held = this.#sections.get(sectionId);
    if (held !== undefined && held.state !== 'closed') {
      held.users += 1;
      return held;
    }
    const section = new Section(sectionId, options, this);
    this.#sections.set(sectionId, section);
    if (this.options.outbox === null) this.rejoin(section);
    else void this.#adoptThenJoin(section);
    return section;
  }

  close(sectionId: string): void {
    const section = this.#sections.get(sectionId);
    if (section === undefined) return;
    section.users -= 1;
    this.#closeWhenDone(section);
  }

  /** Unsent text keeps its section alive until it is saved, also when nobody looks at it any more. */
  #closeWhenDone(section: Section): void {
    if (section.users > 0 || section.unsent || this.#sections.get(section.sectionId) !== section) return;
    this.#sections.delete(section.sectionId);
    this.#toJoin.delete(section);
    if (this.up) this.#send({ type: 'leave', sectionId: section.sectionId });
    section.close();
  }

  on(event: 'changed' | 'news', listener: (news?: News) => void): Unsubscribe {
    this.#listeners.get(event)?.add(listener);
    return () => this.#listeners.get(event)?.delete(listener);
  }

  discardDraft(draftId: string): Promise<void> {
    return this.#drafts.discard(draftId);
  }

  destroy(): void {
    this.#cancelCarets?.();
    this.#cancelLost?.();
    this.#leases.end();
    const sections = [...this.#sections.values()];
    // Another page of the same person may send what is left, once all of it is written down.
    void Promise.all(sections.map((section) => section.written())).then(() => this.options.locks.release?.());
    for (const section of sections) section.close();
    this.#sections.clear();
    this.options.transport.close();
  }

  // What the sections ask for.

  newOutgoing(section: Section, lease: LeaseGrant): Outgoing {
    return new Outgoing(
      this.#identity(section, lease),
      section.options.restricted ? null : this.options.outbox,
      () => this.options.clock.now(),
      (cause) => this.#outboxFailed(cause),
    );
  }

  sendFrame(section: Section, outgoing: Outgoing, frame: { frame: number; bytes: Uint8Array }): void {
    const { generation, leaseId } = outgoing.lease;
    this.#send({ type: 'frame', sectionId: section.sectionId, generation, leaseId, ...frame });
  }

  sendCaret(section: Section, caret: Caret | null): void {
    this.#carets.set(section.sectionId, caret);
    this.#cancelCarets ??= this.options.clock.after(CARET_MS, () => {
      this.#cancelCarets = null;
      const carets = [...this.#carets];
      this.#carets.clear();
      if (!this.up) return;
      for (const [sectionId, moved] of carets) {
        this.options.transport.sendVolatile(encodeClientMessage({ type: 'caret', sectionId, caret: moved }));
      }
    });
  }

  requestLease(section: Section): void {
    this.#send({ type: 'lease', sectionId: section.sectionId });
  }

  takeSpare(section: Section): void {
    this.#leases.takeSpare(section);
  }

  /** Joins at the end of this turn, all sections that were opened meanwhile in one message. */
  rejoin(section: Section): void {
    this.#toJoin.add(section);
    if (this.#toJoin.size > 1) return;
    this.options.clock.soon(() => {
      if (!this.up) return; // all are joined when the connection comes up
      const sections = [...this.#toJoin].filter((wanted) => wanted.state !== 'closed');
      this.#toJoin.clear();
      if (sections.length === 0) return;
      this.#send({ type: 'join', sections: sections.map(({ sectionId, known }) => ({ sectionId, known })) });
    });
  }

  after(ms: number, callback: () => void): () => void {
    return this.options.clock.after(ms, callback);
  }

  keepDraft(...[section, reason, updates, records]: Parameters<SectionHost['keepDraft']>): void {
    const { title: sectionTitle, restricted } = section.options;
    const origin = { sectionId: section.sectionId, sectionTitle, restricted };
    this.#drafts.keep(origin, reason, updates, records);
  }

  settled(section: Section): void {
    this.#closeWhenDone(section);
    this.changed();
  }

  changed(): void {
    for (const listener of [...(this.#listeners.get('changed') ?? [])]) listener();
  }

  // The connection.

  #wentUp(): void {
    this.up = true;
    this.lost = false;
    this.#cancelLost?.();
    this.#toJoin.clear();
    for (const section of this.#sections.values()) if (section.state !== 'closed') this.rejoin(section);
    this.changed();
  }

  #wentDown(reason: 'network' | 'session-ended' | 'reload-needed' | ClosingReason): void {
    this.up = false;
    this.#cancelLost?.();
    this.#cancelLost = this.options.clock.after(LOST_AFTER_MS, () => {
      this.lost = true;
      for (const section of this.#sections.values()) section.connectionLost();
      this.changed();
    });
    for (const section of this.#sections.values()) section.connectionDown();
    this.changed();
    if (reason !== 'network') this.#news({ kind: reason });
  }

  #message(message: HeardMessage): void {
    if (message.type === 'hello') {
      this.#key = message.key;
      return;
    }
    if (message.type === 'news') {
      this.#news(newsOf(message));
      return;
    }
    if (message.type === 'closing') {
      this.#news({ kind: message.reason });
      return;
    }
    const section = this.#sections.get(message.sectionId);
    if (section === undefined || section.state === 'closed') return;
    switch (message.type) {
      case 'joined':
        return section.joined(message);
      case 'join-refused':
      case 'revoked':
        return section.revoked();
      case 'restarted':
        return section.restarted();
      case 'leased':
        return void this.#leases.given(section, message);
      case 'lease-refused':
        return section.leaseRefused(message.reason);
      case 'ack':
        return section.acknowledged(message.leaseId, message.frame, message.seq);
      case 'refused':
        return section.refused(message.leaseId, message.frame, message.reason, message.lastFrame);
      case 'update':
        return section.remote(message);
      case 'right':
        return section.rightChanged(message.right);
      case 'carets':
        return section.moveCarets(message.carets);
      case 'peers':
        return section.setPeers(message.peers.filter((peer) => peer.key !== this.#key));
    }
  }

  #news(news: News): void {
    for (const listener of [...(this.#listeners.get('news') ?? [])]) listener(news);
  }

  #send(message: ClientMessage): void {
    if (this.up) this.options.transport.send(encodeClientMessage(message));
  }

  #identity(section: Section, { leaseId, clientId, generation }: LeaseGrant): LeaseIdentity {
    return {
      leaseId,
      clientId,
      generation,
      sectionId: section.sectionId,
      sectionTitle: section.options.title,
      owner: this.options.owner,
      since: this.options.clock.now().toISOString(),
    };
  }

  #outboxFailed(cause: unknown): void {
    this.options.log.warn('outbox-failed', cause);
    this.changed();
  }

  // What an earlier page of this browser left behind.

  async #leftBehind(): Promise<Map<string, OutboxRecord[]>> {
    const byLease = new Map<string, OutboxRecord[]>();
    try {
      for (const record of (await this.options.outbox?.all(this.options.owner)) ?? []) {
        if (isSpare(record)) continue;
        byLease.set(record.leaseId, [...(byLease.get(record.leaseId) ?? []), record]);
      }
      // What another living tab is still sending is not ours.
      for (const leaseId of [...byLease.keys()]) if (!(await this.options.locks.take(leaseId))) byLease.delete(leaseId);
    } catch (cause) {
      this.options.log.warn('outbox-unread', cause);
    }
    return byLease;
  }

  /** Text of an earlier page goes on its way wherever in the product this one was opened. */
  async #sendLeftBehind(): Promise<void> {
    await this.#drafts.load();
    for (const records of (await this.#left).values()) {
      const [first] = records;
      if (first === undefined) continue;
      this.open(first.sectionId, { title: first.sectionTitle, restricted: false });
      this.close(first.sectionId);
    }
    this.changed();
  }

  async #adoptThenJoin(section: Section): Promise<void> {
    const { outbox } = this.options;
    section.adopting = true;
    const left = await this.#left;
    // Oldest lease first: what was typed after a reload may stand beside what was typed, and never saved, before it.
    const oldest = (records: readonly OutboxRecord[]): string =>
      records.reduce((first, { since }) => (since < first ? since : first), records[0]?.since ?? '');
    const inOrder = [...left].sort(([, one], [, other]) => (oldest(one) < oldest(other) ? -1 : 1));
    for (const [leaseId, records] of inOrder) {
      if (outbox === null || records[0]?.sectionId !== section.sectionId) continue;
      left.delete(leaseId);
      const outgoing = Outgoing.adopt(
        records,
        outbox,
        () => this.options.clock.now(),
        (cause) => this.#outboxFailed(cause),
      );
      if (outgoing !== null) section.adopt(outgoing);
    }
    section.adopting = false;
    if (section.state !== 'closed') this.rejoin(section);
    this.#closeWhenDone(section);
  }
}

function newsOf({ kind, id }: Extract<HeardMessage, { type: 'news' }>): News {
  switch (kind) {
    case 'document-changed':
      return { kind, documentId: id };
    case 'comments-changed':
      return { kind, sectionId: id };
    case 'table-changed':
    case 'outcomes-changed':
      return { kind, tableId: id };
  }
}
