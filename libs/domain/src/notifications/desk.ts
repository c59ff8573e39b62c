import { z } from 'zod';

/** What can be expected of somebody. The interface has a sentence for each, with the label filled in. */
export const DESK_KINDS = [
  'mention',
  'roundOpen',
  'answersWanted',
  'meeting',
  'adoptionWanted',
  'askedByOutcome',
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
});
export type DeskItem = z.infer<typeof DeskItem>;
