import type { ContentBlock, TextBlock, TextRun } from '@samenspel/domain';

/** A piece of text: plain, or a run with marks. */
export type Piece = string | TextRun;

export const bold = (text: string): TextRun => ({ text, marks: ['bold'] });
export const italic = (text: string): TextRun => ({ text, marks: ['italic'] });

const runs = (pieces: readonly Piece[]): TextRun[] =>
  pieces.map((piece) => (typeof piece === 'string' ? { text: piece } : piece));

const block = (kind: TextBlock['kind'], pieces: readonly Piece[], more: Partial<TextBlock> = {}): TextBlock => ({
  type: 'block',
  kind,
  runs: runs(pieces),
  ...more,
});

/** A paragraph. */
export const p = (...pieces: Piece[]): TextBlock => block('paragraph', pieces);

/** A heading under the section's title. */
export const h = (text: string): TextBlock => block('heading', [text], { level: 2 });

export const quote = (...pieces: Piece[]): TextBlock => block('quote', pieces);

/** A list with bullets; a piece list per item. */
export const bullets = (...items: (Piece | readonly Piece[])[]): TextBlock[] => list('bullet', items);

/** A numbered list. */
export const numbered = (...items: (Piece | readonly Piece[])[]): TextBlock[] => list('numbered', items);

function list(kind: 'bullet' | 'numbered', items: readonly (Piece | readonly Piece[])[]): TextBlock[] {
  return items.map((item) => block(kind, isList(item) ? item : [item], { indent: 0 }));
}

function isList(item: Piece | readonly Piece[]): item is readonly Piece[] {
  return Array.isArray(item);
}

/** A table; the first row is its header. */
export function table(...rows: readonly string[][]): ContentBlock {
  return { type: 'table', header: true, rows: rows.map((row) => row.map((text) => [p(text)])) };
}
