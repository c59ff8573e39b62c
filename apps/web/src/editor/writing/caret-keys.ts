import { Selection, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

type Unit = 'character' | 'word' | 'line' | 'page' | 'lineboundary' | 'document';
type Pressed = Pick<KeyboardEventInit, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

const BACKWARD = new Set(['ArrowLeft', 'ArrowUp', 'Home', 'PageUp']);
const UNITS: Readonly<Record<string, (key: Pressed) => Unit>> = {
  ArrowLeft: sideways,
  ArrowRight: sideways,
  ArrowUp: ({ metaKey }) => (metaKey ? 'document' : 'line'),
  ArrowDown: ({ metaKey }) => (metaKey ? 'document' : 'line'),
  PageUp: () => 'page',
  PageDown: () => 'page',
  Home: ({ ctrlKey, metaKey }) => (ctrlKey || metaKey ? 'document' : 'lineboundary'),
  End: ({ ctrlKey, metaKey }) => (ctrlKey || metaKey ? 'document' : 'lineboundary'),
};

function sideways({ ctrlKey, metaKey, altKey }: Pressed): Unit {
  if (metaKey) return 'lineboundary';
  return ctrlKey || altKey ? 'word' : 'character';
}

/** Does this key move the caret, and nothing else? */
export function movesCaret(key: string): boolean {
  return key in UNITS;
}

/** Does this key go to the start or the end of a line, or of the whole text? */
export function movesToEdge(key: Pressed): boolean {
  const unit = UNITS[key.key ?? '']?.(key);
  return unit === 'document' || unit === 'lineboundary';
}

/** Moves the caret as the browser would have done for this key: it does not act on a key that is played again. */
export function moveCaret(view: EditorView, key: Pressed): void {
  const unit = UNITS[key.key ?? '']?.(key);
  if (unit === undefined) return;
  const backward = BACKWARD.has(key.key ?? '');
  if (unit !== 'document') {
    const [times, step] = unit === 'page' ? ([linesOfPage(view), 'line'] as const) : ([1, unit] as const);
    const [how, where] = [key.shiftKey ? 'extend' : 'move', backward ? 'backward' : 'forward'] as const;
    for (let count = 0; count < times; count += 1) document.getSelection()?.modify(how, where, step);
    takeCaret(view);
    return;
  }
  const { doc, selection, tr } = view.state;
  const edge = backward ? Selection.atStart(doc) : Selection.atEnd(doc);
  const wanted = key.shiftKey ? TextSelection.between(selection.$anchor, edge.$head) : edge;
  view.dispatch(tr.setSelection(wanted).scrollIntoView());
}

/**
 * Takes over where the page has the caret. Not by having the editor look: just after the focus it takes a caret at the start
 * for one that the browser put there, and puts it back.
 */
function takeCaret(view: EditorView): void {
  const { anchorNode, anchorOffset, focusNode, focusOffset } = document.getSelection() ?? {};
  if (!view.dom.contains(anchorNode ?? null) || !view.dom.contains(focusNode ?? null)) return;
  const { doc, tr } = view.state;
  const anchor = doc.resolve(view.posAtDOM(anchorNode!, anchorOffset!));
  const head = doc.resolve(view.posAtDOM(focusNode!, focusOffset!));
  view.dispatch(tr.setSelection(TextSelection.between(anchor, head)).scrollIntoView());
}

/** How many lines the window shows, by the height of the caret. */
function linesOfPage(view: EditorView): number {
  const { top, bottom } = view.coordsAtPos(view.state.selection.head);
  return bottom > top ? Math.floor(window.innerHeight / (bottom - top)) : 1;
}
