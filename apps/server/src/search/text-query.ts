import { formsOf, isCommonWord, isNumber, stemsOf, type AskedTerm, type Question } from '@samenspel/domain';

/** What the words of the readable texts add to a word that was asked for. */
export interface Neighbours {
  /** Compounds that end in it. */
  readonly compounds: readonly string[];
  /** What it was meant to be; empty when it stands in the texts. */
  readonly meant: readonly string[];
  /** Nowhere in the texts: it may have been typed as one what stands there as two. */
  readonly unknown: boolean;
}

/** A group of terms as PostgreSQL takes it: as it was asked, and with all that comes near. */
export interface TermQuery {
  readonly nth: number;
  readonly exact: string;
  readonly loose: string;
  /** A phrase or a number is never left out. */
  readonly must: boolean;
}

/** A question as PostgreSQL takes it: texts in the syntax of tsquery, made of words without signs. */
export interface TextQuery {
  readonly terms: readonly TermQuery[];
  readonly not: string;
  /** Words that were typed one behind the other, in twos. */
  readonly near: readonly string[];
  /** All that is marked in what was found. */
  readonly marked: string;
}

/** From this many letters a word may be the beginning of another. */
const BEGINNING = 3;
/** A word that was typed as two is at least this long in each. */
const HALF = 3;
/** Between the parts of a compound, as it may be written. */
const LINKS = ['', 's', 'e', 'en'];

/** @param near what the texts add to each word */
export function textQueryOf(question: Question, near: ReadonlyMap<string, Neighbours>): TextQuery {
  const { groups, typed } = question;
  const apart = compoundsOf(question);
  const terms = groups.map((group, nth): TermQuery => {
    const exact = group.map(exactly);
    const joined = group.flatMap(({ words }) => words.flatMap((word) => apart.get(word) ?? []));
    const loose = group.map((term) => loosely(term, near));
    return {
      nth,
      exact: either([...exact, ...joined]),
      loose: either([...exact, ...joined, ...loose]),
      must: group.every((term) => term.exact),
    };
  });
  const pairs = typed.slice(1).map((word, at) => `${anyForm(typed[at]!)} <-> ${anyForm(word)}`);
  return {
    terms,
    not: either(question.not.map(exactly)),
    near: pairs,
    marked: either(terms.map(({ loose }) => loose)),
  };
}

/** The words of which the texts are asked what comes near to them: those that have forms. */
export function wordsToCompare({ groups }: Question): string[] {
  const words = groups.flat().flatMap((term) => (term.exact ? [] : term.words));
  return [...new Set(words)].filter((word) => !isCommonWord(word) && !/\d/.test(word) && word.length >= BEGINNING);
}

function exactly({ words, exact, joined }: AskedTerm): string {
  const row = words.map((word) => (exact ? either(numbersOf(word)) : anyForm(word))).join(' <-> ');
  const all = words.every(isNumber) && words.length > 1 ? [words.join('')] : [];
  const whole = joined ? [anyForm(words.join(''))] : all.map(lexeme);
  return either([row, ...whole]);
}

function loosely({ words, exact, joined }: AskedTerm, near: ReadonlyMap<string, Neighbours>): string {
  if (exact) return '';
  const each = words.filter((word) => !isCommonWord(word)).map((word) => either(nearOf(word, near.get(word))));
  const all = each.filter((one) => one !== '').join(' & ');
  return either([all, ...(joined ? [begun(words.join(''))] : [])]);
}

function nearOf(word: string, neighbours: Neighbours | undefined): string[] {
  const compounds = (neighbours?.compounds ?? []).map(lexeme);
  const own = [anyForm(word), ...beginnings(word), ...compounds];
  const meant = (neighbours?.meant ?? []).flatMap((one) => [anyForm(one), ...beginnings(one)]);
  return [...own, ...meant, ...(neighbours?.unknown === true ? halves(word) : [])];
}

function beginnings(word: string): string[] {
  return word.length < BEGINNING || isCommonWord(word) ? [] : [word, ...stemsOf(word)].map(begun);
}

/** As two words of which one stands behind the other: "jeugdggz" where "jeugd-ggz" is written. */
function halves(word: string): string[] {
  return Array.from({ length: Math.max(0, word.length - 2 * HALF + 1) }, (_, at) => {
    const cut = at + HALF;
    return `(${lexeme(word.slice(0, cut))} <-> ${lexeme(word.slice(cut))})`;
  });
}

/** As one word where two were typed: "crisis bedden" where "crisisbedden" is written. */
function compoundsOf({ groups }: Question): Map<string, string[]> {
  const apart = new Map<string, string[]>();
  const words = groups.map((group) => (group.length === 1 && !group[0]!.exact ? group[0]!.words : []));
  words.forEach((first, at) => {
    const [one, other] = [first.at(-1), words[at + 1]?.[0]];
    if (one === undefined || other === undefined || one.length < BEGINNING || other.length < BEGINNING) return;
    const written = LINKS.map((link) => begun(one + link + other));
    for (const word of [one, other]) apart.set(word, [...(apart.get(word) ?? []), ...written]);
  });
  return apart;
}

/** "50000" and "50.000" are one number; a year is never written with a full stop. */
function numbersOf(word: string): string[] {
  if (!/^\d{5,9}$/.test(word)) return [lexeme(word)];
  const row = word.replace(/\B(?=(?:\d{3})+$)/g, ' ').split(' ');
  return [lexeme(word), `(${row.map(lexeme).join(' <-> ')})`];
}

/** A word in any of its forms; one that stands everywhere has none. */
function anyForm(word: string): string {
  return either((isCommonWord(word) ? [word] : formsOf(word)).map(lexeme));
}

function either(queries: readonly string[]): string {
  const some = [...new Set(queries.filter((query) => query !== ''))];
  return some.length > 1 ? `(${some.join(' | ')})` : (some[0] ?? '');
}

function begun(word: string): string {
  return `${lexeme(word)}:*`;
}

/** Only letters and figures are in a word: nothing in it can be taken for an operator. */
function lexeme(word: string): string {
  return `'${word}'`;
}
