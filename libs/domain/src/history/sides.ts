import type { ComparedBlock, ComparedCell, ComparedRun, ComparedText, Comparison } from './compared';
import type { ShownBlock, ShownCell, ShownRun, ShownText } from './text';

/** One of the two texts that were laid over each other: `was` the older, `is` the newer one. */
export function sideOf(comparison: Pick<Comparison, 'blocks'>, side: 'was' | 'is'): ShownBlock[] {
  return comparison.blocks.filter((block) => stands(block.change, side)).map((block) => blockOf(block, side));
}

/** One side of a block that was compared. */
export function blockOf(block: ComparedBlock, side: 'was' | 'is'): ShownBlock {
  if (block.type === 'block') return textOf(block, side);
  const rows = block.rows
    .filter(({ change }) => stands(change, side))
    .map(({ cells }) => cells.filter(({ change }) => stands(change, side)).map((cell) => cellOf(cell, side)));
  return { type: 'table', key: block.key, rows };
}

const ELSEWHERE = { was: ['inserted', 'movedHere'], is: ['deleted', 'movedAway'] } as const;

/** Does what has this change stand in that version? */
function stands(change: string, side: 'was' | 'is'): boolean {
  return !(ELSEWHERE[side] as readonly string[]).includes(change);
}

function textOf(block: ComparedText, side: 'was' | 'is'): ShownText {
  const { kind, level, indent } = (side === 'was' ? block.was : null) ?? block;
  const runs = block.runs.filter(({ change }) => stands(change, side)).map((run) => runOf(run, side));
  return { type: 'block', key: block.key, id: null, kind, level, indent, unsure: false, runs };
}

function runOf(run: ComparedRun, side: 'was' | 'is'): ShownRun {
  const { marks, link } = (side === 'was' ? run.was : null) ?? run;
  return { text: run.text, marks, link };
}

function cellOf(cell: ComparedCell, side: 'was' | 'is'): ShownCell {
  const { header, colspan, rowspan } = (side === 'was' ? cell.was : null) ?? cell;
  const blocks = cell.blocks.filter(({ change }) => stands(change, side)).map((block) => textOf(block, side));
  return { header, colspan, rowspan, blocks };
}
