import { expect, it } from 'vitest';
import { endOfDay, lastDayOf } from './end-of-day';

it('[S16] the last day of a term counts as a whole, over the end of a month too', () => {
  for (const [day, next] of [
    ['2027-01-31', new Date(2027, 1, 1)],
    ['2027-12-31', new Date(2028, 0, 1)],
    ['2027-03-28', new Date(2027, 2, 29)],
  ] as const) {
    expect(endOfDay(day)).toBe(next.toISOString());
    expect(lastDayOf(endOfDay(day)).getDate()).toBe(Number(day.slice(-2)));
  }
});
