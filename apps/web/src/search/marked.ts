import type { SearchHit, TextRange } from '@samenspel/domain';
import type { RouteLocationRaw } from 'vue-router';

export interface MarkedPiece {
  readonly text: string;
  readonly found: boolean;
}

/** A text in pieces, those that were found apart. Ranges that do not fit in the text are passed over. */
export function piecesOf(text: string, ranges: readonly TextRange[]): MarkedPiece[] {
  const pieces: MarkedPiece[] = [];
  let at = 0;
  for (const { start, end } of ranges) {
    if (start < at || end <= start || end > text.length) continue;
    if (start > at) pieces.push({ text: text.slice(at, start), found: false });
    pieces.push({ text: text.slice(start, end), found: true });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), found: false });
  return pieces;
}

/** The words as they stand in what was found, each once. */
export function wordsOf({ title, fragment }: SearchHit): string[] {
  const found = [title, ...(fragment === null ? [] : [fragment])].flatMap(({ text, ranges }) =>
    ranges.map(({ start, end }) => text.slice(start, end)),
  );
  return [...new Set(found)];
}

/**
 * Where a hit leads to, with the words to mark there. They go along in the memory of the tab, not in the address: an
 * address is kept, sent and shown.
 */
export function placeOf(hit: SearchHit): RouteLocationRaw | null {
  if (hit.kind === 'outcome') return { name: 'outcome', params: { outcomeId: hit.id } };
  if (hit.documentId === null) return null;
  return {
    name: 'document',
    params: { documentId: hit.documentId },
    ...(hit.sectionId === null ? {} : { hash: `#section-${hit.sectionId}` }),
    state: { found: wordsOf(hit) },
  };
}
