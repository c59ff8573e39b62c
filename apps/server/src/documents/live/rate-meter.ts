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

  allows(): boolean {
    const now = this.clock.now().getTime();
    this.#tokens = Math.min(BURST, this.#tokens + ((now - this.#at) / 1_000) * PER_SECOND);
    this.#at = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
