import { encodeServerMessage, type Connection, type Speaker } from '@samenspel/collab/server';
import { isText, type ClosingReason } from '@samenspel/collab/wire';
import type { Socket } from 'socket.io';
import { MAX_WAITING_BYTES, MAX_WAITING_PACKETS } from './limits';
import type { PreparedFrames } from './prepared-frame';

/**
 * A connection of the engine on a socket. Messages go to engine.io directly, in the form that the packet parser gives them
 * (`libs/collab/src/wire/packet-parser.ts`), so that a message for a whole room is encoded once.
 */
export class SocketConnection implements Connection {
  #spoke = false;
  /** Sizes of the packets that were handed over and are not with the operating system yet, the oldest first; 0 for texts. */
  readonly #waiting: number[] = [];
  #waitingBytes = 0;
  #whenEmpty: (() => void)[] = [];

  constructor(
    private readonly socket: Socket,
    readonly speaker: Speaker,
    private readonly frames: PreparedFrames,
  ) {}

  send(bytes: Uint8Array): void {
    // Texts are what he asked for, and would ask for again: `Incoming` sees to it that he asks once at a time. A reader who
    // takes nothing of them misses his heartbeat.
    const size = isText(bytes) ? 0 : bytes.byteLength;
    if (this.#waiting.length >= MAX_WAITING_PACKETS || this.#waitingBytes + size > MAX_WAITING_BYTES)
      return this.close();
    this.#waiting.push(size);
    this.#waitingBytes += size;
    this.socket.conn.send(
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      this.frames.optionsFor(bytes),
      this.#left,
    );
  }

  sendVolatile(bytes: Uint8Array): boolean {
    const { writable } = this.socket.conn.transport;
    if (writable) this.send(bytes);
    return writable;
  }

  hasBacklog(): boolean {
    return this.#waiting.length > 0;
  }

  /** Resolves when everything that was handed over has left, or never will. */
  drained(): Promise<void> {
    if (!this.hasBacklog()) return Promise.resolve();
    return new Promise((resolve) => this.#whenEmpty.push(resolve));
  }

  /** The socket is no more. */
  gone(): void {
    this.#waiting.length = 0;
    this.#waitingBytes = 0;
    this.#emptied();
  }

  /** At once: what was not sent yet never is. An orderly end would first deliver all that waits for a slow reader. */
  close(): void {
    if (this.hasBacklog()) {
      webSocketOf(this.socket)?.terminate();
      this.socket.conn.close(true);
    } else this.socket.disconnect(true);
  }

  /** Says why, then closes. Who does not listen is not told. */
  end(reason: ClosingReason): void {
    this.send(encodeServerMessage({ type: 'closing', reason }));
    this.socket.disconnect(true);
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
    if (this.#waiting.length === 0 && this.#whenEmpty.length > 0) this.#emptied();
  };

  #emptied(): void {
    const waiting = this.#whenEmpty;
    this.#whenEmpty = [];
    for (const resolve of waiting) resolve();
  }
}

/** The WebSocket of a connection, which engine.io keeps to itself; none while it polls. */
function webSocketOf(socket: Socket): { terminate(): void } | undefined {
  const { transport } = socket.conn as unknown as { transport: { socket?: { terminate(): void } } };
  return transport.socket;
}
