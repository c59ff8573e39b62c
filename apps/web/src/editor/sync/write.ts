import type { Fragment, Node } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import { AddMarkStep, AttrStep, RemoveMarkStep, type Step } from '@tiptap/pm/transform';
import * as Y from 'yjs';
import { attributesFrom, elementFrom, elementsOf, inlineFrom, isBlock, runsOf, setAttribute, textsOf } from './nodes';
import { elementAround, placeInBlock } from './places';

/**
 * Writes what a transaction of the editor did in the shared text, step by step: a letter goes where the step says that it
 * was typed. What stood there and stands there now is not compared, since of equal letters nobody could tell which is new.
 */
export function write(root: Y.XmlFragment, tr: Transaction): void {
  // What the editor shows of an empty text is of no one: the shared text has nothing for it.
  if (root.length === 0) return root.insert(0, tr.doc.children.map(elementFrom));
  tr.steps.forEach((step, at) => {
    const before = tr.docs[at]!;
    const after = tr.docs[at + 1] ?? tr.doc;
    if (step instanceof AttrStep) writeAttribute(root, before, step);
    else if (step instanceof AddMarkStep) format(root, before, step, attributesFrom([step.mark]));
    else if (step instanceof RemoveMarkStep) format(root, before, step, { [step.mark.type.name]: null });
    else writeChildren(root, before, after, rangeOf(step));
  });
}

interface Range {
  readonly from: number;
  readonly to: number;
}

function rangeOf(step: Step): Range {
  let range: Range = { from: Infinity, to: 0 };
  step.getMap().forEach((from, to) => (range = { from: Math.min(range.from, from), to: Math.max(range.to, to) }));
  return range;
}

function writeAttribute(root: Y.XmlFragment, before: Node, { pos, attr, value }: AttrStep): void {
  const $pos = before.resolve(pos);
  const parent = elementAround(root, $pos);
  const element: unknown = parent?.get($pos.index());
  if (element instanceof Y.XmlElement) setAttribute(element, attr, value);
}

function format(root: Y.XmlFragment, before: Node, { from, to }: Range, attributes: Record<string, unknown>): void {
  before.nodesBetween(from, to, (node, position) => {
    if (!isBlock(node)) return true;
    const block = elementAround(root, before.resolve(position + 1));
    const start = Math.max(from - position - 1, 0);
    const end = Math.min(to - position - 1, node.content.size);
    if (block) for (const part of partsOf(block, start, end)) part.text.format(part.index, part.length, attributes);
    return false;
  });
}

/** The stretches of a block's texts between two letters. */
function partsOf(
  block: Y.XmlFragment,
  from: number,
  to: number,
): { readonly text: Y.XmlText; readonly index: number; readonly length: number }[] {
  let start = 0;
  return textsOf(block).flatMap((text) => {
    const index = Math.max(from - start, 0);
    const length = Math.min(to - start, text.length) - index;
    start += text.length;
    return length > 0 ? [{ text, index, length }] : [];
  });
}

/**
 * Writes what is different among the children of one node. Only what the range touches can be: children outside it stay.
 * A node in which the range begins goes on as the first of the new ones, and one in which it ends as the last: its
 * element stays, with what others write in it meanwhile.
 */
function writeChildren(parent: Y.XmlFragment, before: Node, after: Node, { from, to }: Range): void {
  let first = 0;
  let start = 0;
  for (; first < before.childCount && start + before.child(first).nodeSize <= from; first += 1)
    start += before.child(first).nodeSize;
  let last = before.childCount;
  let end = before.content.size;
  for (; last > first && end - before.child(last - 1).nodeSize >= to; last -= 1) end -= before.child(last - 1).nodeSize;
  const old = before.children.slice(first, last);
  const fresh = after.children.slice(first, after.childCount - (before.childCount - last));
  const whole = old.length === 1 && fresh.length === 1 && goesOn(old[0], fresh[0]);
  const head = whole || (from > start && goesOn(old[0], fresh[0])) ? 1 : 0;
  const tail =
    !whole && to < end && old.length > head && fresh.length > head && goesOn(old.at(-1), fresh.at(-1)) ? 1 : 0;
  // From behind, so that numbers before it still hold.
  if (tail > 0) {
    const until = to - (end - old.at(-1)!.nodeSize) - 1;
    writeNode(parent.get(last - 1), old.at(-1)!, fresh.at(-1)!, { from: 0, to: until });
  }
  const removed = old.length - head - tail;
  if (removed > 0) parent.delete(first + head, removed);
  const added = fresh.slice(head, fresh.length - tail);
  if (added.length > 0) parent.insert(first + head, added.map(elementFrom));
  if (head > 0) {
    const inside = { from: Math.max(from - start - 1, 0), to: old[0]!.content.size };
    if (whole) inside.to = Math.min(Math.max(to - start - 1, 0), inside.to);
    writeNode(parent.get(first), old[0]!, fresh[0]!, inside);
  }
}

function goesOn(before: Node | undefined, after: Node | undefined): boolean {
  return before !== undefined && before.type === after?.type;
}

/** @param range what was replaced in the content of `before` */
function writeNode(element: unknown, before: Node, after: Node, range: Range): void {
  if (!(element instanceof Y.XmlElement)) return;
  for (const [name, value] of Object.entries(after.attrs))
    if (before.attrs[name] !== value) setAttribute(element, name, value);
  if (before.content.eq(after.content)) return;
  if (!isBlock(after)) writeChildren(element, before, after, range);
  else writeLetters(element, before.content, after.content, range);
}

/** Takes the letters of the range away and writes what stands there now. */
function writeLetters(block: Y.XmlElement, before: Fragment, after: Fragment, range: Range): void {
  const { from, to } = wholeSigns(textOf(before), range);
  const fresh = after.cut(from, Math.max(from, after.size - (before.size - to)));
  for (const { text, index, length } of partsOf(block, from, to)) text.delete(index, length);
  if (fresh.size > 0) insertRuns(block, from, fresh);
}

function insertRuns(block: Y.XmlElement, offset: number, content: Fragment): void {
  if (textsOf(block).length === 0) block.insert(0, [new Y.XmlText()]);
  const place = placeInBlock(block, offset);
  if (!(place?.type instanceof Y.XmlText)) return;
  let { index } = place;
  for (const { text, marks } of runsOf(content)) {
    place.type.insert(index, text, attributesFrom(marks));
    index += text.length;
  }
}

/** A sign outside the first plane is two units: a step between them would leave each half for itself. */
function wholeSigns(text: string, { from, to }: Range): Range {
  const splits = (at: number): boolean => /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1));
  return { from: splits(from) ? from - 1 : from, to: splits(to) ? to + 1 : to };
}

function textOf(content: Fragment): string {
  return content.textBetween(0, content.size);
}

/**
 * Writes whatever differs between the editor and the shared text, by comparing all of it. The steps leave nothing to do
 * for it: it is there for what nobody thought of.
 */
export function writeDifferences(parent: Y.XmlFragment, node: Node): void {
  const elements = elementsOf(parent);
  const { schema } = node.type;
  node.children.forEach((child, at) => {
    const element = elements[at];
    if (element?.nodeName !== child.type.name) {
      if (element) parent.delete(at, 1);
      parent.insert(at, [elementFrom(child)]);
      return;
    }
    const content = isBlock(child) ? inlineFrom(schema, element) : child.content;
    const before = child.type.create(element.getAttributes(), content);
    for (const name of Object.keys(child.attrs))
      if (before.attrs[name] !== child.attrs[name]) setAttribute(element, name, child.attrs[name]);
    if (!isBlock(child)) writeDifferences(element, child);
    else if (!content.eq(child.content))
      writeLetters(element, content, child.content, differingIn(content, child.content));
  });
  if (parent.length > node.childCount) parent.delete(node.childCount, parent.length - node.childCount);
}

function differingIn(before: Fragment, after: Fragment): Range {
  const from = before.findDiffStart(after) ?? 0;
  const end = before.findDiffEnd(after) ?? { a: before.size, b: after.size };
  // Of equal letters beside each other both comparisons take the same ones.
  return { from, to: end.a + Math.max(0, from - Math.min(end.a, end.b)) };
}
