/** The zone in which tables meet and terms end. Everybody reads and writes the same times, wherever they are. */
export const ZONE = 'Europe/Amsterdam';

const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short' });
const TIME = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, timeStyle: 'short' });
const MINUTE_MS = 60_000;
/** In winter and in summer the Netherlands are this far ahead of universal time, in minutes. */
const AHEAD = [120, 60] as const;

/** The day in the Netherlands, as a date field has it. */
export function dateOf(moment: Date): string {
  return DAY.format(moment);
}

/** The time in the Netherlands, as a time field has it. */
export function timeOf(moment: Date): string {
  return TIME.format(moment);
}

/** The moments that a day and a time name: none in the hour that is skipped in spring, two in the one that comes twice in autumn. */
function momentsOf(date: string, time: string): Date[] {
  const universal = Date.parse(`${date}T${time}Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(universal)) return [];
  return AHEAD.map((minutes) => new Date(universal - minutes * MINUTE_MS)).filter(
    (moment) => dateOf(moment) === date && timeOf(moment) === time.slice(0, 5),
  );
}

/** What is wrong with a time that was filled in: it does not exist that day, or comes twice; null when nothing is. */
export function timeFault(date: string, time: string): 'never' | 'twice' | null {
  if (Number.isNaN(Date.parse(`${date}T${time}Z`))) return null;
  const found = momentsOf(date, time);
  if (found.length === 1) return null;
  return found.length === 0 ? 'never' : 'twice';
}

/** What a date field and a time field mean in the Netherlands; empty when they mean nothing, or two things. */
export function momentOf(date: string, time: string): string {
  const found = momentsOf(date, time);
  return found.length === 1 ? (found[0]?.toISOString() ?? '') : '';
}

/** The end of a term that includes this day: the first moment of the next. Null without a day. */
export function endOfDay(date: string): string | null {
  const noon = Date.parse(`${date}T12:00Z`);
  if (Number.isNaN(noon)) return null;
  return momentOf(new Date(noon + 24 * 60 * MINUTE_MS).toISOString().slice(0, 10), '00:00') || null;
}

/** The last day of a term that ends at this moment. */
export function lastDayOf(until: string): Date {
  return new Date(new Date(until).getTime() - 1);
}

/** A day as a moment that is that day for every reader, to show it. */
export function showDay(date: string): Date {
  return new Date(`${date}T12:00:00Z`);
}

/** How days and moments are shown. Who is in another zone sees of which one the time is. */
export function formatsFor(readersZone: string): Record<'date' | 'moment', Intl.DateTimeFormatOptions> {
  const date = { day: 'numeric', month: 'long', year: 'numeric', timeZone: ZONE } as const;
  const moment = { ...date, hour: '2-digit', minute: '2-digit' } as const;
  return { date, moment: readersZone === ZONE ? moment : { ...moment, timeZoneName: 'long' } };
}
