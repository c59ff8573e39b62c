import * as Y from 'yjs';
import type { RenderedCell, RenderedRun, RenderedTable, RenderedText } from '../schema/blocks';

/** Gives a block that is made its id. */
export type NewBlockId = (block: RenderedText) => string;
type Attribute = string | number;

export function blockElement(block: RenderedText, idFor: NewBlockId): Y.XmlElement {
  const element = elementOf('block', {
    id: idFor(block),
    kind: block.kind,
    level: block.level,
    indent: block.indent > 0 ? block.indent : null,
    review: block.unsure ? 'unsure' : null,
  });
  const text = new Y.XmlText();
  text.applyDelta(block.runs.map((run) => ({ insert: run.text, attributes: formatsOf(run) })));
  element.insert(0, [text]);
  return element;
}

export function tableElement(table: RenderedTable, idFor: NewBlockId): Y.XmlElement {
  const element = elementOf('table', {});
  element.insert(
    0,
    table.rows.map((row) => rowElement(row, idFor)),
  );
  return element;
}

export function rowElement(row: readonly RenderedCell[], idFor: NewBlockId): Y.XmlElement {
  const element = elementOf('tableRow', {});
  element.insert(
    0,
    row.map((cell) => cellElement(cell, idFor)),
  );
  return element;
}

export function cellElement({ header, colspan, rowspan, blocks }: RenderedCell, idFor: NewBlockId): Y.XmlElement {
  const element = elementOf(header ? 'tableHeader' : 'tableCell', { colspan, rowspan });
  element.insert(
    0,
    blocks.map((block) => blockElement(block, idFor)),
  );
  return element;
}

/** Marks as Yjs keeps them: `{}`, for a link its address. */
export function formatsOf({ marks, link }: Pick<RenderedRun, 'marks' | 'link'>): Record<string, object> {
  return {
    ...Object.fromEntries(marks.map((mark) => [mark, {}])),
    ...(link === null ? {} : { link: { href: link } }),
  };
}

export function elementOf(name: string, attributes: Record<string, Attribute | null>): Y.XmlElement {
  const element = new Y.XmlElement<Record<string, Attribute>>(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null) element.setAttribute(key, value);
  // Yjs types children as elements with string attributes, though it stores any value.
  return element as unknown as Y.XmlElement;
}
