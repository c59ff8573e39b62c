import { dayOf } from '@samenspel/domain';
import { addDays, daysBetween, isWorkingDay, type Day } from './working-days';

const ZONE = 'Europe/Amsterdam';
const WALL_CLOCK = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'medium' });
const LONG = new Intl.DateTimeFormat('nl-NL', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });
const SHORT = new Intl.DateTimeFormat('nl-NL', { timeZone: 'UTC', day: 'numeric', month: 'long' });
const MONTH = new Intl.DateTimeFormat('nl-NL', { timeZone: 'UTC', month: 'long' });

/** So long before its first day a plan is still being worked out: whoever tries the demonstration can take part in that. */
const AHEAD_DAYS = 120;
/** The figures of a year are there, and were looked at together, this long after its last day. */
const FIGURES_DAYS = 100;

/**
 * Every day and year that the demonstration names, counted from the moment at which it is filled, as the Netherlands
 * count: so it never says something that its own dates contradict, whenever it is made (docs/spec.md T37).
 */
export class DemoCalendar {
  readonly today: Day;
  /** The years of the plan: one of preparation, two in which the table works it out, three in which it is carried out. */
  readonly years: {
    readonly prepared: number;
    readonly workedOutFrom: number;
    readonly workedOutUntil: number;
    readonly start: number;
    readonly end: number;
    /** The last year of which there are figures. */
    readonly measured: number;
  };

  constructor(readonly now: Date) {
    this.today = dayOf(now);
    const start = yearOf(addDays(this.today, AHEAD_DAYS)) + 1;
    this.years = {
      prepared: start - 3,
      workedOutFrom: start - 2,
      workedOutUntil: start - 1,
      start,
      end: start + 2,
      measured: yearOf(addDays(this.today, -FIGURES_DAYS)) - 1,
    };
  }

  /** The day that is so many days away; a negative number is in the past. */
  day(days: number): Day {
    return addDays(this.today, days);
  }

  /** As `day`, or the nearest working day further away from today. */
  workingDay(days: number): Day {
    const step = days < 0 ? -1 : 1;
    let day = this.day(days);
    while (!isWorkingDay(day)) day = addDays(day, step);
    return day;
  }

  /** The moment at which clocks in the Netherlands show this on that day. */
  at(day: Day, hour: number, minute = 0): Date {
    const shown = new Date(`${day}T00:00:00Z`).getTime() + (hour * 60 + minute) * 60_000;
    // Twice: the first guess can lie on the other side of a change of the clocks.
    const guess = shown - offsetAt(shown);
    return new Date(shown - offsetAt(guess));
  }

  /** A moment in working hours so many days ago. Never in the future. */
  ago(days: number, hour: number): Date {
    return this.at(this.workingDay(-days), hour);
  }

  /** The last minute of a day: until then one can react "uiterlijk" that day. */
  endOf(day: Day): Date {
    return this.at(day, 23, 59);
  }

  /** The next time that this day of the year comes, at least so many days from now. */
  next(month: number, dayOfMonth: number, atLeast: number): Day {
    const wanted = `-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
    const year = yearOf(this.today);
    const days = [year, year + 1, year + 2].map((each) => `${String(each)}${wanted}`);
    return days.find((each) => daysBetween(this.today, each) >= atLeast) ?? this.today;
  }

  /** "5 november 2026" */
  long(day: Day): string {
    return LONG.format(new Date(`${day}T12:00:00Z`));
  }

  /** "5 november" */
  short(day: Day): string {
    return SHORT.format(new Date(`${day}T12:00:00Z`));
  }

  /** "November", so many months after the month of that day. */
  month(day: Day, later = 0): string {
    const month = new Date(`${day.slice(0, 7)}-15T12:00:00Z`);
    month.setUTCMonth(month.getUTCMonth() + later);
    const name = MONTH.format(month);
    return name.charAt(0).toUpperCase() + name.slice(1);
  }
}

function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

/** How far clocks in the Netherlands are ahead of UTC at a moment. */
function offsetAt(moment: number): number {
  const second = Math.floor(moment / 1000) * 1000;
  return Date.parse(`${WALL_CLOCK.format(second).replace(' ', 'T')}Z`) - second;
}
