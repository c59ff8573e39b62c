import { MAX_MESSAGE_BYTES } from '@samenspel/collab/server';
import { serverPackets } from '@samenspel/collab/wire';

/**
 * The options of the one socket.io server. `connectionStateRecovery` stays off: it would keep packets of a connection that is
 * gone and hand them out later without asking what the seat may read by then.
 */
export const SOCKET_OPTIONS = {
  path: '/socket.io',
  parser: serverPackets,
  // In time for a slow line; a connection that never says who it is does not stay.
  connectTimeout: 10_000,
  maxHttpBufferSize: MAX_MESSAGE_BYTES + 1_024,
  // A compressor for each connection costs more memory than all texts; frames that are encoded once need it off as well.
  perMessageDeflate: false,
  httpCompression: false,
  serveClient: false,
  pingInterval: 10_000,
  pingTimeout: 5_000,
} as const;
