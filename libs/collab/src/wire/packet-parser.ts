/**
 * How socket.io puts our messages on the wire, in the place of its own parser (docs/protocol.md, "Packets"). A message is one
 * binary packet with nothing around it: socket.io's own parser makes two WebSocket frames of it, which costs more than all
 * else together. Beside messages there are three packets, as socket.io writes them:
 *
 *     0{...}  come in, or the answer to it       1  leave       4{"message":"..."}  refused
 *
 * The decoder stands before everybody's input, signed in or not, and what socket.io does with a packet runs where no handler of
 * ours catches. So it passes these packets in exactly these forms and throws on anything else; socket.io then closes the
 * connection, and that one only.
 */

const CONNECT = 0;
const DISCONNECT = 1;
const EVENT = 2;
const CONNECT_ERROR = 4;

/** The one event there is. */
export const MESSAGE_EVENT = 'm';
/** Longest packet of text, in characters: versions on the way in, a reason on the way out. */
const MAX_TEXT = 1_024;

/** A packet as socket.io hands it over and takes it. `type` is a number of its `PacketType`. */
export interface SocketPacket {
  readonly type: number;
  readonly nsp?: string;
  readonly data?: unknown;
  readonly id?: number | undefined;
}

/** Bytes that are not a packet of this protocol. Carries nothing of the bytes. */
export class PacketError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PacketError';
  }
}

class PacketEncoder {
  /** @throws PacketError for what this protocol has no form for: that is a mistake in our own code */
  encode(packet: SocketPacket): (string | Uint8Array)[] {
    const { type, nsp = '/', data, id } = packet;
    if (nsp !== '/' || id !== undefined) throw new PacketError('no namespaces and no answers');
    if (type === EVENT) return [messageOf(data)];
    if (type === DISCONNECT) return ['1'];
    if (type !== CONNECT && type !== CONNECT_ERROR) throw new PacketError('no such packet');
    return [`${type}${JSON.stringify(data)}`];
  }
}

function messageOf(data: unknown): Uint8Array {
  if (!Array.isArray(data) || data.length !== 2 || data[0] !== MESSAGE_EVENT || !(data[1] instanceof Uint8Array))
    throw new PacketError('not a message');
  return data[1];
}

type Listener = (packet: SocketPacket) => void;

/** One listener, which socket.io sets when a connection begins and takes away when it ends. */
abstract class PacketDecoder {
  #listener: Listener | null = null;

  on(event: 'decoded', listener: Listener): this {
    if (event === 'decoded') this.#listener = listener;
    return this;
  }

  off(event: 'decoded', listener: Listener): this {
    if (event === 'decoded' && this.#listener === listener) this.#listener = null;
    return this;
  }

  removeListener(event: 'decoded', listener: Listener): this {
    return this.off(event, listener);
  }

  destroy(): void {
    this.#listener = null;
  }

  /** @throws PacketError on anything but a packet that the other end may send now */
  add(input: unknown): void {
    this.#listener?.(this.judge(typeof input === 'string' ? control(input) : message(input)));
  }

  protected abstract judge(packet: SocketPacket): SocketPacket;
}

/** What a client may send: it comes in once, then says what it has to say, then leaves. */
class ServerDecoder extends PacketDecoder {
  #stage: 'outside' | 'inside' | 'left' = 'outside';

  protected judge(packet: SocketPacket): SocketPacket {
    const comesIn = packet.type === CONNECT;
    if (packet.type === CONNECT_ERROR || comesIn !== (this.#stage === 'outside') || this.#stage === 'left')
      throw new PacketError('not now');
    this.#stage = packet.type === DISCONNECT ? 'left' : 'inside';
    return packet;
  }
}

class ClientDecoder extends PacketDecoder {
  protected judge(packet: SocketPacket): SocketPacket {
    return packet;
  }
}

function message(input: unknown): SocketPacket {
  const bytes = input instanceof ArrayBuffer ? new Uint8Array(input) : input;
  if (!(bytes instanceof Uint8Array)) throw new PacketError('neither text nor bytes');
  return { type: EVENT, nsp: '/', data: [MESSAGE_EVENT, bytes] };
}

function control(text: string): SocketPacket {
  if (text === '1') return { type: DISCONNECT, nsp: '/' };
  const type = text.startsWith('0{') ? CONNECT : text.startsWith('4{') ? CONNECT_ERROR : null;
  if (type === null || text.length > MAX_TEXT) throw new PacketError('no such packet');
  return { type, nsp: '/', data: objectOf(text.slice(1)) };
}

/** A flat object of texts and numbers: nothing else is ever said in words. */
function objectOf(text: string): object {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new PacketError('not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new PacketError('not an object');
  if (Object.values(value).some((each) => typeof each !== 'string' && typeof each !== 'number'))
    throw new PacketError('not flat');
  return value;
}

/** The `parser` option of a socket.io server. */
export const serverPackets = { Encoder: PacketEncoder, Decoder: ServerDecoder };
/** The `parser` option of a socket.io client. */
export const clientPackets = { Encoder: PacketEncoder, Decoder: ClientDecoder };
