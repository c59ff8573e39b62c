import type { Look } from './look';
import { letterOf, lettersIn, symbolsOf, type Symbols } from './symbols';

/**
 * Names the letters on a screen. Where every letter of a history is another one its name is the letter; where letters
 * are equal, it goes by the id that the shared text gives to each, and a letter that its author moved keeps its name.
 */
export class Names {
  readonly #byId = new Map<string, string>();
  #last = 0;

  constructor(readonly equal: boolean) {}

  /** A name for a letter that is typed now. */
  fresh(letter: string): string {
    return this.equal ? `${letter}${(this.#last += 1)}` : letter;
  }

  /** The row of a screen; null where it shows another text than the shared one, so that equal letters have no names. */
  row(look: Look): string[] | null {
    if (!this.equal)
      return symbolsOf(
        look,
        look.blocks.map(({ text }) => [...text]),
      );
    if (!agrees(look)) return null;
    this.#follow(look);
    return symbolsOf(
      look,
      look.shared.map(({ text, ids }) => ids.map((id, at) => this.#name(id, text.charAt(at)))),
    );
  }

  /**
   * Learns from what an author did to their own screen which letter is which: `expected` tells how they meant it. Returns
   * those that stand under the id of another letter, with the name of that.
   */
  learn(look: Look, expected: Symbols): { readonly known: string; readonly name: string }[] {
    if (!this.equal || !agrees(look)) return [];
    this.#follow(look);
    const names = lettersIn(expected);
    const ids = look.shared.flatMap(({ ids }) => ids);
    return ids.flatMap((id, at) => {
      const [known, name] = [this.#byId.get(id), names[at]!];
      this.#byId.set(id, name);
      return known === undefined || known === name ? [] : [{ known, name }];
    });
  }

  #name(id: string, letter: string): string {
    const known = this.#byId.get(id) ?? this.fresh(letter);
    this.#byId.set(id, known);
    return known;
  }

  #follow({ redone }: Look): void {
    for (const [from, length, to] of redone) {
      for (let at = 0; at < length; at += 1) {
        const name = this.#byId.get(further(from, at));
        if (name !== undefined && !this.#byId.has(further(to, at))) this.#byId.set(further(to, at), name);
      }
    }
  }
}

/** The id of each block and letter on a screen, by name; null where screen and shared text differ. */
export function idsByName(look: Look, row: Symbols): Map<string, string> | null {
  if (!agrees(look)) return null;
  const ids = look.shared.flatMap((block) => [block.element, ...block.ids]);
  return new Map(row.map((name, at) => [name, ids[at]!]));
}

/** Does the screen show what the shared text holds? */
export function agrees({ blocks, shared }: Look): boolean {
  return blocks.length === shared.length && blocks.every(({ text }, at) => text === shared[at]!.text);
}

export function sameLetters(one: Symbols, other: Symbols): boolean {
  const [left, right] = [lettersIn(one), lettersIn(other)];
  return left.length === right.length && left.every((name, at) => letterOf(name) === letterOf(right[at]!));
}

function further(id: string, by: number): string {
  const [client, clock] = id.split(':').map(Number);
  return `${client}:${clock! + by}`;
}
