import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { WebSocketGateway, type OnGatewayInit } from '@nestjs/websockets';
import { SCHEMA_VERSION } from '@samenspel/collab';
import { PROTOCOL_VERSION, decodeClientMessage, type Connection, type Speaker } from '@samenspel/collab/server';
import { MESSAGE_EVENT } from '@samenspel/collab/wire';
import type { Server, Socket } from 'socket.io';
import { SessionService, type SignedInActor } from '../../identity/session.service';
import { CLOCK, type Clock } from '../../platform/clock';
import { LiveService } from './live.service';
import { PreparedFrames } from './prepared-frame';
import { RateMeter, costOf } from './rate-meter';
import { SocketConnection } from './socket-connection';

/** Open connections are checked against the database this often, in milliseconds: idle and ended sessions, ended terms. */
const CHECK_MS = 30_000;
/**
 * Carries the engine's messages over socket.io. Registered on the raw server, outside Nest's message pipeline, which costs
 * more than the work itself; every listener is wrapped, since a throw in one would end the process.
 */
@Injectable()
@WebSocketGateway()
export class LiveGateway implements OnGatewayInit<Server>, BeforeApplicationShutdown {
  readonly #logger = new Logger('gateway');
  readonly #connections = new Set<SocketConnection>();
  readonly #frames = new PreparedFrames();
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
    const connection = new SocketConnection(socket, speaker, this.#frames);
    this.#connections.add(connection);
    this.live.engine.attach(connection);
    // From here on a revocation finds this connection. One that came between the handshake and now is found by asking again,
    // before anything that the client sends is looked at.
    const ready = this.#stillSignedIn(connection).then((yes) => {
      if (!yes) connection.close();
      return yes;
    });
    const meter = new RateMeter(this.clock);
    // The decoder lets no other event through.
    socket.on(MESSAGE_EVENT, (bytes: Uint8Array) => {
      this.#guarded(socket, () => {
        connection.spoke();
        const message = decodeClientMessage(bytes);
        if (!meter.allows(costOf(message, bytes.byteLength))) throw new Error('too many messages');
        return ready.then((yes) => (yes ? this.live.engine.receive(connection, message) : undefined));
      });
    });
    socket.on('disconnect', () =>
      this.#guarded(socket, () => {
        this.#connections.delete(connection);
        this.live.engine.detach(connection);
        // Who leaves in words only would keep a line that nobody answers for.
        socket.conn.close();
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
