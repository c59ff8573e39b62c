import { isCommonWord } from './common-words';
import { formsOf, stemsOf } from './word-forms';

/** A part of a compound is at least this long, and what stands before it too. */
const PART = 4;
const REST = 3;
/** Shorter words are too much like others to be taken for a slip of the finger. */
const SLIP_FROM = 5;

/** The words of the texts that have to do with one that is asked for. */
export interface CloseWords {
  /** Compounds that end in it: "wachtlijst" for "lijst". */
  readonly compounds: readonly string[];
  /** Stands it there in any form, or as the beginning or the end of a word? */
  readonly known: boolean;
}

/** Every word of the texts that has to do with this one holds one of these. */
export function coresOf(word: string): string[] {
  const all = [...new Set([word, ...stemsOf(word)])].filter((stem) => stem.length >= REST);
  const softened = all.flatMap((stem) => [
    stem,
    stem.replace(/f$/, 'v').replace(/s$/, 'z'),
    stem.replace(/([aeou])\1(?=[^aeiou]$)/, '$1'),
  ]);
  const cores = [...new Set(softened)].sort((a, b) => a.length - b.length);
  const kept = cores.filter((core, at) => !cores.slice(0, at).some((shorter) => core.includes(shorter)));
  return kept.length > 0 ? kept : [word];
}

/** @param lexemes words of the texts that hold a core of the word */
export function closeWords(word: string, lexemes: readonly string[]): CloseWords {
  const forms = formsOf(word);
  const ends = word.length < PART ? [] : forms.filter((form) => form.length >= PART);
  const compounds = lexemes.filter((lexeme) =>
    ends.some((end) => lexeme.endsWith(end) && couldBeWord(lexeme.slice(0, -end.length))),
  );
  const begun = word.length >= REST && lexemes.some((lexeme) => lexeme.startsWith(word));
  return { compounds, known: begun || compounds.length > 0 || lexemes.some((lexeme) => forms.includes(lexeme)) };
}

/** "weth" of "wethouder" is no word, nor "ver" of "verzorg"; "woning" and "pleeg" could be. */
function couldBeWord(rest: string): boolean {
  if (rest.length < REST || /^(?:be|ge|her|ont|ver|onge|onver)$/.test(rest)) return false;
  return /[aeiouy]/.test(rest) && !/(?:[^c]h|[^i]j|[qvz]|[bcdfgklmnprst]w|[^aeiouyrlnmpkf]k?[bdfg]r)$/.test(rest);
}

/** What a word with one slip of the finger shares with the right one: its first or its last letters. */
export function halvesOf(word: string): { readonly first: string; readonly last: string } | null {
  if (word.length < SLIP_FROM || /\d/.test(word)) return null;
  const half = Math.floor(word.length / 2) - 1;
  return { first: word.slice(0, half), last: word.slice(-half) };
}

/** The words that this was meant to be, or to begin, with one letter too few, too many, wrong or at its neighbour's place. */
export function meantBy(word: string, lexemes: readonly string[]): string[] {
  const whole = lexemes.filter((lexeme) => !isCommonWord(lexeme) && isSlip(word, lexeme));
  if (whole.length > 0) return whole;
  const begun = lexemes.flatMap((lexeme) =>
    [word.length - 1, word.length, word.length + 1]
      .map((length) => lexeme.slice(0, length))
      .filter((start) => start.length < lexeme.length && isSlip(word, start)),
  );
  return [...new Set(begun)];
}

function isSlip(typed: string, meant: string): boolean {
  if (Math.abs(typed.length - meant.length) > 1) return false;
  let at = 0;
  while (at < typed.length && typed[at] === meant[at]) at += 1;
  const [rest, other] = [typed.slice(at), meant.slice(at)];
  return (
    rest.slice(1) === other ||
    rest === other.slice(1) ||
    rest.slice(1) === other.slice(1) ||
    (rest.length > 1 && rest[0] === other[1] && rest[1] === other[0] && rest.slice(2) === other.slice(2))
  );
}
