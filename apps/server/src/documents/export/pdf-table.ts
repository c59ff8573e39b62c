import type { RenderedCell, RenderedTable } from '@samenspel/collab';
import { lookOf, type Line } from './pdf-lines';
import { INK, RULE, type PdfWriter, type Structure } from './pdf-writer';

const SIZE = 9;
const PADDING = 5;
const GAP = 3;

interface PlacedCell {
  readonly cell: RenderedCell;
  readonly x: number;
  readonly width: number;
  readonly structure: Structure;
  lines: Line[];
}

/** Writes a table; a row that does not fit goes on at the next page. */
export function writeTable(writer: PdfWriter, { rows }: RenderedTable): void {
  const filled = rows.filter((cells) => cells.length > 0);
  const columns = widthsOf(filled, writer.width);
  const table = writer.structure('Table');
  /** By column: in how many of the next rows a cell from above stands in it. */
  const taken = columns.map(() => 0);
  for (const cells of filled) {
    const row = writer.structure('TR', table);
    writeRow(writer, place(writer, cells, columns, taken, row));
    row.end();
  }
  table.end();
  writer.y += 10;
}

function place(
  writer: PdfWriter,
  cells: readonly RenderedCell[],
  columns: readonly number[],
  taken: number[],
  row: Structure,
): PlacedCell[] {
  const lefts = columns.map((_, at) => columns.slice(0, at).reduce((sum, width) => sum + width, writer.left));
  const placed: PlacedCell[] = [];
  let column = 0;
  for (const cell of cells) {
    while ((taken[column] ?? 0) > 0) column += 1;
    const x = lefts[column];
    if (x === undefined) break;
    const last = Math.min(columns.length, column + cell.colspan);
    const width = columns.slice(column, last).reduce((sum, one) => sum + one, 0);
    const structure = writer.structure(cell.header ? 'TH' : 'TD', row);
    placed.push({ cell, x, width, structure, lines: linesOf(writer, cell, width - 2 * PADDING) });
    for (; column < last; column += 1) taken[column] = cell.rowspan;
  }
  taken.forEach((left, at) => {
    if (left > 0) taken[at] = left - 1;
  });
  return placed;
}

function linesOf(writer: PdfWriter, cell: RenderedCell, width: number): Line[] {
  let number = 0;
  return cell.blocks.flatMap((block) => {
    number = block.kind === 'numbered' ? number + 1 : 0;
    const base = { bold: cell.header || block.kind === 'heading', italic: block.kind === 'quote' };
    const mark = block.kind === 'bullet' ? '• ' : block.kind === 'numbered' ? `${number}. ` : '';
    const indent = '  '.repeat(block.indent);
    const runs = block.runs.map((run) => ({ text: run.text, look: lookOf(run, base) }));
    return writer.breaker.lines([...writer.plain(indent + mark, base), ...runs], width, SIZE);
  });
}

function writeRow(writer: PdfWriter, cells: readonly PlacedCell[]): void {
  const height = writer.lineHeight(SIZE);
  const whole = Math.max(1, ...cells.map(({ lines }) => lines.length)) * height + 2 * PADDING;
  // A row that fits on a page stays together; a longer one begins where it stands.
  writer.need(Math.min(whole, writer.bottom / 2));
  for (let left = true; left;) {
    const room = Math.max(1, Math.floor((writer.bottom - writer.y - 2 * PADDING) / height));
    const now = Math.min(room, Math.max(1, ...cells.map(({ lines }) => lines.length)));
    const boxHeight = now * height + 2 * PADDING;
    writer.artifact(() => {
      for (const { cell, x, width } of cells) {
        if (cell.header) writer.pdf.rect(x, writer.y, width, boxHeight).fill('#edf1f5');
        writer.pdf.lineWidth(0.6).rect(x, writer.y, width, boxHeight).stroke(RULE);
      }
    });
    for (const placed of cells) {
      const part = placed.lines.splice(0, now);
      if (part.length === 0) continue;
      placed.structure.add(writer.pdf.markStructureContent(placed.cell.header ? 'TH' : 'TD'));
      part.forEach((line, at) => {
        writer.draw(line, placed.x + PADDING, writer.y + PADDING + at * height, { size: SIZE, color: INK });
      });
      writer.pdf.endMarkedContent();
    }
    writer.y += boxHeight;
    left = cells.some(({ lines }) => lines.length > 0);
    if (left) writer.newPage();
  }
  for (const { structure } of cells) structure.end();
}

/** Columns with more to say are wider, and none is too narrow for a word. */
function widthsOf(rows: readonly (readonly RenderedCell[])[], width: number): number[] {
  const count = Math.max(1, ...rows.map((cells) => cells.reduce((sum, { colspan }) => sum + colspan, 0)));
  const weights = Array.from({ length: count }, () => 12);
  for (const cells of rows) {
    let column = 0;
    for (const { blocks, colspan } of cells) {
      const length = blocks.reduce((sum, { runs }) => sum + runs.reduce((all, { text }) => all + text.length, 0), 0);
      if (colspan === 1) weights[column] = Math.max(weights[column] ?? 0, Math.min(90, length));
      column += colspan;
    }
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const least = Math.min(GAP * 18, width / count);
  const spare = width - least * count;
  return weights.map((weight) => least + (spare * weight) / total);
}
