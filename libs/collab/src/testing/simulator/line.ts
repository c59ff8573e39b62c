import type { Connection, Speaker } from '../../server/ports';
import type { SimulationContext } from './context';
import type { Process } from './process';
import type { Random } from '../random';
import type { Tap } from './tap';

/** After this both ends know that nothing comes through any more, in milliseconds (the ping of socket.io). */
const PING_MS = 20_000;
/** Messages that may wait for a slow reader: more than these and he is dropped. */
const MAX_BACKLOG = 15;

/** The browser's side of a line. */
export interface LineClient {
  readonly process: Process;
  up(line: Line): void;
  heard(bytes: Uint8Array): void;
  down(line: Line): void;
}

/** The server's side of a line. */
export interface LineServer {
  readonly process: Process;
  received(line: Line, bytes: Uint8Array): void;
  gone(line: Line): void;
}

/**
 * One connection: what goes in on one side comes out on the other, in order and after a while, or never when the line breaks
 * first. To the engine it is a `Connection`; what it hands over passes the tap.
 */
export class Line implements Connection {
  /** The number that the engine gave to this connection. */
  key = -1;
  open = true;
  /** Milliseconds that a message takes, at most. */
  latency: number;
  #silent = false;
  #slow = false;
  #backlog: Uint8Array[] = [];
  readonly #arrival = { up: 0, down: 0 };

  constructor(
    private readonly context: SimulationContext,
    private readonly random: Random,
    readonly speaker: Speaker,
    private readonly client: LineClient,
    private readonly server: LineServer,
    private readonly tap: Tap,
  ) {
    this.latency = 1 + random.below(30);
    this.#later('down', () => client.process.enter(() => (this.open ? client.up(this) : undefined)));
  }

  // The server's end.

  send(bytes: Uint8Array): void {
    // What a server that was killed in the midst of a turn still computes reaches nobody.
    if (!this.server.process.alive) return;
    this.tap.handed(this, bytes);
    if (!this.open) return;
    if (this.#silent || this.#slow || this.#backlog.length > 0) {
      this.#backlog.push(bytes.slice());
      if (this.#backlog.length > MAX_BACKLOG) this.#drop();
    } else {
      this.#depart(bytes.slice());
    }
  }

  sendVolatile(bytes: Uint8Array): boolean {
    if (this.hasBacklog()) return false;
    this.send(bytes);
    return true;
  }

  hasBacklog(): boolean {
    return this.#backlog.length > 0;
  }

  close(): void {
    this.tap.closed(this);
    if (!this.open) return;
    if (this.#backlog.length > 0) this.context.goals.hit('closed for its backlog');
    this.#end('server');
  }

  // The browser's end.

  toServer(bytes: Uint8Array): void {
    if (!this.open || this.#silent) return this.context.goals.hit('message lost');
    const copy = bytes.slice();
    this.#later('up', () => {
      if (!this.open) return this.context.goals.hit('message lost');
      this.context.trace.bytes(copy);
      this.server.process.enter(() => (this.open ? this.server.received(this, copy) : undefined));
    });
  }

  hangUp(): void {
    this.#end('client');
  }

  // What the network does.

  cut(): void {
    if (this.open) this.context.goals.hit('line cut');
    this.#end('network');
  }

  /** Nothing comes through any more, and neither side knows. */
  fallSilent(): void {
    if (!this.open || this.#silent) return;
    this.#silent = true;
    this.context.goals.hit('line half-open');
    this.context.timeline.plan(PING_MS, () => this.#end('network'));
  }

  get silent(): boolean {
    return this.#silent;
  }

  slowDown(): void {
    this.#slow = true;
  }

  speedUp(): void {
    this.#slow = false;
    if (this.#silent || !this.open) return;
    const waiting = this.#backlog.splice(0);
    if (waiting.length > 0) this.context.goals.hit('slow reader');
    for (const bytes of waiting) {
      // What waited leaves this machine only now: it must still be allowed.
      this.tap.departs(this, bytes);
      this.#depart(bytes);
    }
  }

  #drop(): void {
    this.context.goals.hit('backlog dropped');
    // The engine hears of it in a moment; what it hands over until then goes nowhere.
    this.#end('server');
  }

  #depart(bytes: Uint8Array): void {
    this.#later('down', () => {
      if (!this.open || this.#silent) return this.context.goals.hit('message lost');
      this.context.trace.bytes(bytes);
      this.client.process.enter(() => (this.open ? this.client.heard(bytes) : undefined));
    });
  }

  /** In order: nothing overtakes what went before it in the same direction. */
  #later(direction: 'up' | 'down', arrive: () => void): void {
    const { timeline } = this.context;
    const at = Math.max(this.#arrival[direction], timeline.now + this.random.next() * this.latency);
    this.#arrival[direction] = at;
    timeline.plan(at - timeline.now, arrive);
  }

  #end(by: 'server' | 'client' | 'network'): void {
    if (!this.open) return;
    this.open = false;
    this.#backlog = [];
    const { timeline } = this.context;
    const noticed = by === 'server' ? 0 : this.random.next() * 20;
    timeline.plan(noticed, () =>
      this.server.process.enter(() => {
        this.server.gone(this);
        this.tap.closed(this);
      }),
    );
    if (by !== 'client')
      timeline.plan(this.random.next() * 20, () => this.client.process.enter(() => this.client.down(this)));
  }
}
