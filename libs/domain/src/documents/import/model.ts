import { z } from 'zod';

/** Kinds of block in a section's text. Lists are flat with an indent; the editor draws them as real nested lists. */
export const BLOCK_KINDS = ['paragraph', 'heading', 'bullet', 'numbered', 'quote'] as const;
export type BlockKind = (typeof BLOCK_KINDS)[number];

/** Furthest that a merged cell reaches: what a table is padded to grows with it, for every reader. */
export const MAX_SPAN = 50;

export const MARKS = ['bold', 'italic', 'underline', 'strike'] as const;

/** A run of text with its marks; `link` is an http(s) or mailto address. */
export const TextRun = z.object({
  text: z.string().min(1),
  marks: z.array(z.enum(MARKS)).optional(),
  link: z.string().optional(),
});
export type TextRun = z.infer<typeof TextRun>;

/** One block of text. `level` is for headings (2 to 4: the section title is level 1), `indent` for lists (0 to 7). */
export const TextBlock = z.object({
  type: z.literal('block'),
  kind: z.enum(BLOCK_KINDS),
  level: z.number().int().min(2).max(4).optional(),
  indent: z.number().int().min(0).max(7).optional(),
  runs: z.array(TextRun),
  /** The import was not certain of this block (joined, split or reordered by guess): shown to the writers until confirmed. */
  unsure: z.boolean().optional(),
});
export type TextBlock = z.infer<typeof TextBlock>;

/** Cells that are one: the place of the first in the table, and how far it reaches. The rest of them hold nothing. */
export const MergedCells = z.object({
  row: z.number().int().min(0),
  column: z.number().int().min(0),
  rows: z.number().int().min(1).max(MAX_SPAN),
  columns: z.number().int().min(1).max(MAX_SPAN),
});
export type MergedCells = z.infer<typeof MergedCells>;

/** A table of cells; every cell holds blocks. Rows may differ in length in the source; the import pads them. */
export const TableBlock = z.object({
  type: z.literal('table'),
  header: z.boolean(),
  /** How many rows from the top are headings, where it is more than one. */
  headerRows: z.number().int().min(2).optional(),
  rows: z.array(z.array(z.array(TextBlock))),
  /** Do not overlap. */
  merged: z.array(MergedCells).optional(),
});
export type TableBlock = z.infer<typeof TableBlock>;

export const ContentBlock = z.discriminatedUnion('type', [TextBlock, TableBlock]);
export type ContentBlock = z.infer<typeof ContentBlock>;

/** A section to be, from an imported file. */
export const ImportedSection = z.object({ title: z.string().min(1).max(200), blocks: z.array(ContentBlock) });
export type ImportedSection = z.infer<typeof ImportedSection>;

export const ImportedPlan = z.object({
  title: z.string().min(1).max(200),
  sections: z.array(ImportedSection),
  /** Figures for the preview. */
  words: z.number().int(),
  unsureBlocks: z.number().int(),
});
export type ImportedPlan = z.infer<typeof ImportedPlan>;
