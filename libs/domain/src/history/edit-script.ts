/** A stretch of two sequences: the same in both, or `a` replaced by `b`. Ends are exclusive. */
export interface Stretch {
  readonly same: boolean;
  readonly a: readonly [start: number, end: number];
  readonly b: readonly [start: number, end: number];
}

/** What may be spent on comparing. Whoever sends two texts that have nothing in common must not keep the others waiting. */
export class Budget {
  /** Was something compared less closely than it could have been? */
  coarse = false;

  constructor(private left: number) {}

  /** @returns false, and remembers it, when there is not so much left */
  spend(steps: number): boolean {
    if (steps > this.left) {
      this.coarse = true;
      return false;
    }
    this.left -= steps;
    return true;
  }
}

/** Beyond so many differences the search is cut into pieces at what stands in both exactly once. */
const MAX_DIFFERENCES = 300;

/**
 * A short way from one sequence to the other (Myers 1986), in alternating stretches. Where the two differ too much for
 * the shortest way, a good one is found between what is unique in both, else all of it counts as replaced.
 */
export function editScript<T>(a: readonly T[], b: readonly T[], budget: Budget): Stretch[] {
  const stretches: Stretch[] = [];
  between(a, b, [0, a.length], [0, b.length], budget, stretches);
  return joined(stretches);
}

type Range = readonly [start: number, end: number];

function between<T>(a: readonly T[], b: readonly T[], ra: Range, rb: Range, budget: Budget, out: Stretch[]): void {
  let [aStart, aEnd] = ra;
  let [bStart, bEnd] = rb;
  while (aStart < aEnd && bStart < bEnd && a[aStart] === b[bStart]) {
    aStart += 1;
    bStart += 1;
  }
  while (aStart < aEnd && bStart < bEnd && a[aEnd - 1] === b[bEnd - 1]) {
    aEnd -= 1;
    bEnd -= 1;
  }
  out.push({ same: true, a: [ra[0], aStart], b: [rb[0], bStart] });
  middle(a, b, [aStart, aEnd], [bStart, bEnd], budget, out);
  out.push({ same: true, a: [aEnd, ra[1]], b: [bEnd, rb[1]] });
}

function middle<T>(a: readonly T[], b: readonly T[], ra: Range, rb: Range, budget: Budget, out: Stretch[]): void {
  const way = ra[0] === ra[1] || rb[0] === rb[1] ? null : shortestWay(a, b, ra, rb, budget);
  if (way !== null) {
    out.push(...way);
    return;
  }
  const anchors = ra[0] === ra[1] || rb[0] === rb[1] ? [] : uniqueInBoth(a, b, ra, rb, budget);
  if (anchors.length === 0) {
    out.push({ same: false, a: ra, b: rb });
    return;
  }
  let [fromA, fromB] = [ra[0], rb[0]];
  for (const [atA, atB] of anchors) {
    between(a, b, [fromA, atA], [fromB, atB], budget, out);
    out.push({ same: true, a: [atA, atA + 1], b: [atB, atB + 1] });
    [fromA, fromB] = [atA + 1, atB + 1];
  }
  between(a, b, [fromA, ra[1]], [fromB, rb[1]], budget, out);
}

/** Null when it has more differences than may be searched for. */
function shortestWay<T>(a: readonly T[], b: readonly T[], ra: Range, rb: Range, budget: Budget): Stretch[] | null {
  const [n, m] = [ra[1] - ra[0], rb[1] - rb[0]];
  const most = Math.min(n + m, MAX_DIFFERENCES);
  const offset = most + 1;
  const furthest = new Int32Array(2 * most + 3);
  const trail: Int32Array[] = [];
  for (let differences = 0; differences <= most; differences += 1) {
    if (!budget.spend(2 * differences + 1)) return null;
    trail.push(furthest.slice());
    for (let k = -differences; k <= differences; k += 2) {
      const down = k === -differences || (k !== differences && furthest[offset + k - 1]! < furthest[offset + k + 1]!);
      let x = down ? furthest[offset + k + 1]! : furthest[offset + k - 1]! + 1;
      let y = x - k;
      while (x < n && y < m && a[ra[0] + x] === b[rb[0] + y]) {
        x += 1;
        y += 1;
      }
      furthest[offset + k] = x;
      if (x >= n && y >= m) return backwards(trail, offset, differences, ra, rb);
    }
  }
  return null;
}

function backwards(trail: readonly Int32Array[], offset: number, differences: number, ra: Range, rb: Range): Stretch[] {
  const found: Stretch[] = [];
  let [x, y] = [ra[1] - ra[0], rb[1] - rb[0]];
  const add = (same: boolean, fromX: number, fromY: number): void => {
    if (fromX !== x || fromY !== y) found.push({ same, a: [ra[0] + fromX, ra[0] + x], b: [rb[0] + fromY, rb[0] + y] });
    [x, y] = [fromX, fromY];
  };
  for (let left = differences; left > 0; left -= 1) {
    const furthest = trail[left]!;
    const k = x - y;
    const down = k === -left || (k !== left && furthest[offset + k - 1]! < furthest[offset + k + 1]!);
    const beforeX = down ? furthest[offset + k + 1]! : furthest[offset + k - 1]!;
    const beforeY = beforeX - (down ? k + 1 : k - 1);
    const [startX, startY] = down ? [beforeX, beforeY + 1] : [beforeX + 1, beforeY];
    add(true, startX, startY);
    add(false, beforeX, beforeY);
  }
  add(true, 0, 0);
  return found.reverse();
}

/** What stands exactly once in both, as far as it stands in the same order. */
function uniqueInBoth<T>(a: readonly T[], b: readonly T[], ra: Range, rb: Range, budget: Budget): [number, number][] {
  if (!budget.spend(ra[1] - ra[0] + (rb[1] - rb[0]))) return [];
  const inA = onceIn(a, ra);
  const inB = onceIn(b, rb);
  const pairs: [number, number][] = [];
  for (const [value, atA] of inA) {
    const atB = inB.get(value);
    if (atA >= 0 && atB !== undefined && atB >= 0) pairs.push([atA, atB]);
  }
  return rising(pairs.sort(([one], [other]) => one - other));
}

function onceIn<T>(values: readonly T[], [start, end]: Range): Map<T, number> {
  const places = new Map<T, number>();
  for (let at = start; at < end; at += 1) {
    const value = values[at]!;
    places.set(value, places.has(value) ? -1 : at);
  }
  return places;
}

/** The longest part of the pairs in which the second numbers rise too; the first ones rise already. */
export function rising(pairs: readonly (readonly [number, number])[]): [number, number][] {
  const tails: number[] = [];
  const before: number[] = [];
  pairs.forEach(([, value], index) => {
    let [low, high] = [0, tails.length];
    while (low < high) {
      const half = (low + high) >> 1;
      if (pairs[tails[half]!]![1] < value) low = half + 1;
      else high = half;
    }
    before.push(low > 0 ? tails[low - 1]! : -1);
    tails[low] = index;
  });
  const chain: [number, number][] = [];
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at]!) chain.push([...pairs[at]!]);
  return chain.reverse();
}

function joined(stretches: readonly Stretch[]): Stretch[] {
  const out: Stretch[] = [];
  for (const next of stretches) {
    if (next.a[0] === next.a[1] && next.b[0] === next.b[1]) continue;
    const last = out.at(-1);
    if (last?.same === next.same)
      out[out.length - 1] = { same: next.same, a: [last.a[0], next.a[1]], b: [last.b[0], next.b[1]] };
    else out.push(next);
  }
  return out;
}
