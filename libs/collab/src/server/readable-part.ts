import { Structure } from '../admission/structure';
import { TRUSTED_LIMITS, readUpdate } from '../admission/update-reader';
import { TEXT_ROOT } from '../schema/schema';
import type { StoredText } from './ports';

export interface ReadablePart {
  readonly text: StoredText;
  /** The last row that it holds. */
  readonly end: number;
  /** Is there more, that cannot be read? */
  readonly damaged: boolean;
}

/** The beginning of a stored text, up to the first bytes that are no update, or that do not follow on what stands before them. */
export function readablePart(text: StoredText): ReadablePart {
  const structure = new Structure(TEXT_ROOT);
  const reads = (bytes: Uint8Array): boolean => {
    try {
      structure.add(readUpdate(bytes, TRUSTED_LIMITS));
      return true;
    } catch {
      return false; // the answer to the question; whoever asked knows that something is wrong
    }
  };
  if (text.snapshot !== null && !reads(text.snapshot)) {
    return { text: { ...text, snapshot: null, snapshotSeq: 0, tail: [] }, end: 0, damaged: true };
  }
  let end = text.snapshotSeq;
  for (const row of text.tail) {
    if (row.seq !== end + 1 || !reads(row.bytes)) break;
    end = row.seq;
  }
  const tail = text.tail.filter(({ seq }) => seq <= end);
  return { text: { ...text, tail }, end, damaged: tail.length < text.tail.length };
}
