import { Slice } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { LiveSection } from '@samenspel/collab/client';
import { placeSlice } from '../clipboard/place-slice';
import type { HeldKey, HeldKeys } from '../reading/mounted-section';
import { isDrawn } from '../sync/drawn';
import { relativeSelection, restoreSelection } from '../sync/own-caret';
import { moveCaret, movesCaret, movesToEdge } from './caret-keys';

const CHANGING = new Set(['Enter', 'Backspace', 'Delete']);
/** What the editor does with Ctrl or Cmd; everything else with these is the browser's (paste, print, load anew). */
const COMMANDS = new Set(['b', 'i', 'k', 'u', 'y', 'z']);

/**
 * Between the press and the right to type nothing may be written, yet the caret is there already. Keys pressed in that
 * moment wait and are played when it comes.
 */
export function holdPlugin(live: LiveSection, hold: HeldKeys): Plugin {
  /** Where the caret was at the last key that waits: keys do not move it any more, a press does. */
  let last: string | null = null;
  const mark = (view: EditorView): void => {
    const selection = relativeSelection(view.state, live);
    const now = JSON.stringify(selection);
    if (selection === null || now === last) return;
    last = now;
    hold.waiting.push({ kind: 'place', selection });
  };
  const wait = (view: EditorView, key: HeldKey): true => {
    mark(view);
    hold.waiting.push(key);
    hold.changed();
    return true;
  };
  const play = (view: EditorView): void => {
    if (!live.mayType || view.isDestroyed || hold.waiting.length === 0) return;
    mark(view);
    for (const key of hold.waiting.splice(0)) playKey(view, live, key);
    last = null;
  };
  /** What was pressed before the editor came belongs at the place of the first press; places of an earlier one say nothing here. */
  const begin = (view: EditorView): void => {
    if (view.isDestroyed) return;
    const early = hold.waiting.splice(0).filter(({ kind }) => kind !== 'place');
    if (early.length > 0) mark(view);
    hold.waiting.push(...early);
    play(view);
  };
  return new Plugin({
    key: new PluginKey('hold'),
    filterTransaction: (tr) => !tr.docChanged || live.mayType || isDrawn(tr),
    props: {
      handleTextInput: (view, _from, _to, text) => !live.mayType && wait(view, { kind: 'text', text }),
      handleKeyDown: (view, event) => {
        if (movesToEdge(event) && (live.mayType || hold.waiting.length === 0)) {
          // Right after the press the editor would put a caret that the browser moved back to where the press was.
          moveCaret(view, event);
          return true;
        }
        if (live.mayType || !waits(event, hold)) return false;
        const { key, code, keyCode, shiftKey, ctrlKey, metaKey, altKey } = event;
        return wait(view, { kind: 'key', init: { key, code, keyCode, shiftKey, ctrlKey, metaKey, altKey } });
      },
      handlePaste: (view, _event, slice) => {
        if (live.mayType) return false;
        const text = slice.content.textBetween(0, slice.content.size, '\n');
        return wait(view, { kind: 'paste', slice: slice.toJSON(), text });
      },
    },
    view: (view) => {
      // Not at once: the caret is set after the editor has been drawn.
      queueMicrotask(() => begin(view));
      return { destroy: live.on('changed', () => play(view)) };
    },
  });
}

/** A key that moves the caret or selects everything waits only for text that was pressed before it. */
function waits(event: KeyboardEvent, hold: HeldKeys): boolean {
  if (movesCaret(event.key)) return hold.waiting.length > 0;
  if (CHANGING.has(event.key)) return true;
  // A sign of its own, which Windows tells as Ctrl and Alt.
  if (event.getModifierState('AltGraph') || (!event.ctrlKey && !event.metaKey)) return false;
  const key = event.key.toLowerCase();
  // Another kind of block, or struck through.
  const shifted = event.altKey || event.shiftKey;
  if (key === 'a' && !shifted) return hold.waiting.length > 0;
  return COMMANDS.has(key) || (shifted && (event.code.startsWith('Digit') || key === 'x'));
}

function playKey(view: EditorView, live: LiveSection, key: HeldKey): void {
  switch (key.kind) {
    case 'text':
      return typeText(view, key.text);
    case 'key':
      return pressKey(view, key.init);
    case 'paste':
      return placeSlice(view, Slice.fromJSON(view.state.schema, key.slice));
    case 'place':
      // A selection that is there still may be of cells, which the shared text does not tell.
      if (JSON.stringify(relativeSelection(view.state, live)) !== JSON.stringify(key.selection))
        restoreSelection(view, live, key.selection);
  }
}

function typeText(view: EditorView, text: string): void {
  const { from, to } = view.state.selection;
  const plain = (): ReturnType<typeof view.state.tr.insertText> => view.state.tr.insertText(text, from, to);
  const handled = view.someProp('handleTextInput', (handle) => handle(view, from, to, text, plain));
  if (!handled) view.dispatch(plain().scrollIntoView());
}

function pressKey(view: EditorView, init: KeyboardEventInit): void {
  const event = new KeyboardEvent('keydown', init);
  if (view.someProp('handleKeyDown', (handle) => handle(view, event))) return;
  if (movesCaret(event.key)) return moveCaret(view, init);
  // Deleting one character is left to the browser, which does not act on made-up events.
  const { $from, from, to, empty } = view.state.selection;
  if (init.key === 'Backspace' && !empty) view.dispatch(view.state.tr.delete(from, to));
  else if (init.key === 'Backspace' && $from.parentOffset > 0) view.dispatch(view.state.tr.delete(from - 1, from));
  else if (init.key === 'Delete' && !empty) view.dispatch(view.state.tr.delete(from, to));
  else if (init.key === 'Delete' && $from.parentOffset < $from.parent.content.size)
    view.dispatch(view.state.tr.delete(from, from + 1));
}
