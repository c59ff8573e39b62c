import { z } from 'zod';

export const SEARCH_KINDS = ['document', 'section', 'comment', 'outcome'] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

/** Longest question, in UTF-16 units. */
export const SEARCH_MAX_LENGTH = 200;

/** Query of a search at the table of the acting seat. */
export const SearchQuery = z.strictObject({
  q: z
    .string()
    .max(SEARCH_MAX_LENGTH)
    .transform((text) => text.normalize('NFC').trim()),
  tableId: z.uuid().optional(),
});
export type SearchQuery = z.infer<typeof SearchQuery>;

/** A stretch of a text, in UTF-16 units. The interface marks it: a server that sent HTML would send what people typed. */
export const TextRange = z.object({ start: z.number().int().nonnegative(), end: z.number().int().positive() });
export type TextRange = z.infer<typeof TextRange>;

const Marked = z.object({ text: z.string(), ranges: z.array(TextRange) });

/** Something that the acting seat may read and that fits the question. */
export const SearchHit = z.object({
  kind: z.enum(SEARCH_KINDS),
  /** Of the document, section, comment or outcome itself. */
  id: z.string(),
  documentId: z.uuid().nullable(),
  documentTitle: z.string().nullable(),
  sectionId: z.uuid().nullable(),
  /** Code of the section or number of the outcome. */
  code: z.string().nullable(),
  title: Marked,
  fragment: Marked.nullable(),
});
export type SearchHit = z.infer<typeof SearchHit>;

/** What was found, by kind. Holds nothing of the question, so that two questions without an answer look the same. */
export const SearchAnswer = z.object({
  groups: z.array(z.object({ kind: z.enum(SEARCH_KINDS), hits: z.array(SearchHit), more: z.boolean() })),
  /** False while texts that this seat may read are still being read in. */
  complete: z.boolean(),
});
export type SearchAnswer = z.infer<typeof SearchAnswer>;
