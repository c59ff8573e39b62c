import { BLOCK_KINDS } from '@samenspel/domain';
import { CANONICAL_TEXT, type CanonicalValue } from './canonical-text';
import type { RenderedBlock, RenderedCell, RenderedRun, RenderedText } from './read-blocks';
import { MARK_NAMES, safeHref, type MarkName } from './schema';

/** A text that is not in the canonical form, or in one that this program does not know. */
export class NotCanonicalText extends Error {}

/**
 * Reads a text in the form in which it was hashed, so that it can be drawn. Strict: what it does not know it refuses, for
 * what is drawn from here is what somebody confirms. `canonicalText` of the answer is the value that went in.
 *
 * @throws NotCanonicalText
 */
export function readCanonicalText(value: unknown): RenderedBlock[] {
  const { form, blocks } = recordOf(value, ['form', 'blocks']);
  if (form !== CANONICAL_TEXT) throw new NotCanonicalText('another form');
  return listOf(blocks).map((block, index) => blockOf(block, `c${String(index)}`));
}

function blockOf(value: unknown, key: string): RenderedBlock {
  if (!isRecord(value) || value.type !== 'table') return textOf(value, key);
  const { rows } = recordOf(value, ['type', 'rows']);
  return {
    type: 'table',
    key,
    rows: listOf(rows).map((row, y) => listOf(row).map((cell, x) => cellOf(cell, `${key}.${String(y)}.${String(x)}`))),
  };
}

function cellOf(value: unknown, key: string): RenderedCell {
  const { header, colspan, rowspan, blocks } = recordOf(value, ['header', 'colspan', 'rowspan', 'blocks']);
  if (typeof header !== 'boolean') throw new NotCanonicalText('header');
  return {
    header,
    colspan: numberOf(colspan),
    rowspan: numberOf(rowspan),
    blocks: listOf(blocks).map((block, index) => textOf(block, `${key}.${String(index)}`)),
  };
}

function textOf(value: unknown, key: string): RenderedText {
  const { type, kind, level, indent, runs } = recordOf(value, ['type', 'kind', 'level', 'indent', 'runs']);
  const known = BLOCK_KINDS.find((each) => each === kind);
  if (type !== 'block' || known === undefined) throw new NotCanonicalText('block');
  return {
    type,
    key,
    id: null,
    kind: known,
    level: level === null ? null : numberOf(level),
    indent: numberOf(indent),
    unsure: false,
    runs: listOf(runs).map(runOf),
  };
}

function runOf(value: unknown): RenderedRun {
  const { text, marks, link } = recordOf(value, ['text', 'marks', 'link']);
  if (typeof text !== 'string') throw new NotCanonicalText('text');
  if (link !== null && (typeof link !== 'string' || safeHref(link) !== link)) throw new NotCanonicalText('link');
  return { text, marks: listOf(marks).map(markOf), link };
}

function markOf(value: unknown): Exclude<MarkName, 'link'> {
  const mark = MARK_NAMES.find((each) => each === value);
  if (mark === undefined || mark === 'link') throw new NotCanonicalText('mark');
  return mark;
}

function numberOf(value: unknown): number {
  if (typeof value !== 'string' || !/^(0|[1-9]\d{0,8})$/.test(value)) throw new NotCanonicalText('number');
  return Number(value);
}

function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new NotCanonicalText('list');
  return value as readonly unknown[];
}

function isRecord(value: unknown): value is { readonly [key: string]: CanonicalValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function recordOf<Key extends string>(value: unknown, keys: readonly Key[]): Record<Key, unknown> {
  if (!isRecord(value)) throw new NotCanonicalText('record');
  // A key too many would be hashed and not drawn.
  if (Object.keys(value).length !== keys.length || keys.some((key) => !Object.hasOwn(value, key)))
    throw new NotCanonicalText('keys');
  return value as Record<Key, unknown>;
}
