import * as Y from 'yjs';
import { BLOCK_KINDS, MAX_SPAN, type BlockKind } from '@samenspel/domain';
import { MARK_NAMES, type MarkName, safeHref, TEXT_ROOT } from './schema';
import { isList } from './write-blocks';

/** Text with the same marks throughout. May hold '\n': a line break within the block. */
export interface RenderedRun {
  readonly text: string;
  readonly marks: readonly Exclude<MarkName, 'link'>[];
  readonly link: string | null;
}

export interface RenderedText {
  readonly type: 'block';
  /** Unique in the section and equal on every replica. */
  readonly key: string;
  readonly id: string | null;
  readonly kind: BlockKind;
  /** 2 to 4 for a heading, else null. */
  readonly level: number | null;
  /** 0 to 7 for a list item, else 0. */
  readonly indent: number;
  readonly unsure: boolean;
  readonly runs: readonly RenderedRun[];
}

export interface RenderedCell {
  readonly header: boolean;
  readonly colspan: number;
  readonly rowspan: number;
  readonly blocks: readonly RenderedText[];
}

export interface RenderedTable {
  readonly type: 'table';
  readonly key: string;
  readonly rows: readonly (readonly RenderedCell[])[];
}

export type RenderedBlock = RenderedText | RenderedTable;

/** The text as it may be shown. Never writes, and takes whatever merging left behind. */
export function readBlocks(doc: Y.Doc): RenderedBlock[] {
  const seen = new Set<string>();
  return doc
    .getXmlFragment(TEXT_ROOT)
    .toArray()
    .map((node) => (isElement(node) && node.nodeName === 'table' ? readTable(node, seen) : readText(node, seen)));
}

/** What stands there in plain words, a line per block, the cells of a row with tabs between. For search and digests. */
export function plainText(doc: Y.Doc): string {
  return readBlocks(doc)
    .map((block) => (block.type === 'table' ? tableText(block) : runsText(block.runs)))
    .join('\n');
}

function tableText(table: RenderedTable): string {
  const cell = (blocks: readonly RenderedText[]): string => blocks.map((block) => runsText(block.runs)).join(' ');
  return table.rows.map((row) => row.map(({ blocks }) => cell(blocks)).join('\t')).join('\n');
}

function runsText(runs: readonly RenderedRun[]): string {
  return runs.map((run) => run.text).join('');
}

type AnyNode = ReturnType<Y.XmlFragment['toArray']>[number];

function isElement(node: AnyNode): node is Y.XmlElement {
  return node instanceof Y.XmlElement && !(node instanceof Y.XmlHook);
}

function readText(node: AnyNode, seen: Set<string>): RenderedText {
  const attributes: Record<string, unknown> = isElement(node) ? node.getAttributes() : {};
  const kind = BLOCK_KINDS.find((known) => known === attributes.kind) ?? 'paragraph';
  const id = typeof attributes.id === 'string' ? attributes.id : null;
  return {
    type: 'block',
    key: keyOf(node, id, seen),
    id,
    kind,
    // kind, level and indent are won separately by their last writers: a bullet can arrive with a level.
    level: kind === 'heading' ? whole(attributes.level, 2, 4, 2) : null,
    indent: isList(kind) ? whole(attributes.indent, 0, 7, 0) : 0,
    unsure: attributes.review === 'unsure',
    runs: runsOf(node),
  };
}

function keyOf(node: AnyNode, id: string | null, seen: Set<string>): string {
  const item = node._item;
  const place = `${item?.id.client ?? 0}:${item?.id.clock ?? 0}`;
  if (id === null) return `~${place}`;
  if (seen.has(id)) return `${id}~${place}`;
  seen.add(id);
  return id;
}

function runsOf(node: AnyNode): RenderedRun[] {
  if (node instanceof Y.XmlText) return node.toDelta().flatMap(runOf);
  return isElement(node) ? node.toArray().flatMap((child) => runsOf(child as AnyNode)) : [];
}

function runOf(delta: { insert?: unknown; attributes?: Record<string, unknown> }): RenderedRun[] {
  if (typeof delta.insert !== 'string' || delta.insert === '') return [];
  const attributes = delta.attributes ?? {};
  return [
    {
      text: delta.insert,
      marks: MARK_NAMES.filter((mark) => mark !== 'link').filter((mark) => mark in attributes),
      link: safeHref((attributes.link as { href?: unknown } | undefined)?.href),
    },
  ];
}

function readTable(table: Y.XmlElement, seen: Set<string>): RenderedTable {
  const key = keyOf(table as AnyNode, null, seen);
  const rows = elementsIn(table).map((row) => elementsIn(row).map((cell) => readCell(cell, seen)));
  return { type: 'table', key, rows: padded(rows) };
}

function readCell(cell: Y.XmlElement, seen: Set<string>): RenderedCell {
  const attributes: Record<string, unknown> = cell.getAttributes();
  return {
    header: cell.nodeName === 'tableHeader',
    colspan: whole(attributes.colspan, 1, MAX_SPAN, 1),
    rowspan: whole(attributes.rowspan, 1, MAX_SPAN, 1),
    blocks: cell.toArray().map((child) => readText(child as AnyNode, seen)),
  };
}

/** A table is never padded beyond this: a few odd rows must not become millions of cells for every reader. */
const MAX_PADDED_WIDTH = 100;
const MAX_PADDED_CELLS = 20_000;

/** A row and a column added at the same time leave a hole. Filling it in the text would let every replica fill it again. */
function padded(rows: readonly RenderedCell[][]): RenderedCell[][] {
  const taken = rows.map(() => 0);
  rows.forEach((row, index) => {
    for (const cell of row)
      for (let below = index; below < Math.min(rows.length, index + cell.rowspan); below++)
        taken[below] = (taken[below] ?? 0) + cell.colspan;
  });
  const widest = taken.reduce((most, width) => Math.max(most, width), 0);
  const width = widest * rows.length > MAX_PADDED_CELLS ? 0 : Math.min(widest, MAX_PADDED_WIDTH);
  return rows.map((row, index) => {
    const missing = Math.max(0, width - (taken[index] ?? 0));
    const header = row.at(-1)?.header ?? false;
    return [...row, ...Array.from({ length: missing }, () => ({ header, colspan: 1, rowspan: 1, blocks: [] }))];
  });
}

function elementsIn(parent: Y.XmlElement): Y.XmlElement[] {
  return parent.toArray().filter((node): node is Y.XmlElement => isElement(node as AnyNode));
}

function whole(value: unknown, least: number, most: number, otherwise: number): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) return otherwise;
  return Math.min(most, Math.max(least, Math.trunc(value)));
}
