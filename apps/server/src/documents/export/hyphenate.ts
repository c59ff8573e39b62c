import createHyphenator from 'hyphen';
import patterns from 'hyphen/patterns/nl';

/** Shorter words are not broken: what is won is not worth the reading. */
const SHORTEST = 7;
const LEAST_BEFORE = 3;
const LEAST_AFTER = 3;
const MARK = '\u00ad';

/**
 * What is read sign by sign: an address, a file, a code, a number. A hyphen in it would be taken for a part of it.
 */
const SIGN_BY_SIGN = /\d|[@\\_]|:\/\/|\p{L}\.\p{L}|\/\S*\//u;

/** Is this text, without spaces in it, one in which no hyphen may be put? */
export function isAddress(text: string): boolean {
  return SIGN_BY_SIGN.test(text);
}

/** Breaks Dutch words. One per file that is made: it remembers every word that it saw. */
export class Hyphenator {
  readonly #hyphenate = createHyphenator(patterns, { hyphenChar: MARK, minWordLength: SHORTEST });

  /** Places within a word where Dutch lets it be broken with a hyphen. */
  placesIn(text: string): number[] {
    const places: number[] = [];
    for (const { 0: word, index } of text.matchAll(/\p{L}+/gu)) {
      if (word.length < SHORTEST) continue;
      let at = 0;
      const parts = String(this.#hyphenate(word)).split(MARK);
      for (const [nth, part] of parts.slice(0, -1).entries()) {
        at += part.length;
        // Without its word before it the trema would have to go: "coördinatie" becomes "co-ordinatie".
        if (/^[äëïöü]/i.test(parts[nth + 1] ?? '')) continue;
        if (at >= LEAST_BEFORE && word.length - at >= LEAST_AFTER) places.push(index + at);
      }
    }
    return places;
  }
}

/** Does a break here, in the middle of a word too long for a line, take a hyphen? */
export function takesHyphen(text: string, at: number): boolean {
  return !isAddress(text) && /\p{L}\p{M}*$/u.test(text.slice(0, at)) && /^\p{L}/u.test(text.slice(at));
}
