import { Refusal, waitAfter } from '@samenspel/domain';
import type { Clock } from '../platform/clock';

interface Row {
  failures: number;
  until: number;
}

const FORGET_MS = 24 * 3_600_000;

/**
 * Lets guessing wait longer after every wrong attempt. Counts an attempt as wrong from its beginning: a thousand that come
 * at once do not all go in as the first. In memory, like `RateLimit`.
 */
export class Attempts {
  readonly #rows = new Map<string, Row>();

  constructor(
    private readonly clock: Clock,
    private readonly keys = 10_000,
  ) {}

  /**
   * An attempt begins.
   *
   * @param again is called before an attempt that is not the first, and may refuse it
   * @throws Refusal `too-many-requests` while the key has to wait
   */
  begin(key: string, again: () => void = () => undefined): void {
    const now = this.clock.now().getTime();
    const known = this.#rows.get(key);
    const row = known !== undefined && now - known.until < FORGET_MS ? known : undefined;
    if (row !== undefined) {
      if (now < row.until) throw new Refusal('too-many-requests');
      again();
    }
    const failures = (row?.failures ?? 0) + 1;
    // Again at the end of the map: what is left alone longest is forgotten first.
    this.#rows.delete(key);
    const [oldest] = this.#rows.keys();
    if (this.#rows.size >= this.keys && oldest !== undefined) this.#rows.delete(oldest);
    this.#rows.set(key, { failures, until: now + waitAfter(failures) });
  }

  /** The attempt was right: what went wrong before is forgotten. */
  succeeded(key: string): void {
    this.#rows.delete(key);
  }
}
