import * as Y from 'yjs';
import { TEXT_ROOT } from '../schema/schema';
import type { RenderedBlock, RenderedText } from '../schema/read-blocks';

/** A place in a text: the n-th block as it is drawn, and characters from its start. */
export interface LinePlace {
  readonly block: number;
  readonly offset: number;
}

/** From and to, in reading order. */
export interface LineRange {
  readonly from: LinePlace;
  readonly to: LinePlace;
}

/** A block that holds text, with its words. */
export interface Line {
  readonly id: string | null;
  readonly text: string;
}

type AnyNode = ReturnType<Y.XmlFragment['toArray']>[number];

/** The nodes that hold text, in the order in which `readBlocks` draws them: the n-th of them is the n-th block on the page. */
export function textNodes(doc: Y.Doc): AnyNode[] {
  return doc
    .getXmlFragment(TEXT_ROOT)
    .toArray()
    .flatMap((node) => (isElement(node) && node.nodeName === 'table' ? nodesOfTable(node) : [node]));
}

/** The words of a node as they are drawn. */
export function textOfNode(node: AnyNode): string {
  return textsIn(node).map(wordsOf).join('');
}

/** The Y.XmlTexts of a node, in order. */
export function textsIn(node: AnyNode): Y.XmlText[] {
  if (node instanceof Y.XmlText) return [node];
  return isElement(node) ? node.toArray().flatMap((child) => textsIn(child as AnyNode)) : [];
}

export function lineOfNode(node: AnyNode): Line {
  const id: unknown = isElement(node) ? node.getAttribute('id') : null;
  return { id: typeof id === 'string' ? id : null, text: textOfNode(node) };
}

/** The same lines, of a text that was read already. */
export function linesOf(blocks: readonly RenderedBlock[]): Line[] {
  const line = ({ id, runs }: RenderedText): Line => ({ id, text: runs.map((run) => run.text).join('') });
  return blocks.flatMap((block) =>
    block.type === 'table' ? block.rows.flatMap((row) => row.flatMap((cell) => cell.blocks.map(line))) : [line(block)],
  );
}

/** Do these words stand in the text, letter by letter? Between blocks stands a line end. */
export function quoteStands(blocks: readonly RenderedBlock[], quote: string): boolean {
  return linesOf(blocks)
    .map(({ text }) => text)
    .join('\n')
    .includes(quote);
}

/** The words between two places. */
export function textBetween(lines: readonly Line[], { from, to }: LineRange): string {
  if (from.block === to.block) return (lines[from.block]?.text ?? '').slice(from.offset, to.offset);
  return lines
    .slice(from.block, to.block + 1)
    .map(({ text }, index, all) => {
      if (index === 0) return text.slice(from.offset);
      return index === all.length - 1 ? text.slice(0, to.offset) : text;
    })
    .join('\n');
}

function nodesOfTable(table: Y.XmlElement): AnyNode[] {
  return elementsIn(table).flatMap((row) => elementsIn(row).flatMap((cell) => cell.toArray() as AnyNode[]));
}

function elementsIn(parent: Y.XmlElement): Y.XmlElement[] {
  return parent.toArray().filter((node): node is Y.XmlElement => isElement(node as AnyNode));
}

function isElement(node: AnyNode): node is Y.XmlElement {
  return node instanceof Y.XmlElement && !(node instanceof Y.XmlHook);
}

function wordsOf(text: Y.XmlText): string {
  return text
    .toDelta()
    .map((delta: { insert?: unknown }) => (typeof delta.insert === 'string' ? delta.insert : ''))
    .join('');
}
