/** What the table asks of who knows the styles. */
export interface Looks {
  /** Is this row, group of rows, column or group of columns out of sight? */
  hidden(line: Element): boolean;
  /** Does this cell take no place? */
  undrawn(cell: Element): boolean;
  /** Takes what was out of sight away. */
  leaveOut(element: Element): void;
}

interface Placed {
  readonly cell: HTMLTableCellElement;
  readonly row: number;
  readonly rows: readonly number[];
  readonly column: number;
  readonly columns: readonly number[];
}

/**
 * Takes the hidden rows and columns out of a table, so that every other cell stays in its column. A browser that copies
 * tells a hidden column by its cells, a spreadsheet by a `col` alone, whose cells look like all others.
 */
export function leaveOutHiddenCells(table: HTMLTableElement, looks: Looks): void {
  const rows = [...table.querySelectorAll('tr')].filter((row) => row.closest('table') === table);
  const hiddenRows = rows.map((row) => looks.hidden(row) || groupHidden(row, table, looks));
  const hiddenColumns = columnsOf(table, looks);
  const all = placeCells(rows);
  for (const placed of all) {
    const { cell } = placed;
    const shownRows = placed.rows.filter((row) => !hiddenRows[row]);
    const shownColumns = placed.columns.filter((column) => !hiddenColumns[column]);
    if (shownRows.length === 0 || shownColumns.length === 0 || looks.undrawn(cell)) {
      looks.leaveOut(cell);
      continue;
    }
    span(cell, 'colspan', shownColumns.length);
    span(cell, 'rowspan', shownRows.length);
    // What a hidden row said is left out, but those below keep their columns.
    if (hiddenRows[placed.row]) standIn(rows[shownRows[0]!]!, placed, all);
  }
  rows.forEach((row, index) => {
    if (hiddenRows[index]) looks.leaveOut(row);
  });
}

function groupHidden(row: Element, table: Element, looks: Looks): boolean {
  const group = row.parentElement;
  return group !== null && group !== table && looks.hidden(group);
}

function columnsOf(table: HTMLTableElement, looks: Looks): boolean[] {
  const columns: boolean[] = [];
  const add = (line: Element, within: boolean): void => {
    const times = Math.min(MOST, Math.max(1, Number(line.getAttribute('span') ?? 1) || 1));
    const hidden = within || looks.hidden(line);
    for (let count = 0; count < times && columns.length < MOST; count++) columns.push(hidden);
  };
  for (const child of table.children) {
    if (child.tagName !== 'COLGROUP') continue;
    const inner = [...child.children].filter(({ tagName }) => tagName === 'COL');
    if (inner.length === 0) add(child, false);
    else for (const column of inner) add(column, looks.hidden(child));
  }
  return columns;
}

/** As many columns as a browser allows a cell to span. */
const MOST = 1000;

/** Where every cell stands, with those above that reach down. A hidden cell counts: a spreadsheet means its column. */
function placeCells(rows: readonly HTMLTableRowElement[]): Placed[] {
  const placed: Placed[] = [];
  /** For each column: the first row that is free again. */
  const free: number[] = [];
  rows.forEach((row, index) => {
    let column = 0;
    for (const cell of row.cells) {
      while ((free[column] ?? 0) > index) column++;
      const across = Math.min(MOST, Math.max(1, cell.colSpan));
      const down = cell.rowSpan === 0 ? rows.length : Math.max(1, cell.rowSpan);
      const end = Math.min(rows.length, index + down);
      for (let at = column; at < column + across; at++) free[at] = end;
      placed.push({ cell, row: index, rows: range(index, end), column, columns: range(column, column + across) });
      column += across;
    }
  });
  return placed;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

function span(cell: Element, name: 'colspan' | 'rowspan', count: number): void {
  if (cell.hasAttribute(name)) cell.setAttribute(name, String(count));
}

/** An empty cell in the first row that is seen, before the first that stands to the right of it. */
function standIn(row: HTMLTableRowElement, { cell, column }: Placed, all: readonly Placed[]): void {
  const next = all.find((other) => other.cell.parentElement === row && other.column > column);
  row.insertBefore(cell.cloneNode(false), next?.cell ?? null);
}
