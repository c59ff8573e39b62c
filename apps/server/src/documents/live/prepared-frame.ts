/** Larger messages are not copied behind a header: the socket writes header and message one after the other. */
const MAX_PREPARED = 64 * 1024;
/** How many messages are remembered: in one turn a room is told of one message, presence in one for each party. */
const REMEMBERED = 8;

/**
 * What engine.io takes with a packet: a whole WebSocket frame, for a connection that is one. The same option socket.io's own
 * adapters set when they send to a room.
 */
export interface FrameOptions {
  readonly compress: false;
  readonly wsPreEncodedFrame?: readonly Buffer[];
}

const PLAIN: FrameOptions = { compress: false };

/** A message as one unmasked binary WebSocket frame (RFC 6455, 5.2). */
export function webSocketFrame(bytes: Uint8Array): Buffer {
  const size = bytes.byteLength;
  const header = size < 126 ? 2 : size < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(header + size);
  frame[0] = 0x82;
  if (header === 2) frame[1] = size;
  else if (header === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(size, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(size), 2);
  }
  frame.set(bytes, header);
  return frame;
}

/**
 * Encodes a message that goes to many connections once. The engine hands the very same bytes to every member of a room, one
 * after the other: so a few remembered messages, compared by identity, do.
 */
export class PreparedFrames {
  readonly #messages: (Uint8Array | null)[] = Array.from({ length: REMEMBERED }, () => null);
  readonly #options: FrameOptions[] = Array.from({ length: REMEMBERED }, () => PLAIN);
  #next = 0;

  optionsFor(bytes: Uint8Array): FrameOptions {
    if (bytes.byteLength > MAX_PREPARED) return PLAIN;
    const at = this.#messages.indexOf(bytes);
    const known = at < 0 ? undefined : this.#options[at];
    if (known !== undefined) return known;
    const options: FrameOptions = { compress: false, wsPreEncodedFrame: [webSocketFrame(bytes)] };
    this.#messages[this.#next] = bytes;
    this.#options[this.#next] = options;
    this.#next = (this.#next + 1) % REMEMBERED;
    return options;
  }
}
