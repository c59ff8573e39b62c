import type { SessionId } from '@samenspel/domain';
import type { Transport, TransportListener } from '../../client/ports';
import { Random } from '../random';
import type { SimulationContext } from './context';
import type { Line, LineClient } from './line';
import type { HandshakeRefusal, Node } from './node';
import type { Process } from './process';

/** A server that does not answer the handshake within this is left, in milliseconds. */
const CONNECT_MS = 5_000;

/** Where a page finds the servers, as behind a load balancer. */
export interface Servers {
  readonly nodes: readonly Node[];
}

/** The browser's transport: dials a server, comes back by itself, to any of them. */
export class Dialer implements Transport, LineClient {
  line: Line | null = null;
  #listener: TransportListener | null = null;
  #attempt = 0;
  #wanted = false;
  #dialing = false;
  readonly #random: Random;

  constructor(
    name: string,
    private readonly context: SimulationContext,
    readonly process: Process,
    private readonly servers: Servers,
    private readonly session: () => SessionId,
  ) {
    this.#random = Random.of(context.seed, name);
  }

  listen(listener: TransportListener): void {
    this.#listener = listener;
  }

  connect(): void {
    this.#wanted = true;
    if (this.line === null && !this.#dialing) this.#dial();
  }

  send(bytes: Uint8Array): void {
    if (this.process.alive) this.line?.toServer(bytes);
  }

  sendVolatile(bytes: Uint8Array): void {
    this.send(bytes);
  }

  close(): void {
    this.#wanted = false;
    this.#attempt += 1;
    this.line?.hangUp();
    this.line = null;
  }

  /** The line is left as it is, without a word, and a new one is dialled: the server has two of them for a while. */
  leave(): void {
    if (this.line === null) return;
    this.context.goals.hit('stale line beside a new one');
    this.line.fallSilent();
    this.line = null;
    this.#listener?.down('network');
    this.#later(50);
  }

  up(line: Line): void {
    if (line === this.line) this.#listener?.up();
  }

  heard(bytes: Uint8Array): void {
    this.#listener?.message(bytes);
  }

  down(line: Line): void {
    if (line !== this.line) return;
    this.line = null;
    this.#listener?.down('network');
    this.#later(250 + this.#random.below(1_500));
  }

  #later(ms: number): void {
    this.#dialing = true;
    this.process.after(ms, () => {
      this.#dialing = false;
      if (this.#wanted && this.line === null) this.#dial();
    });
  }

  #dial(): void {
    this.#attempt += 1;
    const attempt = this.#attempt;
    this.#dialing = true;
    const alive = this.servers.nodes.filter(({ process }) => process.alive);
    const node = alive.length === 0 ? null : this.#random.pick(alive);
    const answered = (answer: Line | HandshakeRefusal | null): void => {
      if (attempt !== this.#attempt || !this.process.alive) {
        if (answer !== null && typeof answer === 'object') answer.hangUp();
        return;
      }
      this.#attempt += 1;
      this.#dialing = false;
      if (answer !== null && typeof answer === 'object') this.line = answer;
      else if (answer === 'not-signed-in') this.#listener?.down('session-ended');
      else this.#later(500 + this.#random.below(1_000));
    };
    // A listener that hears at once must not be called from within `connect`.
    if (node === null) this.process.after(100, () => answered(null));
    else {
      this.context.timeline.plan(this.#random.next() * 20, () =>
        node.process.enter(() => void node.handshake(this, this.session(), answered)),
      );
      this.process.after(CONNECT_MS, () => {
        if (attempt === this.#attempt) answered(null);
      });
    }
  }
}
