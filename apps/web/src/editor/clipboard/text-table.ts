/**
 * The rows of a text that is clearly a table: at least two lines, each with as many tabs. A cell with a line break stands
 * between quotes, as spreadsheets write it.
 */
export function rowsOfText(text: string): readonly (readonly string[])[] | null {
  if (!text.includes('\t')) return null;
  const rows = parsed(text.replace(/\r\n?/g, '\n').replace(/\n+$/, ''));
  const width = rows[0]?.length ?? 0;
  if (rows.length < 2 || width < 2 || rows.some((row) => row.length !== width)) return null;
  // Text that is laid out with tabs begins its lines with them.
  return rows.every(([first]) => first?.trim() === '') ? null : rows;
}

function parsed(text: string): string[][] {
  const rows: string[][] = [[]];
  const cell = /"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*)/y;
  for (let at = 0; at <= text.length;) {
    cell.lastIndex = at;
    const found = cell.exec(text)!;
    rows.at(-1)!.push(found[1] === undefined ? (found[2] ?? '') : found[1].replaceAll('""', '"'));
    at = cell.lastIndex;
    if (text[at] === '\n') rows.push([]);
    at += 1;
  }
  return rows;
}

/** A row in plain text, as spreadsheets read it. */
export function rowText(cells: readonly string[]): string {
  if (cells.length === 1) return cells[0]!;
  return cells.map((cell) => (/[\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t');
}
