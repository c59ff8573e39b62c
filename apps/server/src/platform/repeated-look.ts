import type { Logger } from '@nestjs/common';

/** Looks for work again and again, one look after the other. A look that fails is logged by the kind of its error: its words may quote content. */
export class RepeatedLook {
  #timer: NodeJS.Timeout | null = null;
  #working: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly look: () => Promise<unknown>,
    private readonly everyMs: number,
    private readonly log: Logger,
  ) {}

  /** Looks from now on; the process does not live for it. */
  start(): void {
    if (this.#timer !== null) return;
    this.#timer = setInterval(() => {
      this.#working = this.#working
        .then(this.look)
        .catch((error: unknown) => this.log.error(`not looked: ${error instanceof Error ? error.name : 'unknown'}`));
    }, this.everyMs);
    this.#timer.unref();
  }

  /** Looks no more, and waits for the look under way. */
  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    await this.#working;
  }
}
