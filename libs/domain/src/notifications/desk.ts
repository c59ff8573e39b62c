import { z } from 'zod';

/** What can be expected of somebody. The interface has a sentence for each, with the label filled in. */
export const DESK_KINDS = [
  'mention',
  'roundOpen',
  'answersWanted',
  'dissent',
  'recordWanted',
  'meeting',
  'meetingMoved',
  'meetingCancelled',
  'gate',
  'adoptionWanted',
  'askedByOutcome',
  'seatEnds',
] as const;

/** One line on a desk: what, of which table, before when, and where to go. */
export const DeskItem = z.object({
  kind: z.enum(DESK_KINDS),
  /** Of what it is about: a title that the seat may see. */
  label: z.string(),
  tableId: z.uuid(),
  tableName: z.string(),
  before: z.iso.datetime().nullable(),
  /** Path of the page where it is done. */
  path: z.string(),
  /** Its term is over, and it stays until it was done or released. */
  overdue: z.boolean(),
  /** What can be ended here: what an outcome asks. */
  request: z.object({ outcomeId: z.uuid(), place: z.number().int(), number: z.number().int() }).nullable(),
});
export type DeskItem = z.infer<typeof DeskItem>;
/** A line as a room knows it. */
export type DeskEntry = Omit<DeskItem, 'overdue' | 'request'> & Partial<Pick<DeskItem, 'request'>>;

/** What happened at a table since somebody was there, as one line. */
export const DeskNews = z.object({
  kind: z.enum([
    'message',
    'document',
    'outcome',
    'meetingMoved',
    'meetingCancelled',
    'roundPublished',
    'roundClosedWithout',
    'seat',
    'closedToSeat',
  ]),
  label: z.string(),
  tableName: z.string(),
  at: z.iso.datetime(),
  path: z.string(),
});
export type DeskNews = z.infer<typeof DeskNews>;

/** A desk: what is expected, in order of term, and what happened lately, the newest first. */
export const DeskView = z.object({
  items: z.array(DeskItem),
  news: z.array(DeskNews),
  /** When the person last used the product before this session; null at the first time. */
  since: z.iso.datetime().nullable(),
});
export type DeskView = z.infer<typeof DeskView>;
