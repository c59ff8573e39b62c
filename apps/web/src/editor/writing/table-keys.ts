import { Extension } from '@tiptap/core';
import { goToNextCell, isInTable } from '@tiptap/pm/tables';
import type { EditorView } from '@tiptap/pm/view';
import { runAction } from './actions';

/**
 * Tab walks through the cells of a table; from the last one it goes on in a new row. It never leaves the table: who goes
 * on typing would type into nothing. Escape leaves the text.
 */
export const TableKeys = Extension.create<{ boundary: () => void }>({
  name: 'tableKeys',
  addOptions: () => ({ boundary: () => undefined }),
  addKeyboardShortcuts() {
    const { boundary } = this.options;
    return {
      Tab: ({ editor }) => nextCell(editor.view, boundary),
      'Shift-Tab': ({ editor }) => goToNextCell(-1)(editor.state, editor.view.dispatch) || isInTable(editor.state),
    };
  },
});

function nextCell(view: EditorView, boundary: () => void): boolean {
  if (goToNextCell(1)(view.state, view.dispatch)) return true;
  if (!isInTable(view.state)) return false;
  boundary();
  runAction(view, 'addRowAfter');
  goToNextCell(1)(view.state, view.dispatch);
  boundary();
  return true;
}
