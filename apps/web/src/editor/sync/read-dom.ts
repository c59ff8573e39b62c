import type { EditorView } from '@tiptap/pm/view';

/** Lets the editor take over what the browser did and has not told it yet. */
export function readDom(view: EditorView): void {
  if (view.isDestroyed || view.composing || !view.hasFocus()) return;
  // ProseMirror has no public way to say "look at the DOM now"; these two are what its own listeners call.
  const { domObserver } = view as unknown as { domObserver: { forceFlush(): void; flush(): void } };
  domObserver.forceFlush();
  domObserver.flush();
}
