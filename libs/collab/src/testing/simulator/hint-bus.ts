import type { Bus } from '../../server/ports';
import { Random } from '../random';
import type { SimulationContext } from './context';
import type { Process } from './process';

/** Hints between servers: some are lost, some come twice, and none comes at once. */
export class HintBus {
  /** Share of the hints that is lost; 1 while the bus is down. */
  loss = 0;
  readonly #listeners = new Map<Process, (hint: Uint8Array) => void>();
  readonly #random: Random;

  constructor(private readonly context: SimulationContext) {
    this.#random = Random.of(context.seed, 'bus');
  }

  join(process: Process): Bus {
    return {
      listen: (listener) => void this.#listeners.set(process, listener),
      publish: (hint) => {
        if (!process.alive) return;
        for (const [other, listener] of this.#listeners) {
          if (other === process || !other.alive) continue;
          if (this.#random.chance(this.loss)) this.context.goals.hit('hint lost');
          else this.#carry(other, listener, hint);
          if (this.#random.chance(0.02)) this.#carry(other, listener, hint);
        }
      },
    };
  }

  #carry(to: Process, listener: (hint: Uint8Array) => void, hint: Uint8Array): void {
    const copy = hint.slice();
    this.context.timeline.plan(this.#random.next() * 10, () => to.enter(() => listener(copy)));
  }
}
