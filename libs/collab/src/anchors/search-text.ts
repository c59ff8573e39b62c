import type { Line, LinePlace, LineRange } from './text-lines';

/** Characters of a text, blocks joined by line ends. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A text in which words are looked for. What a search needs of it is made once, and only when it is needed. */
export class SearchText {
  readonly text: string;
  readonly #starts: number[] = [];
  #squeezed: { readonly letters: string; readonly places: readonly number[] } | null = null;

  constructor(readonly lines: readonly Line[]) {
    this.text = lines.map((line) => line.text).join('\n');
    let start = 0;
    for (const line of lines) {
      this.#starts.push(start);
      start += line.text.length + 1;
    }
  }

  /** Where these words stand, with any white space between them: blocks may have been split or joined. */
  occurrences(quote: string): Span[] {
    const wanted = quote.replace(/\s+/g, '');
    // Nothing stands everywhere, also in nothing: a search for it would never end.
    if (wanted === '') return [];
    const { letters, places } = this.#withoutSpace();
    const found: Span[] = [];
    for (let at = letters.indexOf(wanted); at >= 0; at = letters.indexOf(wanted, at + 1))
      found.push({ from: places[at] ?? 0, to: (places[at + wanted.length - 1] ?? 0) + 1 });
    return found;
  }

  /** The n-th block in which this character stands. */
  blockAt(at: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Is some of the n-th block in this stretch? Of no block nothing is. */
  touches(block: number, { from, to }: Span): boolean {
    return block >= 0 && this.blockAt(from) <= block && block <= this.blockAt(to - 1);
  }

  /** Blocks and offsets of a stretch that is not empty. */
  rangeOf({ from, to }: Span): LineRange {
    const last = this.#placeAt(to - 1);
    return { from: this.#placeAt(from), to: { ...last, offset: last.offset + 1 } };
  }

  /** The characters of a range. */
  spanOf({ from, to }: LineRange): Span {
    return { from: this.#characterAt(from), to: this.#characterAt(to) };
  }

  #placeAt(at: number): LinePlace {
    const block = this.blockAt(at);
    return { block, offset: at - (this.#starts[block] ?? 0) };
  }

  #characterAt({ block, offset }: LinePlace): number {
    return (this.#starts[block] ?? 0) + offset;
  }

  #withoutSpace(): { readonly letters: string; readonly places: readonly number[] } {
    if (this.#squeezed === null) {
      const places: number[] = [];
      for (let at = 0; at < this.text.length; at++) if (!/\s/.test(this.text[at] ?? '')) places.push(at);
      this.#squeezed = { letters: this.text.replace(/\s+/g, ''), places };
    }
    return this.#squeezed;
  }
}
