const YEAR = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Amsterdam', year: 'numeric' });
const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' });

/**
 * The number of the next outcome of a table: the year in the Netherlands and a count of that year ("2026-003").
 *
 * @param last the highest number that the table gave out in any year, null for none
 */
export function nextNumber(last: string | null, now: Date): string {
  const year = YEAR.format(now);
  const [lastYear, lastCount] = last?.split('-') ?? [];
  const count = lastYear === year ? Number(lastCount) + 1 : 1;
  return `${year}-${String(count).padStart(3, '0')}`;
}

/** The day in the Netherlands, as "2026-11-23". */
export function dayOf(moment: Date): string {
  return DAY.format(moment);
}
