import { z } from 'zod';
import { PartyView } from '../tables/contracts';
import { Comparison } from './compared';
import { isTimeZone } from './days';
import { ShownBlock } from './text';

/** The histories that begin after a backup was put back are numbered by the seconds since 1970. */
const MAX_GENERATION = 2 ** 31 - 1;

/** A place in the log of a section: the text with every row of `generation` up to and including `seq`. */
export const VersionPlace = z.strictObject({
  generation: z.number().int().positive().max(MAX_GENERATION),
  seq: z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER),
});
export type VersionPlace = z.infer<typeof VersionPlace>;

const PLACE = /^([1-9]\d{0,9})\.(0|[1-9]\d{0,11})$/;

/** A place as it stands in an address: "2.118". */
export const PlaceInAddress = z
  .string()
  .regex(PLACE)
  .transform((text): VersionPlace => {
    const [generation = 1, seq = 0] = text.split('.').map(Number);
    return { generation, seq };
  })
  .refine(({ generation }) => generation <= MAX_GENERATION);

export function placeInAddress({ generation, seq }: VersionPlace): string {
  return `${generation}.${seq}`;
}

const Zone = z.string().max(64).refine(isTimeZone);

/** Days are those of the reader: which zone that is, by its IANA name. */
export const HistoryQuery = z.strictObject({ zone: Zone });
export type HistoryQuery = z.infer<typeof HistoryQuery>;

/** Without a place: the text as it stands now. */
export const VersionQuery = z.strictObject({ zone: Zone, place: PlaceInAddress.optional() });
export type VersionQuery = z.infer<typeof VersionQuery>;

/** Without `to`: compared with the text as it stands now. Without `from`: from now to `to`, which is what restoring does. */
export const ComparisonQuery = z
  .strictObject({ from: PlaceInAddress.optional(), to: PlaceInAddress.optional() })
  .refine(({ from, to }) => from !== undefined || to !== undefined);
export type ComparisonQuery = z.infer<typeof ComparisonQuery>;

/** A line of text without control characters or characters that turn the reading direction, as for titles. */
const VersionName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]*$/u);

/** Gives a version a name, another name, or (null) takes it away. */
export const NameVersion = z.strictObject({ place: VersionPlace, name: VersionName.nullable() });
export type NameVersion = z.infer<typeof NameVersion>;

/** What the version was called before: naming it so again undoes it. */
export const Named = z.object({ before: z.string().nullable() });
export type Named = z.infer<typeof Named>;

/** Makes the text say again what it said. `expected` is where the text stood when the person saw what would change. */
export const RestoreVersion = z.strictObject({ version: VersionPlace, expected: VersionPlace });
export type RestoreVersion = z.infer<typeof RestoreVersion>;

/** Where the text stood before and after; restoring `before` undoes it. Without a difference they are the same. */
export const Restored = z.object({ before: VersionPlace, after: VersionPlace });
export type Restored = z.infer<typeof Restored>;

const Day = z.iso.date();

/** One version in the list: what stood at the end of a day, what somebody named, or where a chapter begins. */
export const VersionSummary = z.object({
  place: VersionPlace,
  day: Day,
  /** When the last of it was saved. */
  at: z.iso.datetime(),
  name: z.string().nullable(),
  /** Who gave the name. */
  namedBy: PartyView.nullable(),
  /** The last state of its day; others are there for their name, or as the beginning of a chapter. */
  ofDay: z.boolean(),
  /** Who wrote on that day up to there; empty for what was only imported, and for a beginning. */
  parties: z.array(PartyView),
});
export type VersionSummary = z.infer<typeof VersionSummary>;

/** That a passage was erased. */
export const ErasureNote = z.object({
  by: PartyView.nullable(),
  /** Only within the own party, or where the table agreed that names are shown. */
  person: z.string().nullable(),
  reason: z.string(),
  letters: z.number().int(),
});
export type ErasureNote = z.infer<typeof ErasureNote>;

/** A history of the section: as long as the same people could read it. */
export const Chapter = z.object({
  generation: z.number().int(),
  /** Why it began; the first one began with the section. */
  reason: z.enum(['first', 'audience', 'restored', 'erased']),
  startedAt: z.iso.datetime(),
  /** The erasure with which it began: by whom and why, and how many letters; of what they said nothing is left. */
  erasure: ErasureNote.nullable(),
  /** The newest first. */
  versions: z.array(VersionSummary),
});
export type Chapter = z.infer<typeof Chapter>;

/** The versions of a section that the reader may read, the newest chapter first. What he may not is not in it. */
export const HistoryView = z.object({
  sectionId: z.uuid(),
  head: VersionPlace,
  /** May the reader restore and name versions? */
  mayRestore: z.boolean(),
  /** May the reader erase a passage for good? */
  mayErase: z.boolean(),
  chapters: z.array(Chapter),
});
export type HistoryView = z.infer<typeof HistoryView>;

/** One version, to read. */
export const VersionView = z.object({
  version: VersionSummary,
  isHead: z.boolean(),
  mayRestore: z.boolean(),
  mayErase: z.boolean(),
  blocks: z.array(ShownBlock),
});
export type VersionView = z.infer<typeof VersionView>;

/** Two versions laid over each other. */
export const ComparisonView = z.object({
  from: VersionPlace.extend({ at: z.iso.datetime(), isHead: z.boolean() }),
  to: VersionPlace.extend({ at: z.iso.datetime(), isHead: z.boolean() }),
  mayRestore: z.boolean(),
  comparison: Comparison,
  /** Who made the changes: each change refers to places in this list. */
  parties: z.array(PartyView),
});
export type ComparisonView = z.infer<typeof ComparisonView>;

/** Who wrote words first that were moved since. */
export const FirstWriter = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('party'),
    party: PartyView,
    /** Only within the own party, or where the table agreed that names are shown. */
    person: z.string().nullable(),
  }),
  /** Nobody at this table: an import, a template. */
  z.object({ kind: z.literal('imported') }),
]);
export type FirstWriter = z.infer<typeof FirstWriter>;

/** Null when it is not known for certain, or from a time or a section that the reader may not read. */
const Writer = FirstWriter.nullable();

/** Where text came from that was brought here and not typed: an earlier version, or another section. */
export const TextOrigin = z.discriminatedUnion('kind', [
  /** Null when the reader may not read that version. */
  z.object({ kind: z.literal('restored'), from: VersionPlace.nullable(), writer: Writer }),
  /** Null when the reader may not read that section. */
  z.object({
    kind: z.literal('taken'),
    from: z.object({ code: z.string(), title: z.string() }).nullable(),
    writer: Writer,
  }),
]);
export type TextOrigin = z.infer<typeof TextOrigin>;

/** Who placed a piece of text, and where it came from. */
export const Author = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('party'),
    party: PartyView,
    /** Only within the own party, or where the table agreed that names are shown. */
    person: z.string().nullable(),
    origin: TextOrigin.nullable(),
  }),
  /** Put in by the server. */
  z.object({
    kind: z.literal('imported'),
    /** Out of what; null for first content of which nothing was noted. */
    what: z.enum(['file', 'template']).nullable(),
    /** Whose command that was. */
    by: PartyView.nullable(),
    person: z.string().nullable(),
  }),
  /** From a time of which this reader may not see who wrote. */
  z.object({ kind: z.literal('earlier') }),
]);
export type Author = z.infer<typeof Author>;

/** Who wrote what in one version. */
export const AuthorshipView = z.object({
  version: VersionSummary,
  isHead: z.boolean(),
  blocks: z.array(ShownBlock),
  authors: z.array(
    z.object({
      author: Author,
      /** Share of the characters, in tenths of a percent. */
      share: z.number().int(),
      /** The days on which the first and the last of it was written. */
      from: Day.nullable(),
      until: Day.nullable(),
    }),
  ),
  /** Per block of text (cells included) by key: pieces in order, each with a place in `authors`. */
  spans: z.array(
    z.object({ key: z.string(), spans: z.array(z.object({ length: z.number().int(), author: z.number().int() })) }),
  ),
});
export type AuthorshipView = z.infer<typeof AuthorshipView>;
