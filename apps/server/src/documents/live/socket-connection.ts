import { encodeServerMessage, type Connection, type Speaker } from '@samenspel/collab/server';
import { isText, type ClosingReason } from '@samenspel/collab/wire';
import type { Socket } from 'socket.io';
import { MAX_WAITING_BYTES, MAX_WAITING_PACKETS } from './limits';
import type { PreparedFrames } from './prepared-frame';

/** Messages that may be on their way to the network before one that can be missed is left out. */
const MAX_BEFORE_VOLATILE = 8;

/**
 * A connection of the engine on a socket. Messages go to engine.io directly, in the form that the packet parser gives them
 * (`libs/collab/src/wire/packet-parser.ts`), so that a message for a whole room is encoded once. Where nothing waits in
 * engine.io, a frame that is made already goes to the WebSocket past it: what engine.io does for each packet costs a sixth
 * of a delivery (ADR 0014).
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
    const options = this.frames.optionsFor(bytes);
    const frame = options.wsPreEncodedFrame;
    if (frame !== undefined && this.#sendDirectly(frame)) return;
    this.socket.conn.send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), options, this.#left);
  }

  /** False where engine.io has to do it: over polling, in an upgrade, or behind what it has not sent yet. */
  #sendDirectly(frame: readonly Buffer[]): boolean {
    const { readyState, writeBuffer, transport } = this.socket.conn as unknown as EngineSocket;
    if (readyState !== 'open' || !transport.writable || writeBuffer.length > 0) return false;
    const { socket } = transport;
    if (socket?.readyState !== OPEN || socket._sender?.sendFrame === undefined) return false;
    socket._sender.sendFrame(frame, this.#left);
    return true;
  }

  sendVolatile(bytes: Uint8Array): boolean {
    const goes = this.socket.conn.transport.writable && this.#waiting.length < MAX_BEFORE_VOLATILE;
    if (goes) this.send(bytes);
    return goes;
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
      (this.socket.conn as unknown as EngineSocket).transport.socket?.terminate();
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

/** `readyState` of a WebSocket that takes messages. */
const OPEN = 1;

/** What engine.io and ws keep to themselves and engine.io uses itself in this way (its 6.6, `transports/websocket.js`). */
interface EngineSocket {
  readonly readyState: string;
  readonly writeBuffer: readonly unknown[];
  readonly transport: {
    readonly writable: boolean;
    /** None while it polls. */
    readonly socket?: {
      readonly readyState: number;
      readonly _sender?: { sendFrame?(frame: readonly Buffer[], sent: () => void): void };
      terminate(): void;
    };
  };
}
