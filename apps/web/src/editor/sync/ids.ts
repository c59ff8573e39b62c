import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { isDrawn } from './drawn';

/**
 * Gives every new block an id of its own and every new cell a block to write in. Only in the transactions of the
 * author: a replica that repaired what comes from others would write, and all of them would.
 */
export function idsPlugin(newId: () => string): Plugin {
  return new Plugin({
    key: new PluginKey('ids'),
    appendTransaction: (trs, old, state) => {
      if (!trs.some((tr) => tr.docChanged) || trs.some(isDrawn)) return null;
      const tr = state.tr;
      fillNewCells(tr, old.doc, newId);
      giveIds(tr, old.doc, newId);
      return tr.docChanged ? tr : null;
    },
  });
}

function giveIds(tr: Transaction, before: Node, newId: () => string): void {
  const had = nodesNamed(before, (name) => name === 'block');
  const seen = new Set<unknown>();
  const fresh: { node: Node; pos: number }[] = [];
  tr.doc.descendants((node, pos) => {
    if (node.type.name !== 'block') return true;
    if (had.has(node)) seen.add(node.attrs.id);
    else fresh.push({ node, pos });
    return false;
  });
  for (const { node, pos } of fresh) {
    const id: unknown = node.attrs.id;
    if (typeof id !== 'string' || seen.has(id)) tr.setNodeAttribute(pos, 'id', newId());
    else seen.add(id);
  }
}

function fillNewCells(tr: Transaction, before: Node, newId: () => string): void {
  const isCell = (name: string): boolean => name === 'tableCell' || name === 'tableHeader';
  const had = nodesNamed(before, isCell);
  const empty: number[] = [];
  tr.doc.descendants((node, pos) => {
    if (isCell(node.type.name) && node.childCount === 0 && !had.has(node)) empty.push(pos);
    return node.type.name !== 'block';
  });
  const type = tr.doc.type.schema.nodes.block;
  for (const pos of empty.reverse()) if (type) tr.insert(pos + 1, type.create({ id: newId() }));
}

function nodesNamed(doc: Node, wanted: (name: string) => boolean): Set<Node> {
  const found = new Set<Node>();
  doc.descendants((node) => {
    if (wanted(node.type.name)) found.add(node);
    return node.type.name !== 'block';
  });
  return found;
}
