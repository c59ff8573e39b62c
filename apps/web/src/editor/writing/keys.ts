import { Extension } from '@tiptap/core';
import { type Command, type EditorState, Selection, TextSelection } from '@tiptap/pm/state';
import { isInTable } from '@tiptap/pm/tables';
import { isList } from '@samenspel/collab';
import { blockAt, indentOf, selectedBlocks, setIndent, setKind } from './blocks-of';
import { kindOf } from './block';

/** Enter: an empty list item or quote steps back out, a heading is followed by a paragraph, anything else continues. */
export const enter: Command = (state, dispatch) => {
  const block = blockAt(state.selection.$from);
  if (!block || state.selection.$from.depth !== state.selection.$to.depth) return false;
  const kind = kindOf(block.node.attrs.kind);
  if (state.selection.empty && block.node.content.size === 0 && kind !== 'paragraph') return stepBack(state, dispatch);
  if (!dispatch) return true;
  const tr = state.tr;
  if (!tr.selection.empty) tr.deleteSelection();
  const { $from } = tr.selection;
  const here = blockAt($from);
  if (!here) return false;
  const { type, attrs, content } = here.node;
  const next = kind === 'heading' ? { ...attrs, kind: 'paragraph', level: null, id: null } : { ...attrs, id: null };
  if ($from.parentOffset === 0 && content.size > 0) {
    // Splitting here would move all the text into a new element and leave what another types in the old one.
    tr.insert(here.pos, type.create({ ...attrs, id: null, review: null }));
  } else if ($from.parentOffset === content.size) {
    tr.split($from.pos, 1, [{ type, attrs: { ...next, review: null } }]);
  } else {
    tr.split($from.pos, 1, [{ type, attrs: { ...attrs, id: null } }]);
  }
  dispatch(tr.scrollIntoView());
  return true;
};

/** A line break within the block is a character: an inline node would cut the shared text in two. */
const lineBreak: Command = (state, dispatch) => {
  if (!blockAt(state.selection.$from)) return false;
  dispatch?.(state.tr.insertText('\n').scrollIntoView());
  return true;
};

/** Backspace at the start: outdent, then paragraph, then join. */
const backspace: Command = (state, dispatch) => {
  const { selection } = state;
  const block = blockAt(selection.$from);
  if (!selection.empty || !block || selection.$from.parentOffset > 0) return false;
  if (kindOf(block.node.attrs.kind) !== 'paragraph') return stepBack(state, dispatch);
  const before = state.doc.resolve(block.pos).nodeBefore;
  if (before?.type.name !== 'block' || before.content.size > 0) return false;
  // Joining would move this text into the empty block; taking the empty one away leaves it where others may be typing.
  dispatch?.(state.tr.delete(block.pos - before.nodeSize, block.pos).scrollIntoView());
  return true;
};

function stepBack(state: EditorState, dispatch: Parameters<Command>[1]): boolean {
  const block = blockAt(state.selection.$from);
  if (!block) return false;
  const tr = state.tr;
  if (isList(kindOf(block.node.attrs.kind)) && indentOf(block.node) > 0) setIndent(tr, block, indentOf(block.node) - 1);
  else setKind(tr, block, 'paragraph');
  dispatch?.(tr.scrollIntoView());
  return true;
}

/** Tab indents list items only; anywhere else it leaves the text, so that the keyboard is never caught. */
export function indentBy(step: 1 | -1): Command {
  return (state, dispatch) => {
    const items = selectedBlocks(state).filter(({ node }) => isList(kindOf(node.attrs.kind)));
    if (items.length === 0) return false;
    const tr = state.tr;
    for (const item of items) setIndent(tr, item, Math.max(0, indentOf(item.node) + step));
    if (tr.docChanged) dispatch?.(tr.scrollIntoView());
    return true;
  };
}

/** Select all means this cell, then this section: never through the edge of a section. */
const selectAll: Command = (state, dispatch) => {
  if (!isInTable(state)) {
    const from = Selection.atStart(state.doc);
    const to = Selection.atEnd(state.doc);
    dispatch?.(state.tr.setSelection(TextSelection.between(from.$from, to.$to)));
    return true;
  }
  return false;
};

function bound(command: Command, structural: () => void): (props: { editor: EditorLike }) => boolean {
  return ({ editor }) => {
    const done = command(editor.state, editor.view.dispatch);
    if (done) structural();
    return done;
  };
}

interface EditorLike {
  readonly state: EditorState;
  readonly view: { readonly dispatch: Parameters<Command>[1] & {} };
}

/** The keys that change structure. Each is an undo step of its own. */
export const Keys = Extension.create<{ boundary: () => void }>({
  name: 'keys',
  priority: 900,
  addOptions: () => ({ boundary: () => undefined }),
  addKeyboardShortcuts() {
    const { boundary } = this.options;
    return {
      Enter: bound(enter, boundary),
      'Shift-Enter': bound(lineBreak, boundary),
      'Mod-Enter': bound(lineBreak, boundary),
      Backspace: bound(backspace, boundary),
      Tab: bound(indentBy(1), boundary),
      'Shift-Tab': bound(indentBy(-1), boundary),
      'Mod-a': bound(selectAll, () => undefined),
    };
  },
});
