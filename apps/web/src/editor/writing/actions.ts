import { toggleMark } from '@tiptap/pm/commands';
import { type Command, type EditorState, TextSelection } from '@tiptap/pm/state';
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  deleteColumn,
  deleteRow,
  deleteTable,
  fixTables,
  isInTable,
  toggleHeader,
} from '@tiptap/pm/tables';
import type { EditorView } from '@tiptap/pm/view';
import { isList, safeHref } from '@samenspel/collab';
import type { BlockKind } from '@samenspel/domain';
import type { EditorAction } from '../reading/mounted-section';
import { kindOf } from './block';
import { selectedBlocks, setKind } from './blocks-of';
import { indentBy } from './keys';

/** Makes the selected blocks of this kind; if they all are already, paragraphs. */
export function toggleKind(kind: BlockKind, level: number | null = null): Command {
  return (state, dispatch) => {
    const blocks = selectedBlocks(state);
    if (blocks.length === 0) return false;
    const all = blocks.every(({ node }) => kindOf(node.attrs.kind) === kind && (!level || node.attrs.level === level));
    const tr = state.tr;
    for (const block of blocks) setKind(tr, block, all ? 'paragraph' : kind, all ? null : level);
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

const insertTable: Command = (state, dispatch) => {
  const { nodes } = state.schema;
  const { $from } = state.selection;
  if (isInTable(state) || $from.depth !== 1 || !nodes.block || !nodes.tableRow || !nodes.table) return false;
  const row = (cell: 'tableHeader' | 'tableCell'): ReturnType<typeof nodes.tableRow.create> =>
    nodes.tableRow!.create(
      null,
      [1, 2, 3].map(() => nodes[cell]!.create(null, nodes.block!.create())),
    );
  const table = nodes.table.create(null, [row('tableHeader'), row('tableCell'), row('tableCell')]);
  const after = $from.after();
  const tr = state.tr.insert(after, table);
  // Without a block below it, nobody could write after the table.
  const end = after + table.nodeSize;
  if (!tr.doc.resolve(end).nodeAfter) tr.insert(end, nodes.block.create());
  tr.setSelection(TextSelection.near(tr.doc.resolve(after + 4)));
  dispatch?.(tr.scrollIntoView());
  return true;
};

const COMMANDS: Record<EditorAction, Command> = {
  paragraph: toggleKind('paragraph'),
  heading2: toggleKind('heading', 2),
  heading3: toggleKind('heading', 3),
  heading4: toggleKind('heading', 4),
  bullet: toggleKind('bullet'),
  numbered: toggleKind('numbered'),
  quote: toggleKind('quote'),
  indent: indentBy(1),
  outdent: indentBy(-1),
  bold: mark('bold'),
  italic: mark('italic'),
  underline: mark('underline'),
  strike: mark('strike'),
  insertTable,
  addRowBefore,
  addRowAfter,
  addColumnBefore,
  addColumnAfter,
  deleteRow,
  deleteColumn,
  deleteTable,
  toggleHeaderRow: toggleHeader('row'),
};

const PADDED = new Set<EditorAction>([
  'addRowBefore',
  'addRowAfter',
  'addColumnBefore',
  'addColumnAfter',
  'toggleHeaderRow',
]);

export function runAction(view: EditorView, action: EditorAction): boolean {
  if (PADDED.has(action) && isInTable(view.state)) {
    // Rows and columns added at the same time leave holes; who changes the table next fills them, alone.
    const padding = fixTables(view.state);
    if (padding) view.dispatch(padding);
  }
  return COMMANDS[action](view.state, view.dispatch, view);
}

export function mayRun(state: EditorState, action: EditorAction): boolean {
  return COMMANDS[action](state);
}

/** Puts the link on the selection, or on the link around the caret; null takes it away. Without any text the address itself is written. */
export function setLink(view: EditorView, address: string | null): boolean {
  const type = view.state.schema.marks.link;
  const href = address === null ? null : safeHref(address);
  if (!type || (address !== null && href === null)) return false;
  const { from, to } = linkRange(view.state);
  const tr = view.state.tr;
  if (href === null) tr.removeMark(from, to, type);
  else if (from === to) tr.insertText(href, from).addMark(from, from + href.length, type.create({ href }));
  else tr.addMark(from, to, type.create({ href }));
  view.dispatch(tr.scrollIntoView());
  return true;
}

export function linkAt(state: EditorState): string | null {
  const { $from, from, to, empty } = state.selection;
  const type = state.schema.marks.link;
  if (!type) return null;
  if (empty) return safeHref(type.isInSet($from.marks())?.attrs.href);
  let href: string | null = null;
  state.doc.nodesBetween(from, to, (node) => {
    href ??= safeHref(type.isInSet(node.marks)?.attrs.href);
  });
  return href;
}

function linkRange(state: EditorState): { from: number; to: number } {
  const { $from, from, to, empty } = state.selection;
  const href = linkAt(state);
  if (!empty || href === null) return { from, to };
  const start = $from.start();
  let range = { from, to };
  $from.parent.forEach((child, offset) => {
    const has = child.marks.some((mark) => mark.type.name === 'link' && mark.attrs.href === href);
    const at = start + offset;
    if (has && at <= from && from <= at + child.nodeSize) range = { from: at, to: at + child.nodeSize };
  });
  return range;
}

function mark(name: 'bold' | 'italic' | 'underline' | 'strike'): Command {
  return (state, dispatch) => {
    const type = state.schema.marks[name];
    return type ? toggleMark(type)(state, dispatch) : false;
  };
}

/** What the toolbar shows as pressed. */
export function kindsIn(state: EditorState): { kind: BlockKind | null; level: number | null; list: boolean } {
  const blocks = selectedBlocks(state);
  const kinds = new Set(blocks.map(({ node }) => kindOf(node.attrs.kind)));
  const levels = new Set(blocks.map(({ node }) => node.attrs.level as number | null));
  const [kind] = kinds;
  const [level] = levels;
  return {
    kind: kinds.size === 1 ? (kind ?? null) : null,
    level: kind === 'heading' && kinds.size === 1 && levels.size === 1 ? (level ?? 2) : null,
    list: [...kinds].some(isList),
  };
}
