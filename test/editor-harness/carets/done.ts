import type { Row } from './naive';
import type { Symbols } from './symbols';

/** What keys brought and took away, and where the caret was before them. */
export interface Done {
  readonly came: Symbols;
  readonly gone: Symbols;
  readonly caret: Row;
}

export function done(caret: Row, after: { readonly symbols: Symbols }): Done {
  return { ...difference(caret.symbols, after.symbols), caret };
}

/** Which of these brought what has gone now, or took away what came back? */
export function wereDone(all: readonly Done[], gone: Symbols, came: Symbols): Done[] {
  return all.filter((each) => meet(each.came, gone) || meet(each.gone, came));
}

/** Is this the place of a caret, right behind what is left before it? What others wrote there it has not stepped over. */
export function isBehind({ symbols, head }: Row, after: Symbols, now: number): boolean {
  return after[now - 1] === symbols.slice(0, head).findLast((symbol) => after.includes(symbol));
}

/** What stands in one row and not in the other. */
export function difference(before: Symbols, after: Symbols): { readonly came: Symbols; readonly gone: Symbols } {
  const [was, is] = [new Set(before), new Set(after)];
  return { came: after.filter((symbol) => !was.has(symbol)), gone: before.filter((symbol) => !is.has(symbol)) };
}

function meet(one: Symbols, other: Symbols): boolean {
  return one.some((symbol) => other.includes(symbol));
}
