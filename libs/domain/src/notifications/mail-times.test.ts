import { expect, it } from 'vitest';
import { MAIL_GIVE_UP_MS, pauseAfter } from './mail-times';

it('[N3] the pauses between attempts grow, and leave room for many within the term', () => {
  const pauses = Array.from({ length: 40 }, (_, index) => pauseAfter(index + 1));
  expect(pauses).toEqual([...pauses].sort((one, other) => one - other));
  expect(pauses[0]).toBe(120_000);
  expect(MAIL_GIVE_UP_MS / Math.max(...pauses)).toBeGreaterThanOrEqual(30);
});
