/** A question as the database takes it. */
export interface Question {
  /** In the syntax of websearch_to_tsquery: words, "phrases", or, -not; the minus as `NOT_SIGN`. */
  readonly web: string;
  /** Of a question of words alone: each word with the other form that it may have. Null when it is more than that. */
  readonly words: readonly (readonly string[])[] | null;
  /** The last of the words, when it may be the beginning of one. */
  readonly begun: string | null;
  /** As a code or the beginning of one ("G.1"), in small letters; null when it can not be one. */
  readonly code: string | null;
}

/** Stands for a minus until the text is folded: the fold makes a space of that. */
export const NOT_SIGN = '¬';

/** From this many letters a word may be the beginning of another. */
const PREFIX_LENGTH = 3;

/**
 * Reads what somebody typed. Signs between letters part words, as they do in the texts; a minus before a word means "not".
 *
 * @param text as the contract gives it
 */
export function questionOf(text: string): Question {
  const web = text
    .replace(/[\p{Cc}\p{Co}]/gu, ' ')
    .replace(/(?<=[\p{L}\p{N}])[/\\_\u00ad\u2010-\u2014-](?=[\p{L}\p{N}])/gu, ' ')
    .replaceAll('-', NOT_SIGN)
    .trim();
  const plain = /^[\p{L}\p{M}\p{N}\s.,'’]+$/u.test(web) && !/(?:^|\s)or(?:\s|$)/i.test(web);
  const words = plain ? web.split(/[\s,]+/).filter((word) => word !== '') : null;
  const last = words?.at(-1) ?? '';
  return {
    web,
    words: words?.map(formsOf) ?? null,
    begun: last.length >= PREFIX_LENGTH && /^[\p{L}\p{N}]+$/u.test(last) ? last : null,
    code: /^[\p{L}\p{N}~+.-]{1,40}$/u.test(text) ? text.toLowerCase() : null,
  };
}

/** "verblijf" and "verblijven", "huis" and "huizen": the stemmer does not know that these are one word. */
function formsOf(word: string): string[] {
  if (/[^fs][fs]$/iu.test(word)) return [word, `${word.slice(0, -1)}${/f$/i.test(word) ? 'v' : 'z'}en`];
  if (/[vz]en$/iu.test(word)) return [word, `${word.slice(0, -3)}${/ven$/i.test(word) ? 'f' : 's'}`];
  return [word];
}
