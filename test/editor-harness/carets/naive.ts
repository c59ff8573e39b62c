import { isBlock, type Symbols } from './symbols';

/** A screen with a caret or selection, as a row of symbols. */
export interface Row {
  readonly symbols: Symbols;
  readonly anchor: number;
  readonly head: number;
}

/** What a key must make of a screen; `exact` also tells where blocks begin, else only the letters and their order count. */
export interface Expected extends Row {
  readonly exact: boolean;
  readonly deleted: readonly string[];
}

/** A letter is typed, over the selection where there is one. */
export function typed(row: Row, name: string): Expected {
  const { symbols, anchor, deleted, exact } = withoutSelection(row);
  const at = anchor + 1;
  return {
    symbols: [...symbols.slice(0, anchor), name, ...symbols.slice(anchor)],
    anchor: at,
    head: at,
    deleted,
    exact,
  };
}

export function backspaced(row: Row): Expected {
  if (row.anchor !== row.head) return withoutSelection(row);
  return taken(row, row.head - 1);
}

export function deletedForward(row: Row): Expected {
  if (row.anchor !== row.head) return withoutSelection(row);
  return taken(row, row.head);
}

/** Only the form changes: other blocks, marks, kinds. The letters stay as they are, and the caret among them. */
export function shaped(row: Row): Expected {
  return { ...row, deleted: [], exact: false };
}

/** Nothing changes at all. */
export function kept(row: Row): Expected {
  return { ...row, deleted: [], exact: true };
}

export function withoutSelection(row: Row): Expected {
  const [from, to] = [Math.min(row.anchor, row.head), Math.max(row.anchor, row.head)];
  const deleted = row.symbols.slice(from, to);
  const symbols = [...row.symbols.slice(0, from), ...row.symbols.slice(to)];
  const letters = deleted.filter((symbol) => !isBlock(symbol));
  return { symbols, anchor: from, head: from, deleted: letters, exact: letters.length === deleted.length };
}

/** One letter is taken away; at the edge of a block only the form changes. */
function taken(row: Row, at: number): Expected {
  const symbol = row.symbols[at];
  if (symbol === undefined || isBlock(symbol)) return shaped(row);
  const head = at < row.head ? row.head - 1 : row.head;
  const symbols = [...row.symbols.slice(0, at), ...row.symbols.slice(at + 1)];
  return { symbols, anchor: head, head, deleted: [symbol], exact: true };
}
