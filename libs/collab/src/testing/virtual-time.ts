import type { ClientClock } from '../client/ports';
import type { Scheduler } from '../server/ports';

/** Time that stands still until a test moves it. */
export class VirtualTime implements ClientClock, Scheduler {
  #now = Date.parse('2026-03-02T09:00:00Z');
  #timers: { readonly at: number; readonly callback: () => void }[] = [];
  #soon: (() => void)[] = [];

  now(): Date {
    return new Date(this.#now);
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { at: this.#now + ms, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  elapsed(): number {
    return this.#now;
  }

  soon(callback: () => void): void {
    this.#soon.push(callback);
  }

  /** Runs what was put off to the end of the turn. */
  runSoon(): void {
    for (const callback of this.#soon.splice(0)) callback();
  }

  /** As a computer that sleeps: time goes on and nothing happens, until the next `advance`. */
  sleep(ms: number): void {
    this.#now += ms;
  }

  /** As somebody who sets the clock, forward or back: what was to happen happens as long from now as before. */
  set(by: number): void {
    this.#now += by;
    this.#timers = this.#timers.map(({ at, callback }) => ({ at: at + by, callback }));
  }

  /** Moves time on and fires what falls due, in order. */
  advance(ms: number): void {
    const until = this.#now + ms;
    for (;;) {
      const [next] = this.#timers.filter(({ at }) => at <= until).sort((one, other) => one.at - other.at);
      if (next === undefined) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#now = next.at;
      next.callback();
      this.runSoon();
    }
    this.#now = until;
  }
}
