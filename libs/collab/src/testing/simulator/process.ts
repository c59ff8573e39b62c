import type { ClientClock } from '../../client/ports';
import type { Scheduler } from '../../server/ports';
import type { Timeline } from './timeline';

/** The moment at which every history begins. */
const BEGIN = Date.parse('2026-03-02T09:00:00Z');

/**
 * A server process or a browser page. Whatever happens in it comes in through `enter`: a frozen one (SIGSTOP, a laptop that
 * sleeps) hears of it when it wakes, a dead one never. What a dead one still had to do is done by nobody.
 */
export class Process implements ClientClock, Scheduler {
  #state: 'running' | 'frozen' | 'waking' | 'dead' = 'running';
  #held: (() => void)[] = [];

  constructor(private readonly timeline: Timeline) {}

  get alive(): boolean {
    return this.#state !== 'dead';
  }

  get frozen(): boolean {
    return this.#state === 'frozen';
  }

  enter(callback: () => void): void {
    if (this.#state === 'running') callback();
    else if (this.#state !== 'dead') this.#held.push(callback);
  }

  freeze(): void {
    if (this.alive) this.#state = 'frozen';
  }

  /** What came meanwhile happens in its order, each with a turn of its own, and before anything that comes later. */
  wake(): void {
    if (this.#state !== 'frozen') return;
    this.#state = 'waking';
    this.#release();
  }

  kill(): void {
    this.#state = 'dead';
    this.#held = [];
  }

  now(): Date {
    return new Date(BEGIN + Math.floor(this.timeline.now));
  }

  elapsed(): number {
    return this.timeline.now;
  }

  after(ms: number, callback: () => void): () => void {
    let cancelled = false;
    this.timeline.plan(ms, () => this.enter(() => cancelled || callback()));
    return () => {
      cancelled = true;
    };
  }

  soon(callback: () => void): void {
    void Promise.resolve().then(() => (this.alive ? callback() : undefined));
  }

  #release(): void {
    this.timeline.plan(0, () => {
      if (this.#state !== 'waking') return;
      const next = this.#held.shift();
      if (next === undefined) {
        this.#state = 'running';
        return;
      }
      next();
      this.#release();
    });
  }
}
