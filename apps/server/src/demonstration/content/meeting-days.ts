import type { DemoCalendar } from '../calendar';
import type { Day } from '../working-days';

/** Days of meetings that texts speak of too. */
export const sessionWas = (calendar: DemoCalendar): Day => calendar.workingDay(-18);
export const tableMeets = (calendar: DemoCalendar): Day => calendar.workingDay(11);
export const boardMeets = (calendar: DemoCalendar): Day => calendar.workingDay(13);
export const boardRuled = (calendar: DemoCalendar): Day => calendar.workingDay(-9);
