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
 * One state for a snapshot and the rows after it, through throw-away Y.Docs (docs/spec.md C8, C43).
 * @throws Error when a row is missing, when something is left pending, or when the new state is not in every way the same as
 *   the replay: then nothing may be switched
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
  requireNothingPending(replay);
  const snapshot = Y.encodeStateAsUpdate(replay);
  requireSame(snapshot, replay, input);
  replay.destroy();
  return { snapshot, seq };
}

/**
 * Is the snapshot what the rows are? What it shows, what it holds (numbers, deletions, looks, with what the schema does not
 * know), and, without any document, up to where the bytes that went in and those that came out reach.
 * @throws Error
 */
export function requireSame(
  snapshot: Uint8Array,
  replay: Y.Doc,
  { snapshot: before, rows }: Pick<CompactionInput, 'snapshot' | 'rows'>,
): void {
  const check = createTextDoc();
  Y.applyUpdate(check, snapshot);
  requireNothingPending(check);
  if (shown(check) !== shown(replay)) throw new Error('the snapshot reads differently');
  if (!Y.equalSnapshots(Y.snapshot(check), Y.snapshot(replay))) throw new Error('the snapshot holds something else');
  if (held(check) !== held(replay)) throw new Error('the snapshot looks different');
  const given = Y.mergeUpdates([...(before === null ? [] : [before]), ...rows.map(({ bytes }) => bytes)]);
  if (reach(given) !== reach(snapshot)) throw new Error('the snapshot ends elsewhere');
  check.destroy();
}

function requireNothingPending(doc: Y.Doc): void {
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) throw new Error('something is pending');
}

function shown(doc: Y.Doc): string {
  return JSON.stringify(readBlocks(doc));
}

/** Elements, attributes and marks as Yjs holds them, in no reading of ours. */
function held(doc: Y.Doc): string {
  const of = (node: unknown): unknown => {
    if (node instanceof Y.XmlText) return node.toDelta();
    if (node instanceof Y.XmlElement) return [node.nodeName, sorted(node.getAttributes()), node.toArray().map(of)];
    return String(node);
  };
  return JSON.stringify(doc.getXmlFragment(TEXT_ROOT).toArray().map(of));
}

function reach(update: Uint8Array): string {
  return JSON.stringify(
    [...Y.decodeStateVector(Y.encodeStateVectorFromUpdate(update))].sort(([one], [other]) => one - other),
  );
}

function sorted(attributes: object): unknown {
  return Object.entries(attributes).sort(([one], [other]) => (one < other ? -1 : 1));
}
