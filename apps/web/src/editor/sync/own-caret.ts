import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import {
  getRelativeSelection,
  ProsemirrorBinding,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import type { Caret, LiveSection } from '@samenspel/collab/client';

interface SyncState {
  readonly binding: ProsemirrorBinding;
}

export interface RelativeSelection {
  readonly anchor: Y.RelativePosition;
  readonly head: Y.RelativePosition;
}

/** The selection in terms of the shared text; null before the binding has drawn it. */
export function relativeSelection(view: EditorView): RelativeSelection | null {
  const binding = (ySyncPluginKey.getState(view.state) as SyncState | undefined)?.binding;
  if (!binding || binding.mapping.size === 0) return null;
  const { anchor, head } = getRelativeSelection(binding, view.state);
  return { anchor, head };
}

export function absolutePosition(view: EditorView, position: Y.RelativePosition): number | null {
  const binding = (ySyncPluginKey.getState(view.state) as SyncState | undefined)?.binding;
  if (!binding) return null;
  const at = relativePositionToAbsolutePosition(binding.doc, binding.type, position, binding.mapping);
  return at === null ? null : Math.min(Math.max(at, 0), view.state.doc.content.size);
}

/** Puts the selection where `relativeSelection` found it, and shows it; one of another text is left alone. */
export function restoreSelection(view: EditorView, selection: unknown): void {
  const { anchor, head } = (selection ?? {}) as Partial<RelativeSelection>;
  const from = anchor ? absolutePosition(view, anchor) : null;
  const to = head ? absolutePosition(view, head) : null;
  const tr = view.state.tr;
  if (from !== null && to !== null) tr.setSelection(TextSelection.between(tr.doc.resolve(from), tr.doc.resolve(to)));
  view.dispatch(tr.scrollIntoView());
}

/** Tells the others where I write, as long as I do. */
export function ownCaretPlugin(live: LiveSection): Plugin {
  let last: string | null = null;
  const send = (view: EditorView): void => {
    const selection = view.hasFocus() && live.mayType ? relativeSelection(view) : null;
    const caret: Caret | null = selection && {
      anchor: Y.encodeRelativePosition(selection.anchor),
      head: Y.encodeRelativePosition(selection.head),
    };
    const now = caret && `${caret.anchor.join()} ${caret.head.join()}`;
    if (now === last) return;
    last = now;
    live.setCaret(caret);
  };
  // After this turn: the binding takes a change into the shared text in its own turn of the same update, and a caret at the
  // end of a block, measured before that, would seem to stand in the next one.
  let asked = false;
  const soon = (view: EditorView): void => {
    if (asked) return;
    asked = true;
    queueMicrotask(() => {
      asked = false;
      if (!view.isDestroyed) send(view);
    });
  };
  return new Plugin({
    key: new PluginKey('own caret'),
    props: {
      handleDOMEvents: {
        focus: (view) => void soon(view),
        blur: (view) => void soon(view),
      },
    },
    view: () => ({ update: soon, destroy: () => last !== null && live.setCaret(null) }),
  });
}
