import { textBetween, type Line, type LinePlace, type LineRange } from './text-lines';

// Dutch or not, the edges of words are the same: what matters is that they are those of the language of the texts everywhere.
const WORDS = new Intl.Segmenter('nl', { granularity: 'word' });

/** The range without the white space at its ends, grown to whole words; null when nothing but white space is in it. */
export function wholeWords(lines: readonly Line[], range: LineRange): LineRange | null {
  const within = trimmed(lines, range);
  return within && { from: edge(lines, within.from, 'from'), to: edge(lines, within.to, 'to') };
}

function edge(lines: readonly Line[], { block, offset }: LinePlace, side: 'from' | 'to'): LinePlace {
  const word = WORDS.segment(lines[block]?.text ?? '').containing(offset);
  if (word?.isWordLike !== true || word.index === offset) return { block, offset };
  return { block, offset: side === 'from' ? word.index : word.index + word.segment.length };
}

function trimmed(lines: readonly Line[], { from, to }: LineRange): LineRange | null {
  const words = textBetween(lines, { from, to });
  const leading = words.length - words.trimStart().length;
  const trailing = words.length - words.trimEnd().length;
  if (leading === words.length) return null;
  return { from: moved(lines, from, leading), to: moved(lines, to, -trailing) };
}

/** So many characters further, with line ends between blocks. */
function moved(lines: readonly Line[], { block, offset }: LinePlace, by: number): LinePlace {
  let at = block;
  let place = offset + by;
  while (place < 0 && at > 0) place += (lines[--at]?.text.length ?? 0) + 1;
  while (place > (lines[at]?.text.length ?? 0) && at < lines.length - 1) place -= (lines[at++]?.text.length ?? 0) + 1;
  return { block: at, offset: place };
}
