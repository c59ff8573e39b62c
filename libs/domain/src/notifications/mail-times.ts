const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** After how long a letter that nobody takes is given up (docs/spec.md N3). */
export const MAIL_GIVE_UP_MS = 5 * 24 * HOUR;

const PAUSES: readonly number[] = [2 * MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR];
const LONGEST_PAUSE = 4 * HOUR;

/**
 * How long to wait before a letter is tried again. Never shorter than an attempt can last: until then the one who tries has
 * the letter to himself.
 *
 * @param attempts how often it was tried, this time included
 */
export function pauseAfter(attempts: number): number {
  return PAUSES[attempts - 1] ?? LONGEST_PAUSE;
}
