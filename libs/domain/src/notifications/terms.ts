import { dayOf } from '../decisions/numbering';
import { DESK_KINDS, type DeskItem } from './desk';

export type DeskKind = (typeof DESK_KINDS)[number];

const DAY_MS = 24 * 3_600_000;

/** A kind of line on a desk, and the term that it has. */
export interface TermRule {
  /** Where the term is kept: a column of the database, or a field of what an outcome says. Null: without a term. */
  readonly from: string | null;
  /** Does it end with a day, or at a moment? */
  readonly ends: 'day' | 'moment';
  /** What becomes of the line afterwards: it stays, on top, until it was done or released, or there is nothing left to do. */
  readonly after: 'stays' | 'goes';
  /** How long before its end a letter tells of it; `atOnce` as soon as it is on a desk; null: a letter went out already. */
  readonly letter: number | 'atOnce' | null;
}

/**
 * Every term of the product that somebody has to keep, by the line that it has on a desk (docs/spec.md T31). Desk and letters
 * both follow from this list; a term in the database that is neither here nor in `NOT_ON_A_DESK` fails a test.
 */
export const TERMS: Readonly<Record<DeskKind, TermRule>> = {
  mention: { from: null, ends: 'moment', after: 'stays', letter: null },
  roundOpen: { from: 'rounds.closes_at', ends: 'moment', after: 'goes', letter: 3 * DAY_MS },
  answersWanted: { from: 'rounds.answer_by', ends: 'moment', after: 'stays', letter: 'atOnce' },
  dissent: { from: 'outcome_preparations.dissent_until', ends: 'moment', after: 'goes', letter: DAY_MS },
  recordWanted: { from: null, ends: 'moment', after: 'stays', letter: null },
  meeting: { from: 'meetings.starts_at', ends: 'moment', after: 'goes', letter: DAY_MS },
  meetingMoved: { from: 'meetings.starts_at', ends: 'moment', after: 'goes', letter: DAY_MS },
  meetingCancelled: { from: 'meetings.starts_at', ends: 'moment', after: 'goes', letter: null },
  gate: { from: 'table_phases.gate_on', ends: 'day', after: 'goes', letter: 7 * DAY_MS },
  adoptionWanted: { from: null, ends: 'day', after: 'stays', letter: null },
  askedByOutcome: { from: 'content.asked.before', ends: 'day', after: 'stays', letter: 7 * DAY_MS },
  seatEnds: { from: 'seat_occupants.until_at', ends: 'moment', after: 'goes', letter: 7 * DAY_MS },
};

/** Moments to come that are on nobody's desk, with the reason. */
export const NOT_ON_A_DESK: Readonly<Record<string, string>> = {
  'table_phases.from_on': 'A phase begins by itself; what it is decided by is its gate.',
  'table_phases.until_on': 'As above.',
  'invitations.expires_at': 'Who is invited has no desk yet; the letter of the invitation names the day.',
  'invitations.until_at': 'Becomes the end of the term in the seat.',
  'one_time_links.expires_at': 'Who asked for the link has the letter that names it.',
  'sessions.expires_at': 'Nothing of a table; whoever works on prolongs it.',
  'mails.due_at': 'When the machine tries again.',
};

/** Is the term of this line over, in the Netherlands? A line that goes when its term is over never is. */
export function isOverdue({ kind, before }: Pick<DeskItem, 'kind' | 'before'>, now: Date): boolean {
  const { after, ends } = TERMS[kind];
  if (before === null || after === 'goes') return false;
  return ends === 'day' ? dayOf(new Date(before)) < dayOf(now) : new Date(before) <= now;
}

/** Is it time for a letter about this line? Not about one that is overdue: that was told before. */
export function letterIsDue({ kind, before }: Pick<DeskItem, 'kind' | 'before'>, now: Date): boolean {
  const { letter } = TERMS[kind];
  if (letter === null || before === null) return false;
  if (letter === 'atOnce') return true;
  const left = new Date(before).getTime() - now.getTime();
  return left > 0 && left <= letter;
}

/** A moment in a letter or a record: the day and the time in the Netherlands, and that it is theirs. */
export function dutchMoment(moment: Date): string {
  return `${MOMENT.format(moment)} (Nederlandse tijd)`;
}

/** A day in a letter. */
export function dutchDay(moment: Date): string {
  return DAY.format(moment);
}

const MOMENT = new Intl.DateTimeFormat('nl-NL', {
  dateStyle: 'full',
  timeStyle: 'short',
  timeZone: 'Europe/Amsterdam',
});
const DAY = new Intl.DateTimeFormat('nl-NL', { dateStyle: 'full', timeZone: 'Europe/Amsterdam' });

/** The lines of a desk in the order in which they are done: what is overdue first, then by term, then what has none. */
export function inOrderOfTerm<Item extends Pick<DeskItem, 'before'>>(items: readonly Item[]): Item[] {
  const term = ({ before }: Item): string => before ?? '9999';
  return items.toSorted((one, other) => term(one).localeCompare(term(other)));
}
