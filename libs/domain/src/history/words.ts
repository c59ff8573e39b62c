/**
 * Words, figures with what belongs to them, and every other character by itself. A date or an amount is one piece: half
 * of a figure that is marked as changed is read wrongly.
 */
const PIECES = /\p{N}+(?:[.,:/-]\p{N}+)*%?|[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*|[^]/gu;
const WORD = /[\p{L}\p{N}]/u;

/** The text in pieces to compare by; joined they are the text again. */
export function piecesOf(text: string): string[] {
  return text.match(PIECES) ?? [];
}

export function countWords(text: string): number {
  return piecesOf(text).filter((piece) => WORD.test(piece)).length;
}
