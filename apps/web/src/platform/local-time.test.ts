import { describe, expect, it } from 'vitest';
import { dateOf, endOfDay, lastDayOf, momentOf, timeOf } from './local-time';

describe('[T14] dates and times', () => {
  it('are those of the reader, there and back', () => {
    const moment = momentOf('2026-12-31', '09:05');
    expect(dateOf(new Date(moment))).toBe('2026-12-31');
    expect(timeOf(new Date(moment))).toBe('09:05');
  });

  it('that are not filled in mean nothing', () => {
    expect(momentOf('', '09:00')).toBe('');
    expect(momentOf('2026-12-31', '')).toBe('');
    expect(endOfDay('')).toBeNull();
  });

  it('let a term run up to and including its last day', () => {
    const until = endOfDay('2026-12-31') ?? '';
    expect(new Date(until).getHours()).toBe(0);
    expect(dateOf(new Date(until))).toBe('2027-01-01');
    expect(dateOf(lastDayOf(until))).toBe('2026-12-31');
  });
});
