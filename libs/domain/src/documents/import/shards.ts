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

/** The piece before a heap that starts in the middle of a word, and the pieces behind it that go on in one. */
function widen(lines: readonly Line[], heaps: Int32Array): Int32Array {
  for (let at = 1; at < lines.length; at += 1) {
    const [before, here] = [lines[at - 1]!, lines[at]!];
    if (heaps[at] !== -1 && heaps[at - 1] === -1 && startsSmall(here.text) && !before.text.includes(' ')) {
      if (mayStandBetween(before)) heaps[at - 1] = heaps[at]!;
    }
    if (heaps[at] === -1 && heaps[at - 1] !== -1 && startsSmall(here.text) && !before.soft && mayStandBetween(here)) {
      heaps[at] = heaps[at - 1]!;
    }
  }
  return heaps;
}
