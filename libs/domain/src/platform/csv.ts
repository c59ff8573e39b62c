/** Tells Excel that the file is UTF-8; without it "cliënt" comes out broken. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Rows as a file that a spreadsheet opens: UTF-8 with its mark, `;` as Dutch spreadsheets expect, every cell quoted.
 * A cell that a spreadsheet would take for a formula gets an apostrophe before it: somebody who may choose a name must
 * not be able to run something on the machine of who opens the file (docs/spec.md R12).
 */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `${BYTE_ORDER_MARK}${rows.map((row) => `${row.map(cellOf).join(';')}\r\n`).join('')}`;
}

function cellOf(value: string): string {
  // Also after white space or a control character, which spreadsheets skip before they look.
  const harmless = /^[\s\p{Cc}\p{Cf}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20|%]/u.test(value) ? `'${value}` : value;
  return `"${harmless.replaceAll('"', '""')}"`;
}
