import type { TableBlock, TextBlock } from '../import/model';

type Kind = TextBlock['kind'];

const block = (kind: Kind, text: string, more: Partial<TextBlock> = {}): TextBlock => ({
  type: 'block',
  kind,
  runs: text === '' ? [] : [{ text }],
  ...more,
});

/** Guidance for the writers, in italics so that it is told apart from the text of the table: to be replaced. */
export const hint = (text: string): TextBlock => ({
  type: 'block',
  kind: 'paragraph',
  runs: [{ text, marks: ['italic'] }],
});

export const p = (text: string): TextBlock => block('paragraph', text);
export const h = (text: string): TextBlock => block('heading', text, { level: 2 });
export const bullets = (...items: string[]): TextBlock[] => items.map((item) => block('bullet', item, { indent: 0 }));
export const numbered = (...items: string[]): TextBlock[] =>
  items.map((item) => block('numbered', item, { indent: 0 }));

/** A table to fill in; the first row is its header. */
export const table = (...rows: readonly string[][]): TableBlock => ({
  type: 'table',
  header: true,
  rows: rows.map((row) => row.map((cell) => [p(cell)])),
});
