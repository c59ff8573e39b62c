import type { RenderedTable } from '@samenspel/collab';
import { PdfTexts } from './pdf-texts';
import { RULE, type PdfWriter, type PlacedText, type Structure } from './pdf-writer';
import { gridOf, headerRowsOf, type GridCell } from './table-grid';

const SIZE = 9;
const PADDING = 5;
const STEP = 14;
const HEAD_GROUND = '#edf1f5';
/** No column is narrower, as long as the page is wide enough. */
const LEAST_WIDTH = 54;
/** Heads that take more of a page than this are not repeated on the next. */
const MOST_HEAD = 0.25;

interface PlacedCell {
  readonly cell: GridCell;
  readonly x: number;
  readonly width: number;
  readonly structure: Structure;
  /** All lines of the cell, one after the other. */
  readonly lines: readonly { readonly text: PlacedText; readonly nth: number }[];
  /** Lines that were written. */
  done: number;
  /** Where the next line goes. */
  y: number;
  /** Rows that the cell goes on in, with the present one. */
  rows: number;
  /** Nothing of it was drawn on this page yet. */
  fresh: boolean;
}

/** Writes a table. A row that does not fit goes on at the next page, under the table's heads. */
export function writeTable(writer: PdfWriter, { rows }: RenderedTable): void {
  new TableWriter(writer, gridOf(rows)).write();
  writer.y += 10;
}

class TableWriter {
  /** How many rows at the top are heads. */
  readonly #heads: number;
  readonly #columns: readonly number[];
  readonly #table: Structure;
  readonly #height: number;
  /** Cells of this row, and of those above that go on in it. */
  #open: PlacedCell[] = [];
  #head: { readonly cells: readonly PlacedCell[]; readonly height: number } | null = null;

  constructor(
    private readonly writer: PdfWriter,
    private readonly rows: readonly (readonly GridCell[])[],
  ) {
    this.#columns = widthsOf(rows, writer.width);
    this.#heads = headerRowsOf(rows);
    this.#table = writer.structure('Table');
    this.#height = writer.lineHeight(SIZE);
  }

  write(): void {
    this.rows.forEach((cells, at) => {
      const row = this.writer.structure('TR', this.#table);
      this.#open.push(...cells.map((cell) => this.#placed(cell, row, at)));
      this.#row();
      if (at === 0) this.#keepHead();
      for (const open of this.#open) open.rows -= 1;
      this.#open = this.#open.filter((open) => open.rows > 0);
    });
    this.#table.end();
  }

  #placed(cell: GridCell, row: Structure, at: number): PlacedCell {
    const { writer } = this;
    const x = this.#columns.slice(0, cell.column).reduce((sum, width) => sum + width, writer.left);
    const width = this.#columns.slice(cell.column, cell.column + cell.colspan).reduce((sum, each) => sum + each, 0);
    const structure = writer.structure(
      cell.header ? 'TH' : 'TD',
      row,
      attributesOf(cell, at === 0 || at < this.#heads),
    );
    const texts = new PdfTexts(writer, cell.blocks, {
      parent: structure,
      width: Math.max(1, width - 2 * PADDING),
      size: SIZE,
      step: STEP,
      look: { bold: cell.header, italic: false },
    });
    const lines = cell.blocks.flatMap((_, index) => {
      const text = texts.text(index);
      return text.lines.map((_line, nth) => ({ text, nth }));
    });
    return { cell, x, width, structure, lines, done: 0, y: Number.NaN, rows: cell.rowspan, fresh: true };
  }

  #row(): void {
    const { writer } = this;
    // A row that fits on a page stays together; a longer one begins where it stands.
    this.#begin();
    if (writer.y + Math.min(this.#needed(), writer.bottom / 2) > writer.bottom) this.#nextPage();
    while (writer.y + this.#needed() > writer.bottom) {
      const room = Math.max(1, Math.floor((writer.bottom - writer.y - 2 * PADDING) / this.#height));
      this.#part(room * this.#height + 2 * PADDING, true);
      this.#nextPage();
    }
    this.#part(this.#needed(), false);
  }

  /** Cells that begin here have their first line at the top of this row. */
  #begin(): void {
    for (const open of this.#open) if (Number.isNaN(open.y)) open.y = this.writer.y + PADDING;
  }

  /** Height that the cells ending in this row still ask for; a cell that goes on takes what it gets. */
  #needed(): number {
    return this.#open.reduce(
      (most, { rows, lines, done, y }) => {
        const own = rows === 1 ? y - this.writer.y + (lines.length - done) * this.#height + PADDING : 0;
        return Math.max(most, own);
      },
      this.#height + 2 * PADDING,
    );
  }

  /**
   * The part of the row that stands on this page.
   *
   * @param cut the rest goes on at the next page
   */
  #part(height: number, cut: boolean): void {
    const { writer } = this;
    const end = writer.y + height;
    writer.artifact(() => {
      for (const open of this.#open)
        this.#box(open, writer.y, height, { top: open.fresh, bottom: cut || open.rows === 1 });
    });
    for (const open of this.#open) {
      open.fresh = false;
      for (; open.done < open.lines.length && open.y + this.#height + PADDING <= end + 0.01; open.done += 1) {
        const { text, nth } = open.lines[open.done]!;
        writer.line(text, nth, open.x + PADDING, open.y);
        open.y += this.#height;
      }
    }
    writer.y = end;
  }

  /** Ground and borders of a cell. One that goes on in the next row has no line between. */
  #box(
    { cell, x, width }: PlacedCell,
    y: number,
    height: number,
    border: { readonly top: boolean; readonly bottom: boolean },
  ): void {
    const { pdf } = this.writer;
    if (cell.header) pdf.rect(x, y, width, height).fill(HEAD_GROUND);
    const rule = (fromX: number, fromY: number, toX: number, toY: number): void => {
      pdf.lineWidth(0.6).moveTo(fromX, fromY).lineTo(toX, toY).stroke(RULE);
    };
    rule(x, y, x, y + height);
    rule(x + width, y, x + width, y + height);
    if (border.top) rule(x, y, x + width, y);
    if (border.bottom) rule(x, y + height, x + width, y + height);
  }

  #nextPage(): void {
    const { writer } = this;
    writer.newPage();
    if (this.#head !== null) this.#repeatHead(this.#head);
    for (const open of this.#open) {
      open.y = writer.y + PADDING;
      open.fresh = true;
    }
  }

  #keepHead(): void {
    const lines = this.#open.reduce((most, open) => Math.max(most, open.lines.length), 1);
    const height = lines * this.#height + 2 * PADDING;
    const only = this.rows.length > 1 && this.#open.every(({ cell }) => cell.header && cell.rowspan === 1);
    if (only && height < MOST_HEAD * this.writer.bottom) this.#head = { cells: [...this.#open], height };
  }

  /** Heads again, for the eye: who listens has them with every cell. */
  #repeatHead({ cells, height }: { readonly cells: readonly PlacedCell[]; readonly height: number }): void {
    const { writer } = this;
    writer.pdf.markContent('Artifact', { type: 'Pagination', attached: ['Top'] });
    for (const placed of cells) {
      this.#box(placed, writer.y, height, { top: true, bottom: true });
      placed.lines.forEach(({ text, nth }, at) => {
        const line = text.lines[nth];
        const y = writer.y + PADDING + at * this.#height;
        if (line) writer.draw(line.pieces, placed.x + PADDING + text.indent, y, text);
      });
    }
    writer.pdf.endMarkedContent();
    writer.y += height;
  }
}

/** Heads of the first rows are for the columns below them, others for the row that they begin. */
function attributesOf(
  { header, colspan, rowspan }: GridCell,
  atTop: boolean,
): Readonly<Record<string, unknown>> | undefined {
  const given = {
    ...(header ? { Scope: atTop ? 'Column' : 'Row' } : {}),
    ...(colspan > 1 ? { ColSpan: colspan } : {}),
    ...(rowspan > 1 ? { RowSpan: rowspan } : {}),
  };
  return Object.keys(given).length === 0 ? undefined : { O: 'Table', ...given };
}

/** Columns with more to say are wider, and none is too narrow for a word. */
function widthsOf(rows: readonly (readonly GridCell[])[], width: number): number[] {
  const count = Math.max(
    1,
    ...rows.map((cells) => cells.reduce((sum, { column, colspan }) => Math.max(sum, column + colspan), 0)),
  );
  const weights = Array.from({ length: count }, () => 12);
  for (const { blocks, column, colspan } of rows.flat()) {
    if (colspan > 1) continue;
    const length = blocks.reduce((sum, { runs }) => sum + runs.reduce((all, { text }) => all + text.length, 0), 0);
    weights[column] = Math.max(weights[column] ?? 0, Math.min(90, length));
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const least = Math.min(LEAST_WIDTH, width / count);
  const spare = width - least * count;
  return weights.map((weight) => least + (spare * weight) / total);
}
