/** A day as "2026-11-05". */
export type Day = string;

const DAY_MS = 24 * 3_600_000;
const noonOf = (day: Day): number => Date.parse(`${day}T12:00:00Z`);

/** The day that is so many days later; earlier with a negative number. */
export function addDays(day: Day, days: number): Day {
  return new Date(noonOf(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** How many days the second is after the first. */
export function daysBetween(from: Day, until: Day): number {
  return Math.round((noonOf(until) - noonOf(from)) / DAY_MS);
}

/** Do Dutch municipalities work on this day? */
export function isWorkingDay(day: Day): boolean {
  const weekday = new Date(noonOf(day)).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidaysOf(Number(day.slice(0, 4))).includes(day);
}

/** Holidays that can fall on a weekday, Good Friday among them: town halls are closed. */
function holidaysOf(year: number): Day[] {
  const easter = easterOf(year);
  const kingsDay = `${String(year)}-04-27`;
  return [
    `${String(year)}-01-01`,
    addDays(easter, -2),
    addDays(easter, 1),
    // On a Sunday it is kept the day before.
    new Date(noonOf(kingsDay)).getUTCDay() === 0 ? addDays(kingsDay, -1) : kingsDay,
    addDays(easter, 39),
    addDays(easter, 50),
    `${String(year)}-12-25`,
    `${String(year)}-12-26`,
  ];
}

/** Easter Sunday, by the anonymous Gregorian computus (Meeus, Jones and Butcher). */
function easterOf(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = Math.floor((a + 11 * d + 22 * e) / 451);
  const g = d + e - 7 * f + 114;
  const month = String(Math.floor(g / 31)).padStart(2, '0');
  const day = String((g % 31) + 1).padStart(2, '0');
  return `${String(year)}-${month}-${day}`;
}
