import * as Y from 'yjs';
import type { ContentBlock, TextRun } from '@samenspel/domain';
import { safeHref, TEXT_ROOT } from './schema';

type TextBlock = Extract<ContentBlock, { type: 'block' }>;
type TableBlock = Extract<ContentBlock, { type: 'table' }>;
type Attribute = string | number;

/** Origin of the one transaction that gives a section its first content. */
export const FIRST_CONTENT = Symbol('first content');

/**
 * Writes the first content of a section, as the editor itself would write it. Only the server does this, once:
 * two histories of one text would double it.
 */
export function writeBlocks(doc: Y.Doc, blocks: readonly ContentBlock[], newId: () => string): void {
  const root = doc.getXmlFragment(TEXT_ROOT);
  doc.transact(() => {
    root.insert(
      root.length,
      blocks.map((block) => (block.type === 'table' ? tableElement(block, newId) : blockElement(block, newId))),
    );
  }, FIRST_CONTENT);
}

function blockElement(block: TextBlock, newId: () => string): Y.XmlElement {
  const element = elementOf('block', {
    id: newId(),
    kind: block.kind,
    level: block.kind === 'heading' ? (block.level ?? 2) : null,
    indent: isList(block.kind) ? (block.indent ?? null) : null,
    review: block.unsure ? 'unsure' : null,
  });
  // An empty block too: two people who each make its text by their first letter would make two, of which one is lost.
  element.insert(0, [textOf(block.runs)]);
  return element;
}

function tableElement(table: TableBlock, newId: () => string): Y.XmlElement {
  const width = Math.max(1, ...table.rows.map((row) => row.length));
  const headers = table.header ? (table.headerRows ?? 1) : 0;
  const merged = mergedBy(table);
  const rows = table.rows.map((cells, index) => {
    const name = index < headers ? 'tableHeader' : 'tableCell';
    const row = elementOf('tableRow', {});
    row.insert(
      0,
      Array.from({ length: width }, (_, column) => {
        const reach = merged.get(`${index} ${column}`);
        return reach === null ? [] : [cellElement(name, cells[column] ?? [], reach ?? SINGLE, newId)];
      }).flat(),
    );
    return row;
  });
  const element = elementOf('table', {});
  element.insert(0, rows);
  return element;
}

interface Reach {
  readonly rows: number;
  readonly columns: number;
}
const SINGLE: Reach = { rows: 1, columns: 1 };

/** How far merged cells reach, by the place of the first; null for a place that such a cell covers. */
function mergedBy(table: TableBlock): Map<string, Reach | null> {
  const places = new Map<string, Reach | null>();
  for (const { row, column, rows, columns } of table.merged ?? []) {
    for (let at = 0; at < rows * columns; at += 1)
      places.set(`${row + Math.floor(at / columns)} ${column + (at % columns)}`, null);
    places.set(`${row} ${column}`, { rows, columns });
  }
  return places;
}

function cellElement(
  name: 'tableCell' | 'tableHeader',
  blocks: readonly TextBlock[],
  reach: Reach,
  newId: () => string,
): Y.XmlElement {
  const cell = elementOf(name, { colspan: reach.columns, rowspan: reach.rows });
  const filled: readonly TextBlock[] = blocks.length > 0 ? blocks : [{ type: 'block', kind: 'paragraph', runs: [] }];
  cell.insert(
    0,
    filled.map((block) => blockElement(block, newId)),
  );
  return cell;
}

function elementOf(name: string, attributes: Record<string, Attribute | null>): Y.XmlElement {
  const element = new Y.XmlElement<Record<string, Attribute>>(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null) element.setAttribute(key, value);
  // Yjs types children as elements with string attributes, though it stores any value.
  return element as unknown as Y.XmlElement;
}

function textOf(runs: readonly TextRun[]): Y.XmlText {
  const text = new Y.XmlText();
  text.applyDelta(runs.map((run) => ({ insert: run.text, attributes: formats(run) })));
  return text;
}

function formats(run: TextRun): Record<string, object> {
  const href = safeHref(run.link);
  return {
    ...Object.fromEntries((run.marks ?? []).map((mark) => [mark, {}])),
    ...(href === null ? {} : { link: { href } }),
  };
}

export function isList(kind: string): boolean {
  return kind === 'bullet' || kind === 'numbered';
}
