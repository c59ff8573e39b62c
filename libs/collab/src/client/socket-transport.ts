import { io, type Socket } from 'socket.io-client';
import { SCHEMA_VERSION } from '../schema/schema';
import { PROTOCOL_VERSION } from '../wire/messages';
import { MESSAGE_EVENT, clientPackets } from '../wire/packet-parser';
import type { Transport, TransportListener } from './ports';

/** After a server that could not say who this is (its database is away), in milliseconds; spread over the clients. */
const TRY_AGAIN_MS = 1_000;
/** Where there are too many windows already: somebody must close one first. */
const FULL_MS = 10_000;
/** A connection that the server closed comes back at once, and then ever later until one stays this long. */
const SETTLED_MS = 30_000;

/**
 * One socket.io connection, WebSocket with long polling behind it: the same bytes either way, for networks that refuse
 * WebSockets. Every message is one binary packet.
 */
export function socketTransport(
  options: {
    url?: string;
    transports?: ('websocket' | 'polling')[];
    extraHeaders?: Record<string, string>;
    /** In [0, 1): keeps the clients of a server that was away from coming back all at once. */
    spread?: () => number;
    /** Person and seat, for whom this page writes: where somebody else signed in meanwhile the server turns it away. */
    owner?: string;
  } = {},
): Transport {
  const spread = options.spread ?? (() => 0);
  const socket: Socket = io(options.url ?? '', {
    path: '/socket.io',
    parser: clientPackets,
    autoConnect: false,
    transports: options.transports ?? ['websocket', 'polling'],
    // A proxy that refuses WebSockets must not keep anybody out.
    tryAllTransports: true,
    auth: { protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION, owner: options.owner },
    reconnectionDelay: 250,
    reconnectionDelayMax: 5_000,
    randomizationFactor: 0.5,
    forceNew: true,
    ...(options.extraHeaders === undefined ? {} : { extraHeaders: options.extraHeaders }),
  });
  let closed = false;
  let turnedAway = 0;
  let settled: ReturnType<typeof setTimeout> | undefined;
  const again = (ms: number): void => {
    setTimeout(() => closed || socket.connect(), ms * (1 + spread()));
  };
  return {
    connect: () => {
      if (!closed) socket.connect();
    },
    send: (bytes) => socket.emit(MESSAGE_EVENT, bytes),
    sendVolatile: (bytes) => socket.volatile.emit(MESSAGE_EVENT, bytes),
    listen: (listener: TransportListener) => {
      socket.on('connect', () => {
        settled = setTimeout(() => (turnedAway = 0), SETTLED_MS);
        listener.up();
      });
      socket.on(MESSAGE_EVENT, (bytes: Uint8Array) => listener.message(bytes));
      socket.on('disconnect', (reason) => {
        clearTimeout(settled);
        listener.down('network');
        // The server closed it on purpose: come back, the handshake says whether that is allowed.
        if (reason !== 'io server disconnect' || closed) return;
        if (turnedAway === 0) socket.connect();
        else again(Math.min(SETTLED_MS, TRY_AGAIN_MS * 2 ** (turnedAway - 1)));
        turnedAway += 1;
      });
      socket.on('connect_error', (error: Error) => {
        if (error.message === 'not-signed-in') listener.down('session-ended');
        else if (error.message === 'reload-needed') listener.down('reload-needed');
        else if (error.message === 'too-many-sockets') {
          listener.down(error.message);
          again(FULL_MS);
        }
        // Let in but not served: socket.io tries again by itself only when it was the network.
        else if (!socket.active && !closed) again(TRY_AGAIN_MS);
      });
    },
    close: () => {
      closed = true;
      clearTimeout(settled);
      socket.close();
    },
  };
}
