import type { Actor, PartyView, PersonId, Role, SeatId, SectionAccess, SessionId, TableId } from '@samenspel/domain';
import { audienceOf, id, type Preset } from '@samenspel/domain';
import * as Y from 'yjs';
import { createCollabClient } from '../client/collab-client';
import type { CollabClient } from '../client/live-section';
import type { LeaseLocks, Outbox, Transport, TransportListener } from '../client/ports';
import { writeBlocks } from '../schema/blocks';
import { SectionEngine } from '../server/engine';
import type { Connection, Speaker } from '../server/ports';
import { decodeClientMessage } from '../wire/messages';
import { MemoryStore } from './memory-store';
import { VirtualTime } from './virtual-time';

export const TABLE = id<TableId>('10000000-0000-4000-8000-000000000001');

let next = 1;
/** A new UUID, the same in every run. */
export function uuid(): string {
  return `20000000-0000-4000-8000-${String(next++).padStart(12, '0')}`;
}

/** One browser tab: its client, and a wire whose two directions a test empties by hand. */
export class Tab implements Connection {
  readonly client: CollabClient;
  readonly received: Uint8Array[] = [];
  #toServer: Uint8Array[] = [];
  #toClient: Uint8Array[] = [];
  #listener: TransportListener | null = null;
  attached = false;
  closedByServer = 0;
  backlog = false;

  constructor(
    private readonly world: World,
    readonly speaker: Speaker,
    outbox: Outbox | null,
    locks: LeaseLocks = { take: () => Promise.resolve(true) },
    /** What the client warns of; without it a warning fails the test. */
    warned: ((event: string) => void) | null = null,
  ) {
    const transport: Transport = {
      connect: () => undefined,
      send: (bytes) => this.#toServer.push(bytes.slice()),
      sendVolatile: (bytes) => this.#toServer.push(bytes.slice()),
      listen: (listener) => {
        this.#listener = listener;
      },
      close: () => this.cut(),
    };
    this.client = createCollabClient({
      transport,
      owner: `${speaker.actor.personId}:${speaker.actor.seat?.seatId ?? ''}`,
      outbox,
      locks,
      clock: world.time,
      log: {
        warn: (event, cause) => {
          if (warned === null) throw new Error(event, { cause });
          warned(event);
        },
      },
      newId: uuid,
    });
    world.tabs.push(this);
  }

  send(bytes: Uint8Array): void {
    if (this.attached) this.#toClient.push(bytes.slice());
  }
  sendVolatile(bytes: Uint8Array): boolean {
    this.send(bytes);
    return true;
  }
  hasBacklog(): boolean {
    return this.backlog;
  }
  close(): void {
    this.closedByServer += 1;
    this.cut();
  }

  connect(): void {
    if (this.attached) return;
    this.attached = true;
    this.world.engine.attach(this);
    this.#listener?.up();
  }

  /** The line breaks; what was on the way is lost. */
  cut(): void {
    if (!this.attached) return;
    this.attached = false;
    this.#toServer = [];
    this.#toClient = [];
    this.world.engine.detach(this);
    this.#listener?.down('network');
  }

  /** What is on its way to the server never comes, and the line stays. */
  loseSent(): void {
    this.#toServer = [];
  }

  /** Delivers up to `count` messages to the server. */
  async toServer(count = Infinity): Promise<void> {
    for (const bytes of this.#toServer.splice(0, count))
      await this.world.engine.receive(this, decodeClientMessage(bytes));
  }

  /** Delivers up to `count` messages to the client. */
  toClient(count = Infinity): void {
    for (const bytes of this.#toClient.splice(0, count)) {
      this.received.push(bytes);
      this.#listener?.message(bytes);
    }
  }

  /** Puts bytes on the wire that no honest client would. */
  inject(bytes: Uint8Array): void {
    this.#toServer.push(bytes);
  }

  get idle(): boolean {
    return this.#toServer.length === 0 && this.#toClient.length === 0;
  }
}

/** A server on a store in memory and tabs of different parties, on virtual time. */
export class World {
  readonly time = new VirtualTime();
  readonly store = new MemoryStore(() => this.time.elapsed());
  readonly tabs: Tab[] = [];
  readonly errors: string[] = [];
  engine = this.#newEngine();

  #newEngine(): SectionEngine {
    return new SectionEngine({
      store: this.store,
      facts: this.store,
      scheduler: this.time,
      cluster: this.store.forNode('only'),
      log: { error: (event) => this.errors.push(event) },
      newKey: () => next++,
    });
  }

  /** As kill -9: what was not in the store is gone, and every line with it. */
  killServer(): void {
    for (const tab of this.tabs) tab.cut();
    this.engine = this.#newEngine();
  }

  section(preset: Preset, text = 'Begin'): string {
    const sectionId = uuid();
    const doc = new Y.Doc();
    doc.clientID = 1;
    writeBlocks(doc, [{ type: 'block', kind: 'paragraph', runs: [{ text }] }], uuid);
    const audience = audienceOf(preset);
    const access: SectionAccess = { tableId: TABLE, grants: audience.grants, owners: audience.owners };
    this.store.add(
      { sectionId, access, accessVersion: 1, generation: 1, namesVisible: false },
      Y.encodeStateAsUpdate(doc),
    );
    return sectionId;
  }

  speaker(role: Role, name: string = role, seatId: SeatId = id<SeatId>(uuid())): Speaker {
    const party: PartyView = {
      organisationId: uuid(),
      name,
      abbreviation: name.slice(0, 3),
      kind: 'municipality',
      mark: { shape: 'circle', hue: 0 },
    };
    const actor: Actor = {
      personId: id<PersonId>(uuid()),
      sessionId: id<SessionId>(uuid()),
      seat: { seatId, tableId: TABLE, role },
      administrator: false,
    };
    return { actor, party, personName: `Persoon van ${name}` };
  }

  tab(speaker: Speaker, outbox: Outbox | null = null): Tab {
    const tab = new Tab(this, speaker, outbox);
    tab.connect();
    return tab;
  }

  /** Delivers everything both ways until nothing moves. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 3;) {
      this.time.runSoon();
      for (const tab of this.tabs) await tab.toServer();
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
      for (const tab of this.tabs) tab.toClient();
      this.time.runSoon();
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
      quiet = this.tabs.every((tab) => tab.idle) ? quiet + 1 : 0;
    }
  }
}
