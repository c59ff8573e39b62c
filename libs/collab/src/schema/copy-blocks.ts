import * as Y from 'yjs';
import { idleAttributes } from './idle';
import { TEXT_ROOT } from './schema';

type Node = ReturnType<Y.XmlFragment['toArray']>[number];
type Attributes = Record<string, string | number>;

/** A block with everything that it holds, apart from any document: what this version does not know is kept too. */
export type BlockCopy =
  | { readonly element: string; readonly attributes: Attributes; readonly children: readonly BlockCopy[] }
  | { readonly runs: readonly { insert: string; attributes?: Record<string, object> }[] };

/** Copies of the blocks of a text from the `from`-th on. Their ids stay: whoever refers to one finds it again. */
export function copyBlocks(doc: Y.Doc, from = 0): BlockCopy[] {
  return doc.getXmlFragment(TEXT_ROOT).toArray().slice(from).map(copyOf);
}

/** Puts copies behind what stands in the text. */
export function appendBlocks(doc: Y.Doc, copies: readonly BlockCopy[]): void {
  const root = doc.getXmlFragment(TEXT_ROOT);
  root.insert(root.length, copies.map(nodeOf));
}

/** Takes the blocks from the `from`-th on out of the text. */
export function removeBlocks(doc: Y.Doc, from: number): void {
  const root = doc.getXmlFragment(TEXT_ROOT);
  if (root.length > from) root.delete(from, root.length - from);
}

function copyOf(node: Node): BlockCopy {
  if (node instanceof Y.XmlText) {
    const runs = (node.toDelta() as { insert?: unknown; attributes?: Record<string, object> }[]).flatMap((run) =>
      typeof run.insert === 'string' ? [{ ...run, insert: run.insert }] : [],
    );
    return { runs };
  }
  if (!(node instanceof Y.XmlElement)) return { runs: [] };
  const idle = idleAttributes(node);
  const attributes = Object.entries(node.getAttributes() as Attributes).filter(([name]) => !idle.includes(name));
  return {
    element: node.nodeName,
    attributes: Object.fromEntries(attributes),
    children: node.toArray().map((child) => copyOf(child as Node)),
  };
}

function nodeOf(copy: BlockCopy): Y.XmlElement | Y.XmlText {
  if ('runs' in copy) {
    const text = new Y.XmlText();
    text.applyDelta([...copy.runs]);
    return text;
  }
  // Yjs' own clone() leaves out attributes that are numbers: level, indent and the spans of cells.
  const element = new Y.XmlElement<Attributes>(copy.element);
  for (const [name, value] of Object.entries(copy.attributes)) element.setAttribute(name, value);
  element.insert(0, copy.children.map(nodeOf));
  return element as unknown as Y.XmlElement;
}
