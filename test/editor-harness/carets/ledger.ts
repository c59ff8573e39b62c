import { letterOf, lettersIn, type Symbols } from './symbols';

/** Letters that one key of one author wrote anew elsewhere: a block split or joined, a step undone, a piece pasted. */
interface Move {
  readonly touched: ReadonlySet<string>;
  /** Where everything stood on the author's screen, before and after. */
  readonly before: ReadonlyMap<string, number>;
  readonly after: ReadonlyMap<string, number>;
  /** The moves that its author had seen. */
  readonly seen: ReadonlySet<number>;
}

interface Typed {
  readonly name: string;
  readonly left: Symbols;
  readonly right: Symbols;
  /** How many moves of each writer were on the author's screen. */
  readonly seen: ReadonlySet<number>;
}

/** What became of the letters of a history. */
export interface Outcome {
  readonly misplaced: readonly string[];
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  /** Stand twice since two moved them without having seen it of each other (spec X6), or a cut piece came back by undo. */
  readonly twice: readonly string[];
}

/**
 * Who typed and deleted which letter between which others, as each saw it. In the end every letter that nobody deleted
 * stands somewhere once, between what was left and what was right of it on its author's screen. That cannot be asked of
 * two of which somebody moved one without seeing the other: what moves is written anew, and what comes later to the old
 * place stays there.
 */
export class Ledger {
  readonly #all = new Set<string>();
  readonly #deleted = new Set<string>();
  readonly #contested = new Set<string>();
  readonly #returned = new Set<string>();
  readonly #typed: Typed[] = [];
  readonly #moves: Move[] = [];

  constructor(first: Symbols) {
    for (const name of lettersIn(first)) this.#all.add(name);
  }

  typed(name: string, left: Symbols, right: Symbols, seen: ReadonlySet<number>): void {
    this.#all.add(name);
    this.#typed.push({ name, left, right, seen: new Set(seen) });
  }

  deleted(names: readonly string[]): void {
    for (const name of names) this.#deleted.add(name);
  }

  /** Came back by undo or paste: meanwhile somebody else may have moved what was taken away. */
  returned(names: readonly string[]): void {
    for (const name of names) this.#returned.add(name);
  }

  /** Returns the number of the move; the author has seen it, the others do when it comes to them. */
  moved(touched: ReadonlySet<string>, before: Symbols, after: Symbols, seen: ReadonlySet<number>): number {
    const number = this.#moves.length;
    this.#moves.push({ touched, before: places(before), after: places(after), seen: new Set(seen) });
    for (const [other, move] of this.#moves.slice(0, number).entries()) {
      if (seen.has(other)) continue;
      for (const name of touched) if (move.touched.has(name)) this.#contested.add(name);
    }
    return number;
  }

  /** `offered`: own text that is offered back to its author. */
  settle(end: Symbols, offered: string): Outcome {
    const count = new Map<string, number>();
    for (const name of lettersIn(end)) count.set(name, (count.get(name) ?? 0) + 1);
    const twice = [...count].flatMap(([name, times]) => (times > 1 ? [name] : []));
    const gone = [...this.#all].filter((name) => !count.has(name) && !this.#deleted.has(name));
    const offers = [...offered];
    const lost = gone.filter((name) => {
      const at = offers.indexOf(letterOf(name));
      if (at >= 0) offers.splice(at, 1);
      return at < 0;
    });
    return {
      misplaced: this.#typed.flatMap((typed) => this.#misplaced(typed, places(end), new Set(twice))),
      lost,
      doubled: twice.filter((name) => !this.#contested.has(name) && !this.#returned.has(name)),
      twice: twice.filter((name) => this.#contested.has(name) || this.#returned.has(name)),
    };
  }

  #misplaced(
    { name, left, right, seen }: Typed,
    at: ReadonlyMap<string, number>,
    twice: ReadonlySet<string>,
  ): string[] {
    const here = at.get(name);
    if (here === undefined || twice.has(name) || this.#contested.has(name)) return [];
    const wrong = (other: string, before: boolean): boolean => {
      const there = at.get(other);
      if (there === undefined || there < here === before || twice.has(other) || this.#contested.has(other))
        return false;
      return before ? this.#holds(other, name, seen) : this.#holds(name, other, seen);
    };
    const beyond = [...left.filter((other) => wrong(other, true)), ...right.filter((other) => wrong(other, false))];
    return beyond.length === 0 ? [] : [`${letterOf(name)} is on the wrong side of ${beyond.map(letterOf).join('')}`];
  }

  /** Were these two moved by two people who had not seen each other do it? Each took the other's letter along or left it. */
  #apart(first: string, second: string): boolean {
    return this.#moves.some(
      (one, number) =>
        one.touched.has(first) &&
        this.#moves.some(
          (other, next) =>
            other.touched.has(second) && next !== number && !one.seen.has(next) && !other.seen.has(number),
        ),
    );
  }

  /** May these two be expected to stand in this order? */
  #holds(first: string, second: string, seen: ReadonlySet<number>): boolean {
    if (this.#apart(first, second)) return false;
    return this.#moves.every(({ touched, before, after }, number) => {
      if (seen.has(number) || (!touched.has(first) && !touched.has(second))) return true;
      if (!before.has(first) || !before.has(second)) return false;
      // Undone, or cut and pasted: its author has seen where it went.
      return (after.get(first) ?? -1) <= (after.get(second) ?? Infinity);
    });
  }
}

function places(symbols: Symbols): Map<string, number> {
  return new Map(symbols.map((symbol, at) => [symbol, at]));
}
