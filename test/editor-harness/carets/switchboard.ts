import type { Arriving, Leaving } from './look';

interface Row {
  readonly from: number;
  readonly seq: number;
  readonly edit: Leaving;
  readonly move: number | null;
}

/** What comes to a page next. `from` wrote it, `move` is the number of the move in it. */
export interface Next {
  readonly from: number;
  readonly move: number | null;
  readonly arriving: Arriving;
}

/**
 * Carries edits between pages as the server does: what leaves a page waits, comes into one log, and goes to everybody in
 * the order of the log, to each when the history says so. To its author comes word that it is there.
 */
export class Switchboard {
  readonly #leaving: { readonly edit: Leaving; readonly move: number | null }[][];
  readonly #log: Row[] = [];
  readonly #read: number[];

  constructor(writers: number) {
    this.#leaving = Array.from({ length: writers }, () => []);
    this.#read = Array.from({ length: writers }, () => 0);
  }

  took(from: number, edits: readonly Leaving[], move: number | null): void {
    this.#leaving[from]!.push(...edits.map((edit) => ({ edit, move })));
  }

  /** The next edits of a writer come into the log. */
  carry(from: number, count = Infinity): number {
    const gone = this.#leaving[from]!.splice(0, count);
    for (const { edit, move } of gone) this.#log.push({ from, seq: this.#log.length + 2, edit, move });
    return gone.length;
  }

  /** What comes to a page next, at most so much. */
  next(to: number, count = Infinity): Next[] {
    const rows = this.#log.slice(this.#read[to]!, this.#read[to]! + count);
    this.#read[to]! += rows.length;
    return rows.map(({ from, seq, edit, move }) => ({
      from,
      move,
      arriving: from === to ? { upTo: edit.upTo, seq } : { update: edit.update, seq },
    }));
  }

  get quiet(): boolean {
    return this.#leaving.every(({ length }) => length === 0) && this.#read.every((read) => read === this.#log.length);
  }
}
