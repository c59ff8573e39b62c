import { z } from 'zod';
import { DocumentSummary, PartyView } from '../tables/contracts';
import { ROLES } from '../tables/roles';
import { AudiencePart, PresetInput } from '../rights/contracts';
import { RIGHTS } from '../rights/rights';
import { ImportedPlan } from './import/model';
import { TEMPLATE_NAMES } from './templates/names';
import { ImportRemark } from './import/remarks';

/** A section as its reader sees it. What a seat may not read is not in the list, not even as a gap. */
export const SectionView = z.object({
  sectionId: z.uuid(),
  /** Assigned, stable: "3" in the common text, own series for each restricted audience ("G.1"). */
  code: z.string(),
  title: z.string(),
  right: z.enum(RIGHTS),
  audience: z.array(AudiencePart),
  restricted: z.boolean(),
  owner: z.boolean(),
  /** May the acting seat rename, move, split, merge or archive it (or bring it back)? */
  mayEdit: z.boolean(),
  archivedAt: z.iso.datetime().nullable(),
});
export type SectionView = z.infer<typeof SectionView>;

export const DocumentView = DocumentSummary.extend({
  tableId: z.uuid(),
  tableName: z.string(),
  mayAddSection: z.boolean(),
  /** May the acting seat rename, archive or bring back the document? */
  mayEdit: z.boolean(),
  sections: z.array(SectionView),
  /** Sections that were put away; kept, and readable for who could read them. */
  archive: z.array(SectionView),
});
export type DocumentView = z.infer<typeof DocumentView>;

/** A line of text: no control characters, and none that turn the reading direction (a title could pose as another). */
const Line = z
  .string()
  .trim()
  .max(200)
  .regex(/^[^\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]*$/u);
const Title = Line.min(1);

export const AddDocument = z.strictObject({
  title: Title,
  kind: DocumentSummary.shape.kind,
  formality: DocumentSummary.shape.formality,
  /** Without a template the document begins empty. */
  template: z.enum(TEMPLATE_NAMES).optional(),
  /** Seat of the provider whom the template's bilateral sections are with. */
  provider: z.uuid().optional(),
});
export type AddDocument = z.infer<typeof AddDocument>;

export const AddSection = z.strictObject({
  title: Title,
  preset: PresetInput,
  /** The section behind which it comes; without it, at the end. */
  after: z.uuid().optional(),
});
export type AddSection = z.infer<typeof AddSection>;

/** A new title. `was` is the title that is replaced: of two who rename at once, one is told. */
export const Rename = z.strictObject({ title: Title, was: z.string().max(200) });
export type Rename = z.infer<typeof Rename>;

export const Archive = z.strictObject({ archived: z.boolean() });
export type Archive = z.infer<typeof Archive>;

/** Where a section goes: behind this one of its own group, or first of the group. */
export const MoveSection = z.strictObject({ after: z.uuid().nullable() });
export type MoveSection = z.infer<typeof MoveSection>;

/** From which block on (by its key, as the text is read) the text becomes a section of its own, with this title. */
export const SplitSection = z.strictObject({ block: z.string().min(1).max(100), title: Title });
export type SplitSection = z.infer<typeof SplitSection>;

/** Which section takes the text over. */
export const MergeSection = z.strictObject({ into: z.uuid() });
export type MergeSection = z.infer<typeof MergeSection>;

/** `sections`: those that the maker was shown as copied, in that order. When they changed since, nothing is made. */
export const CopyDocument = z.strictObject({
  title: Title,
  formality: DocumentSummary.shape.formality,
  sections: z.array(z.uuid()).max(2_000),
});
export type CopyDocument = z.infer<typeof CopyDocument>;

/** What a copy would hold, before it is made. A section whose audience the maker may not make stays behind. */
export const CopyPreview = z.object({
  document: DocumentSummary,
  tableId: z.uuid(),
  sections: z.array(
    z.object({
      sectionId: z.uuid(),
      code: z.string(),
      title: z.string(),
      audience: z.array(AudiencePart),
      copied: z.boolean(),
    }),
  ),
});
export type CopyPreview = z.infer<typeof CopyPreview>;

/** A document as another seat sees it, as far as the viewer may see that: never more than the viewer reads himself. */
export const ViewAs = z.object({
  seat: z.object({ seatId: z.uuid(), role: z.enum(ROLES), party: PartyView }),
  document: DocumentSummary,
  sections: z.array(SectionView),
});
export type ViewAs = z.infer<typeof ViewAs>;

/** Query of an import's preview: the file's name tells what kind of file it should be. */
export const PreviewQuery = z.strictObject({ name: z.string().min(1).max(255) });
export type PreviewQuery = z.infer<typeof PreviewQuery>;

/** For whom an import may be: the ready-made audiences by their names. */
export const IMPORT_AUDIENCES = PresetInput.options.map((option) => option.shape.kind.value);

/** Query of an import. Without a title the document takes the one that is found in the file. */
export const ImportQuery = PreviewQuery.extend({
  title: Line.transform((title) => (title === '' ? undefined : title)).optional(),
  kind: DocumentSummary.shape.kind,
  formality: DocumentSummary.shape.formality,
  /** Who reads the sections; the own seat is that of who imports. */
  audience: z.enum(IMPORT_AUDIENCES).default('wholeTable'),
  /** The provider who reads along, where the audience has one. */
  provider: z.uuid().optional(),
});
export type ImportQuery = z.infer<typeof ImportQuery>;

/** What an uploaded file would become, and what of it cannot be kept as it was, before anything is stored. */
export const ImportPreview = z.object({ plan: ImportedPlan, remarks: z.array(ImportRemark) });
export type ImportPreview = z.infer<typeof ImportPreview>;

/** Largest file that an import takes, in bytes: a Word file is packed, and most of it is often pictures. */
export const IMPORT_MAX_BYTES = 10 * 1024 * 1024;

/** Largest file of plain text. */
export const TEXT_MAX_BYTES = 5 * 1024 * 1024;

/** Largest file that is taken under this name. */
export function importLimitOf(name: string): number {
  return /\.docx\s*$/i.test(name) ? IMPORT_MAX_BYTES : TEXT_MAX_BYTES;
}

/** Forms in which a document can be taken along. */
export const EXPORT_FORMATS = ['docx', 'pdf'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const ExportQuery = z.strictObject({ format: z.enum(EXPORT_FORMATS) });
export type ExportQuery = z.infer<typeof ExportQuery>;
