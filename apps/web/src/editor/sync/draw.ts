import { Fragment, type Node, Slice } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import { AttrStep, ReplaceStep } from '@tiptap/pm/transform';
import * as Y from 'yjs';
import { elementsOf, inlineFrom, isBlock, nodeFrom } from './nodes';

/** What changed in one shared element or text. */
export type SharedEvent = Y.YEvent<Y.AbstractType<unknown>>;

/** A text of a block as it was last drawn, with how many letters it had. */
export interface DrawnText {
  readonly text: Y.XmlText;
  readonly length: number;
}

/** One change in a list, as Yjs tells it: exactly one of the three is there. */
interface Change {
  readonly retain?: number;
  readonly delete?: number;
  readonly insert?: unknown;
}

/**
 * Draws what a transaction changed in the shared text, in the smallest steps: so the editor maps its caret, selection and
 * decorations through them, and leaves alone what did not change.
 *
 * @param drawnTexts the texts of a block as it was last drawn
 * @param held a block that stays as it is drawn
 */
export function draw(
  tr: Transaction,
  root: Y.XmlFragment,
  events: readonly SharedEvent[],
  drawnTexts: (block: Y.XmlElement) => readonly DrawnText[],
  held: Y.XmlElement | null,
): void {
  new Drawing(tr, root, events, drawnTexts, held).run();
}

class Drawing {
  readonly #events: ReadonlyMap<unknown, SharedEvent>;
  /** What changed, and everything around it. */
  readonly #touched = new Set<unknown>();

  constructor(
    private readonly tr: Transaction,
    private readonly root: Y.XmlFragment,
    events: readonly SharedEvent[],
    private readonly drawnTexts: (block: Y.XmlElement) => readonly DrawnText[],
    private readonly held: Y.XmlElement | null,
  ) {
    this.#events = new Map(events.map((event) => [event.target, event]));
    for (const { target } of events)
      for (let type: unknown = target; type instanceof Y.AbstractType; type = type.parent) this.#touched.add(type);
  }

  run(): void {
    const { doc } = this.tr;
    // An editor is never without a block: what stands in an empty text is of no one, and goes with the first that comes.
    const before = this.#events.has(this.root) && isPlaceholder(doc) ? doc.copy(Fragment.empty) : doc;
    if (before !== doc) return this.#replace(0, doc.content.size, elementsOf(this.root));
    this.#children(this.root, before, 0);
  }

  /** @returns where the content of this element ends now */
  #children(parent: Y.XmlFragment, before: Node, start: number): number {
    const children = elementsOf(parent);
    let position = start;
    let old = 0;
    let now = 0;
    let gone = 0;
    let come = 0;
    const settle = (): void => {
      let size = 0;
      for (let end = old + gone; old < end; old += 1) size += before.child(old).nodeSize;
      const fresh = children.slice(now, now + come);
      now += come;
      if (size > 0 || fresh.length > 0) this.#replace(position, position + size, fresh);
      for (let drawn = 0; drawn < fresh.length; drawn += 1) position += this.tr.doc.nodeAt(position)?.nodeSize ?? 0;
      gone = come = 0;
    };
    for (const change of [...this.#changes(parent), { retain: Infinity }]) {
      if (change.delete !== undefined) gone += change.delete;
      else if (change.insert !== undefined) come += (change.insert as unknown[]).length;
      else {
        settle();
        const end = Math.min(before.childCount, old + (change.retain ?? 0));
        for (; old < end; old += 1, now += 1) position = this.#element(children[now]!, before.child(old), position);
      }
    }
    return position;
  }

  /** @returns where this element ends now */
  #element(element: Y.XmlElement, before: Node, position: number): number {
    if (!this.#touched.has(element) || element === this.held) return position + before.nodeSize;
    if ((this.#events.get(element)?.changes.keys.size ?? 0) > 0) this.#attributes(element, before, position);
    return isBlock(element)
      ? this.#texts(element, position + 1) + 1
      : this.#children(element, before, position + 1) + 1;
  }

  #attributes(element: Y.XmlElement, before: Node, position: number): void {
    const { attrs } = before.type.create(element.getAttributes());
    for (const [name, value] of Object.entries(attrs))
      if (before.attrs[name] !== value) this.tr.step(new AttrStep(position, name, value));
  }

  /** @returns where the letters of this block end now */
  #texts(block: Y.XmlElement, start: number): number {
    let position = start;
    const old = [...this.drawnTexts(block)];
    for (const change of [...this.#changes(block), { retain: Infinity }]) {
      if (change.delete !== undefined) {
        const length = old.splice(0, change.delete).reduce((sum, text) => sum + text.length, 0);
        this.#step(position, position + length, Fragment.empty);
      } else if (change.insert !== undefined) {
        for (const text of change.insert as unknown[])
          if (text instanceof Y.XmlText) position = this.#insert(position, lettersOf(text));
      } else {
        for (const { text, length } of old.splice(0, Math.min(old.length, change.retain ?? 0))) {
          const event = this.#events.get(text);
          position = event ? this.#letters(text, event, position) : position + length;
        }
      }
    }
    this.#marks(start, inlineFrom(this.tr.doc.type.schema, block));
    return position;
  }

  /** Letter by letter, and not by Yjs' own account of a text: to make that it writes. @returns where this text ends now */
  #letters(text: Y.XmlText, event: SharedEvent, start: number): number {
    let position = start;
    for (let item = text._start; item; item = item.right) {
      if (!(item.content instanceof Y.ContentString)) continue;
      if (!item.deleted)
        position = event.adds(item) ? this.#insert(position, item.content.str) : position + item.length;
      else if (event.deletes(item) && !event.adds(item)) this.#step(position, position + item.length, Fragment.empty);
    }
    return position;
  }

  #insert(position: number, letters: string): number {
    if (letters !== '') this.#step(position, position, Fragment.from(this.tr.doc.type.schema.text(letters)));
    return position + letters.length;
  }

  /** The letters are right: gives them the marks that they have. */
  #marks(start: number, wanted: Fragment): void {
    const shown = this.tr.doc.resolve(start).parent.content;
    if (shown.eq(wanted)) return;
    wanted.forEach(({ marks, nodeSize }, offset) => {
      shown.nodesBetween(offset, offset + nodeSize, (node, at) => {
        const from = start + Math.max(at, offset);
        const to = start + Math.min(at + node.nodeSize, offset + nodeSize);
        for (const mark of node.marks) if (!mark.isInSet(marks)) this.tr.removeMark(from, to, mark);
        for (const mark of marks) if (!mark.isInSet(node.marks)) this.tr.addMark(from, to, mark);
      });
    });
  }

  #replace(from: number, to: number, elements: readonly Y.XmlElement[]): void {
    const { schema } = this.tr.doc.type;
    const nodes = elements.map((element) => nodeFrom(schema, element));
    const emptied = nodes.length === 0 && from === 0 && to === this.tr.doc.content.size;
    this.#step(from, to, Fragment.fromArray(emptied ? [schema.node('block')] : nodes));
  }

  #step(from: number, to: number, content: Fragment): void {
    if (from < to || content.size > 0) this.tr.step(new ReplaceStep(from, to, new Slice(content, 0, 0)));
  }

  #changes(type: Y.XmlFragment): readonly Change[] {
    return (this.#events.get(type)?.changes.delta ?? []) as readonly Change[];
  }
}

function lettersOf(text: Y.XmlText): string {
  let letters = '';
  for (let item = text._start; item; item = item.right)
    if (!item.deleted && item.content instanceof Y.ContentString) letters += item.content.str;
  return letters;
}

/** What the editor shows where the shared text is empty: one block that has no id and no letters. */
export function isPlaceholder(doc: Node): boolean {
  const only = doc.childCount === 1 ? doc.firstChild : null;
  return only !== null && isBlock(only) && only.attrs.id === null && only.content.size === 0;
}
