import { z } from 'zod';
import { BLOCK_KINDS, MARKS } from '../documents/import/model';

/** Text of a section as it stood at one place of its log: what the engine reads out of it, as a contract. */
export const ShownRun = z.object({
  text: z.string(),
  marks: z.array(z.enum(MARKS)).readonly(),
  link: z.string().nullable(),
});
export type ShownRun = z.infer<typeof ShownRun>;

export const ShownText = z.object({
  type: z.literal('block'),
  /** Unique in the section; the same block has the same key in every version. */
  key: z.string(),
  id: z.string().nullable(),
  kind: z.enum(BLOCK_KINDS),
  level: z.number().int().nullable(),
  indent: z.number().int(),
  unsure: z.boolean(),
  runs: z.array(ShownRun).readonly(),
});
export type ShownText = z.infer<typeof ShownText>;

export const ShownCell = z.object({
  header: z.boolean(),
  colspan: z.number().int(),
  rowspan: z.number().int(),
  blocks: z.array(ShownText).readonly(),
});
export type ShownCell = z.infer<typeof ShownCell>;

export const ShownTable = z.object({
  type: z.literal('table'),
  key: z.string(),
  rows: z.array(z.array(ShownCell).readonly()).readonly(),
});
export type ShownTable = z.infer<typeof ShownTable>;

export const ShownBlock = z.discriminatedUnion('type', [ShownText, ShownTable]);
export type ShownBlock = z.infer<typeof ShownBlock>;
