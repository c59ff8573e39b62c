const HOUR = 3_600_000;

/** How long a link works that makes the first administrator (docs/spec.md S15). */
export const SETUP_LINK_MS = 24 * HOUR;
/** How long an invitation's link works (docs/spec.md S16): two weeks, for who is on holiday. */
export const INVITATION_LINK_MS = 14 * 24 * HOUR;
/** How long a link for a new password works (docs/spec.md S18). */
export const PASSWORD_LINK_MS = HOUR;

/** A link that works once. */
export interface LinkTimes {
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
  readonly withdrawnAt: Date | null;
}

/** What a link is at `now`. */
export function linkState(link: LinkTimes, now: Date): 'open' | 'expired' | 'accepted' | 'withdrawn' {
  if (link.usedAt !== null) return 'accepted';
  if (link.withdrawnAt !== null) return 'withdrawn';
  return now < link.expiresAt ? 'open' : 'expired';
}
