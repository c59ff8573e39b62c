import { z } from 'zod';
import { lineOf } from '../platform/texts';
import { VersionPlace } from './contracts';

/** The most letters that are erased at once: a passage, not a text. */
export const PASSAGE_MAX = 20_000;
/** The longest reason, in characters. */
export const REASON_MAX = 500;

const PassagePlace = z.strictObject({ key: z.string().min(1).max(100), offset: z.number().int().nonnegative() });

/** A passage of one version of a section: from a letter of one block to a letter of the same or a later one. */
export const Passage = z.strictObject({ place: VersionPlace, from: PassagePlace, to: PassagePlace });
export type Passage = z.infer<typeof Passage>;

/** Asks what erasing would come to. `words` as the asker sees them, a line for each block. */
export const PreviewErasure = z.strictObject({
  passage: Passage,
  words: z.string().min(1).max(PASSAGE_MAX),
});
export type PreviewErasure = z.infer<typeof PreviewErasure>;

/** Erases a passage for good. */
export const ErasePassage = PreviewErasure.extend({
  /** The same words too where they stand or stood elsewhere in the section. */
  everywhere: z.boolean(),
  /** The same words in the comments on this section too. */
  comments: z.boolean(),
  /** Why, for the readers of the section: without the words themselves. */
  reason: lineOf(REASON_MAX).min(1),
});
export type ErasePassage = z.infer<typeof ErasePassage>;

/** What erasing would come to, as far as the asker may read it. */
export const ErasurePreview = z.object({
  letters: z.number().int(),
  /** In how many other places of the text the same words stand now. */
  standsElsewhere: z.number().int(),
  /** Did they stand elsewhere in the section at an earlier moment? */
  stoodElsewhere: z.boolean(),
  /** Quotations that hold the words: in threads, and in published answers of rounds. */
  quotes: z.number().int(),
  /** Comments in which somebody wrote the words himself. */
  comments: z.number().int(),
  /** Other sections that the asker reads and in which the words stand or stood. */
  sections: z.array(
    z.object({
      documentId: z.uuid(),
      sectionId: z.uuid(),
      code: z.string(),
      title: z.string(),
      /** Now, and not only before. */
      now: z.boolean(),
      mayErase: z.boolean(),
    }),
  ),
  /** Outcomes in whose sealed text the words stand: that is not touched. */
  outcomes: z.array(z.object({ outcomeId: z.uuid(), number: z.string() })),
});
export type ErasurePreview = z.infer<typeof ErasurePreview>;

/** What was searched for the words after they were erased, and in how much of it they were found: of what the asker may read. */
export const ErasureProof = z.object({
  /** Rows of the section's text, its index, its quotations. */
  rows: z.number().int(),
  /** Size of what was searched. */
  bytes: z.number().int(),
  /** Rows in which the words still stand. */
  found: z.number().int(),
});
export type ErasureProof = z.infer<typeof ErasureProof>;

export const Erased = z.object({
  erasureId: z.uuid(),
  letters: z.number().int(),
  /** Null when the words are too short to be looked for. */
  proof: ErasureProof.nullable(),
});
export type Erased = z.infer<typeof Erased>;
