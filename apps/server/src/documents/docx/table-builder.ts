import { MAX_SPAN, type MergedCells, type TableBlock, type TextBlock } from '@samenspel/domain';
import { FileRefused } from './file-refused';
import type { Told } from './told';

/** Word itself has no more columns; a file may claim millions. */
const MAX_COLUMNS = 63;
const MAX_ROWS = 5_000;

interface Cell {
  readonly row: number;
  readonly column: number;
  columns: number;
  rows: number;
  readonly blocks: TextBlock[];
}

/** What a cell says of itself. */
export interface CellFacts {
  readonly columns: number;
  /** Goes on with the cell above, or lets those below go on with it. */
  readonly down: 'begins' | 'goes-on' | null;
  /** Goes on with the cell before it, as old files have it. */
  readonly across: boolean;
}

/** A table on its way to rows of equal length: every text keeps its row and column, and merged cells stay merged. */
export class TableBuilder {
  readonly notes: string[] = [];
  readonly #cells: Cell[] = [];
  /** By column: the cell that those below may go on with. */
  #above: (Cell | undefined)[] = [];
  #row: (Cell | undefined)[] = [];
  #rows = 0;
  #column = 0;
  #headers = 0;

  constructor(private readonly told: Told) {}

  row(): void {
    if (this.#rows >= MAX_ROWS) throw new FileRefused('file-too-complex');
    this.#rows += 1;
    this.#above = this.#row;
    this.#row = [];
    this.#column = 0;
  }

  /** The row begins this many columns later. */
  skip(columns: number): void {
    this.#column = Math.min(MAX_COLUMNS, this.#column + columns);
  }

  /** This row is repeated above every page: a heading, when all rows above it are. */
  header(): void {
    if (this.#headers === this.#rows - 1) this.#headers += 1;
  }

  /** A row of which the striking was accepted. */
  dropRow(): void {
    if (this.#rows === 0) return;
    this.#rows -= 1;
    this.#row = this.#above;
    this.#headers = Math.min(this.#headers, this.#rows);
  }

  /** @returns where the text of the cell goes */
  cell({ columns, down, across }: CellFacts): TextBlock[] {
    if (this.#rows === 0) this.row();
    const before = this.#row.findLast((cell) => cell !== undefined);
    // Beyond the last column the text goes on in the last cell: nothing is dropped.
    if (this.#column >= MAX_COLUMNS && before !== undefined) return before.blocks;
    const at = Math.min(this.#column, MAX_COLUMNS - 1);
    const wide = Math.max(1, Math.min(columns, MAX_COLUMNS - at));
    this.#column = at + wide;
    if (across && before?.row === this.#rows - 1 && before.column + before.columns === at) {
      before.columns += wide;
      return this.#takes(before, at, wide);
    }
    const above = this.#above[at];
    if (down === 'goes-on' && above !== undefined && above.column === at && above.columns === wide) {
      above.rows += 1;
      return this.#takes(above, at, wide);
    }
    const cell: Cell = { row: this.#rows - 1, column: at, columns: wide, rows: 1, blocks: [] };
    this.#cells.push(cell);
    return this.#takes(cell, at, wide);
  }

  /** The table; null when there is nothing in it. */
  toBlock(): TableBlock | null {
    if (this.blocks().length === 0) return null;
    const width = this.#cells.reduce((widest, { column, columns }) => Math.max(widest, column + columns), 0);
    const rows: TextBlock[][][] = Array.from({ length: this.#rows }, () => Array.from({ length: width }, () => []));
    for (const { row, column, blocks } of this.#cells) rows[row]?.splice(column, 1, blocks);
    const merged = this.#merged();
    return {
      type: 'table',
      header: this.#headers > 0,
      ...(this.#headers > 1 ? { headerRows: this.#headers } : {}),
      rows,
      ...(merged.length === 0 ? {} : { merged }),
    };
  }

  /** What stands in the cells, row by row. */
  blocks(): TextBlock[] {
    return this.#cells.flatMap(({ blocks }) => blocks);
  }

  #merged(): MergedCells[] {
    return this.#cells.flatMap(({ row, column, rows, columns }) => {
      if (rows === 1 && columns === 1) return [];
      if (rows <= MAX_SPAN && columns <= MAX_SPAN) return [{ row, column, rows, columns }];
      // Further than ours reach: the text stands in the first cell, and the others are empty.
      this.told.add('merged-cells');
      return [];
    });
  }

  #takes(cell: Cell, at: number, wide: number): TextBlock[] {
    for (let column = at; column < at + wide; column += 1) this.#row[column] = cell;
    return cell.blocks;
  }
}
