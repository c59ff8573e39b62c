import { authoredTexts, createTextDoc, goBetween, readBlocks, type SignedRow } from '@samenspel/collab';
import { compareTexts, type Comparison, type ShownBlock } from '@samenspel/domain';
import * as Y from 'yjs';

/** Work on texts that can take longer than the others should wait. `updates` make up a text. */
export type HistoryJob =
  | { readonly kind: 'read'; readonly updates: readonly Uint8Array[] }
  | { readonly kind: 'compare'; readonly from: readonly Uint8Array[]; readonly to: readonly Uint8Array[] }
  | { readonly kind: 'follow'; readonly from: readonly Uint8Array[]; readonly rows: readonly SignedRow[] }
  | { readonly kind: 'authors'; readonly updates: readonly Uint8Array[]; readonly rows: readonly DatedRow[] };

/** A row of the log and the day on which it was saved. */
export interface DatedRow {
  readonly day: string;
  readonly bytes: Uint8Array;
}

/** A piece of text under one client id, written on one day; null when no row tells which. */
export interface AuthoredSpan {
  readonly client: number;
  readonly clock: number;
  readonly day: string | null;
  readonly length: number;
}

export interface HistoryResult {
  readonly blocks: readonly ShownBlock[];
  readonly comparison: Comparison | null;
  readonly spans: readonly { readonly key: string; readonly spans: readonly AuthoredSpan[] }[];
}

/** Does one job. Pure: on a thread of its own in the built server, in line where there is none. */
export function doHistoryJob(job: HistoryJob): HistoryResult {
  switch (job.kind) {
    case 'read':
      return { blocks: blocksOf(job.updates), comparison: null, spans: [] };
    case 'compare':
      return { blocks: [], comparison: compareTexts(blocksOf(job.from), blocksOf(job.to)), spans: [] };
    case 'follow': {
      const { was, is, makers } = goBetween(job.from, job.rows);
      return { blocks: [], comparison: compareTexts(was, is, makers), spans: [] };
    }
    case 'authors':
      return { comparison: null, ...authorsOf(job.updates, job.rows) };
  }
}

function blocksOf(updates: readonly Uint8Array[]): readonly ShownBlock[] {
  const doc = createTextDoc();
  for (const update of updates) Y.applyUpdate(doc, update);
  const blocks = readBlocks(doc);
  doc.destroy();
  return blocks;
}

function authorsOf(updates: readonly Uint8Array[], rows: readonly DatedRow[]): Pick<HistoryResult, 'blocks' | 'spans'> {
  const doc = createTextDoc();
  for (const update of updates) Y.applyUpdate(doc, update);
  const blocks = readBlocks(doc);
  const days = new Days(rows);
  const spans = authoredTexts(doc, blocks).map((text) => ({
    key: text.key,
    spans: text.spans.flatMap(({ client, clock, length }) => days.split(client, clock, length)),
  }));
  doc.destroy();
  return { blocks, spans };
}

/** On which day each thing that a client placed came into the log. */
class Days {
  readonly #byClient = new Map<number, { from: number; to: number; day: string }[]>();

  constructor(rows: readonly DatedRow[]) {
    for (const { day, bytes } of rows) {
      const { from, to } = Y.parseUpdateMeta(bytes);
      for (const [client, end] of to) {
        const ranges = this.#byClient.get(client) ?? [];
        this.#byClient.set(client, ranges);
        const last = ranges.at(-1);
        const start = from.get(client) ?? 0;
        if (last?.day === day && last.to === start) last.to = end;
        else ranges.push({ from: start, to: end, day });
      }
    }
  }

  split(client: number, clock: number, length: number): AuthoredSpan[] {
    const out: AuthoredSpan[] = [];
    let at = clock;
    const end = clock + length;
    for (const range of this.#byClient.get(client) ?? []) {
      const upTo = Math.min(end, range.to);
      if (range.to <= at || range.from >= end) continue;
      if (range.from > at) out.push({ client, clock: at, day: null, length: range.from - at });
      const start = Math.max(at, range.from);
      out.push({ client, clock: start, day: range.day, length: upTo - start });
      at = upTo;
    }
    if (at < end) out.push({ client, clock: at, day: null, length: end - at });
    return out;
  }
}
