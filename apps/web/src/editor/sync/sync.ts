import { Extension } from '@tiptap/core';
import { Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state';
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
    return live ? [bindingPlugin(live)] : [];
  },
});

/** What was done in the editor, numbered, from the first that was not written when the last was added. */
interface Done {
  readonly first: number;
  readonly changes: readonly Transaction[];
}

const bindings = new WeakMap<EditorView, Binding>();

/** Draws what was held back while a sign was composed: before anything else is done in the text. */
export function settleComposition(view: EditorView): void {
  readDom(view);
  bindings.get(view)?.release();
}

/** From now on this editor neither draws nor writes the shared text: it is about to go. */
export function unbind(view: EditorView): void {
  bindings.get(view)?.destroy();
}

/** So long after the end of a composition the editor has read what came of it. */
const COMPOSED_MS = 50;

/**
 * Chromium works out where a caret is shown, and keeps to that when an empty block comes before the one in which it is at the
 * start: the next letter would go into the empty block. Told the same place once more it looks again.
 */
function showCaretAgain(view: EditorView): void {
  const { $from, empty } = view.state.selection;
  if (!empty || $from.depth === 0 || $from.parentOffset > 0 || view.composing || !view.hasFocus()) return;
  const before = view.state.doc.resolve($from.before()).nodeBefore;
  const shown = view.dom.ownerDocument.getSelection();
  if (before?.isTextblock && before.content.size === 0 && shown?.isCollapsed)
    shown.collapse(shown.anchorNode, shown.anchorOffset);
}

/**
 * A letter typed over what is selected. Of equal letters the browser would not tell which are gone, and nothing at all where
 * the new one is equal to the old: then it would go with the old one when another takes that away.
 */
function typeOver(view: EditorView, { charCode }: KeyboardEvent): boolean {
  const { selection } = view.state;
  const letter = String.fromCharCode(charCode);
  if (!(selection instanceof TextSelection) || selection.empty || /[\r\n]/.test(letter)) return false;
  const { from, to } = selection;
  const plain = (): Transaction => view.state.tr.insertText(letter).scrollIntoView();
  if (!view.someProp('handleTextInput', (handle) => handle(view, from, to, letter, plain))) view.dispatch(plain());
  return true;
}

/**
 * A state is made of transactions before anybody knows whether the editor will ever show it: so they are kept in the state
 * itself, and written from the one that is shown.
 *
 * A browser tells of a moved caret a moment after it moved. A key pressed in that moment would work at the old place, and
 * an edit of somebody else would put the caret back there: so what the DOM says is read first.
 */
function bindingPlugin(live: LiveSection): Plugin {
  let written = 0;
  let binding: Binding | null = null;
  const settle = (view: EditorView): false => {
    readDom(view);
    if (!view.isDestroyed && !view.composing) binding?.release();
    return false;
  };
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
    props: {
      handleKeyPress: typeOver,
      handleDOMEvents: {
        keydown: settle,
        paste: settle,
        cut: settle,
        copy: settle,
        // Before the editor takes it for a composition: what another one held back is drawn first.
        compositionstart: (view) => {
          settle(view);
          binding?.composes();
        },
        drop: settle,
        compositionend: (view) => void setTimeout(() => settle(view), COMPOSED_MS),
      },
    },
    view: (view) => {
      const own = (binding = new Binding(live.doc, view));
      bindings.set(view, own);
      const stop = live.onBeforeRemote((update) => {
        readDom(view);
        own.coming(update);
      });
      return {
        update: (_view, previous): void => {
          const { first, changes } = key.getState(view.state)!;
          const waiting = changes.slice(Math.max(0, written - first));
          written = Math.max(written, first + changes.length);
          if (waiting.length > 0) writeFrom(view, live, previous, () => own.write(waiting));
          if (!view.composing) own.release();
          if (view.state.doc !== previous.doc) showCaretAgain(view);
        },
        destroy: () => {
          stop();
          own.destroy();
        },
      };
    },
  });
}
