import { Node } from '@tiptap/core';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { tableEditing } from '@tiptap/pm/tables';
import { isDrawn } from '../sync/drawn';

/*
 * Content expressions are loose on purpose: what two people leave together must be something that the editor can show.
 * Two people who each delete one of the last two rows must leave an empty table, not an error.
 */

/** How prosemirror-tables recognises its nodes. */
const TABLE_ROLES: Record<string, string> = {
  table: 'table',
  tableRow: 'row',
  tableCell: 'cell',
  tableHeader: 'header_cell',
};

export const Table = Node.create({
  name: 'table',
  group: 'tbl',
  content: 'tableRow*',
  isolating: true,
  extendNodeSchema: (extension: { name: string }) => ({ tableRole: TABLE_ROLES[extension.name] }),
  parseHTML: () => [{ tag: 'table' }],
  renderHTML: () => ['div', { class: 's-table-wrap' }, ['table', { class: 's-table' }, ['tbody', 0]]],
  addProseMirrorPlugins: () => [tameTableEditing()],
});

export const TableRow = Node.create({
  name: 'tableRow',
  content: '(tableCell | tableHeader)*',
  parseHTML: () => [{ tag: 'tr' }],
  renderHTML: () => ['tr', 0],
});

export const TableCell = Node.create(cell('tableCell', 'td'));
export const TableHeader = Node.create(cell('tableHeader', 'th'));

function cell(name: string, tag: 'td' | 'th'): Parameters<typeof Node.create>[0] {
  return {
    name,
    content: 'block*',
    isolating: true,
    // colwidth is what prosemirror-tables expects to find; it stays null here and is so never stored.
    addAttributes: () => ({
      colspan: span('colspan'),
      rowspan: span('rowspan'),
      colwidth: { default: null, rendered: false },
    }),
    parseHTML: () => [{ tag }],
    renderHTML: ({ node }: { node: ProseMirrorNode }) => [tag, spans(node), 0],
  };
}

function span(name: 'colspan' | 'rowspan'): object {
  const parseHTML = (element: HTMLElement): number =>
    Math.min(50, Math.max(1, Number(element.getAttribute(name)) || 1));
  return { default: 1, parseHTML };
}

function spans(node: ProseMirrorNode): Record<string, string> {
  const wide = ['colspan', 'rowspan'].filter((name) => Number(node.attrs[name]) > 1);
  return Object.fromEntries(wide.map((name) => [name, String(node.attrs[name])]));
}

/**
 * Cell selections and keys as prosemirror-tables has them, but without its repair of ragged tables: every replica would
 * repair the same hole, and each pair of edits would add a column for ever. Rows are padded when drawn, and inside the
 * next command that its author gives to the table.
 */
function tameTableEditing(): Plugin {
  const plugin = tableEditing();
  const repair = plugin.spec.appendTransaction;
  plugin.spec.appendTransaction = (trs, _old, state) =>
    trs.some(isDrawn) ? null : repair?.call(plugin, trs, state, state);
  return plugin;
}
