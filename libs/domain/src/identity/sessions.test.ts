import { describe, expect, it } from 'vitest';
import { id } from '../platform/ids';
import {
  expiryOf,
  isCurrent,
  isLive,
  seatAtSignIn,
  SESSION_ABSOLUTE_MS,
  SESSION_IDLE_MS,
  type Occupancy,
} from './sessions';

const now = new Date('2026-11-22T09:00:00Z');
const after = (ms: number): Date => new Date(now.getTime() + ms);
const occupancy = (seatId: string, from: number, until: number | null): Occupancy => ({
  seatId: id(seatId),
  from: after(from),
  until: until === null ? null : after(until),
});

describe('a session', () => {
  const fresh = { lastSeenAt: now, expiresAt: expiryOf(now), endedAt: null };

  it('[S2] ends when it was not used for the idle limit', () => {
    expect(isLive(fresh, after(SESSION_IDLE_MS - 1))).toBe(true);
    expect(isLive(fresh, after(SESSION_IDLE_MS))).toBe(false);
  });

  it('[S3] ends at the absolute limit, however much it is used', () => {
    const used = { ...fresh, lastSeenAt: after(SESSION_ABSOLUTE_MS - 1000) };
    expect(isLive(used, after(SESSION_ABSOLUTE_MS - 1))).toBe(true);
    expect(isLive(used, after(SESSION_ABSOLUTE_MS))).toBe(false);
  });

  it('[S6] ends when it was ended', () => {
    expect(isLive({ ...fresh, endedAt: now }, now)).toBe(false);
  });
});

describe('a seat', () => {
  it('[S5] is occupied from the first moment of the term up to its end', () => {
    expect(isCurrent(occupancy('a', 1, null), now)).toBe(false);
    expect(isCurrent(occupancy('a', 0, null), now)).toBe(true);
    expect(isCurrent(occupancy('a', -10, 1), now)).toBe(true);
    expect(isCurrent(occupancy('a', -10, 0), now)).toBe(false);
  });

  it('[S4] is chosen at sign-in only when there is exactly one', () => {
    expect(seatAtSignIn([], false, now)).toBeNull();
    expect(seatAtSignIn([occupancy('a', -1, null)], false, now)).toBe('a');
    expect(seatAtSignIn([occupancy('a', -1, null), occupancy('b', -1, null)], false, now)).toBeNull();
    expect(seatAtSignIn([occupancy('a', -1, null), occupancy('b', -9, -1)], false, now)).toBe('a');
    expect(seatAtSignIn([occupancy('a', -9, -5), occupancy('a', -1, null)], false, now)).toBe('a');
    expect(seatAtSignIn([occupancy('a', -1, null)], true, now)).toBeNull();
  });
});
