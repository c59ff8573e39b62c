import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { WebSocketGateway, type OnGatewayInit } from '@nestjs/websockets';
import { SCHEMA_VERSION } from '@samenspel/collab';
import { PROTOCOL_VERSION, type Connection, type Speaker } from '@samenspel/collab/server';
import { MESSAGE_EVENT, type ClosingReason } from '@samenspel/collab/wire';
import type { Server, Socket } from 'socket.io';
import { SessionService, type SignedInActor } from '../../identity/session.service';
import { CLOCK, type Clock } from '../../platform/clock';
import { SOCKETS_PER_PERSON } from '../../platform/config';
import { HTTP_SETTINGS, type HttpSettings } from '../../platform/http/http-settings';
import { idOfChance } from '../../platform/socket-requests';
import { Incoming, TooManyMessages } from './incoming';
import { SocketCount } from './limits';
import { LiveService } from './live.service';
import { PreparedFrames } from './prepared-frame';
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
  readonly #sockets: SocketCount;
  #check: NodeJS.Timeout | null = null;

  constructor(
    private readonly live: LiveService,
    private readonly sessions: SessionService,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(HTTP_SETTINGS) settings: HttpSettings,
  ) {
    this.#sockets = new SocketCount(settings.socketsPerPerson ?? SOCKETS_PER_PERSON);
  }

  afterInit(server: Server): void {
    server.use((socket, next) => {
      (socket as { id: string }).id = idOfChance();
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
  async #admit(socket: Socket): Promise<'not-signed-in' | 'reload-needed' | ClosingReason | null> {
    const { protocol, schema, owner } = socket.handshake.auth as Record<string, unknown>;
    // A client that knows less than a text holds would delete what it does not know, for everybody.
    if (protocol !== PROTOCOL_VERSION || schema !== SCHEMA_VERSION) return 'reload-needed';
    const signedIn = await this.sessions.actorFromCookieHeader(socket.handshake.headers.cookie);
    const speaker = signedIn === null ? null : speakerOf(signedIn);
    if (speaker === null) return 'not-signed-in';
    // In the same browser somebody else may have signed in: a page of the one must not go on as the other.
    const { personId: person, seat } = speaker.actor;
    if (owner !== undefined && owner !== `${person}:${seat?.seatId ?? ''}`) return 'not-signed-in';
    if (!this.#sockets.hasRoom(speaker.actor.personId, speaker.actor.sessionId)) return 'too-many-sockets';
    (socket.data as SocketData).speaker = speaker;
    return null;
  }

  #connected(socket: Socket): void {
    const { speaker } = socket.data as SocketData;
    const { personId, sessionId } = speaker.actor;
    const connection = new SocketConnection(socket, speaker, this.#frames);
    // Counted here and not in the handshake, which may end without a connection: many at once all find room there.
    if (!this.#sockets.hasRoom(personId, sessionId)) return connection.end('too-many-sockets');
    this.#sockets.add(personId, sessionId);
    this.#connections.add(connection);
    this.live.engine.attach(connection);
    // From here on a revocation finds this connection. One that came between the handshake and now is found by asking again,
    // before anything that the client sends is looked at.
    const allowed = this.#stillSignedIn(connection).then((yes) => {
      if (!yes) connection.close();
      return yes;
    });
    const incoming = new Incoming(this.live.engine, connection, this.clock, allowed);
    // The decoder lets no other event through.
    socket.on(MESSAGE_EVENT, (bytes: Uint8Array) => {
      connection.spoke();
      incoming.receive(bytes).catch((error: unknown) => {
        this.#logger.warn(`connection closed: ${error instanceof Error ? error.message : 'unknown'}`);
        if (error instanceof TooManyMessages) connection.end('too-many-messages');
        else connection.close();
      });
    });
    socket.on('disconnect', () =>
      this.#guarded(socket, () => {
        this.#sockets.remove(personId, sessionId);
        this.#connections.delete(connection);
        connection.gone();
        this.live.engine.detach(connection);
        // Who leaves in words only would keep a line that nobody answers for.
        socket.conn.close();
      }),
    );
  }

  /** The wrapper of every listener that is not a promise: whatever is thrown ends this connection and nothing else. */
  #guarded(socket: Socket, work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#logger.warn(`connection closed: ${error instanceof Error ? error.message : 'unknown'}`);
      socket.disconnect(true);
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
      try {
        if (!(await this.#stillSignedIn(connection))) connection.close();
        else if (connection.spokeSince()) await this.sessions.touch(connection.speaker.actor.sessionId);
      } catch (cause) {
        // The database went in between: whether the session is used is written down another time.
        this.#logger.warn(`session not touched: ${cause instanceof Error ? cause.name : 'unknown'}`);
      }
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
