/** A word and where it stands. */
export interface Word {
  readonly word: string;
  readonly from: number;
  readonly to: number;
}

/** Words as they are compared: letters and digits, without capitals. */
export function wordsIn(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((match) => ({
    word: match[0].toLowerCase(),
    from: match.index,
    to: match.index + match[0].length,
  }));
}

/**
 * How much of a quote stands in a stretch of text: the share of its words that come there in the same order, 0 to 1.
 * Words are few (a quote is short), so the plain table of the longest common sequence will do.
 */
export function overlapOf(quote: string, stretch: string): number {
  const wanted = wordsIn(quote);
  const there = wordsIn(stretch);
  if (wanted.length === 0) return quote.trim() !== '' && stretch.includes(quote.trim()) ? 1 : 0;
  let row = new Array<number>(there.length + 1).fill(0);
  for (const { word } of wanted) {
    const next = [0];
    for (let at = 1; at <= there.length; at++) {
      next.push(there[at - 1]?.word === word ? (row[at - 1] ?? 0) + 1 : Math.max(row[at] ?? 0, next[at - 1] ?? 0));
    }
    row = next;
  }
  return (row.at(-1) ?? 0) / wanted.length;
}
