import { Extension } from '@tiptap/core';
import type { EditorAction } from '../reading/mounted-section';
import { runAction } from './actions';

const SHORTCUTS: Readonly<Record<string, EditorAction>> = {
  'Mod-Alt-0': 'paragraph',
  'Mod-Alt-1': 'heading2',
  'Mod-Alt-2': 'heading3',
  'Mod-Alt-3': 'heading4',
  'Mod-Shift-7': 'numbered',
  'Mod-Shift-8': 'bullet',
  'Mod-Shift-9': 'quote',
  'Mod-b': 'bold',
  'Mod-i': 'italic',
  'Mod-u': 'underline',
  'Mod-Shift-x': 'strike',
};

/** The same actions as the toolbar, by key. */
export const ActionKeys = Extension.create<{ boundary: () => void }>({
  name: 'actionKeys',
  priority: 1500,
  addOptions: () => ({ boundary: () => undefined }),
  addKeyboardShortcuts() {
    const { boundary } = this.options;
    return Object.fromEntries(
      Object.entries(SHORTCUTS).map(([key, action]) => [
        key,
        ({ editor }) => {
          boundary();
          runAction(editor.view, action);
          boundary();
          return true;
        },
      ]),
    );
  },
});
