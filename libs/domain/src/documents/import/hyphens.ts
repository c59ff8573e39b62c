import { firstWord, lastWord } from './characters';

/** How often each word (small letters) stands whole in the text: a torn word is put together as it is written elsewhere. */
export type Vocabulary = ReadonlyMap<string, number>;

/** What stands between two lines that are put together: `cut` characters go from the first, `glue` comes between. */
export interface Seam {
  readonly cut: number;
  readonly glue: '' | ' ';
  readonly unsure: boolean;
}

const SUSPENDED = new Set(['en', 'of', 'en/of', 'dan', 'maar', 'tot', 't/m', 'c.q.', 'respectievelijk', 'alsook']);
const KEEP_AFTER = new Set(
  'ex oud niet non vice adjunct kandidaat ggz wmo wlz zvw lvb mbo hbo vo po vso pgb ict hr btw tv e gi vng vws cao'.split(
    ' ',
  ),
);
const CLASHES = new Set('aa ae ai au ee ei eu ie ii oe oi oo ou ui uu'.split(' '));
const NO_SEAM: Seam = { cut: 0, glue: ' ', unsure: false };

/** Counts the words that stand whole in these lines; the parts of words torn at a line end are left out. */
export function vocabularyOf(lines: readonly string[]): Vocabulary {
  const counts = new Map<string, number>();
  let torn = false;
  for (const line of lines) {
    const words = line.toLowerCase().match(/[\p{L}\p{N}&]+(?:[-‐][\p{L}\p{N}&]+)*[-‐]?/gu) ?? [];
    words.forEach((word, at) => {
      if ((at === 0 && torn) || /[-‐]$/.test(word)) return;
      counts.set(word, (counts.get(word) ?? 0) + 1);
    });
    torn = endsInHyphen(line);
  }
  return counts;
}

/** Whether a line ends in a hyphen that sticks to a word (no dash). */
export function endsInHyphen(line: string): boolean {
  return /[\p{L}\p{N}&][-‐]$/u.test(line.slice(-3));
}

/**
 * Decides how two lines are put together. A hyphen goes when it only broke the word; it stays in "in- en uitstroom",
 * behind abbreviations and figures, before a capital, and between vowels that would otherwise be read as one.
 */
export function seamBetween(before: string, after: string, vocabulary: Vocabulary): Seam {
  if (/[\p{L}]\/$/u.test(before.slice(-2))) return { cut: 0, glue: '', unsure: false };
  if (!endsInHyphen(before)) return NO_SEAM;
  const next = firstWord(after);
  if (SUSPENDED.has(next.replace(/[,;]$/, '')) || next.startsWith('(')) return NO_SEAM;
  const head = (/[\p{L}\p{N}&-]+$/u.exec(lastWord(before).slice(-60, -1)) ?? [''])[0];
  const tail = (/^[\p{L}\p{N}]+/u.exec(next.slice(0, 60)) ?? [''])[0];
  if (tail === '') return NO_SEAM;
  const keep: Seam = { cut: 0, glue: '', unsure: false };
  const whole = vocabulary.get(`${head}${tail}`.toLowerCase()) ?? 0;
  const hyphened = vocabulary.get(`${head}-${tail}`.toLowerCase()) ?? 0;
  if (whole > 0 || hyphened > 0) return whole >= hyphened ? { cut: 1, glue: '', unsure: false } : keep;
  if (/[\p{N}&]/u.test(head) || /^\p{Lu}/u.test(tail) || isAbbreviation(head)) return keep;
  if (KEEP_AFTER.has(head.toLowerCase())) return keep;
  const clash = CLASHES.has(`${head.slice(-1)}${tail[0]}`.toLowerCase());
  return clash ? { ...keep, unsure: true } : { cut: 1, glue: '', unsure: false };
}

function isAbbreviation(head: string): boolean {
  return head.length > 1 && head === head.toUpperCase();
}
