import type { RenderedCell } from '@samenspel/collab';

/** A cell with its place; no place of a table is taken twice, and none is left over. */
export interface GridCell extends RenderedCell {
  readonly column: number;
}

/**
 * The cells of a table, every row as wide as every other: spans that merging left too long end where another cell stands
 * or the table ends, and holes are filled. A reader by machine needs that to say which heads belong to a cell.
 */
export function gridOf(rows: readonly (readonly RenderedCell[])[]): GridCell[][] {
  const filled = rows.filter((cells) => cells.length > 0);
  const columns = widthOf(filled);
  /** By column: in how many of the next rows a cell from above stands in it. */
  const taken = Array.from({ length: columns }, () => 0);
  return filled.map((cells, at) => {
    const placed: GridCell[] = [];
    const below: [column: number, rows: number][] = [];
    const next = [...cells];
    for (let column = 0; column < columns;) {
      if (taken[column]! > 0) {
        column += 1;
        continue;
      }
      const cell = next.shift() ?? EMPTY;
      let free = 1;
      while (free < cell.colspan && column + free < columns && taken[column + free] === 0) free += 1;
      const rowspan = Math.min(cell.rowspan, filled.length - at);
      placed.push({ ...cell, column, colspan: free, rowspan });
      for (let nth = 0; nth < free; nth += 1) below.push([column + nth, rowspan]);
      column += free;
    }
    for (const [column, count] of below) taken[column] = count;
    taken.forEach((left, column) => (taken[column] = Math.max(0, left - 1)));
    return placed;
  });
}

/** How many rows at the top are headings of the columns below them. */
export function headerRowsOf(rows: readonly (readonly RenderedCell[])[]): number {
  const first = rows.findIndex((cells) => !cells.every(({ header }) => header));
  return first < 0 ? rows.length : first;
}

const EMPTY: RenderedCell = { header: false, colspan: 1, rowspan: 1, blocks: [] };

/** So many columns that each cell has a place. */
function widthOf(rows: readonly (readonly RenderedCell[])[]): number {
  const open: { left: number; width: number }[] = [];
  let widest = 1;
  for (const cells of rows) {
    const above = open.reduce((sum, { left, width }) => sum + (left > 0 ? width : 0), 0);
    widest = Math.max(
      widest,
      cells.reduce((sum, { colspan }) => sum + colspan, above),
    );
    for (const each of open) each.left -= 1;
    open.push(...cells.map(({ rowspan, colspan }) => ({ left: rowspan - 1, width: colspan })));
  }
  return widest;
}
