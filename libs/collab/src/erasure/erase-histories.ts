import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { TRUSTED_LIMITS, readUpdate } from '../admission/update-reader';
import { authoredTexts } from '../history/authorship';
import { readBlocks } from '../schema/blocks';
import { createTextDoc } from '../schema/text-doc';
import { eraseFromUpdate } from './erase-update';
import { IdRanges, type IdRange } from '../history/id-ranges';
import type { HistoryBytes } from './plan-erasure';

/** What an update of a history becomes. */
export interface ErasedUpdate {
  /** Which history, counted from 0. */
  readonly history: number;
  /** Which of its rows, counted from 0; null: what it began with. */
  readonly row: number | null;
  readonly bytes: Uint8Array;
}

/**
 * Rewrites the updates of all histories in which one of these numbers was placed, and checks what came of it before anybody
 * uses it (docs/spec.md C42).
 *
 * @returns the updates that changed
 * @throws Error when something would not be as it was, apart from what is to go
 */
export function eraseHistories(histories: readonly HistoryBytes[], numbers: readonly IdRange[]): ErasedUpdate[] {
  const ranges = new IdRanges(numbers);
  const changed: ErasedUpdate[] = [];
  for (const [history, { base, rows }] of histories.entries()) {
    const erased = (update: Uint8Array, row: number | null): Uint8Array => {
      const bytes = eraseFromUpdate(update, ranges);
      if (equalBytes(bytes, update)) return update;
      changed.push({ history, row, bytes });
      return bytes;
    };
    const after: HistoryBytes = {
      base: base === null ? null : erased(base, null),
      rows: rows.map((row, at) => erased(row, at)),
    };
    requireErased({ base, rows }, after, ranges);
  }
  return changed;
}

/**
 * Is a rewritten history the one that it was, without what was to go, and nothing else? By three ways that share nothing with
 * the rewriting: the numbers of every update, a reader of its own for what is left under the erased ones, and both texts as
 * Yjs replays them, the old one with these numbers deleted in it.
 *
 * @throws Error
 */
export function requireErased(before: HistoryBytes, after: HistoryBytes, ranges: IdRanges): void {
  const pairs = pairsOf(before, after);
  const was = createTextDoc();
  const is = createTextDoc();
  for (const [old, erased] of pairs) {
    requireSameNumbers(old, erased);
    requireGone(erased, ranges);
    Y.applyUpdate(was, old);
    Y.applyUpdate(is, erased);
    // At every moment, so that each earlier version can still be rebuilt.
    if (was.store.pendingStructs === null && is.store.pendingStructs !== null)
      throw new Error('a row no longer applies');
  }
  if (is.store.pendingDs !== null && was.store.pendingDs === null) throw new Error('a deletion no longer applies');
  Y.applyUpdate(was, deletionOf(ranges, was));
  if (!equalBytes(Y.encodeStateVector(was), Y.encodeStateVector(is))) throw new Error('the state vectors differ');
  if (look(was) !== look(is)) throw new Error('the erased text reads differently');
  was.destroy();
  is.destroy();
}

function pairsOf(before: HistoryBytes, after: HistoryBytes): [Uint8Array, Uint8Array][] {
  if ((before.base === null) !== (after.base === null) || before.rows.length !== after.rows.length)
    throw new Error('rows came or went');
  const rows = before.rows.map((row, at): [Uint8Array, Uint8Array] => [row, after.rows[at]!]);
  return before.base === null || after.base === null ? rows : [[before.base, after.base], ...rows];
}

function requireSameNumbers(old: Uint8Array, erased: Uint8Array): void {
  const [one, other] = [old, erased].map((update) => {
    const { clients, deletes } = readUpdate(update, TRUSTED_LIMITS);
    return JSON.stringify([
      clients.map(({ client, clock, structs }) => [
        client,
        clock,
        structs.reduce((sum, { length }) => sum + length, 0),
      ]),
      deletes,
    ]);
  });
  if (one !== other) throw new Error('an update does not place and delete what it did');
}

function requireGone(update: Uint8Array, ranges: IdRanges): void {
  for (const { client, structs } of readUpdate(update, TRUSTED_LIMITS).clients)
    for (const { clock, length, content } of structs)
      if ((content.kind === 'string' || content.kind === 'format') && ranges.touches(client, clock, clock + length))
        throw new Error('a letter is left');
}

/** Text, looks and who placed each letter; not how Yjs keeps letters together, which is no part of the text. */
function look(doc: Y.Doc): string {
  const blocks = readBlocks(doc);
  const spans = authoredTexts(doc, blocks).map((text) => {
    const joined: { client: number; clock: number; length: number }[] = [];
    for (const span of text.spans) {
      const last = joined.at(-1);
      if (last?.client === span.client && last.clock + last.length === span.clock) last.length += span.length;
      else joined.push({ ...span });
    }
    return joined;
  });
  return JSON.stringify([blocks, spans]);
}

/** An update that deletes those of these numbers that are known to the document. */
export function deletionOf(ranges: IdRanges, doc: Y.Doc): Uint8Array {
  const vector = Y.decodeStateVector(Y.encodeStateVector(doc));
  const byClient = new Map<number, IdRange[]>();
  for (const range of ranges.list()) {
    const until = Math.min(range.until, vector.get(range.client) ?? 0);
    if (until > range.from) byClient.set(range.client, [...(byClient.get(range.client) ?? []), { ...range, until }]);
  }
  const output = encoding.createEncoder();
  encoding.writeVarUint(output, 0);
  encoding.writeVarUint(output, byClient.size);
  for (const [client, own] of byClient) {
    encoding.writeVarUint(output, client);
    encoding.writeVarUint(output, own.length);
    for (const { from, until } of own) {
      encoding.writeVarUint(output, from);
      encoding.writeVarUint(output, until - from);
    }
  }
  return encoding.toUint8Array(output);
}

function equalBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
