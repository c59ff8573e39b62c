/** What stands in place of words that were erased where somebody had quoted them. */
export const ERASED_MARK = '███';
/** Words shorter than this stand everywhere by chance. */
export const WORDS_FROM = 6;
/** So many letters at the edge of a quotation are enough to take them for the rest of the passage. */
const EDGE_FROM = 4;

/**
 * A quotation without the words of a passage. A quotation can begin or end in the middle of the passage, or lie within it:
 * what is left of the words at its edges goes too.
 *
 * @param parts of the quotation in the order in which they stand in the text ("before", "quote", "after")
 * @param lines the passage, block by block
 */
export function blackenQuote(parts: readonly string[], lines: readonly string[]): string[] {
  const text = parts.join('');
  const black = new Array<boolean>(text.length).fill(false);
  const paint = (from: number, to: number): void => void black.fill(true, from, to);
  for (const words of [...new Set([lines.join('\n'), ...lines])].map((line) => line.trim())) {
    paintWhole(text, words, paint);
    if (text.length >= EDGE_FROM && words.includes(text)) paint(0, text.length);
    for (let length = Math.min(words.length, text.length); length >= EDGE_FROM; length -= 1) {
      if (text.startsWith(words.slice(-length))) paint(0, length);
      if (text.endsWith(words.slice(0, length))) paint(text.length - length, text.length);
    }
  }
  let at = 0;
  return parts.map((part) => {
    const from = at;
    at += part.length;
    return painted(part, black.slice(from, at));
  });
}

/** What somebody wrote himself, without the words of a passage where they stand in full. */
export function blackenWords(text: string, lines: readonly string[]): string {
  const black = new Array<boolean>(text.length).fill(false);
  for (const words of lines.map((line) => line.trim()))
    paintWhole(text, words, (from, to) => void black.fill(true, from, to));
  return painted(text, black);
}

function paintWhole(text: string, words: string, paint: (from: number, to: number) => void): void {
  if (words.length < WORDS_FROM) return;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) paint(at, at + words.length);
}

/** One mark for each stretch, whatever its length. */
function painted(text: string, black: readonly boolean[]): string {
  let out = '';
  for (let at = 0; at < text.length; at += 1) {
    if (black[at] !== true) out += text[at] ?? '';
    else if (at === 0 || black[at - 1] !== true) out += ERASED_MARK;
  }
  return out;
}
