import type { Fragment, Node } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import { AddMarkStep, AttrStep, RemoveMarkStep, ReplaceStep, type Step } from '@tiptap/pm/transform';
import * as Y from 'yjs';
import { attributesFrom, elementFrom, elementsOf, inlineFrom, isBlock, runsOf, setAttribute, textsOf } from './nodes';
import type { HeldBlock } from './held-block';
import { blockWithId, elementAround, lettersIn, type Part, partsOf, placeInBlock } from './places';

export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * Writes what was done in an editor in the shared text, step by step: a letter goes where the step says that it was typed.
 * What stood there and stands there now is not compared, since of equal letters nobody could tell which is new.
 */
export class Writing {
  /** Letters that were written in the place of others: they are new, also where they are equal to those. */
  readonly typedOver: Y.ID[] = [];
  /** So many of them are in this step, at its begin. */
  #typed = 0;

  /** @param held the block in which the editor does not show what the shared text says; null when there is none */
  constructor(
    private readonly root: Y.XmlFragment,
    private readonly held: HeldBlock | null = null,
  ) {}

  /** @param over what was selected when a composition began that this is the first change of: the browser replaced all of it */
  write(tr: Transaction, over: Range | null = null): void {
    // What the editor shows of an empty text is of no one: the shared text has nothing for it.
    if (this.root.length === 0 && !this.held) return this.root.insert(0, tr.doc.children.map(elementFrom));
    tr.steps.forEach((step, at) => {
      const before = tr.docs[at]!;
      const after = tr.docs[at + 1] ?? tr.doc;
      const composed = composedOver(before, after, at === 0 ? over : null);
      if (over === null) this.#typed = lettersTypedOver(before, step);
      else this.#typed = composed && !before.eq(after) ? Infinity : 0;
      if (this.held?.gone) this.#lettersOnly(this.held, before, after, rangeOf(step));
      else if (step instanceof AttrStep) this.#attribute(before, step);
      else if (step instanceof AddMarkStep) this.#format(before, step, attributesFrom([step.mark]));
      else if (step instanceof RemoveMarkStep) this.#format(before, step, { [step.mark.type.name]: null });
      else this.#children(this.root, before, after, composed ?? rangeOf(step));
    });
  }

  /** While nothing is drawn only letters are written; where their block stands in the editor says nothing, its id does. */
  #lettersOnly(held: HeldBlock, before: Node, after: Node, { from, to }: Range): void {
    if (from > to) return;
    const $from = before.resolve(from);
    if (!isBlock($from.parent) || to > $from.end()) return;
    const id: unknown = $from.parent.attrs.id;
    const block = id === held.id ? held.block : blockWithId(this.root, id);
    const offset = $from.parentOffset;
    const range = { from: offset, to: offset + to - from };
    if (block) this.#letters(block, $from.parent.content, after.resolve(from).parent.content, range);
  }

  #attribute(before: Node, { pos, attr, value }: AttrStep): void {
    const $pos = before.resolve(pos);
    const element: unknown = elementAround(this.root, $pos)?.get($pos.index());
    if (element instanceof Y.XmlElement) setAttribute(element, attr, value);
  }

  #format(before: Node, { from, to }: Range, attributes: Record<string, unknown>): void {
    before.nodesBetween(from, to, (node, position) => {
      if (!isBlock(node)) return true;
      const block = elementAround(this.root, before.resolve(position + 1));
      const start = Math.max(from - position - 1, 0);
      const end = Math.min(to - position - 1, node.content.size);
      if (block instanceof Y.XmlElement)
        for (const { type, index, length } of this.#parts(block, start, end)) type.format(index, length, attributes);
      return false;
    });
  }

  /**
   * Writes what is different among the children of one node. Only what the range touches can be: children outside it stay.
   * A node in which the range begins goes on as the first of the new ones, and one in which it ends as the last: its
   * element stays, with what others write in it meanwhile.
   */
  #children(parent: Y.XmlFragment, before: Node, after: Node, { from, to }: Range): void {
    let first = 0;
    let start = 0;
    for (; first < before.childCount && start + before.child(first).nodeSize <= from; first += 1)
      start += before.child(first).nodeSize;
    let last = before.childCount;
    let end = before.content.size;
    for (; last > first && end - before.child(last - 1).nodeSize >= to; last -= 1)
      end -= before.child(last - 1).nodeSize;
    const old = before.children.slice(first, last);
    const fresh = after.children.slice(first, after.childCount - (before.childCount - last));
    const whole = old.length === 1 && fresh.length === 1 && goesOn(old[0], fresh[0]);
    const head = whole || (from > start && goesOn(old[0], fresh[0])) ? 1 : 0;
    const isTail = !whole && to < end && old.length > head && fresh.length > head && goesOn(old.at(-1), fresh.at(-1));
    const tail = isTail ? 1 : 0;
    // From behind, so that numbers before it still hold.
    if (tail > 0) {
      const until = to - (end - old.at(-1)!.nodeSize) - 1;
      this.#node(parent.get(last - 1), old.at(-1)!, fresh.at(-1)!, { from: 0, to: until });
    }
    const removed = old.length - head - tail;
    if (removed > 0) parent.delete(first + head, removed);
    const added = fresh.slice(head, fresh.length - tail);
    if (added.length > 0) parent.insert(first + head, added.map(elementFrom));
    if (head > 0) {
      const inside = { from: Math.max(from - start - 1, 0), to: old[0]!.content.size };
      if (whole) inside.to = Math.min(Math.max(to - start - 1, 0), inside.to);
      this.#node(parent.get(first), old[0]!, fresh[0]!, inside);
    }
  }

  /** @param range what was replaced in the content of `before` */
  #node(element: unknown, before: Node, after: Node, range: Range): void {
    if (!(element instanceof Y.XmlElement)) return;
    for (const [name, value] of Object.entries(after.attrs))
      if (before.attrs[name] !== value) setAttribute(element, name, value);
    if (before.content.eq(after.content) && this.#typed === 0) return;
    if (isBlock(after)) this.#letters(element, before.content, after.content, range);
    else this.#children(element, before, after, range);
  }

  /** Takes the letters of the range away and writes what stands there now. */
  #letters(block: Y.XmlElement, before: Fragment, after: Fragment, range: Range): void {
    const { from, to } = wholeSigns(textOf(before), range);
    const fresh = after.cut(from, Math.max(from, after.size - (before.size - to)));
    for (const { type, index, length } of this.#parts(block, from, to)) type.delete(index, length);
    const written = insertRuns(this.#place(block, from), fresh);
    if (this.held?.block === block) this.held.replaced(from, to, written);
    if (this.#typed === 0) return;
    const typed = Math.min(written.length, this.#typed + range.from - from);
    this.typedOver.push(...lettersIn({ ...written, length: typed }));
  }

  #parts(block: Y.XmlElement, from: number, to: number): Part[] {
    return this.held?.block === block ? this.held.parts(from, to) : partsOf(block, from, to);
  }

  #place(block: Y.XmlElement, offset: number): { readonly type: Y.XmlText; readonly index: number } {
    const place = this.held?.block === block ? this.held.place(offset) : placeInBlock(block, offset);
    if (place?.type instanceof Y.XmlText) return { type: place.type, index: place.index };
    // Of a block that is gone nothing is left to write beside: what is composed gets one of its own.
    const home = this.held?.block === block && this.held.gone ? this.#blockInPlaceOf(block) : block;
    if (textsOf(home).length === 0) home.insert(0, [new Y.XmlText()]);
    return { type: textsOf(home)[0]!, index: 0 };
  }

  #blockInPlaceOf(gone: Y.XmlElement): Y.XmlElement {
    let index = 0;
    if (gone.parent === this.root)
      for (let item = gone._item?.left; item; item = item.left) if (!item.deleted) index += item.length;
    const block = new Y.XmlElement('block');
    block.setAttribute('id', crypto.randomUUID());
    block.setAttribute('kind', 'paragraph');
    this.root.insert(index, [block]);
    return block;
  }
}

function insertRuns(place: { readonly type: Y.XmlText; readonly index: number }, content: Fragment): Part {
  let length = 0;
  for (const { text, marks } of runsOf(content)) {
    place.type.insert(place.index + length, text, attributesFrom(marks));
    length += text.length;
  }
  return { ...place, length };
}

function rangeOf(step: Step): Range {
  let range: Range = { from: Infinity, to: 0 };
  step.getMap().forEach((from, to) => (range = { from: Math.min(range.from, from), to: Math.max(range.to, to) }));
  return range;
}

/** So many letters were written in the place of others. What comes up behind them from another block stood there before. */
function lettersTypedOver(before: Node, step: Step): number {
  if (!(step instanceof ReplaceStep) || step.from === step.to) return 0;
  const { openStart, openEnd, content } = step.slice;
  const inBlocks = isBlock(before.resolve(step.from).parent) && isBlock(before.resolve(step.to).parent);
  return inBlocks && openStart === 0 && openEnd === 0 ? content.size : 0;
}

/** The selection that was composed over, if the change can be that: of equal letters the editor takes one for the new one. */
function composedOver(before: Node, after: Node, over: Range | null): Range | null {
  if (!over || after.content.size < before.content.size - (over.to - over.from)) return null;
  const start = before.content.findDiffStart(after.content) ?? over.from;
  const end = before.content.findDiffEnd(after.content)?.a ?? over.to;
  return start >= over.from && end <= over.to ? over : null;
}

function goesOn(before: Node | undefined, after: Node | undefined): boolean {
  return before !== undefined && before.type === after?.type;
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
    else if (!content.eq(child.content)) rewriteLetters(element, content, child.content);
  });
  if (parent.length > node.childCount) parent.delete(node.childCount, parent.length - node.childCount);
}

function rewriteLetters(block: Y.XmlElement, before: Fragment, after: Fragment): void {
  const from = before.findDiffStart(after) ?? 0;
  const end = before.findDiffEnd(after) ?? { a: before.size, b: after.size };
  // Of equal letters beside each other both comparisons take the same ones.
  const overlap = Math.max(0, from - Math.min(end.a, end.b));
  for (const { type, index, length } of partsOf(block, from, end.a + overlap)) type.delete(index, length);
  if (textsOf(block).length === 0) block.insert(0, [new Y.XmlText()]);
  const place = placeInBlock(block, from);
  if (place?.type instanceof Y.XmlText)
    insertRuns({ type: place.type, index: place.index }, after.cut(from, end.b + overlap));
}
