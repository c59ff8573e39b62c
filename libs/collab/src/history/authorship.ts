import * as Y from 'yjs';
import { TEXT_ROOT } from '../schema/schema';
import { readBlocks, type RenderedBlock, type RenderedText } from '../schema/blocks';

/** Things that one client placed, by their numbers: `length` of them from `clock` on. */
export interface Placed {
  readonly client: number;
  readonly clock: number;
  readonly length: number;
}

/** Who placed a block of text (those in cells included) and what is in it. */
export interface AuthoredText {
  /** As `readBlocks` gives it. */
  readonly key: string;
  /** The characters in their order: together as long as the text of the block. */
  readonly spans: readonly Placed[];
  /** Everything else of the block: that it is there, its kind and level, where marks begin and end; what is gone too. */
  readonly rest: readonly Placed[];
}

/** Who placed each character of a text (docs/spec.md H8): its client ids, in the order in which `readBlocks` reads. */
export function authoredTexts(doc: Y.Doc, blocks: readonly RenderedBlock[] = readBlocks(doc)): AuthoredText[] {
  const nodes = textNodes(doc);
  return blocks.flatMap(textsOf).map(({ key }, nth) => {
    const node = nodes[nth]!;
    const texts = textsIn(node);
    return {
      key,
      spans: texts.flatMap((text) => itemsOf(text).filter(isCharacters).map(placed)),
      rest: [
        node._item,
        ...attributesOf(node),
        ...texts.flatMap((text) => [text._item, ...itemsOf(text).filter(isMark)]),
      ]
        .filter((item) => item !== null)
        .map(placed),
    };
  });
}

/** The blocks of text among these, those in cells included. */
export function textsOf(block: RenderedBlock): RenderedText[] {
  return block.type === 'block' ? [block] : block.rows.flat().flatMap(({ blocks }) => blocks);
}

type AnyNode = ReturnType<Y.XmlFragment['toArray']>[number];

/** The nodes that `readBlocks` reads as text, in its order. */
function textNodes(doc: Y.Doc): AnyNode[] {
  const elementsIn = (parent: Y.XmlElement): Y.XmlElement[] =>
    (parent.toArray() as AnyNode[]).filter((node) => node instanceof Y.XmlElement);
  return doc
    .getXmlFragment(TEXT_ROOT)
    .toArray()
    .flatMap((node): AnyNode[] =>
      node instanceof Y.XmlElement && node.nodeName === 'table'
        ? elementsIn(node).flatMap((row) => elementsIn(row).flatMap((cell) => cell.toArray() as AnyNode[]))
        : [node],
    );
}

function textsIn(node: AnyNode): Y.XmlText[] {
  if (node instanceof Y.XmlText) return [node];
  return node instanceof Y.XmlElement ? (node.toArray() as AnyNode[]).flatMap(textsIn) : [];
}

function itemsOf(text: Y.XmlText): Y.Item[] {
  const items: Y.Item[] = [];
  for (let item = text._start; item !== null; item = item.right) items.push(item);
  return items;
}

const isCharacters = (item: Y.Item): boolean => !item.deleted && item.content instanceof Y.ContentString;
const isMark = (item: Y.Item): boolean => item.content instanceof Y.ContentFormat;

function attributesOf(node: AnyNode): Y.Item[] {
  return node instanceof Y.XmlElement ? [...node._map].flatMap(([name, item]) => (name === 'id' ? [] : [item])) : [];
}

function placed(item: Y.Item): Placed {
  return { client: item.id.client, clock: item.id.clock, length: item.length };
}
