/** Steps of virtual time in a millisecond: a power of two. */
const STEPS = 1_024;

interface Planned {
  readonly at: number;
  readonly order: number;
  run: (() => void) | null;
}

/** All that is going to happen, by virtual time in milliseconds; what falls at one moment happens in the order of planning. */
export class Timeline {
  now = 0;
  readonly #heap: Planned[] = [];
  #order = 0;

  /** Runs `run` after `ms`; returns a cancel. */
  plan(ms: number, run: () => void): () => void {
    const planned: Planned = { at: this.after(ms), order: this.#order++, run };
    this.#heap.push(planned);
    this.#rise(this.#heap.length - 1);
    return () => {
      planned.run = null;
    };
  }

  /** The moment `ms` from now, in steps that add up exactly: who waits for what is left must not wait for ever. */
  after(ms: number): number {
    return this.now + Math.ceil(Math.max(0, ms) * STEPS) / STEPS;
  }

  /** Takes the next thing that happens until `until`, and moves the time there. Null when there is none. */
  take(until: number): (() => void) | null {
    for (let next = this.#heap[0]; next !== undefined && next.at <= until; next = this.#heap[0]) {
      this.#drop();
      if (next.run === null) continue;
      this.now = next.at;
      return next.run;
    }
    return null;
  }

  #rise(from: number): void {
    for (let at = from; at > 0;) {
      const above = (at - 1) >> 1;
      if (!this.#before(at, above)) return;
      this.#swap(at, above);
      at = above;
    }
  }

  #drop(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    this.#heap[0] = last;
    for (let at = 0; ;) {
      let least = at;
      for (const below of [2 * at + 1, 2 * at + 2]) {
        if (below < this.#heap.length && this.#before(below, least)) least = below;
      }
      if (least === at) return;
      this.#swap(at, least);
      at = least;
    }
  }

  #before(one: number, other: number): boolean {
    const [left, right] = [this.#heap[one]!, this.#heap[other]!];
    return left.at < right.at || (left.at === right.at && left.order < right.order);
  }

  #swap(one: number, other: number): void {
    [this.#heap[one], this.#heap[other]] = [this.#heap[other]!, this.#heap[one]!];
  }
}
