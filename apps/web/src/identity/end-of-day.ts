/**
 * The end of a day in the zone of whoever chose it: a term "up to and including" that day ends when the next one begins.
 *
 * @param day as a date field gives it: 2027-01-31
 */
export function endOfDay(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + 1).toISOString();
}

/** The last day of a term, of which the end is the first moment that is no part of it. */
export function lastDayOf(end: string): Date {
  return new Date(new Date(end).getTime() - 1);
}
