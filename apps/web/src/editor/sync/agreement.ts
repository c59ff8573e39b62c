import type { Node } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { type DrawnText, isPlaceholder } from './draw';
import { elementsOf, inlineFrom, isBlock, textsOf } from './nodes';

interface Drawn {
  readonly node: Node;
  readonly texts: readonly DrawnText[];
}

/**
 * Compares an editor with its shared text. What was found equal before and did not change since costs nothing: an editor
 * keeps the nodes that a step leaves alone.
 */
export class Agreement {
  /** What each element was last drawn as, or written from. */
  readonly #drawn = new WeakMap<Y.XmlElement, Drawn>();

  /** A block that is not drawn for the moment: it agrees with whatever is shown. */
  held: Y.XmlElement | null = null;

  /** The texts of a block as the editor shows it. */
  textsOf(block: Y.XmlElement): readonly DrawnText[] {
    return this.#drawn.get(block)?.texts ?? [];
  }

  /** This element changed, or something in it: it is to be compared again. */
  forget(changed: unknown): void {
    for (let type = changed; type instanceof Y.AbstractType; type = type.parent)
      if (type instanceof Y.XmlElement) this.#drawn.delete(type);
  }

  /** Does the editor show what the shared text says? */
  holds(doc: Node, root: Y.XmlFragment): boolean {
    return root.length === 0 ? isPlaceholder(doc) : this.#areSame(doc, elementsOf(root));
  }

  isSame(node: Node, element: Y.XmlElement): boolean {
    if (element === this.held || this.#drawn.get(element)?.node === node) return true;
    const same =
      node.type.name === element.nodeName &&
      node.hasMarkup(node.type, node.type.create(element.getAttributes()).attrs) &&
      (isBlock(node)
        ? inlineFrom(node.type.schema, element).eq(node.content)
        : this.#areSame(node, elementsOf(element)));
    if (!same) return false;
    const texts = isBlock(node) ? textsOf(element).map((text) => ({ text, length: text.length })) : [];
    this.#drawn.set(element, { node, texts });
    return true;
  }

  #areSame(node: Node, elements: readonly Y.XmlElement[]): boolean {
    return node.childCount === elements.length && node.children.every((child, at) => this.isSame(child, elements[at]!));
  }
}
