import type { Unsubscribe } from './live-section';

/** Those who want to hear of something. */
export class Listeners<Told extends readonly unknown[]> {
  readonly #all = new Set<(...told: Told) => void>();

  add(listener: (...told: Told) => void): Unsubscribe {
    this.#all.add(listener);
    return () => this.#all.delete(listener);
  }

  /** Who is added or goes meanwhile changes nothing for this time. */
  tell(...told: Told): void {
    for (const listener of [...this.#all]) listener(...told);
  }
}
