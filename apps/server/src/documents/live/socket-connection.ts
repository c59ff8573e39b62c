import type { Connection, Speaker } from '@samenspel/collab/server';
import type { Socket } from 'socket.io';
import { MAX_WAITING_BYTES, MAX_WAITING_PACKETS } from './limits';
import type { PreparedFrames } from './prepared-frame';

/**
 * A connection of the engine on a socket. Messages go to engine.io directly, in the form that the packet parser gives them
 * (`libs/collab/src/wire/packet-parser.ts`), so that a message for a whole room is encoded once.
 */
export class SocketConnection implements Connection {
  #spoke = false;
  /** Sizes of the packets that were handed over and are not with the operating system yet, the oldest first. */
  readonly #waiting: number[] = [];
  #waitingBytes = 0;

  constructor(
    private readonly socket: Socket,
    readonly speaker: Speaker,
    private readonly frames: PreparedFrames,
  ) {}

  send(bytes: Uint8Array): void {
    const { length } = this.#waiting;
    const tooMuch = length >= MAX_WAITING_PACKETS || this.#waitingBytes + bytes.byteLength > MAX_WAITING_BYTES;
    // A single large text is let through: it is what he asked for, and he would ask again.
    if (tooMuch && length > 0) return this.close();
    this.#waiting.push(bytes.byteLength);
    this.#waitingBytes += bytes.byteLength;
    this.socket.conn.send(
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      this.frames.optionsFor(bytes),
      this.#left,
    );
  }

  sendVolatile(bytes: Uint8Array): void {
    if (this.socket.conn.transport.writable) this.send(bytes);
  }

  hasBacklog(): boolean {
    return this.#waiting.length > 0;
  }

  /** At once: what was not sent yet never is. An orderly end would first deliver all that waits for a slow reader. */
  close(): void {
    if (!this.hasBacklog()) {
      this.socket.disconnect(true);
      return;
    }
    webSocketOf(this.socket)?.terminate();
    this.socket.conn.close(true);
  }

  spoke(): void {
    this.#spoke = true;
  }

  /** Did the client send anything since the last call? Typing counts as use of the session. */
  spokeSince(): boolean {
    const spoke = this.#spoke;
    this.#spoke = false;
    return spoke;
  }

  readonly #left = (): void => {
    this.#waitingBytes -= this.#waiting.shift() ?? 0;
  };
}

/** The WebSocket of a connection, which engine.io keeps to itself; none while it polls. */
function webSocketOf(socket: Socket): { terminate(): void } | undefined {
  const { transport } = socket.conn as unknown as { transport: { socket?: { terminate(): void } } };
  return transport.socket;
}
