const two = (value: number): string => String(value).padStart(2, '0');

/** The day in the reader's own zone, as a date field has it. */
export function dateOf(moment: Date): string {
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

/** The time in the reader's own zone, as a time field has it. */
export function timeOf(moment: Date): string {
  return `${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

/** What a date field and a time field mean in the reader's own zone; empty when they mean nothing. */
export function momentOf(date: string, time: string): string {
  const moment = new Date(`${date}T${time}`);
  return Number.isNaN(moment.getTime()) ? '' : moment.toISOString();
}

/** The end of a term that includes this day: the first moment of the next. Null without a day. */
export function endOfDay(date: string): string | null {
  const moment = new Date(`${date}T00:00`);
  if (Number.isNaN(moment.getTime())) return null;
  moment.setDate(moment.getDate() + 1);
  return moment.toISOString();
}

/** The last day of a term that ends at this moment. */
export function lastDayOf(until: string): Date {
  return new Date(new Date(until).getTime() - 1);
}
