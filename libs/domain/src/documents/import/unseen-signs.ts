/**
 * Signs that nobody sees and by which a word is not found: soft hyphen, zero width space, word joiner, byte order mark,
 * Mongolian separator, the bars of formulas, and signs that turn the reading direction, by which a text poses as another.
 */
const NEVER = /[\u00ad\u200b\u2060-\u2064\ufeff\u180e\u202a-\u202e\u2066-\u206f]/g;
/** Joiners and direction marks say something in Arabic, Hebrew, Indic scripts and emoji; within our own letters nothing. */
const BETWEEN =
  /(?<=^|[\p{Script=Latin}\p{Nd}\p{P}\p{Z}\n\t])[\u200c-\u200f](?=$|[\p{Script=Latin}\p{Nd}\p{P}\p{Z}\n\t])/gu;

/** The text without signs that nobody sees (docs/spec.md I16). What is seen stays, hard spaces and hyphens too. */
export function withoutUnseen(text: string): string {
  return text.replace(NEVER, '').replace(BETWEEN, '');
}
