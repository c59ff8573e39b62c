/** How long a confirmation of who one is holds, in the session in which it was given (docs/spec.md S21). */
export const CONFIRMED_MS = 5 * 60_000;

/** Does the confirmation still hold at `now`? */
export function isConfirmed(confirmedAt: Date | null, now: Date): boolean {
  return confirmedAt !== null && now.getTime() - confirmedAt.getTime() < CONFIRMED_MS;
}
