import { isTerminated, startsSmall } from './characters';
import type { Line } from './lines';
import { readMarker } from './markers';

const SHARD = 4;
const BETWEEN = 25;

/**
 * Finds the remains of text that was drawn along a curve or on its side: words in pieces of a few letters a line.
 *
 * @returns for each line the number of the heap of pieces that it belongs to, or -1
 */
export function findShards(lines: readonly Line[]): Int32Array {
  const heaps = new Int32Array(lines.length).fill(-1);
  let heap = -1;
  let last = -9;
  for (let at = 0; at < lines.length; at += 1) {
    if (!isShard(lines[at]!)) continue;
    const near = at - last <= 3 && lines.slice(last + 1, at).every(mayStandBetween);
    if (near) {
      if (heaps[last] === -1) heap += 1;
      heaps.fill(heap, last, at + 1);
    }
    last = at;
  }
  return widen(lines, heaps);
}

function isShard(line: Line): boolean {
  return line.text.length <= SHARD && /^\p{L}+$/u.test(line.text) && !line.soft;
}

function mayStandBetween(line: Line): boolean {
  return line.text.length <= BETWEEN && !isTerminated(line.text) && readMarker(line.text) === null;
}

/** The pieces before a heap that starts in the middle of a word, and those behind it that go on in one. */
function widen(lines: readonly Line[], heaps: Int32Array): Int32Array {
  for (let at = lines.length - 1; at > 0; at -= 1) {
    const before = lines[at - 1]!;
    if (heaps[at] === -1 || heaps[at - 1] !== -1 || !startsSmall(lines[at]!.text)) continue;
    if (!before.text.includes(' ') && mayStandBetween(before)) heaps[at - 1] = heaps[at]!;
  }
  for (let at = 1; at < lines.length; at += 1) {
    const here = lines[at]!;
    if (heaps[at] !== -1 || heaps[at - 1] === -1 || lines[at - 1]!.soft) continue;
    if (startsSmall(here.text) && mayStandBetween(here)) heaps[at] = heaps[at - 1]!;
  }
  return heaps;
}
