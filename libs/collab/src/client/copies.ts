import * as Y from 'yjs';
import { movedAcross } from './moved-text';

/** Where a letter stands: the client id under which it was written, and its clock. */
export interface Id {
  readonly client: number;
  readonly clock: number;
}

/** Letters in a row that an edit wrote anew because it moved them. Yjs cannot move text: a split or a join writes it again. */
export interface Copy {
  readonly from: Id;
  readonly to: Id;
  readonly length: number;
}

/** The copies that this transaction made. Asked before Yjs cleans up behind it: afterwards what was moved cannot be read. */
export function copiesIn(tr: Y.Transaction): Copy[] {
  const copies: { from: Id; to: Id; length: number }[] = [];
  for (const { from, to } of movedAcross(tr).flat()) {
    const last = copies.at(-1);
    if (last !== undefined && follows(from, last.from, last.length) && follows(to, last.to, last.length))
      last.length += 1;
    else copies.push({ from, to, length: 1 });
  }
  return copies;
}

/** The copies of letters that are not among these updates: what stands in the section already, whoever wrote it there. */
export function copiesOfOthers(copies: readonly Copy[], updates: readonly Uint8Array[]): Set<string> {
  const here = rangesOf(updates);
  const isHere = ({ client, clock }: Id): boolean =>
    here.get(client)?.some(({ begin, end }) => clock >= begin && clock < end) ?? false;
  const found = new Set<string>();
  for (const { from, to, length } of copies) {
    for (let at = 0; at < length; at += 1) {
      const original = { client: from.client, clock: from.clock + at };
      if (!isHere(original) || found.has(keyOf(original)))
        found.add(keyOf({ client: to.client, clock: to.clock + at }));
    }
  }
  return found;
}

/** An id as the key of a map or a set. */
export function keyOf({ client, clock }: Id): string {
  return `${client}:${clock}`;
}

function follows(id: Id, first: Id, length: number): boolean {
  return id.client === first.client && id.clock === first.clock + length;
}

interface Range {
  readonly begin: number;
  readonly end: number;
}

/** The clocks in these updates by client, joined: a letter is looked up in a few ranges, and not in thousands of updates. */
function rangesOf(updates: readonly Uint8Array[]): Map<number, Range[]> {
  const all = new Map<number, Range[]>();
  for (const { from, to } of updates.map((update) => Y.parseUpdateMeta(update))) {
    for (const [client, begin] of from) {
      const ranges = all.get(client) ?? [];
      ranges.push({ begin, end: to.get(client) ?? begin });
      all.set(client, ranges);
    }
  }
  return new Map([...all].map(([client, ranges]) => [client, joined(ranges)]));
}

function joined(ranges: readonly Range[]): Range[] {
  const whole: Range[] = [];
  for (const range of ranges.toSorted((one, other) => one.begin - other.begin)) {
    const last = whole.at(-1);
    if (last === undefined || range.begin > last.end) whole.push(range);
    else whole.splice(-1, 1, { begin: last.begin, end: Math.max(last.end, range.end) });
  }
  return whole;
}
