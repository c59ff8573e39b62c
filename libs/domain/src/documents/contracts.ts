import { z } from 'zod';
import { DocumentSummary } from '../tables/contracts';
import { AudiencePart, PresetInput } from '../rights/contracts';
import { RIGHTS } from '../rights/rights';
import { ImportedPlan } from './import/model';

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
});
export type SectionView = z.infer<typeof SectionView>;

export const DocumentView = DocumentSummary.extend({
  tableId: z.uuid(),
  tableName: z.string(),
  mayAddSection: z.boolean(),
  sections: z.array(SectionView),
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
});
export type AddDocument = z.infer<typeof AddDocument>;

export const AddSection = z.strictObject({
  title: Title,
  preset: PresetInput,
});
export type AddSection = z.infer<typeof AddSection>;

/** Query of an import's preview: the file's name tells what kind of file it should be. */
export const PreviewQuery = z.strictObject({ name: z.string().min(1).max(255) });
export type PreviewQuery = z.infer<typeof PreviewQuery>;

/** Query of an import. Without a title the document takes the one that is found in the file. */
export const ImportQuery = PreviewQuery.extend({
  title: Line.transform((title) => (title === '' ? undefined : title)).optional(),
  kind: DocumentSummary.shape.kind,
  formality: DocumentSummary.shape.formality,
});
export type ImportQuery = z.infer<typeof ImportQuery>;

/** What an uploaded file would become, before anything is stored. */
export const ImportPreview = z.object({ plan: ImportedPlan });
export type ImportPreview = z.infer<typeof ImportPreview>;

/** Largest file that an import takes, in bytes. */
export const IMPORT_MAX_BYTES = 5 * 1024 * 1024;
