import { Fragment, type Node, Slice } from '@tiptap/pm/model';
import { Selection, TextSelection, type Transaction } from '@tiptap/pm/state';
import {
  __clipCells as clipCells,
  __insertCells as insertCells,
  __pastedCells as pastedCells,
  CellSelection,
  fixTables,
  isInTable,
  selectionCell,
  TableMap,
} from '@tiptap/pm/tables';
import type { EditorView } from '@tiptap/pm/view';
import { gapAt } from '../writing/gaps';
import { type Grid, gridOf, squareTable, unitRows } from './square-tables';

/**
 * Puts what was pasted at the selection. Cells go over the cells of a table; a table among text goes between the blocks, and
 * inside a cell, which can hold none, becomes the blocks of its cells.
 */
export function placeSlice(view: EditorView, copied: Slice): void {
  const slice = outOfCell(copied);
  const grid = cellsOf(slice);
  if (grid !== null && grid.width === 1 && grid.height === 1) {
    // One cell of a sheet is copied for what stands in it.
    return placeSlice(view, Slice.maxOpen(grid.cells[0]!.node.content));
  }
  if (isInTable(view.state)) return grid ? placeCells(view, grid) : placeInCell(view, withoutTables(slice));
  const whole = new Slice(squared(slice.content), slice.openStart, slice.openEnd);
  const tr = view.state.tr;
  if (hasTable(whole.content)) placeBetween(tr, whole);
  else replaceWith(tr, whole);
  view.dispatch(tr.scrollIntoView());
}

function replaceWith(tr: Transaction, slice: Slice): void {
  const { content, openStart, openEnd } = slice;
  const single = openStart === 0 && openEnd === 0 && content.childCount === 1 ? content.firstChild : null;
  if (single) tr.replaceSelectionWith(single, false);
  else tr.replaceSelection(slice);
}

/** Words that were copied within one cell are words: the copy still names the table that they stood in. */
function outOfCell({ content, openStart, openEnd }: Slice): Slice {
  const only = content.childCount === 1 ? content.firstChild! : null;
  if (only === null || only.type.spec.tableRole === undefined || openStart === 0 || openEnd === 0)
    return new Slice(content, openStart, openEnd);
  return outOfCell(new Slice(only.content, openStart - 1, openEnd - 1));
}

/** The cells, if there is nothing but cells. */
function cellsOf(slice: Slice): Grid | null {
  let cell = false;
  slice.content.descendants((node) => {
    cell ||= /cell$/.test(String(node.type.spec.tableRole));
    return !cell;
  });
  if (!cell) return null;
  const cells = pastedCells(slice);
  return cells && cells.rows.some(({ childCount }) => childCount > 0) ? gridOf(cells.rows) : null;
}

function hasTable(content: Fragment): boolean {
  return content.content.some(({ type }) => type.name === 'table');
}

function squared(content: Fragment): Fragment {
  return Fragment.fromArray(content.content.map((node) => (node.type.name === 'table' ? squareTable(node) : node)));
}

function withoutTables(slice: Slice): Slice {
  if (!slice.content.content.some(({ type }) => type.spec.tableRole !== undefined)) return slice;
  const blocks: Node[] = [];
  slice.content.descendants((node) => {
    if (node.isTextblock) blocks.push(node);
    return !node.isTextblock;
  });
  return Slice.maxOpen(Fragment.fromArray(blocks));
}

/** Text for a cell; for several selected cells it goes in the first, and the others are emptied. */
function placeInCell(view: EditorView, slice: Slice): void {
  const tr = view.state.tr;
  if (tr.selection instanceof CellSelection) {
    const first = Math.min(tr.selection.$anchorCell.pos, tr.selection.$headCell.pos);
    tr.deleteSelection();
    const $first = tr.doc.resolve(first);
    const cell = $first.nodeAfter!;
    if (cell.childCount === 0) tr.insert(first + 1, tr.doc.type.schema.nodes.block!.create());
    const end = first + 1 + tr.doc.nodeAt(first)!.content.size;
    tr.setSelection(TextSelection.between(tr.doc.resolve(first + 1), tr.doc.resolve(end)));
  }
  replaceWith(tr, slice);
  view.dispatch(tr.scrollIntoView());
}

/**
 * The library takes cells of one place each; what spans several is merged afterwards. It also repairs what others left: that
 * goes first, since a table with holes has no place for every cell.
 */
function placeCells(view: EditorView, grid: Grid): void {
  const padding = fixTables(view.state);
  if (padding) view.dispatch(padding);
  const { state } = view;
  const $cell = selectionCell(state);
  const start = $cell.start(-1);
  const map = TableMap.get($cell.node(-1));
  const { selection } = state;
  const chosen =
    selection instanceof CellSelection
      ? map.rectBetween(selection.$anchorCell.pos - start, selection.$headCell.pos - start)
      : null;
  const { left, top } = chosen ?? map.findCell($cell.pos - start);
  let cells = { width: grid.width, height: grid.height, rows: unitRows(grid) };
  const many = chosen !== null && chosen.right - chosen.left + (chosen.bottom - chosen.top) > 2;
  if (many) cells = clipCells(cells, chosen.right - chosen.left, chosen.bottom - chosen.top);
  const asCopied = cells.width === grid.width && cells.height === grid.height;
  insertCells(
    state,
    (tr: Transaction) => {
      if (asCopied) mergeSpans(tr, start, { left, top }, grid);
      caretBehind(tr, start, top + cells.height - 1, left + cells.width - 1);
      view.dispatch(tr.scrollIntoView());
    },
    start,
    { left, top, right: left + cells.width, bottom: top + cells.height },
    cells,
  );
}

/** From behind, so that what was not done yet keeps its place. */
function mergeSpans(tr: Transaction, start: number, at: { left: number; top: number }, { cells }: Grid): void {
  const table = tr.doc.nodeAt(start - 1)!;
  const map = TableMap.get(table);
  const merged = cells.filter(({ rows, columns }) => rows > 1 || columns > 1);
  const steps = merged.flatMap(({ row, column, rows, columns }) => {
    const first = { down: 0, right: 0 };
    const places = Array.from({ length: rows * columns }, (_, index) => ({
      down: Math.floor(index / columns),
      right: index % columns,
    }));
    return places.map(({ down, right }) => ({
      pos: map.positionAt(at.top + row + down, at.left + column + right, table),
      stays: down === first.down && right === first.right,
      rows,
      columns,
    }));
  });
  for (const { pos, stays, rows, columns } of steps.sort((one, other) => other.pos - one.pos)) {
    const here = start + pos;
    if (stays) tr.setNodeAttribute(here, 'rowspan', rows).setNodeAttribute(here, 'colspan', columns);
    else tr.delete(here, here + tr.doc.nodeAt(here)!.nodeSize);
  }
}

/** At the end of the last cell that was pasted: who types on then replaces nothing of it. */
function caretBehind(tr: Transaction, start: number, row: number, column: number): void {
  const map = TableMap.get(tr.doc.nodeAt(start - 1)!);
  const pos = map.map[Math.min(row, map.height - 1) * map.width + Math.min(column, map.width - 1)] ?? 0;
  const end = start + pos + (tr.doc.nodeAt(start + pos)?.nodeSize ?? 1) - 1;
  tr.setSelection(Selection.near(tr.doc.resolve(end), -1));
}

/** Between the blocks, at the caret: text before and behind it stays in blocks of its own, and none is left empty. */
function placeBetween(tr: Transaction, { content }: Slice): void {
  if (!tr.selection.empty) tr.deleteSelection();
  const { $from } = tr.selection;
  const { parentOffset, parent } = $from;
  let at = $from.pos;
  let until = at;
  if ($from.depth > 0 && parentOffset === 0) {
    at = $from.before();
    until = parent.content.size === 0 ? $from.after() : at;
  } else if ($from.depth > 0) {
    if (parentOffset < parent.content.size)
      tr.split(at, 1, [{ type: parent.type, attrs: { ...parent.attrs, id: null } }]);
    at = until = at + 1;
  }
  tr.replaceWith(at, until, content);
  const $end = tr.doc.resolve(at + content.size);
  const isTable = content.lastChild?.type.name === 'table';
  tr.setSelection((isTable ? gapAt($end) : null) ?? Selection.near($end, isTable ? 1 : -1));
}
