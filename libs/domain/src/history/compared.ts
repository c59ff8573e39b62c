import { z } from 'zod';
import { BLOCK_KINDS } from '../documents/import/model';
import { ShownRun } from './text';

/** What happened to a piece of text on the way from one version to the other. */
export const ComparedRun = ShownRun.extend({
  change: z.enum(['same', 'inserted', 'deleted', 'formatted']),
  /** Number of the change that this belongs to; null when it is the same. */
  n: z.number().int().nullable(),
  /** How it was formatted before. */
  was: z.object({ marks: ShownRun.shape.marks, link: z.string().nullable() }).nullable(),
});
export type ComparedRun = z.infer<typeof ComparedRun>;

export const BlockLook = z.object({
  kind: z.enum(BLOCK_KINDS),
  level: z.number().int().nullable(),
  indent: z.number().int(),
});
export type BlockLook = z.infer<typeof BlockLook>;

/** `movedAway` stands where the block was, `movedHere` where it is now; both bear the number of one change. */
export const BLOCK_CHANGES = ['same', 'changed', 'inserted', 'deleted', 'movedAway', 'movedHere'] as const;
export type BlockChange = (typeof BLOCK_CHANGES)[number];

export const ComparedText = BlockLook.extend({
  type: z.literal('block'),
  /** Unique within a comparison. */
  key: z.string(),
  change: z.enum(BLOCK_CHANGES),
  /** Number of the change of the block as a whole: inserted, deleted, moved, or of another kind. */
  n: z.number().int().nullable(),
  was: BlockLook.nullable(),
  runs: z.array(ComparedRun).readonly(),
});
export type ComparedText = z.infer<typeof ComparedText>;

export const ComparedCell = z.object({
  change: z.enum(['same', 'changed', 'inserted', 'deleted']),
  n: z.number().int().nullable(),
  header: z.boolean(),
  colspan: z.number().int(),
  rowspan: z.number().int(),
  /** How the cell was before, when that is not how it is. */
  was: z.object({ header: z.boolean(), colspan: z.number().int(), rowspan: z.number().int() }).nullable(),
  blocks: z.array(ComparedText).readonly(),
});
export type ComparedCell = z.infer<typeof ComparedCell>;

export const ComparedRow = z.object({
  change: z.enum(['same', 'changed', 'inserted', 'deleted']),
  n: z.number().int().nullable(),
  cells: z.array(ComparedCell).readonly(),
});
export type ComparedRow = z.infer<typeof ComparedRow>;

export const ComparedTable = z.object({
  type: z.literal('table'),
  key: z.string(),
  change: z.enum(BLOCK_CHANGES),
  n: z.number().int().nullable(),
  rows: z.array(ComparedRow).readonly(),
});
export type ComparedTable = z.infer<typeof ComparedTable>;

export const ComparedBlock = z.discriminatedUnion('type', [ComparedText, ComparedTable]);
export type ComparedBlock = z.infer<typeof ComparedBlock>;

export const CHANGE_KINDS = ['inserted', 'deleted', 'replaced', 'formatted', 'moved'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** One change, in the order of the text: what one steps through. */
export const Change = z.object({
  n: z.number().int(),
  kind: z.enum(CHANGE_KINDS),
  /** Words that came and that went. */
  inserted: z.number().int(),
  deleted: z.number().int(),
  /** Who made it, as numbers of the one who asked; empty where that is not known or not to be seen. */
  by: z.array(z.number().int()).readonly(),
});
export type Change = z.infer<typeof Change>;

/** Two versions of a text laid over each other. */
export const Comparison = z.object({
  blocks: z.array(ComparedBlock).readonly(),
  changes: z.array(Change).readonly(),
  /** Words that came and that went, in all. What was only moved is not among them. */
  words: z.object({ inserted: z.number().int(), deleted: z.number().int() }),
  /** The texts were too large to compare word by word everywhere: some blocks are shown as replaced as a whole. */
  coarse: z.boolean(),
});
export type Comparison = z.infer<typeof Comparison>;
