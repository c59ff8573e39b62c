/** Waiting times between attempts when the server cannot save now, in milliseconds: once it can, it is seen within two seconds. */
const RETRY_MS = [250, 500, 1_000];
/** No acknowledgement within this time, in milliseconds, is told as "not saved" although the connection is up. */
const UNSAVED_AFTER_MS = 2_000;
/** What was sent and is not answered for so long, in milliseconds, is asked after on the same line. */
const UNANSWERED_MS = 10_000;

/** When a section tries again, and since when it is in trouble. */
export class Patience {
  /** Text waits for longer than people may think that it is saved. */
  troubled = false;
  #tries = 0;
  #cancelRetry: (() => void) | null = null;
  #cancelWatch: (() => void) | null = null;
  #cancelAnswer: (() => void) | null = null;

  constructor(private readonly after: (ms: number, callback: () => void) => () => void) {}

  /** Is an attempt put off? */
  get waiting(): boolean {
    return this.#cancelRetry !== null;
  }

  /** Tries again after a pause that grows with every attempt since the last success. */
  later(again: () => void): void {
    const wait = RETRY_MS[Math.min(this.#tries, RETRY_MS.length - 1)] ?? 0;
    this.#tries += 1;
    this.#cancelRetry?.();
    this.#cancelRetry = this.after(wait, () => {
      this.#cancelRetry = null;
      again();
    });
  }

  /** Something waits to be saved. Calls back when it has waited too long, whatever it waits for. */
  watch(tooLong: () => void): void {
    if (this.troubled) return;
    this.#cancelWatch ??= this.after(UNSAVED_AFTER_MS, () => {
      this.#cancelWatch = null;
      this.troubled = true;
      tooLong();
    });
  }

  /** Something was sent. Calls back when no answer comes, though nothing says that the line is broken. */
  expectAnswer(none: () => void): void {
    this.#cancelAnswer?.();
    this.#cancelAnswer = this.after(UNANSWERED_MS, none);
  }

  answered(): void {
    this.#cancelAnswer?.();
    this.#cancelAnswer = null;
  }

  /** The server took something. */
  progress(): void {
    this.answered();
    this.#tries = 0;
    this.nothing();
  }

  /** Nothing waits any more. */
  nothing(): void {
    this.troubled = false;
    this.#cancelWatch?.();
    this.#cancelWatch = null;
  }

  /** The line is gone: the next one begins at once. */
  hold(): void {
    this.answered();
    this.#cancelRetry?.();
    this.#cancelRetry = null;
  }

  end(): void {
    this.hold();
    this.nothing();
  }
}
