import { Harness } from '../page';
import { History, type Result } from './history';
import { install } from './look';
import type { Script } from './script';
import { Writer } from './writer';

const MOST_WRITERS = 3;

/** Pages with an editor each, which every history begins anew. */
export class Stage {
  private constructor(
    private readonly harness: Harness,
    readonly writers: readonly Writer[],
  ) {}

  static async open(): Promise<Stage> {
    const harness = await Harness.built();
    const writers: Writer[] = [];
    for (let number = 0; number < MOST_WRITERS; number += 1) {
      const { page, errors } = await harness.visit('carets.html', install);
      writers.push(await Writer.at(page, errors));
    }
    return new Stage(harness, writers);
  }

  play(script: Script): Promise<Result> {
    return new History(script, this.writers).play();
  }

  /** What the pages reported as errors. */
  get errors(): string[] {
    return this.writers.flatMap(({ errors }) => errors);
  }

  stop(): Promise<void> {
    return this.harness.stop();
  }
}
