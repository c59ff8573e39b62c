import { isCommonWord } from './common-words';
import { readable, wordsIn } from './fold';

/** One thing that is asked for. */
export interface AskedTerm {
  /** A word, or several that stand one behind the other. */
  readonly words: readonly string[];
  /** Exactly these words, and never left out: between quotes, or a number or date. */
  readonly exact: boolean;
  /** May also be written as one word: "POH-jeugd", "p.g.b.". */
  readonly joined: boolean;
}

/** What somebody asks, read from what they typed. */
export interface Question {
  /** All that is asked for; of the terms in one group any will do. */
  readonly groups: readonly (readonly AskedTerm[])[];
  /** What must not stand there. */
  readonly not: readonly AskedTerm[];
  /** Every word in the order in which it was typed, for what stands nearest to that. */
  readonly typed: readonly string[];
  /** As a code or the beginning of one ("G.1"), in small letters; null when it cannot be one. */
  readonly code: string | null;
}

const DASH = '-\u2010-\u2015\u2212\ufe58\ufe63\uff0d';
const DOUBLE = '"\u201c-\u201f\u00ab\u00bb\u301d-\u301f\uff02\u2033';
const SINGLE = "'\u2018-\u201b\u2039\u203a\u2032";
const LETTER = '\\p{L}\\p{M}\\p{N}';

/** A phrase between quotes of any shape, perhaps behind a dash, or what stands between two spaces. */
const PIECES = new RegExp(
  [
    `(?<not>(?<![^\\s(])[${DASH}])?[${DOUBLE}](?<double>[^${DOUBLE}]*)[${DOUBLE}]`,
    // An apostrophe opens no phrase: "'s avonds", "foto's".
    `(?<![${LETTER}])[${SINGLE}](?![stnkmr](?![${LETTER}]))(?<single>[^${DOUBLE}]*?[^\\s${DOUBLE}])[${SINGLE}](?![${LETTER}])`,
    `(?<loose>[^\\s${DOUBLE}]+)`,
  ].join('|'),
  'gu',
);

const MONTHS = 'januari februari maart april mei juni juli augustus september oktober november december'.split(' ');
const LABELS = 'artikel art lid paragraaf hoofdstuk bijlage punt nummer nr sectie'.split(' ');
/** Beside a number these say what its sign says in a text: "50.000 euro", "€ 50.000". */
const UNITS = 'euro eur procent'.split(' ');
const EITHER = ['of', 'or'];

type Piece = { readonly term: AskedTerm; readonly not: boolean };

/**
 * Reads what somebody typed: words, phrases between quotes of any shape, a dash for "not", "of" for either. What can be read in
 * no such way is read as words; a question that only says "not" asks for what it names.
 */
export function questionOf(text: string): Question {
  const clean = readable(text)
    .replace(/[\p{Cc}\p{Co}\p{Cs}]/gu, ' ')
    .trim();
  const pieces = [...clean.matchAll(PIECES)].flatMap(piecesOf);
  const onlyNot = pieces.every(({ not }) => not);
  const wanted = bound(pieces.filter(({ not }) => onlyNot || !not).map(({ term }) => term));
  const typed = wanted.flatMap(({ words }) => words);
  return {
    groups: groupsOf(wanted),
    not: onlyNot ? [] : pieces.filter(({ not }) => not).map(({ term }) => term),
    typed,
    code: /^[\p{L}\p{N}~+.-]{1,40}$/u.test(clean) ? clean.toLowerCase() : null,
  };
}

function piecesOf(match: RegExpMatchArray): Piece[] {
  const { not, double, single, loose } = match.groups ?? {};
  const phrase = double ?? single;
  if (phrase !== undefined) {
    const words = wordsIn(phrase);
    return words.length === 0 ? [] : [{ term: { words, exact: true, joined: false }, not: not !== undefined }];
  }
  const [, dash, rest = ''] = new RegExp(`^([${DASH}])?(.*)$`, 'su').exec(loose ?? '') ?? [];
  return termsIn(rest).map((term) => ({ term, not: dash !== undefined }));
}

/** The terms in what was typed without a space: a slash or a missing space parts words, a hyphen or a figure's sign does not. */
function termsIn(chunk: string): AskedTerm[] {
  const rows: string[][] = [];
  let last = '';
  let sign = ' ';
  for (const [piece] of chunk.matchAll(new RegExp(`[${LETTER}]+|[^${LETTER}]+`, 'gu'))) {
    const words = wordsIn(piece);
    if (words.length === 0) {
      sign = piece;
      continue;
    }
    if (keepsTogether(sign, last, words[0]!)) rows.at(-1)?.push(...words);
    else rows.push(words);
    last = words.at(-1)!;
    sign = ' ';
  }
  return rows.map((words) => {
    const exact = words.some(isNumber);
    return { words, exact, joined: words.length > 1 && !exact };
  });
}

function keepsTogether(sign: string, before: string, after: string): boolean {
  if (sign.length !== 1) return false;
  if (new RegExp(`[${DASH}_'\u2019]`, 'u').test(sign)) return true;
  const numbers = [before, after].filter(isNumber).length;
  if (sign === '.') return numbers > 0 || (before.length === 1 && after.length === 1);
  return numbers === 2 && /[,:]/.test(sign);
}

/** Dates and numbered things are one term, and what only names the sign of a number is none. */
function bound(terms: readonly AskedTerm[]): AskedTerm[] {
  const result: AskedTerm[] = [];
  for (const term of terms) {
    const before = result.at(-1);
    const [first = ''] = term.words;
    const joins =
      before !== undefined &&
      term.words.length >= 1 &&
      ((isDay(before) && MONTHS.includes(first)) ||
        (isLabel(before) && isNumber(first)) ||
        (MONTHS.includes(before.words.at(-1) ?? '') && before.exact && /^\d{4}$/.test(first)));
    const unit = term.words.length === 1 && UNITS.includes(first) && before?.words.every(isNumber) === true;
    if (joins) result.splice(-1, 1, { words: [...before.words, ...term.words], exact: true, joined: false });
    else if (!unit) result.push(term);
  }
  return result;
}

function groupsOf(terms: readonly AskedTerm[]): AskedTerm[][] {
  const kept = terms.filter(({ words, exact }) => exact || !words.every(isCommonWord));
  // Nothing but words that stand everywhere: then those are what is asked for.
  if (kept.length === 0) return terms.map((term) => [{ ...term, exact: true }]);
  const groups: AskedTerm[][] = [];
  terms.forEach((term, at) => {
    if (!kept.includes(term)) return;
    const either = EITHER.includes(terms[at - 1]?.words.join(' ') ?? '') && kept.includes(terms[at - 2]!);
    if (either) groups.at(-1)?.push(term);
    else groups.push([term]);
  });
  return groups;
}

export function isNumber(word: string): boolean {
  return /^\d+$/.test(word);
}

function isDay({ words }: AskedTerm): boolean {
  return words.length === 1 && /^\d{1,2}$/.test(words[0]!);
}

function isLabel({ words }: AskedTerm): boolean {
  return words.length === 1 && LABELS.includes(words[0]!);
}
