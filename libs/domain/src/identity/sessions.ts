import type { SeatId } from '../platform/ids';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * How long a session lasts without being used (docs/spec.md S2). Half a day, not half an hour: who types notes through
 * a morning of meetings must find the workspace open, and a text that was not sent yet survives no sign-in page.
 * A working day's end does close it.
 */
export const SESSION_IDLE_MS = 12 * HOUR;

/** The longest that a session lasts, used or not (docs/spec.md S3): a browser left open is nobody's for ever. */
export const SESSION_ABSOLUTE_MS = 7 * 24 * HOUR;

/** The last use of a session is written down at most this often: a write for every request would cost more than it tells. */
export const SESSION_SEEN_EVERY_MS = MINUTE;

/** A session, as far as its life goes. */
export interface SessionTimes {
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
}

/** Is this session still good at `now`? */
export function isLive(session: SessionTimes, now: Date): boolean {
  return (
    session.endedAt === null &&
    now < session.expiresAt &&
    now.getTime() - session.lastSeenAt.getTime() < SESSION_IDLE_MS
  );
}

/** When a session that starts at `now` ends for certain. */
export function expiryOf(now: Date): Date {
  return new Date(now.getTime() + SESSION_ABSOLUTE_MS);
}

/** A person's term in a seat; `until` null means that no end is set. */
export interface Occupancy {
  readonly seatId: SeatId;
  readonly from: Date;
  readonly until: Date | null;
}

/** Does the term run at `now`? From its first moment, up to but not including its end. */
export function isCurrent(occupancy: Occupancy, now: Date): boolean {
  return occupancy.from <= now && (occupancy.until === null || now < occupancy.until);
}

/**
 * The seat to act through right after signing in (docs/spec.md S4): the only one, else none until the person chooses. Who may
 * also administer has a choice as soon as there is a seat.
 * Never asked later on: who loses one of two seats must not find the next text sent in another party's name.
 */
export function seatAtSignIn(occupancies: readonly Occupancy[], mayAdminister: boolean, now: Date): SeatId | null {
  if (mayAdminister) return null;
  const seats = new Set(occupancies.filter((occupancy) => isCurrent(occupancy, now)).map(({ seatId }) => seatId));
  const [only] = seats;
  return seats.size === 1 && only !== undefined ? only : null;
}
