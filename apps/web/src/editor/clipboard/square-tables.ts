import { Fragment, type Node } from '@tiptap/pm/model';
import { MAX_SPAN } from '@samenspel/domain';

export interface GridCell {
  readonly node: Node;
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

export interface Grid {
  readonly width: number;
  readonly height: number;
  readonly cells: readonly GridCell[];
}

/** Where every cell of these rows stands. No cell reaches out of the table or over another, and no place is left open. */
export function gridOf(rows: readonly Fragment[]): Grid {
  const taken: boolean[][] = rows.map(() => []);
  const cells: GridCell[] = [];
  rows.forEach((row, at) => {
    let column = 0;
    row.forEach((node) => {
      while (taken[at]![column]) column++;
      const placed = fitting(node, at, column, taken);
      for (let down = 0; down < placed.rows; down++)
        for (let right = 0; right < placed.columns; right++) taken[at + down]![column + right] = true;
      cells.push(placed);
      column += placed.columns;
    });
  });
  const width = Math.max(1, ...taken.map((row) => row.length));
  return withoutCoveredRows({ width, height: rows.length, cells: [...cells, ...missing(rows, taken, width)] });
}

function fitting(node: Node, row: number, column: number, taken: readonly boolean[][]): GridCell {
  const rows = Math.min(spanOf(node, 'rowspan'), taken.length - row);
  let columns = 1;
  const wanted = spanOf(node, 'colspan');
  while (columns < wanted && !taken[row]![column + columns]) columns++;
  return { node, row, column, rows, columns };
}

function spanOf(node: Node, name: 'rowspan' | 'colspan'): number {
  return Math.min(MAX_SPAN, Math.max(1, Number(node.attrs[name]) || 1));
}

function missing(rows: readonly Fragment[], taken: readonly boolean[][], width: number): GridCell[] {
  return taken.flatMap((row, at) => {
    const like = rows[at]?.lastChild ?? rows.find(({ childCount }) => childCount > 0)?.lastChild;
    const open = Array.from({ length: width }, (_, column) => column).filter((column) => !row[column]);
    return like ? open.map((column) => ({ node: like.type.create(), row: at, column, rows: 1, columns: 1 })) : [];
  });
}

/** A row in which no cell begins has no height in any browser, and no place for a caret. */
function withoutCoveredRows({ width, height, cells }: Grid): Grid {
  const begun = new Set(cells.map(({ row }) => row));
  const before = (row: number): number =>
    Array.from({ length: row }, (_, at) => at).filter((at) => begun.has(at)).length;
  if (begun.size === height) return { width, height, cells };
  const moved = cells.map((cell) => ({
    ...cell,
    row: before(cell.row),
    rows: before(cell.row + cell.rows) - before(cell.row),
  }));
  return { width, height: begun.size, cells: moved };
}

/** The table with every place filled and every span within it. */
export function squareTable(table: Node): Node {
  const rows = table.children.map(({ content }) => content).filter(({ childCount }) => childCount > 0);
  const type = table.firstChild?.type;
  if (!type || rows.length === 0) return table;
  const { height, cells } = gridOf(rows);
  const made = Array.from({ length: height }, (_, row) =>
    type.create(null, Fragment.fromArray(inRow(cells, row).map(asNode))),
  );
  return table.type.create(table.attrs, made);
}

function inRow(cells: readonly GridCell[], row: number): GridCell[] {
  return cells.filter((cell) => cell.row === row).sort((one, other) => one.column - other.column);
}

function asNode({ node, rows, columns }: GridCell): Node {
  return node.type.create({ ...node.attrs, rowspan: rows, colspan: columns }, node.content);
}

/** The same grid with one cell at each place: what spanned several is in the first of them, the others are empty. */
export function unitRows({ width, height, cells }: Grid): Fragment[] {
  const rows: Node[][] = Array.from({ length: height }, () => []);
  for (const { node, row, column, rows: down, columns } of cells) {
    for (let at = 0; at < down; at++)
      for (let right = 0; right < columns; right++) {
        const content = at === 0 && right === 0 ? node.content : null;
        rows[row + at]![column + right] = node.type.create({ ...node.attrs, rowspan: 1, colspan: 1 }, content);
      }
  }
  return rows.map((row) => Fragment.fromArray(row.slice(0, width)));
}
