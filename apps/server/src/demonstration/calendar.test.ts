import { describe, expect, it } from 'vitest';
import { DemoCalendar } from './calendar';
import { isWorkingDay } from './working-days';

describe('[T37] the calendar of the demonstration', () => {
  it.each([
    ['2026-01-05', 9, '2026-01-05T08:00:00.000Z'],
    ['2026-07-05', 9, '2026-07-05T07:00:00.000Z'],
    ['2027-03-28', 9, '2027-03-28T07:00:00.000Z'],
    ['2026-10-25', 9, '2026-10-25T08:00:00.000Z'],
    ['2026-10-25', 1, '2026-10-24T23:00:00.000Z'],
    ['2027-03-28', 1, '2027-03-28T00:00:00.000Z'],
  ])('knows what clocks in the Netherlands show: %s, %i:00', (day, hour, moment) => {
    expect(new DemoCalendar(new Date()).at(day, hour).toISOString()).toBe(moment);
  });

  it('has the day that it is in the Netherlands', () => {
    expect(new DemoCalendar(new Date('2027-12-31T23:30:00Z')).today).toBe('2028-01-01');
    expect(new DemoCalendar(new Date('2028-06-30T22:30:00Z')).today).toBe('2028-07-01');
    expect(new DemoCalendar(new Date('2028-02-29T12:00:00Z')).day(1)).toBe('2028-03-01');
  });

  it('knows working days', () => {
    const closed = ['2026-04-03', '2026-04-06', '2026-04-27', '2026-05-14', '2026-05-25', '2026-12-25', '2027-01-01'];
    expect(closed.filter(isWorkingDay)).toEqual([]);
    expect(['2026-11-07', '2026-11-08', '2031-04-26'].filter(isWorkingDay)).toEqual([]);
    expect(['2026-04-07', '2026-11-09', '2026-12-24', '2027-03-30'].map(isWorkingDay)).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  it('moves a day away from today to a working day, and never turns the order of two', () => {
    const calendar = new DemoCalendar(new Date('2026-12-28T12:00:00Z'));
    expect(calendar.workingDay(-1)).toBe('2026-12-24');
    expect(calendar.workingDay(4)).toBe('2027-01-04');
    const days = Array.from({ length: 200 }, (_, n) => calendar.workingDay(n - 100));
    expect(days).toEqual(days.toSorted());
  });

  it('says when a day of the year comes next', () => {
    const calendar = new DemoCalendar(new Date('2027-02-10T12:00:00Z'));
    expect(calendar.next(3, 1, 10)).toBe('2027-03-01');
    expect(calendar.next(3, 1, 30)).toBe('2028-03-01');
  });

  it('writes days as Dutch texts do', () => {
    const calendar = new DemoCalendar(new Date('2026-11-30T12:00:00Z'));
    expect([calendar.long('2026-11-05'), calendar.short('2027-03-01')]).toEqual(['5 november 2026', '1 maart']);
    expect([0, 2, 4].map((later) => calendar.month('2026-12-31', later))).toEqual(['December', 'Februari', 'April']);
  });

  it('has today in the years in which the plan is worked out, whatever day it is', () => {
    for (let n = 0; n < 1500; n++) {
      const calendar = new DemoCalendar(new Date(Date.UTC(2026, 0, 1 + n, 12)));
      const year = Number(calendar.today.slice(0, 4));
      expect([calendar.years.workedOutFrom, calendar.years.workedOutUntil]).toContain(year);
      expect(calendar.years.measured).toBeLessThan(year);
    }
    const { years } = new DemoCalendar(new Date('2026-11-30T12:00:00Z'));
    expect(years).toEqual({
      prepared: 2025,
      workedOutFrom: 2026,
      workedOutUntil: 2027,
      start: 2028,
      end: 2030,
      measured: 2025,
    });
  });
});
