import type { ClientMessage } from '@samenspel/collab/wire';
import type { Clock } from '../../platform/clock';

/** Messages per second that one connection may send, and how many at once: far above what hands can do. */
const PER_SECOND = 200;
const BURST = 600;

/** A bucket that fills with time and empties with messages. */
export class RateMeter {
  #tokens = BURST;
  #at: number;

  constructor(private readonly clock: Clock) {
    this.#at = clock.now().getTime();
  }

  /** @param cost what the message costs, in messages of a few letters */
  allows(cost: number): boolean {
    const now = this.clock.now().getTime();
    // A clock that is set back takes nothing away.
    this.#tokens = Math.min(BURST, this.#tokens + (Math.max(0, now - this.#at) / 1_000) * PER_SECOND);
    this.#at = now;
    if (this.#tokens < cost) return false;
    this.#tokens -= cost;
    return true;
  }
}

/** Bytes that cost as much as one message of a few letters. */
const BYTES = 16 * 1024;
/** A lease is a row that stays. */
const LEASE = 20;

/** What a message costs: by its bytes, and by what it makes the server do. */
export function costOf(message: ClientMessage, bytes: number): number {
  const work = message.type === 'lease' ? LEASE : message.type === 'join' ? message.sections.length / 10 : 0;
  return 1 + bytes / BYTES + work;
}
