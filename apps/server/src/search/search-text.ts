import { createTextDoc, plainText } from '@samenspel/collab';
import * as Y from 'yjs';

/** What makes up a text, as the log has it. */
export interface SearchTextJob {
  readonly updates: readonly Uint8Array[];
}

/** The longest text that is read in; what comes after it is not found. A tsvector holds no more than a megabyte. */
const MAX_LENGTH = 300_000;

/** What stands in a section in plain words. */
export function searchTextOf({ updates }: SearchTextJob): string {
  const doc = createTextDoc();
  try {
    for (const update of updates) Y.applyUpdate(doc, update);
    // PostgreSQL takes no NUL.
    return plainText(doc).slice(0, MAX_LENGTH).replaceAll('\0', ' ').normalize('NFC');
  } finally {
    doc.destroy();
  }
}
