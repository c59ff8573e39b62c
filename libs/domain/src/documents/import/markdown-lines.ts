/** A marker of a Markdown list at the start of a line. */
export interface ListMark {
  readonly ordered: boolean;
  readonly value: number;
  readonly typed: string;
  readonly rest: string;
}

/** Columns of white space before the text; a tab goes to the next fourth. */
export function columnOf(line: string): number {
  let column = 0;
  for (const character of line) {
    if (character === ' ') column += 1;
    else if (character === '\t') column += 4 - (column % 4);
    else break;
  }
  return column;
}

/** Reads the marker of a list item from a trimmed line; null if it has none. */
export function readListMark(text: string): ListMark | null {
  const mark = /^(?:[-*+]|(\d{1,9})[.)])(?=\s|$)/.exec(text);
  if (mark === null) return null;
  const ordered = mark[1] !== undefined;
  return { ordered, value: Number(mark[1] ?? 0), typed: mark[0], rest: text.slice(mark[0].length).trim() };
}

/** Reads a heading (`## Goals`) from a trimmed line; null if it is none. */
export function readHeading(text: string): { depth: number; text: string } | null {
  const marks = /^#{1,6}(?=\s|$)/.exec(text)?.[0];
  if (marks === undefined) return null;
  const title = text.slice(marks.length).trim();
  let end = title.length;
  while (end > 0 && title[end - 1] === '#') end -= 1;
  const closed = end < title.length && (end === 0 || /\s/.test(title[end - 1]!));
  return { depth: marks.length, text: closed ? title.slice(0, end).trim() : title };
}

/** Depth of the heading that a line of `=` or `-` makes of the line above it, or 0. */
export function underlineDepth(text: string): number {
  if (/^=+$/.test(text)) return 1;
  return /^-{2,}$/.test(text) ? 2 : 0;
}

/** Whether a trimmed line is a horizontal rule. */
export function isRule(text: string): boolean {
  const bare = text.replace(/\s+/g, '');
  return /^(?:-{3,}|\*{3,}|_{3,})$/.test(bare);
}

/** The fence that a trimmed line opens a block of code with, or null. */
export function readFence(text: string): string | null {
  return /^(?:`{3,}(?=[^`]*$)|~{3,})/.exec(text)?.[0] ?? null;
}

/** Whether a trimmed line closes the block of code that the fence opened. */
export function closesFence(text: string, fence: string): boolean {
  return text.length >= fence.length && text.startsWith(fence) && /^(?:`+|~+)$/.test(text);
}
