import { Fragment, Mark, type Node, type Schema } from '@tiptap/pm/model';
import * as Y from 'yjs';

/** One run of a shared text, as Yjs tells it. */
interface Run {
  readonly insert: unknown;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

/** The elements and texts in a shared element; there is nothing else in it. */
export function childrenOf(parent: Y.XmlFragment): (Y.XmlElement | Y.XmlText)[] {
  return parent.toArray().filter((child) => child instanceof Y.XmlElement || child instanceof Y.XmlText);
}

/** The elements in a shared element that holds no text itself. */
export function elementsOf(parent: Y.XmlFragment): Y.XmlElement[] {
  return parent.toArray().filter((child) => child instanceof Y.XmlElement);
}

export function textsOf(block: Y.XmlFragment): Y.XmlText[] {
  return block.toArray().filter((child) => child instanceof Y.XmlText);
}

export function isBlock(node: Node | Y.XmlElement): boolean {
  return (node instanceof Y.XmlElement ? node.nodeName : node.type.name) === 'block';
}

/**
 * A shared element as the editor shows it. Nothing is written meanwhile.
 *
 * @throws RangeError where the element is none of this schema
 */
export function nodeFrom(schema: Schema, element: Y.XmlElement): Node {
  const content = isBlock(element)
    ? inlineFrom(schema, element)
    : Fragment.fromArray(elementsOf(element).map((child) => nodeFrom(schema, child)));
  const type = schema.nodes[element.nodeName];
  if (type === undefined) throw new RangeError(`There is no ${element.nodeName} in a text of this version.`);
  return type.create(element.getAttributes(), content);
}

/** The letters of a block: of all its texts, where two people began one at the same moment. */
export function inlineFrom(schema: Schema, block: Y.XmlElement): Fragment {
  const runs = textsOf(block).flatMap((text) => text.toDelta() as Run[]);
  return Fragment.fromArray(
    runs.map(({ insert, attributes }) => schema.text(String(insert), marksFrom(schema, attributes))),
  );
}

export function marksFrom(schema: Schema, attributes: Readonly<Record<string, unknown>> = {}): readonly Mark[] {
  return Mark.setFrom(
    Object.entries(attributes)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => schema.mark(name, value as Record<string, unknown>)),
  );
}

export function attributesFrom(marks: readonly Mark[]): Record<string, unknown> {
  return Object.fromEntries(marks.map((mark) => [mark.type.name, mark.attrs]));
}

/**
 * A node of the editor as a new shared element. A block gets its one text right away: two people who begin in the same
 * empty block would each make one.
 */
export function elementFrom(node: Node): Y.XmlElement {
  const element = new Y.XmlElement(node.type.name);
  for (const [name, value] of Object.entries(node.attrs)) if (value !== null) setAttribute(element, name, value);
  if (isBlock(node)) {
    const text = new Y.XmlText();
    text.applyDelta(
      runsOf(node.content).map(({ text: insert, marks }) => ({ insert, attributes: attributesFrom(marks) })),
    );
    element.insert(0, [text]);
  } else element.insert(0, node.children.map(elementFrom));
  return element;
}

/** Null takes an attribute away, as in the shared text it is not stored. Yjs' types know strings only. */
export function setAttribute(element: Y.XmlElement, name: string, value: unknown): void {
  if (value === null || value === undefined) element.removeAttribute(name);
  else element.setAttribute(name, value as string);
}

export function runsOf(content: Fragment): { readonly text: string; readonly marks: readonly Mark[] }[] {
  return content.content.map(({ text, marks }) => ({ text: text ?? '', marks }));
}
