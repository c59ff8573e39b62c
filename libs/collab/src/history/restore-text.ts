import { wordEdits, type Budget } from '@samenspel/domain';
import * as Y from 'yjs';
import { isList, type RenderedRun, type RenderedText } from '../schema/blocks';
import { formatsOf } from './elements';

type Op = { retain: number; attributes?: Record<string, object | null> } | { delete: number } | Insert;
interface Insert {
  insert: string;
  attributes: Record<string, object>;
}

/** Makes a block say what another one says, touching only what differs. */
export function reshapeText(element: Y.XmlElement, was: RenderedText, is: RenderedText, budget: Budget): void {
  const block = element as unknown as Y.XmlElement<Record<string, string | number>>;
  if (was.kind !== is.kind) block.setAttribute('kind', is.kind);
  // What is not shown can still stand there: a paragraph that was a list item kept its indent.
  if (is.level !== null && block.getAttribute('level') !== is.level) block.setAttribute('level', is.level);
  if (isList(is.kind) && (block.getAttribute('indent') ?? 0) !== is.indent) block.setAttribute('indent', is.indent);
  if (was.unsure && !is.unsure) block.removeAttribute('review');
  if (is.unsure && !was.unsure) block.setAttribute('review', 'unsure');
  const [text] = element.toArray();
  if (element.length === 1 && text instanceof Y.XmlText) {
    text.applyDelta(opsOf(was.runs, is.runs, budget));
    return;
  }
  // Two people each made the text of an empty block: which of the two is meant where cannot be told.
  const fresh = new Y.XmlText();
  fresh.applyDelta(is.runs.map((run) => ({ insert: run.text, attributes: formatsOf(run) })));
  element.delete(0, element.length);
  element.insert(0, [fresh]);
}

function opsOf(was: readonly RenderedRun[], is: readonly RenderedRun[], budget: Budget): Op[] {
  const ops: Op[] = [];
  for (const { same, a, b } of wordEdits(textOf(was), textOf(is), budget)) {
    if (same) {
      ops.push(...retained(cut(was, a), cut(is, b)));
      continue;
    }
    ops.push(...cut(is, b).map((run): Insert => ({ insert: run.text, attributes: formatsOf(run) })));
    if (a[1] > a[0]) ops.push({ delete: a[1] - a[0] });
  }
  return ops;
}

/** The same words: what changes is at most how they look. */
function retained(was: readonly RenderedRun[], is: readonly RenderedRun[]): Op[] {
  const ops: Op[] = [];
  let at = 0;
  for (const run of is) {
    for (const old of cut(was, [at, at + run.text.length])) {
      const attributes = difference(formatsOf(old), formatsOf(run));
      ops.push({ retain: old.text.length, ...(Object.keys(attributes).length === 0 ? {} : { attributes }) });
    }
    at += run.text.length;
  }
  return ops;
}

function difference(was: Record<string, object>, is: Record<string, object>): Record<string, object | null> {
  const changed: Record<string, object | null> = {};
  for (const name of Object.keys(was)) if (!(name in is)) changed[name] = null;
  for (const [name, value] of Object.entries(is))
    if (JSON.stringify(was[name]) !== JSON.stringify(value)) changed[name] = value;
  return changed;
}

function textOf(runs: readonly RenderedRun[]): string {
  return runs.map(({ text }) => text).join('');
}

function cut(runs: readonly RenderedRun[], [start, end]: readonly [number, number]): RenderedRun[] {
  const out: RenderedRun[] = [];
  let at = 0;
  for (const run of runs) {
    const text = run.text.slice(Math.max(0, start - at), Math.max(0, end - at));
    if (text !== '') out.push({ ...run, text });
    at += run.text.length;
  }
  return out;
}
