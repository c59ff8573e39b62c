import type { NodeViewRenderer } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import {
  blockShape,
  type BlockLook,
  itemAttributes,
  listPlaces,
  type ListPlace,
  outerAttributes,
} from '../reading/block-shape';
import { kindOf } from './block';

interface PlaceSpec extends Partial<ListPlace> {
  readonly key: string;
}

/**
 * Draws a block with the elements of the static text. Only attributes change while the kind stays the same: a widget
 * in the text, or another shape of the DOM, would make the caret stumble.
 */
export function blockView(prefix: string): NodeViewRenderer {
  return ({ node, decorations }) => {
    let current = node;
    const shape = blockShape(kindOf(node.attrs.kind), levelOf(node));
    const dom = document.createElement(shape.tag);
    const inner = shape.inner ? dom.appendChild(document.createElement(shape.inner)) : null;
    const draw = (spec: PlaceSpec): void => {
      const look = lookOf(current, spec.key);
      const place = spec.item === undefined ? null : (spec as PlaceSpec & ListPlace);
      setAttributes(dom, outerAttributes(look, place));
      if (inner) setAttributes(inner, itemAttributes(look, place));
    };
    draw(specOf(decorations, node, prefix));
    return {
      dom,
      contentDOM: inner ?? dom,
      update: (next, nextDecorations) => {
        if (next.type !== current.type) return false;
        const wanted = blockShape(kindOf(next.attrs.kind), levelOf(next));
        if (wanted.tag !== shape.tag) return false;
        current = next;
        draw(specOf(nextDecorations, next, prefix));
        return true;
      },
    };
  };
}

function levelOf(node: Node): number | null {
  const level: unknown = node.attrs.level;
  return typeof level === 'number' ? Math.min(4, Math.max(2, level)) : null;
}

function lookOf(node: Node, key: string): BlockLook {
  const kind = kindOf(node.attrs.kind);
  const indent: unknown = node.attrs.indent;
  return {
    key,
    kind,
    indent: typeof indent === 'number' ? Math.min(7, Math.max(0, indent)) : 0,
    unsure: node.attrs.review === 'unsure',
  };
}

function specOf(decorations: readonly { readonly spec: unknown }[], node: Node, prefix: string): PlaceSpec {
  const own = decorations.map(({ spec }) => spec).find(isPlace);
  return own ?? { key: typeof node.attrs.id === 'string' ? node.attrs.id : `${prefix}new` };
}

function isPlace(spec: unknown): spec is PlaceSpec {
  return typeof spec === 'object' && spec !== null && 'key' in spec;
}

function setAttributes(element: HTMLElement, attributes: Record<string, string | null>): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null) element.removeAttribute(name);
    else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
}

const placesKey = new PluginKey<DecorationSet>('list places');

/** Tells every block its key and its place in the list. Computed anew: a number depends on the blocks before it. */
export function listPlacesPlugin(prefix: string): Plugin<DecorationSet> {
  return new Plugin({
    key: placesKey,
    state: {
      init: (_config, state) => decorate(state.doc, prefix),
      apply: (tr, old) => (tr.docChanged ? decorate(tr.doc, prefix) : old),
    },
    props: { decorations: (state) => placesKey.getState(state) },
  });
}

function decorate(doc: Node, prefix: string): DecorationSet {
  const made: Decoration[] = [];
  const seen = new Set<string>();
  const visit = (parent: Node, start: number): void => {
    const run: { node: Node; at: number; look: BlockLook }[] = [];
    const flush = (): void => {
      const places = listPlaces(
        run.map(({ look }) => look),
        prefix,
      );
      run.forEach(({ node, at, look }, index) => {
        const spec: PlaceSpec = { key: look.key, ...places[index] };
        made.push(Decoration.node(at, at + node.nodeSize, {}, spec));
      });
      run.length = 0;
    };
    parent.forEach((node, offset) => {
      const at = start + offset;
      if (node.type.name === 'block') {
        run.push({ node, at, look: lookOf(node, uniqueKey(node, at, seen)) });
        return;
      }
      flush();
      visit(node, at + 1);
    });
    flush();
  };
  visit(doc, 0);
  return DecorationSet.create(doc, made);
}

function uniqueKey(node: Node, at: number, seen: Set<string>): string {
  const id: unknown = node.attrs.id;
  const key = typeof id === 'string' && !seen.has(id) ? id : `${typeof id === 'string' ? id : ''}~${at}`;
  seen.add(key);
  return key;
}
