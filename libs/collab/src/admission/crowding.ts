import * as Y from 'yjs';
import type { ItemId, Struct } from './update-reader';

/**
 * Most items that the structs of one frame may have to pass on the way to their places. Yjs looks at each of them, here and in
 * every reader's browser: a frame of 32 kB, made for it, would keep them all busy for seconds.
 */
export const MAX_PASSED = 100_000;

/** Between what a struct will stand, once those beside it in the same frame are put in their places too. */
interface Gap {
  readonly left: ItemId | null;
  readonly right: ItemId | null;
  readonly parent: Struct['parent'];
  readonly sub: string | null;
}

/** A type of Yjs: its first item, and the last value of each attribute. */
type Holder = Pick<Y.AbstractType<never>, '_start' | '_map'>;

/**
 * How many items stand where these structs go, each counted for each struct; not more than `limit` and one.
 * @param structs of one client, one after the other; what they refer to stands in the document or among them
 */
export function passedBy(doc: Y.Doc, client: number, structs: readonly Struct[], limit: number): number {
  const first = structs[0]?.clock ?? 0;
  const gaps: Gap[] = [];
  const among = (id: ItemId | null): Gap | undefined =>
    id === null || id.client !== client || id.clock < first ? undefined : gaps[indexOf(structs, id.clock)];
  let passed = 0;
  for (const { origin, rightOrigin, parent, sub } of structs) {
    const [before, after] = [among(origin), among(rightOrigin)];
    const gap: Gap = {
      left: before === undefined ? origin : before.left,
      right: after === undefined ? rightOrigin : after.right,
      parent: parent ?? (before ?? after)?.parent ?? null,
      sub: sub ?? (before ?? after)?.sub ?? null,
    };
    gaps.push(gap);
    passed += countIn(doc, gap, limit - passed);
    if (passed > limit) break;
  }
  return passed;
}

function countIn(doc: Y.Doc, { left, right, parent, sub }: Gap, limit: number): number {
  const [from, to] = [left, right].map((id) => (id === null ? null : itemOf(doc, id)));
  if (left !== null) {
    if (from === null || from === undefined || from === to) return 0;
    return count(from.right, (item) => item.right, limit, to ?? null);
  }
  if (to) return count(to.left, (item) => item.left, limit, null);
  const type = right !== null || parent === null ? null : typeOf(doc, parent);
  if (type === null) return 0;
  if (sub === null) return count(type._start, (item) => item.right, limit, null);
  return count(type._map.get(sub) ?? null, (item) => item.left, limit, null);
}

function count(start: Y.Item | null, next: (item: Y.Item) => Y.Item | null, limit: number, end: Y.Item | null): number {
  let passed = 0;
  for (let item = start; item !== null && item !== end && passed <= limit; item = next(item)) passed += 1;
  return passed;
}

/** Null for what is not in the document, and for what Yjs threw away. */
function itemOf(doc: Y.Doc, { client, clock }: ItemId): Y.Item | null {
  if (clock >= Y.getState(doc.store, client)) return null;
  const item = Y.getItem(doc.store, Y.createID(client, clock));
  return item instanceof Y.Item ? item : null;
}

function typeOf(doc: Y.Doc, parent: string | ItemId): Holder | null {
  if (typeof parent === 'string') return doc.getXmlFragment(parent);
  const content = itemOf(doc, parent)?.content;
  return content instanceof Y.ContentType ? content.type : null;
}

/** The struct that holds a clock. */
function indexOf(structs: readonly Struct[], clock: number): number {
  let low = 0;
  let high = structs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((structs[middle]?.clock ?? 0) <= clock) low = middle;
    else high = middle - 1;
  }
  return low;
}
