import * as Y from 'yjs';
import { readBlocks } from '../schema/blocks';
import { TEXT_ROOT } from '../schema/schema';
import { createTextDoc } from '../schema/text-doc';

export interface CompactionInput {
  readonly snapshot: Uint8Array | null;
  readonly snapshotSeq: number;
  /** Rows after the snapshot. */
  readonly rows: readonly { readonly seq: number; readonly bytes: Uint8Array }[];
}

export interface CompactionOutput {
  readonly snapshot: Uint8Array;
  readonly seq: number;
}

/**
 * One state for a snapshot and the rows after it, through throw-away Y.Docs (docs/spec.md C8).
 * @throws Error when a row is missing, when something is left pending, or when the new state does not read the same as the
 *   replay: then nothing may be switched
 */
export function compact(input: CompactionInput): CompactionOutput {
  let seq = input.snapshotSeq;
  const replay = createTextDoc();
  if (input.snapshot !== null) Y.applyUpdate(replay, input.snapshot);
  for (const row of input.rows) {
    if (row.seq !== seq + 1) throw new Error(`row ${row.seq} after ${seq}`);
    Y.applyUpdate(replay, row.bytes);
    seq = row.seq;
  }
  const snapshot = Y.encodeStateAsUpdate(replay);
  if (replay.store.pendingStructs !== null || replay.store.pendingDs !== null) throw new Error('something is pending');
  const check = createTextDoc();
  Y.applyUpdate(check, snapshot);
  if (text(check) !== text(replay)) throw new Error('the snapshot reads differently');
  replay.destroy();
  check.destroy();
  return { snapshot, seq };
}

function text(doc: Y.Doc): string {
  doc.getXmlFragment(TEXT_ROOT);
  return JSON.stringify(readBlocks(doc));
}
