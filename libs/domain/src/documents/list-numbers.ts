import type { BlockKind } from './import/model';

/** What stands before a numbered item: 1, 2, 3; within that a, b, c; within that i, ii, iii; then 1 again. */
export function listLabel(number: number, indent: number): string {
  if (indent % 3 === 1) return lettersOf(number);
  if (indent % 3 === 2) return romanOf(number);
  return String(number);
}

/**
 * Counts the items of lists as the screen counts them: a block of another kind ends all lists, an item of the other kind
 * of list ends those of its own depth, and a list of a lower depth begins anew under every item.
 */
export class ListNumbers {
  #open: { readonly indent: number; readonly kind: BlockKind; count: number }[] = [];

  /** The number that an item would get if it came now. */
  peek(kind: BlockKind, indent: number): number {
    const same = this.#open.findLast((list) => list.indent <= indent);
    return same?.indent === indent && same.kind === kind ? same.count + 1 : 1;
  }

  /** An item comes. */
  add(kind: BlockKind, indent: number): void {
    const count = this.peek(kind, indent);
    this.#open = [...this.#open.filter((list) => list.indent < indent), { indent, kind, count }];
  }

  /** A block comes that is no item. */
  end(): void {
    this.#open = [];
  }

  /** Is there a list to go on with? */
  get isOpen(): boolean {
    return this.#open.length > 0;
  }
}

/** a to z, then aa, ab, as a browser counts. */
function lettersOf(number: number): string {
  let [rest, letters] = [number, ''];
  while (rest > 0) {
    rest -= 1;
    letters = String.fromCharCode(97 + (rest % 26)) + letters;
    rest = Math.floor(rest / 26);
  }
  return letters;
}

const ROMAN = [
  ['m', 1000], ['cm', 900], ['d', 500], ['cd', 400], ['c', 100], ['xc', 90], ['l', 50], ['xl', 40], ['x', 10], ['ix', 9], ['v', 5], ['iv', 4], ['i', 1],
] as const; // prettier-ignore

/** A number in small Roman figures; beyond 3999 there are none, and it stays as it is. */
export function romanOf(number: number): string {
  if (number < 1 || number > 3999) return String(number);
  let [rest, figures] = [number, ''];
  for (const [figure, value] of ROMAN) {
    for (; rest >= value; rest -= value) figures += figure;
  }
  return figures;
}
