import { Budget, editScript, rising } from './edit-script';

/** Something in a row of such things: a block, a row of a table, a cell. */
export interface Alignable {
  /** The same thing has the same key in both; null for what has none. */
  readonly key: string | null;
  /** Equal for what is equal. */
  readonly content: string;
  /** How often each word stands in it. */
  readonly words: ReadonlyMap<string, number>;
  readonly size: number;
  /** Only things of one sort are ever compared with each other. */
  readonly sort: string;
}

/** What stands where: one of the two is null for what went or came. `moved`: the same thing stands elsewhere in the other. */
export interface Aligned {
  readonly a: number | null;
  readonly b: number | null;
  readonly moved: number | null;
}

type Pair = readonly [a: number, b: number];

/** Above so many possible pairs it is not tried which are alike. */
const MAX_LIKENESS = 4_000;
/** Less alike than this is something else. */
const ALIKE = 0.45;
/** A short line can stand twice by chance; it is not called moved. */
const MOVED_WORDS = 3;

/**
 * Lays two rows of things beside each other: by key, then by equal content, then by likeness, without ever crossing. Equal
 * things that would cross are moved.
 */
export function align(a: readonly Alignable[], b: readonly Alignable[], budget: Budget): Aligned[] {
  // Says the same: then it does not matter that two equal lines changed places.
  if (a.length === b.length && a.every(({ sort, content }, at) => b[at]!.sort === sort && b[at]!.content === content))
    return a.map((_, at) => ({ a: at, b: at, moved: null }));
  const keyed = byKey(a, b);
  const fixed = rising(keyed);
  const staying = new Set(fixed.map(([atA]) => atA));
  const crossing = keyed.filter(
    ([atA, atB]) => !staying.has(atA) && a[atA]!.content === b[atB]!.content && a[atA]!.size > 0,
  );
  const movedTo = new Map(crossing.map(([atA, atB]) => [atA, atB]));
  const movedFrom = new Map(crossing.map(([atA, atB]) => [atB, atA]));
  const pairs: Pair[] = [];
  const free = (from: number, to: number, taken: ReadonlyMap<number, number>): number[] =>
    Array.from({ length: to - from }, (_, nth) => from + nth).filter((at) => !taken.has(at));
  let [fromA, fromB] = [0, 0];
  for (const [atA, atB] of [...fixed, [a.length, b.length] as Pair]) {
    pairs.push(...pairsBetween(a, b, free(fromA, atA, movedTo), free(fromB, atB, movedFrom), budget));
    if (atA < a.length) pairs.push([atA, atB]);
    [fromA, fromB] = [atA + 1, atB + 1];
  }
  findMoved(a, b, pairs, movedTo, movedFrom);
  return inOrder(a.length, b.length, pairs, movedTo, movedFrom);
}

/**
 * Lays the cells of a row beside each other, or what is in a cell. As many of them as before stand under the same heads,
 * whatever is in them by now, unless one that is known by its key stands elsewhere.
 */
export function alignCells(a: readonly Alignable[], b: readonly Alignable[], budget: Budget): Aligned[] {
  const inPlace = a.length === b.length && byKey(a, b).every(([atA, atB]) => atA === atB);
  const sameSort = a.every(({ sort }, at) => sort === b[at]?.sort);
  return inPlace && sameSort ? a.map((_, at) => ({ a: at, b: at, moved: null })) : align(a, b, budget);
}

function byKey(a: readonly Alignable[], b: readonly Alignable[]): Pair[] {
  const places = new Map(b.flatMap(({ key }, at) => (key === null ? [] : [[key, at] as const])));
  return a.flatMap(({ key, sort }, atA): Pair[] => {
    const atB = key === null ? undefined : places.get(key);
    return atB === undefined || b[atB]!.sort !== sort ? [] : [[atA, atB]];
  });
}

function pairsBetween(
  a: readonly Alignable[],
  b: readonly Alignable[],
  inA: readonly number[],
  inB: readonly number[],
  budget: Budget,
): Pair[] {
  const contentsA = inA.map((at) => `${a[at]!.sort} ${a[at]!.content}`);
  const contentsB = inB.map((at) => `${b[at]!.sort} ${b[at]!.content}`);
  return editScript(contentsA, contentsB, budget).flatMap(({ same, a: [startA, endA], b: [startB, endB] }): Pair[] =>
    same
      ? inA.slice(startA, endA).map((at, nth): Pair => [at, inB[startB + nth]!])
      : alike(a, b, inA.slice(startA, endA), inB.slice(startB, endB), budget),
  );
}

/** The pairs that together are most alike. */
function alike(
  a: readonly Alignable[],
  b: readonly Alignable[],
  inA: readonly number[],
  inB: readonly number[],
  budget: Budget,
): Pair[] {
  const [n, m] = [inA.length, inB.length];
  if (n === 0 || m === 0) return [];
  if (n * m > MAX_LIKENESS || !budget.spend(n * m * 20)) {
    budget.coarse = true;
    return [];
  }
  const width = m + 1;
  const best = new Float64Array((n + 1) * width);
  const likeness = new Float64Array(n * m);
  for (let x = n - 1; x >= 0; x -= 1) {
    for (let y = m - 1; y >= 0; y -= 1) {
      const like = likenessOf(a[inA[x]!]!, b[inB[y]!]!);
      likeness[x * m + y] = like;
      const paired = like >= ALIKE ? like + best[(x + 1) * width + y + 1]! : 0;
      best[x * width + y] = Math.max(paired, best[(x + 1) * width + y]!, best[x * width + y + 1]!);
    }
  }
  const pairs: Pair[] = [];
  for (let x = 0, y = 0; x < n && y < m;) {
    const here = best[x * width + y]!;
    const like = likeness[x * m + y]!;
    if (like >= ALIKE && here === like + best[(x + 1) * width + y + 1]!) pairs.push([inA[x++]!, inB[y++]!]);
    else if (here === best[(x + 1) * width + y]!) x += 1;
    else y += 1;
  }
  return pairs;
}

/** The share of words that both have (Dice), from 0 to 1. */
function likenessOf(one: Alignable, other: Alignable): number {
  if (one.sort !== other.sort || one.size === 0 || other.size === 0) return 0;
  const [small, large] = one.words.size < other.words.size ? [one, other] : [other, one];
  let shared = 0;
  for (const [word, times] of small.words) shared += Math.min(times, large.words.get(word) ?? 0);
  return (2 * shared) / (one.size + other.size);
}

function findMoved(
  a: readonly Alignable[],
  b: readonly Alignable[],
  pairs: readonly Pair[],
  movedTo: Map<number, number>,
  movedFrom: Map<number, number>,
): void {
  const pairedA = new Set(pairs.map(([atA]) => atA));
  const pairedB = new Set(pairs.map(([, atB]) => atB));
  const waiting = new Map<string, number[]>();
  b.forEach(({ sort, content, size }, atB) => {
    if (pairedB.has(atB) || movedFrom.has(atB) || size < MOVED_WORDS) return;
    const same = `${sort} ${content}`;
    waiting.set(same, [...(waiting.get(same) ?? []), atB]);
  });
  a.forEach(({ sort, content }, atA) => {
    if (pairedA.has(atA) || movedTo.has(atA)) return;
    const atB = waiting.get(`${sort} ${content}`)?.shift();
    if (atB === undefined) return;
    movedTo.set(atA, atB);
    movedFrom.set(atB, atA);
  });
}

function inOrder(
  lengthA: number,
  lengthB: number,
  pairs: readonly Pair[],
  movedTo: ReadonlyMap<number, number>,
  movedFrom: ReadonlyMap<number, number>,
): Aligned[] {
  const out: Aligned[] = [];
  let [x, y] = [0, 0];
  for (const [atA, atB] of [...pairs, [lengthA, lengthB] as Pair]) {
    for (; x < atA; x += 1) out.push({ a: x, b: null, moved: movedTo.get(x) ?? null });
    for (; y < atB; y += 1) out.push({ a: null, b: y, moved: movedFrom.get(y) ?? null });
    if (atA < lengthA) out.push({ a: x++, b: y++, moved: null });
  }
  return out;
}
