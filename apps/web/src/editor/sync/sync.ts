import { Extension } from '@tiptap/core';
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { LiveSection } from '@samenspel/collab/client';
import { Binding } from './binding';
import { isDrawn } from './drawn';
import { writeFrom } from './own-caret';
import { readDom } from './read-dom';

/** Binds the editor to the shared text. The history of undo is not its matter: that outlives the editors. */
export const Sync = Extension.create<{ live: LiveSection | null }>({
  name: 'sync',
  priority: 1000,
  addOptions: () => ({ live: null }),
  addProseMirrorPlugins() {
    const { live } = this.options;
    return live ? [bindingPlugin(live), readDomFirst(live)] : [];
  },
});

/** What was done in the editor, numbered, from the first that was not written when the last was added. */
interface Done {
  readonly first: number;
  readonly changes: readonly Transaction[];
}

/**
 * A state is made of transactions before anybody knows whether the editor will ever show it: so they are kept in the state
 * itself, and written from the one that is shown.
 */
function bindingPlugin(live: LiveSection): Plugin {
  let written = 0;
  const key = new PluginKey<Done>('binding');
  return new Plugin<Done>({
    key,
    state: {
      init: () => ({ first: 0, changes: [] }),
      apply: (tr, { first, changes }) => {
        if (!tr.docChanged || isDrawn(tr)) return { first, changes };
        const from = Math.max(first, written);
        return { first: from, changes: [...changes.slice(from - first), tr] };
      },
    },
    view: (view) => {
      const binding = new Binding(live.doc, view);
      return {
        update: (_view, previous): void => {
          const { first, changes } = key.getState(view.state)!;
          const waiting = changes.slice(Math.max(0, written - first));
          written = Math.max(written, first + changes.length);
          if (waiting.length > 0) writeFrom(view, live, previous, () => binding.write(waiting));
        },
        destroy: () => binding.destroy(),
      };
    },
  });
}

/**
 * A browser tells of a moved caret a moment after it moved. A key pressed in that moment would work at the old place,
 * and an edit of somebody else would put the caret back there: so what the DOM says is read first.
 */
function readDomFirst(live: LiveSection): Plugin {
  const read = (view: EditorView): false => {
    readDom(view);
    return false;
  };
  return new Plugin({
    key: new PluginKey('read dom first'),
    props: { handleDOMEvents: { keydown: read, paste: read, cut: read, copy: read } },
    view: (view) => ({ destroy: live.onBeforeRemote(() => readDom(view)) }),
  });
}
