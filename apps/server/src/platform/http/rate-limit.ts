import { Refusal } from '@samenspel/domain';
import type { Clock } from '../clock';

interface Window {
  startedAt: number;
  count: number;
}

/**
 * Refuses what one key (an address, a session) does too often. Counts in memory: a restart forgives, and each node
 * counts for itself, which is enough against guessing and flooding.
 */
export class RateLimit {
  readonly #windows = new Map<string, Window>();

  /**
   * @param most times per window
   * @param windowMs length of a window
   * @param keys most keys remembered; then the oldest go, so that many addresses cannot fill the memory
   */
  constructor(
    private readonly clock: Clock,
    private readonly most: number,
    private readonly windowMs: number,
    private readonly keys = 10_000,
  ) {}

  /** Counts one use of `key`. @throws Refusal `too-many-requests` */
  use(key: string): void {
    const now = this.clock.now().getTime();
    const window = this.#windows.get(key);
    // A clock that is set back must not lengthen a window by as much.
    const over = window !== undefined && (now - window.startedAt >= this.windowMs || now < window.startedAt);
    if (window === undefined || over) {
      this.#windows.delete(key);
      this.#makeRoom();
      this.#windows.set(key, { startedAt: now, count: 1 });
      return;
    }
    window.count += 1;
    if (window.count > this.most) throw new Refusal('too-many-requests');
  }

  #makeRoom(): void {
    const [oldest] = this.#windows.keys();
    if (this.#windows.size >= this.keys && oldest !== undefined) this.#windows.delete(oldest);
  }
}
