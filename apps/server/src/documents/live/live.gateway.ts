import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { WebSocketGateway, type OnGatewayInit } from '@nestjs/websockets';
import { SCHEMA_VERSION } from '@samenspel/collab';
import {
  MAX_MESSAGE_BYTES,
  PROTOCOL_VERSION,
  decodeClientMessage,
  type Connection,
  type Speaker,
} from '@samenspel/collab/server';
import type { Server, Socket } from 'socket.io';
import { SessionService, type SignedInActor } from '../../identity/session.service';
import { CLOCK, type Clock } from '../../platform/clock';
import { RateMeter, costOf } from './rate-meter';
import { LiveService } from './live.service';

/** Open connections are checked against the database this often, in milliseconds: idle and ended sessions, ended terms. */
const CHECK_MS = 30_000;
/** What may wait for a slow reader before he is dropped; he comes back and gets what he missed. */
const MAX_WAITING_PACKETS = 2_000;
const MAX_WAITING_BYTES = 32 * 1024 * 1024;

export const SOCKET_OPTIONS = {
  path: '/socket.io',
  maxHttpBufferSize: MAX_MESSAGE_BYTES + 1_024,
  perMessageDeflate: false,
  httpCompression: false,
  serveClient: false,
  pingInterval: 10_000,
  pingTimeout: 10_000,
} as const;

/**
 * Carries the engine's messages over socket.io. Registered on the raw server, outside Nest's message pipeline, which costs
 * more than the work itself; every listener is wrapped, since a throw in one would end the process.
 */
@Injectable()
@WebSocketGateway()
export class LiveGateway implements OnGatewayInit<Server>, BeforeApplicationShutdown {
  readonly #logger = new Logger('gateway');
  readonly #connections = new Set<SocketConnection>();
  #check: NodeJS.Timeout | null = null;

  constructor(
    private readonly live: LiveService,
    private readonly sessions: SessionService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  afterInit(server: Server): void {
    server.use((socket, next) => {
      this.#admit(socket).then(
        (refusal) => next(refusal === null ? undefined : new Error(refusal)),
        (cause: unknown) => {
          this.#logger.error(`handshake failed: ${cause instanceof Error ? cause.name : 'unknown'}`);
          next(new Error('unavailable'));
        },
      );
    });
    server.on('connection', (socket) => this.#guarded(socket, () => this.#connected(socket)));
    this.#check = setInterval(() => void this.#checkAll(), CHECK_MS);
    this.#check.unref();
    this.live.startSweeping();
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.#check !== null) clearInterval(this.#check);
    await this.live.drain();
  }

  /** Who is this? A text for the client when it may not come in. */
  async #admit(socket: Socket): Promise<'not-signed-in' | 'reload-needed' | null> {
    const { protocol, schema } = socket.handshake.auth as { protocol?: unknown; schema?: unknown };
    // A client that knows less than a text holds would delete what it does not know, for everybody.
    if (protocol !== PROTOCOL_VERSION || schema !== SCHEMA_VERSION) return 'reload-needed';
    const signedIn = await this.sessions.actorFromCookieHeader(socket.handshake.headers.cookie);
    const speaker = signedIn === null ? null : speakerOf(signedIn);
    if (speaker === null) return 'not-signed-in';
    (socket.data as SocketData).speaker = speaker;
    return null;
  }

  #connected(socket: Socket): void {
    const { speaker } = socket.data as SocketData;
    const connection = new SocketConnection(socket, speaker);
    this.#connections.add(connection);
    this.live.engine.attach(connection);
    // From here on a revocation finds this connection. One that came between the handshake and now is found by asking again,
    // before anything that the client sends is looked at.
    const ready = this.#stillSignedIn(connection).then((yes) => {
      if (!yes) connection.close();
      return yes;
    });
    const meter = new RateMeter(this.clock);
    socket.onAny((event: string, ...args: unknown[]) => {
      this.#guarded(socket, () => {
        const [bytes] = args;
        if (event !== 'm' || args.length !== 1 || !(bytes instanceof Uint8Array)) throw new Error('not a message');
        const message = decodeClientMessage(bytes);
        if (!meter.allows(costOf(message, bytes.byteLength))) throw new Error('too many messages');
        return ready.then((yes) => (yes ? this.live.engine.receive(connection, message) : undefined));
      });
    });
    socket.on('disconnect', () =>
      this.#guarded(socket, () => {
        this.#connections.delete(connection);
        this.live.engine.detach(connection);
      }),
    );
  }

  /** The one wrapper of every listener: whatever is thrown ends this connection and nothing else. */
  #guarded(socket: Socket, work: () => void | Promise<void>): void {
    const failed = (error: unknown): void => {
      this.#logger.warn(`connection closed: ${error instanceof Error ? error.message : 'unknown'}`);
      socket.disconnect(true);
    };
    try {
      const promise = work();
      if (promise instanceof Promise) promise.catch(failed);
    } catch (error) {
      failed(error);
    }
  }

  async #stillSignedIn(connection: Connection): Promise<boolean> {
    const { actor } = connection.speaker;
    try {
      const now = await this.sessions.actorOfSession(actor.sessionId);
      return now?.actor.seat?.seatId === actor.seat?.seatId;
    } catch {
      return false; // fail closed: the client comes back when the database does
    }
  }

  async #checkAll(): Promise<void> {
    for (const connection of [...this.#connections]) {
      if (!(await this.#stillSignedIn(connection))) connection.close();
      else if (connection.spokeSince()) await this.sessions.touch(connection.speaker.actor.sessionId);
    }
  }
}

interface SocketData {
  speaker: Speaker;
}

function speakerOf(signedIn: SignedInActor): Speaker | null {
  const { actor, party, person } = signedIn;
  return actor.seat === null || party === null ? null : { actor, party, personName: person.name };
}

class SocketConnection implements Connection {
  #spoke = false;
  /** Bytes handed over since the line was last empty. */
  #handed = 0;

  constructor(
    private readonly socket: Socket,
    readonly speaker: Speaker,
  ) {
    socket.onAny(() => {
      this.#spoke = true;
    });
  }

  send(bytes: Uint8Array): void {
    const packets = waitingPackets(this.socket);
    if (packets === 0) this.#handed = 0;
    this.#handed += bytes.byteLength;
    const tooMuch = packets > MAX_WAITING_PACKETS || this.#handed + waitingBytes(this.socket) > MAX_WAITING_BYTES;
    // A single large text is let through: it is what he asked for, and he would ask again.
    if (tooMuch && packets > 1) this.close();
    else this.socket.emit('m', bytes);
  }

  sendVolatile(bytes: Uint8Array): void {
    this.socket.volatile.emit('m', bytes);
  }

  hasBacklog(): boolean {
    return waitingPackets(this.socket) > 0 || waitingBytes(this.socket) > 0;
  }

  /** At once: what was not sent yet never is. An orderly end would first deliver all that waits for a slow reader. */
  close(): void {
    const { conn } = this.socket as unknown as { conn: { writeBuffer?: unknown[] } };
    if (waitingPackets(this.socket) > 0) conn.writeBuffer = [];
    if (waitingBytes(this.socket) > 0) webSocketOf(this.socket)?.terminate?.();
    this.socket.disconnect(true);
  }

  /** Did the client send anything since the last call? Typing counts as use of the session. */
  spokeSince(): boolean {
    const spoke = this.#spoke;
    this.#spoke = false;
    return spoke;
  }
}

/** Packets that engine.io has not handed to the transport yet. */
function waitingPackets(socket: Socket): number {
  return (socket.conn as unknown as { writeBuffer?: unknown[] }).writeBuffer?.length ?? 0;
}

/** Bytes that the WebSocket has not handed to the network yet; for polling there are none beyond the packets. */
function waitingBytes(socket: Socket): number {
  return webSocketOf(socket)?.bufferedAmount ?? 0;
}

/** The WebSocket of a connection; none while it polls. */
function webSocketOf(socket: Socket): { bufferedAmount?: number; terminate?: () => void } | undefined {
  const { transport } = socket.conn as unknown as {
    transport?: { socket?: { bufferedAmount?: number; terminate?: () => void } };
  };
  return transport?.socket;
}
