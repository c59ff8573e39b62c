import { Budget, editScript, type Stretch } from './edit-script';
import { piecesOf } from './words';

/** The least that must change, by words, to make one text of the other. Places are those of characters (UTF-16). */
export function wordEdits(was: string, is: string, budget: Budget): Stretch[] {
  const [a, b] = [piecesOf(was), piecesOf(is)];
  return inCharacters(editScript(a, b, budget), a, b);
}

/** The same as people read it: changes begin and end at words, and what little is left between two changes belongs to them. */
export function readableEdits(was: string, is: string, budget: Budget): Stretch[] {
  const [a, b] = [piecesOf(was), piecesOf(is)];
  return inCharacters(withoutCrumbs(atWordEdges(editScript(a, b, budget), a, b), a, b), a, b);
}

function inCharacters(stretches: readonly Stretch[], a: readonly string[], b: readonly string[]): Stretch[] {
  const [placesA, placesB] = [placesOf(a), placesOf(b)];
  return stretches
    .filter(({ a: [aStart, aEnd], b: [bStart, bEnd] }) => aStart < aEnd || bStart < bEnd)
    .map(({ same, a: [aStart, aEnd], b: [bStart, bEnd] }) => ({
      same,
      a: [placesA[aStart]!, placesA[aEnd]!],
      b: [placesB[bStart]!, placesB[bEnd]!],
    }));
}

function placesOf(pieces: readonly string[]): number[] {
  const places = [0];
  for (const piece of pieces) places.push(places.at(-1)! + piece.length);
  return places;
}

type Places = [start: number, end: number];
interface Moving {
  readonly same: boolean;
  readonly a: Places;
  readonly b: Places;
}

/** Furthest that a change is moved along: what repeats longer is a list, in which it does not matter. */
const MOST_MOVED = 40;

/**
 * "the [old and the ]new" and "the old [and the old ]new" can be the same change: of such, the one that begins and ends
 * where a line, a sentence or a word does.
 */
function atWordEdges(stretches: readonly Stretch[], a: readonly string[], b: readonly string[]): Stretch[] {
  const list: Moving[] = [{ same: true, a: [0, 0], b: [0, 0] }];
  for (const { same, a: places, b: others } of stretches) list.push({ same, a: [...places], b: [...others] });
  list.push({ same: true, a: [a.length, a.length], b: [b.length, b.length] });
  for (let at = 1; at < list.length - 1; at += 1) {
    const [before, change, after] = [list[at - 1]!, list[at]!, list[at + 1]!];
    if (change.same || !before.same || !after.same) continue;
    const onlyInserted = change.a[0] === change.a[1];
    if (!onlyInserted && change.b[0] !== change.b[1]) continue;
    const moved = bestMove(onlyInserted ? b : a, onlyInserted ? change.b : change.a, before, after);
    for (const places of [change.a, change.b]) {
      places[0] += moved;
      places[1] += moved;
    }
    [before.a[1], before.b[1]] = [change.a[0], change.b[0]];
    [after.a[0], after.b[0]] = [change.a[1], change.b[1]];
  }
  return list;
}

function bestMove(pieces: readonly string[], [start, end]: Places, before: Moving, after: Moving): number {
  let left = 0;
  const room = Math.min(MOST_MOVED, before.a[1] - before.a[0]);
  while (left < room && pieces[start - left - 1] === pieces[end - left - 1]) left += 1;
  let right = 0;
  const roomAfter = Math.min(MOST_MOVED, after.a[1] - after.a[0]);
  while (right < roomAfter && pieces[start + right] === pieces[end + right]) right += 1;
  let [best, bestScore] = [0, -1];
  for (let move = -left; move <= right; move += 1) {
    const score = edge(pieces, start + move) + edge(pieces, end + move);
    if (score > bestScore) [best, bestScore] = [move, score];
  }
  return best;
}

/** How much a place between two pieces is a place to begin or end: of a line, a sentence, a word. */
function edge(pieces: readonly string[], at: number): number {
  const before = pieces[at - 1];
  const next = pieces[at];
  if (before === undefined || next === undefined || before === '\n') return 4;
  if (/^\s$/u.test(before)) return /[.;:!?]/u.test(pieces[at - 2] ?? '') ? 3 : 2;
  return /^\s$/u.test(next) ? 1 : 0;
}

/** What stayed between two changes and is no longer than either is read with them, else one reads confetti. */
function withoutCrumbs(stretches: readonly Stretch[], a: readonly string[], b: readonly string[]): Stretch[] {
  const sizeOf = (pieces: readonly string[], [start, end]: readonly [number, number]): number =>
    pieces.slice(start, end).reduce((sum, piece) => sum + piece.length, 0);
  const weight = ({ a: inA, b: inB }: Stretch): number => Math.max(sizeOf(a, inA), sizeOf(b, inB));
  const out: Stretch[] = [];
  for (const next of stretches) {
    if (next.a[0] === next.a[1] && next.b[0] === next.b[1]) continue;
    out.push(next);
    // Each joining makes a change larger, and with that the stretch before it may be small enough.
    for (;;) {
      const [before, between, last] = out.slice(-3);
      if (before === undefined || between === undefined || last === undefined) break;
      if (before.same || !between.same || last.same) break;
      const size = weight(between);
      if (size > weight(before) || size > weight(last)) break;
      out.splice(-3, 3, { same: false, a: [before.a[0], last.a[1]], b: [before.b[0], last.b[1]] });
    }
  }
  return out;
}
