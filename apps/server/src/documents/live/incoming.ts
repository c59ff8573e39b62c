import {
  decodeClientMessage,
  encodeServerMessage,
  type Connection,
  type SectionEngine,
} from '@samenspel/collab/server';
import type { ClientMessage } from '@samenspel/collab/wire';
import type { Clock } from '../../platform/clock';
import { MAX_UNDECIDED_BYTES } from './limits';
import { RateMeter, costOf } from './rate-meter';

/** Somebody sends more than hands can. The client is told, then the connection is closed. */
export class TooManyMessages extends Error {}

/** What one connection sends, up to the engine: in order, and within what one connection may. */
export class Incoming {
  readonly #meter: RateMeter;
  /** What everything that comes waits for: whether the session still stands, or what an earlier join is sent. */
  #gate: Promise<void> | null;
  #closed = false;
  #undecidedBytes = 0;

  constructor(
    private readonly engine: SectionEngine,
    private readonly connection: Connection & { drained(): Promise<void> },
    clock: Clock,
    allowed: Promise<boolean>,
  ) {
    this.#meter = new RateMeter(clock);
    this.#gate = allowed.then((yes) => {
      this.#gate = null;
      this.#closed = !yes;
    });
  }

  /**
   * @throws WireError for bytes that are no message
   * @throws TooManyMessages
   */
  async receive(bytes: Uint8Array): Promise<void> {
    const message = decodeClientMessage(bytes);
    if (!this.#meter.allows(costOf(message, bytes.byteLength))) throw new TooManyMessages('too many messages');
    if (this.#undecidedBytes + bytes.byteLength > MAX_UNDECIDED_BYTES) return this.#notNow(message);
    this.#undecidedBytes += bytes.byteLength;
    try {
      while (this.#gate !== null) await this.#gate;
      if (message.type === 'join' && this.connection.hasBacklog()) await this.#untilDrained();
      if (this.#closed) return;
      await this.engine.receive(this.connection, message);
    } finally {
      this.#undecidedBytes -= bytes.byteLength;
    }
  }

  /** Texts may be large: who does not take the ones he asked for is not given more. What came later stays behind this. */
  #untilDrained(): Promise<void> {
    this.#gate = this.connection.drained().then(() => {
      this.#gate = null;
    });
    return this.#gate;
  }

  /** Text is asked for again after a pause; an honest client has nothing else that comes to so much. */
  #notNow(message: ClientMessage): void {
    if (message.type !== 'frame') throw new TooManyMessages('too much at once');
    const { sectionId, leaseId, frame } = message;
    this.connection.send(
      encodeServerMessage({ type: 'refused', sectionId, leaseId, frame, reason: 'retry', lastFrame: 0 }),
    );
  }
}
