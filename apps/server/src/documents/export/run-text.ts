import type { Look, Run } from './pdf-look';
import { PLAIN, SOFT_HYPHEN } from './pdf-look';
import { directionsOf, type Directions } from './writing-direction';

interface TextPart {
  readonly text: string;
  readonly look: Look;
  /** Odd: read from right to left. */
  readonly level: number;
}

/** The text of all runs of a block as one: where a line may end does not depend on where a mark does. */
export class RunText {
  readonly text: string;
  readonly directions: Directions | null;
  /** Places of the writer's own soft hyphens, which are in no text that is drawn. */
  readonly #soft: number[] = [];
  readonly #runs: { readonly from: number; readonly to: number; readonly look: Look }[] = [];

  constructor(runs: readonly Run[]) {
    let text = '';
    for (const run of runs) {
      const from = text.length;
      const pieces = run.text.replaceAll('\r\n', '\n').replaceAll('\t', '    ').normalize('NFC').split(SOFT_HYPHEN);
      pieces.forEach((piece, nth) => {
        if (nth > 0) this.#soft.push(text.length);
        text += piece;
      });
      if (text.length > from) this.#runs.push({ from, to: text.length, look: run.look });
    }
    this.text = text;
    this.directions = directionsOf(text);
  }

  /** Cut where the look or the direction changes. */
  parts(from: number, to: number): TextPart[] {
    const parts: TextPart[] = [];
    for (let at = this.#runAt(from); at < this.#runs.length; at += 1) {
      const run = this.#runs[at]!;
      if (run.from >= to) break;
      const end = Math.min(to, run.to);
      for (let begin = Math.max(from, run.from); begin < end;) {
        const stop = this.directions?.endOfLevel(begin, end) ?? end;
        parts.push({ text: this.text.slice(begin, stop), look: run.look, level: this.directions?.levelAt(begin) ?? 0 });
        begin = stop;
      }
    }
    return parts;
  }

  lookAt(at: number): Look {
    return this.#runs[this.#runAt(at)]?.look ?? PLAIN;
  }

  /** What stands around this place without a space in it. */
  tokenAt(from: number, to: number): string {
    const before = /\S*$/.exec(this.text.slice(Math.max(0, from - 200), from))?.[0] ?? '';
    const after = /^\S*/.exec(this.text.slice(to, to + 200))?.[0] ?? '';
    return before + this.text.slice(from, to) + after;
  }

  /** The writer's soft hyphens within a word. */
  softHyphens(from: number, to: number): number[] {
    const first = firstFrom(this.#soft.length, (at) => this.#soft[at]! > from);
    const places: number[] = [];
    for (let at = first; (this.#soft[at] ?? to) < to; at += 1) places.push(this.#soft[at]!);
    return places;
  }

  #runAt(place: number): number {
    return firstFrom(this.#runs.length, (at) => this.#runs[at]!.to > place);
  }
}

/** By halves, the first index for which this holds: a block may have thousands of runs. */
function firstFrom(count: number, holds: (at: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
