import { SectionEngine } from '../server/engine';
import type { Bus, ClusterStore, Connection, Speaker } from '../server/ports';
import { SectionMessages, type HeardMessage } from '../wire/section-messages';
import type { MemoryStore } from './memory-store';
import type { VirtualTime } from './virtual-time';

/** A connection by hand: keeps what it is handed. */
export class Line implements Connection {
  readonly heard: HeardMessage[] = [];
  readonly #messages = new SectionMessages();
  backlog = false;
  open = true;

  constructor(readonly speaker: Speaker) {}

  send(bytes: Uint8Array): void {
    if (this.open) this.heard.push(this.#messages.read(bytes));
  }
  sendVolatile(bytes: Uint8Array): boolean {
    this.send(bytes);
    return true;
  }
  hasBacklog(): boolean {
    return this.backlog;
  }
  close(): void {
    this.open = false;
  }

  /** What of this type was heard so far. */
  of<Type extends HeardMessage['type']>(type: Type): Extract<HeardMessage, { type: Type }>[] {
    return this.heard.filter((one): one is Extract<HeardMessage, { type: Type }> => one.type === type);
  }
}

/** Hints between nodes that a test can take away. */
export class MemoryBus {
  up = true;
  readonly #listeners = new Map<string, (hint: Uint8Array) => void>();

  /** @param soon how a hint gets its turn */
  constructor(private readonly soon: (deliver: () => void) => void) {}

  forNode(node: string): Bus {
    return {
      publish: (hint) => {
        if (!this.up) return;
        for (const [other, listener] of this.#listeners) if (other !== node) this.soon(() => listener(hint.slice()));
      },
      listen: (listener) => void this.#listeners.set(node, listener),
    };
  }

  leave(node: string): void {
    this.#listeners.delete(node);
  }
}

/** One server among several on one store. */
export class MemoryNode {
  readonly errors: string[] = [];
  readonly engine: SectionEngine;
  /** Does it reach the database's account of the other nodes? */
  reachesCluster = true;
  /** What the database's answer waits for. */
  beforeHearing: Promise<void> = Promise.resolve();
  /** What its confirmation waits for. */
  beforeConfirming: Promise<void> = Promise.resolve();

  constructor(name: string, store: MemoryStore, bus: MemoryBus, time: VirtualTime, newKey: () => number) {
    this.engine = new SectionEngine({
      store,
      facts: store,
      scheduler: time,
      cluster: this.#cluster(store.forNode(name)),
      bus: bus.forNode(name),
      log: { error: (event) => this.errors.push(event) },
      newKey,
      mayWait: { frames: 3, bytes: 1_000_000 },
    });
  }

  #cluster(store: ClusterStore): ClusterStore {
    const reached = <Answer>(ask: () => Promise<Answer>): Promise<Answer> =>
      this.reachesCluster ? ask() : Promise.reject(new Error('the database is not reached'));
    return {
      hear: (asked) => reached(() => this.beforeHearing.then(() => store.hear(asked))),
      confirm: (asOf) => reached(() => this.beforeConfirming.then(() => store.confirm(asOf))),
      behind: (since, leaseMs) => reached(() => store.behind(since, leaseMs)),
      announce: (news) => reached(() => store.announce(news)),
    };
  }
}
