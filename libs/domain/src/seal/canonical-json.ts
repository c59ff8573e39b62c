/** Data that can be sealed: no numbers (they have more than one way to be written), nothing with behaviour. */
export type Plain = string | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

/** A value that has no one way to be written down. */
export class NotCanonical extends Error {}

/** A half of a surrogate pair on its own: no text, and every encoder makes something else of it. */
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/**
 * The one way in which a value is written down before it is hashed: RFC 8785 (JSON Canonicalization Scheme) in a strict
 * profile, without numbers, with text in Unicode's composed form (NFC). Keys are sorted by UTF-16 code units.
 *
 * @throws NotCanonical on a number, `undefined`, text that is not NFC or holds half a surrogate pair, or anything that is
 *   not plain data: to write such a value down in some way would let two different ones have one hash
 */
export function canonicalJson(value: Plain): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return canonicalString(value);
  if (Array.isArray(value)) return `[${Array.from(value as readonly Plain[], canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) {
    throw new NotCanonical(`${typeof value} can not be sealed`);
  }
  if (Object.getOwnPropertySymbols(value).length > 0) throw new NotCanonical('a symbol can not be sealed');
  const entries = Object.entries(value as { readonly [key: string]: Plain }).sort(([one], [other]) =>
    one < other ? -1 : 1,
  );
  return `{${entries.map(([key, inner]) => `${canonicalString(key)}:${canonicalJson(inner)}`).join(',')}}`;
}

function canonicalString(value: string): string {
  if (LONE_SURROGATE.test(value)) throw new NotCanonical('half a surrogate pair can not be sealed');
  if (value.normalize('NFC') !== value) throw new NotCanonical('text that is not NFC can not be sealed');
  return JSON.stringify(value);
}
