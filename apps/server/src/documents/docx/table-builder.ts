import type { ImportRemarkKind, TableBlock, TextBlock } from '@samenspel/domain';

/** Word itself has no more columns; a file may claim millions. */
const MAX_COLUMNS = 63;
const MAX_ROWS = 5_000;

/**
 * A table on its way to rows of equal length. A merged cell becomes its first cell, with empty ones in the place of the
 * rest: every text keeps its row and column.
 */
export class TableBuilder {
  readonly notes: string[] = [];
  readonly #rows: { readonly header: boolean[]; readonly cells: (TextBlock[] | undefined)[] }[] = [];
  /** By column: in how many of the next rows it is taken by a cell from above. */
  readonly #taken: number[] = [];
  #current: TextBlock[] | null = null;
  #column = 0;

  constructor(private readonly count: (kind: ImportRemarkKind) => void) {}

  row(): void {
    if (this.#rows.length < MAX_ROWS) this.#rows.push({ header: [], cells: [] });
    this.#column = 0;
    this.#current = null;
    this.#taken.forEach((left, at) => {
      if (left > 0) this.#taken[at] = left - 1;
    });
  }

  cell(header: boolean, colspan: number, rowspan: number): void {
    const row = this.#rows.at(-1);
    if (row === undefined) return;
    if (colspan > 1 || rowspan > 1) this.count('merged-cells');
    while ((this.#taken[this.#column] ?? 0) > 0) this.#column += 1;
    const blocks: TextBlock[] = [];
    this.#current = blocks;
    // Beyond the last column the text goes on in the last cell: nothing is dropped.
    if (this.#column >= MAX_COLUMNS) {
      this.#current = row.cells.findLast((cell) => cell !== undefined) ?? blocks;
      return;
    }
    row.cells[this.#column] = blocks;
    row.header.push(header);
    const until = Math.min(MAX_COLUMNS, this.#column + colspan);
    for (; this.#column < until; this.#column += 1) this.#taken[this.#column] = Math.min(rowspan, MAX_ROWS);
    row.cells.length = Math.max(row.cells.length, this.#column);
  }

  add(block: TextBlock, notes: readonly string[]): void {
    if (this.#current === null) {
      this.row();
      this.cell(false, 1, 1);
    }
    this.#current?.push(block);
    this.notes.push(...notes);
  }

  /** The table; null when there is nothing in it. */
  toBlock(): TableBlock | null {
    if (this.blocks().length === 0) return null;
    const width = this.#rows.reduce((widest, { cells }) => Math.max(widest, cells.length), 0);
    const header = this.#rows[0]?.header.every(Boolean) ?? false;
    return {
      type: 'table',
      header,
      rows: this.#rows.map(({ cells }) => Array.from({ length: width }, (_, at) => cells[at] ?? [])),
    };
  }

  /** What stands in the cells, row by row. */
  blocks(): TextBlock[] {
    return this.#rows.flatMap(({ cells }) => cells.flatMap((cell) => cell ?? []));
  }
}
