import { connect, createServer, type NetConnectOpts, type Server, type Socket } from 'node:net';
import type { Random } from '@samenspel/collab/testing';

/** Where a connection goes to, or is taken: a port of this machine or a Unix socket. */
export type Place = { readonly port: number } | { readonly path: string };

/** Between two attempts to reach somebody who is not there yet, in milliseconds. */
const AGAIN_MS = 20;

interface Pair {
  readonly client: Socket;
  upstream: Socket | null;
}

/**
 * A line that can be made bad: late, slow, in pieces, silent or cut. Both sides keep their connection when it is silent, so
 * nobody is told; when it is cut both get a reset. With several places it is a plain balancer: one after the other, without
 * remembering who went where.
 */
export class TcpProxy {
  /** Each piece is late by up to this many milliseconds, in each direction. */
  delayMs = 0;
  /** Every byte goes by itself. */
  split = false;
  /** Nobody gets through: new connections are reset. */
  refusing = false;
  /** What comes back from the other side is thrown away: what was asked is done, and nobody hears of it. */
  deaf = false;
  /** Pieces that went through and their bytes, and connections that were taken. */
  readonly counts = { pieces: 0, bytes: 0, connections: 0 };
  readonly #pairs = new Set<Pair>();
  #stalled: Promise<void> | null = null;
  #resume: () => void = () => undefined;
  #turn = 0;

  private constructor(
    private readonly server: Server,
    private readonly places: () => readonly Place[],
    private readonly random: Random,
    private readonly patient: boolean,
  ) {
    server.on('connection', (client) => this.#take(client));
  }

  /**
   * @param places looked up for every connection
   * @param patient wait for a place to answer instead of cutting whoever came
   */
  static open(
    listen: Place,
    places: () => readonly Place[],
    options: { random: Random; patient?: boolean },
  ): Promise<TcpProxy> {
    const server = createServer({ allowHalfOpen: true, noDelay: true });
    const proxy = new TcpProxy(server, places, options.random, options.patient ?? false);
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen('port' in listen ? { ...listen, host: '127.0.0.1' } : listen, () => resolve(proxy));
    });
  }

  /** From here on nothing goes through and nobody is told. */
  stall(): void {
    this.#stalled ??= new Promise((resolve) => (this.#resume = resolve));
  }

  resume(): void {
    this.#resume();
    this.#stalled = null;
  }

  /** Resets every connection that there is. Returns how many. */
  cut(): number {
    const pairs = [...this.#pairs];
    for (const pair of pairs) this.#end(pair);
    return pairs.length;
  }

  /** A good line again. */
  heal(): void {
    this.delayMs = 0;
    this.split = false;
    this.refusing = false;
    this.deaf = false;
    this.resume();
  }

  async close(): Promise<void> {
    this.heal();
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.cut();
    await closed;
  }

  #take(client: Socket): void {
    this.counts.connections += 1;
    const pair: Pair = { client, upstream: null };
    this.#pairs.add(pair);
    client.on('error', () => this.#end(pair));
    client.on('close', () => this.#end(pair));
    if (this.refusing) this.#end(pair);
    else this.#reach(pair);
  }

  #reach(pair: Pair): void {
    if (!this.#pairs.has(pair)) return;
    const places = this.places();
    const place = places[this.#turn++ % Math.max(1, places.length)];
    const again = (): void => {
      if (this.patient) setTimeout(() => this.#reach(pair), AGAIN_MS);
      else this.#end(pair);
    };
    if (place === undefined) return again();
    const upstream = connect({ ...place, allowHalfOpen: true, noDelay: true } satisfies NetConnectOpts);
    upstream.once('error', () => {
      if (pair.upstream === null) again();
      else this.#end(pair);
    });
    upstream.once('connect', () => {
      if (!this.#pairs.has(pair)) return void upstream.destroy();
      pair.upstream = upstream;
      upstream.on('close', () => this.#end(pair));
      void this.#pump(pair, pair.client, upstream, false);
      void this.#pump(pair, upstream, pair.client, true);
    });
  }

  async #pump(pair: Pair, from: Socket, to: Socket, back: boolean): Promise<void> {
    try {
      for await (const piece of from as AsyncIterable<Buffer>) {
        if (this.delayMs > 0) await new Promise((later) => setTimeout(later, this.random.next() * this.delayMs));
        if (this.#stalled !== null) await this.#stalled;
        if (back && this.deaf) continue;
        if (!this.#pairs.has(pair)) return;
        this.counts.pieces += 1;
        this.counts.bytes += piece.length;
        const parts = this.split ? Array.from(piece, (byte) => Buffer.of(byte)) : [piece];
        for (const part of parts) {
          if (!to.write(part)) await room(to);
        }
      }
      to.end();
    } catch {
      this.#end(pair); // one side is gone: the other is told in the same way
    }
  }

  #end(pair: Pair): void {
    if (!this.#pairs.delete(pair)) return;
    for (const socket of [pair.client, pair.upstream]) {
      if (socket === null || socket.destroyed) continue;
      // A reset, not an end in order; Unix sockets know no reset.
      if (socket.remoteFamily === undefined) socket.destroy();
      else socket.resetAndDestroy();
    }
  }
}

/** Resolves when it takes more, or is gone. */
function room(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const ready = (): void => {
      socket.off('drain', ready).off('close', ready);
      resolve();
    };
    socket.on('drain', ready).on('close', ready);
  });
}
