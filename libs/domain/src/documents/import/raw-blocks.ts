import { isTerminated } from './characters';
import { endsInHyphen, seamBetween, type Vocabulary } from './hyphens';
import { joinOf } from './line-joins';
import type { Line, TextHabits } from './lines';
import { readMarker, type Marker, type NumberMarker } from './markers';

/** Lines that belong together, before it is decided what they are. */
export interface RawBlock {
  readonly kind: 'text' | 'bullet' | 'number' | 'heap';
  readonly marker: Marker | null;
  readonly text: string;
  readonly lines: number;
  readonly first: Line;
  readonly last: Line;
  /** Put together by guess, or out of pieces or columns. */
  readonly unsure: boolean;
}

interface Draft {
  readonly kind: RawBlock['kind'];
  readonly marker: Marker | null;
  readonly pieces: string[];
  readonly first: Line;
  readonly heap: number;
  last: Line;
  lastText: string;
  lines: number;
  unsure: boolean;
}

export interface Assembly {
  readonly lines: readonly Line[];
  readonly habits: TextHabits;
  readonly words: Vocabulary;
  /** Number of the heap of torn pieces that a line belongs to, or -1. */
  readonly heaps: Int32Array;
  /** Lines that come back on many pages: they stand alone and interrupt nothing. */
  readonly isFurniture: (line: Line) => boolean;
}

/** Puts lines together to blocks: paragraphs, items of lists, heaps of torn pieces. Every line ends up in one block. */
export function assembleBlocks(assembly: Assembly): RawBlock[] {
  const drafts: Draft[] = [];
  let current: Draft | null = null;
  let counting: NumberMarker | null = null;
  assembly.lines.forEach((line, at) => {
    const heap = assembly.heaps[at]!;
    const marker = heap < 0 ? acceptMarker(line, current, counting, assembly.habits) : null;
    const alone = heap < 0 && assembly.isFurniture(line);
    if (current !== null && heap >= 0 && current.heap === heap) {
      append(current, line, line.text, { cut: 0, glue: ' ', unsure: false });
    } else if (current !== null && heap < 0 && !alone && marker === null && goesOn(current, line, assembly)) {
      return;
    } else {
      current = start(line, marker, heap, alone);
      drafts.push(current);
      if (marker?.kind === 'number') counting = marker;
    }
    if (alone) current = null;
  });
  return drafts.filter((draft) => draft.pieces.length > 0).map(finish);
}

function start(line: Line, marker: Marker | null, heap: number, alone: boolean): Draft {
  const text = marker === null ? line.text : marker.rest;
  const pieces = text === '' ? [] : [text];
  const kind = heap >= 0 ? 'heap' : (marker?.kind ?? 'text');
  const unsure = heap >= 0 || alone || line.gap;
  return { kind, marker, pieces, first: line, heap, last: line, lastText: text, lines: 1, unsure };
}

/** Appends the line to the block if it goes on there; false if it starts something new. */
function goesOn(current: Draft, line: Line, { habits, words }: Assembly): boolean {
  if (current.heap >= 0) return false;
  const markerAlone = current.pieces.length === 0;
  const join = markerAlone ? 'sure' : joinOf(current.last, line, current.kind !== 'text', habits, words);
  if (join === 'new') return false;
  const seam = markerAlone
    ? { cut: 0, glue: '' as const, unsure: false }
    : seamBetween(current.lastText, line.text, words);
  append(current, line, line.text, seam);
  if (join === 'guess') current.unsure = true;
  return true;
}

function append(draft: Draft, line: Line, text: string, seam: ReturnType<typeof seamBetween>): void {
  const end = draft.pieces.length - 1;
  if (seam.cut > 0) draft.pieces[end] = draft.pieces[end]!.slice(0, -seam.cut);
  draft.pieces.push(`${seam.glue}${text}`);
  draft.last = line;
  draft.lastText = text;
  draft.lines += 1;
  draft.unsure ||= seam.unsure || line.gap;
}

function finish(draft: Draft): RawBlock {
  const { kind, marker, pieces, lines, first, last, unsure } = draft;
  return { kind, marker, text: pieces.join(''), lines, first, last, unsure };
}

/** Whether what looks like a marker is one here: a wrapped sentence may also start with a dash or a figure. */
function acceptMarker(
  line: Line,
  current: Draft | null,
  counting: NumberMarker | null,
  habits: TextHabits,
): Marker | null {
  const marker = readMarker(line.text);
  if (marker === null) return null;
  const apart = current === null || line.blankBefore || line.pageStart;
  const ended = current !== null && (isTerminated(current.last.text) || hasEnded(current.last, habits));
  if (marker.kind === 'bullet') {
    if (marker.strong) return marker;
    if (marker.rest === '') return null;
    const inList = current?.marker?.kind === 'bullet';
    if (inList && current?.marker?.kind === 'bullet' && current.marker.glyph === marker.glyph) return marker;
    if (marker.glyph === 'o' && line.col === 0 && !inList) return null;
    return apart || ended ? marker : null;
  }
  const goesOnCounting = counting?.style === marker.style && marker.value === counting.value + 1;
  if (apart) return marker.style.includes('1') || marker.value === 1 || goesOnCounting ? marker : null;
  return (current?.kind === 'number' && goesOnCounting) || (ended && (marker.value === 1 || goesOnCounting))
    ? marker
    : null;
}

function hasEnded(line: Line, habits: TextHabits): boolean {
  return habits.softWraps && !line.soft && !endsInHyphen(line.text);
}
