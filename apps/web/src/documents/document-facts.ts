import { DocumentSummary, type AddDocument } from '@samenspel/domain';

/** What somebody fills in about a document to be. */
export type DocumentFacts = AddDocument;

export const DOCUMENT_KINDS = DocumentSummary.shape.kind.options;
export const FORMALITIES = DocumentSummary.shape.formality.options;
