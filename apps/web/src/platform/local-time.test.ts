import { describe, expect, it } from 'vitest';
import { dateOf, endOfDay, formatsFor, lastDayOf, momentOf, showDay, timeFault, timeOf } from './local-time';

describe('[T14] dates and times', () => {
  it('are those of the Netherlands, there and back, in winter and in summer', () => {
    for (const [day, time, universal] of [
      ['2026-12-31', '09:05', '2026-12-31T08:05:00.000Z'],
      ['2026-07-01', '00:30', '2026-06-30T22:30:00.000Z'],
      ['2027-03-28', '01:59', '2027-03-28T00:59:00.000Z'],
      ['2027-03-28', '03:00', '2027-03-28T01:00:00.000Z'],
      ['2026-10-25', '03:00', '2026-10-25T02:00:00.000Z'],
    ] as const) {
      expect(momentOf(day, time)).toBe(universal);
      expect([dateOf(new Date(universal)), timeOf(new Date(universal))]).toEqual([day, time]);
      expect(timeFault(day, time)).toBeNull();
    }
  });

  it('that are not filled in mean nothing', () => {
    expect(momentOf('', '09:00')).toBe('');
    expect(momentOf('2026-12-31', '')).toBe('');
    expect(momentOf('2026-02-30', '09:00')).toBe('');
    expect(timeFault('', '')).toBeNull();
    expect(endOfDay('')).toBeNull();
  });

  it('let a term run up to and including its last day, also when the clock is put forward or back that day', () => {
    for (const [day, end] of [
      ['2026-12-31', '2026-12-31T23:00:00.000Z'],
      ['2027-03-28', '2027-03-28T22:00:00.000Z'],
      ['2026-10-25', '2026-10-25T23:00:00.000Z'],
      ['2028-02-29', '2028-02-29T23:00:00.000Z'],
    ] as const) {
      expect(endOfDay(day)).toBe(end);
      expect(dateOf(lastDayOf(end))).toBe(day);
    }
  });
});

describe('[T34] a time that does not exist or comes twice', () => {
  it.each(['02:00', '02:30', '02:59'])('is never moved: on 28 March 2027 %s does not exist', (time) => {
    expect(timeFault('2027-03-28', time)).toBe('never');
    expect(momentOf('2027-03-28', time)).toBe('');
  });

  it.each(['02:00', '02:30', '02:59'])('is never guessed: on 25 October 2026 %s comes twice', (time) => {
    expect(timeFault('2026-10-25', time)).toBe('twice');
    expect(momentOf('2026-10-25', time)).toBe('');
  });
});

describe('[T35] a reader', () => {
  const shown = (zone: string, moment: string): string =>
    new Intl.DateTimeFormat('nl', formatsFor(zone).moment).format(new Date(moment));

  it('elsewhere reads the same time, with its zone', () => {
    expect(shown('Europe/Amsterdam', '2026-07-01T08:00:00Z')).toBe('1 juli 2026 om 10:00');
    for (const zone of ['America/New_York', 'Pacific/Auckland', 'UTC'])
      expect(shown(zone, '2026-07-01T08:00:00Z')).toBe('1 juli 2026 om 10:00 Midden-Europese zomertijd');
  });

  it('reads every day as the day that it is', () => {
    const { date } = formatsFor('Pacific/Auckland');
    for (const day of ['2026-12-31', '2026-07-01', '2027-03-28'])
      expect(new Intl.DateTimeFormat('sv-SE', { timeZone: date.timeZone }).format(showDay(day))).toBe(day);
  });
});
