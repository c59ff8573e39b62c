import type { Slice } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import type { LiveSection } from '@samenspel/collab/client';
import type { HeldKeys } from '../reading/mounted-section';
import { moveCaret, movesCaret } from './caret-keys';

const CHANGING = new Set(['Enter', 'Backspace', 'Delete']);
/** What the editor does with Ctrl or Cmd; everything else with these is the browser's (paste, print, load anew). */
const COMMANDS = new Set(['b', 'i', 'k', 'u', 'y', 'z']);

/**
 * Between the press and the right to type nothing may be written, yet the caret is there already. Keys pressed in that
 * moment wait and are played when it comes.
 */
export function holdPlugin(live: LiveSection, hold: HeldKeys): Plugin {
  const pasted: Slice[] = [];
  const play = (view: EditorView): void => {
    if (!live.mayType || view.isDestroyed) return;
    for (const key of hold.waiting.splice(0)) {
      if (key.kind === 'text') typeText(view, key.text);
      else pressKey(view, key.init);
    }
    for (const slice of pasted.splice(0)) view.dispatch(view.state.tr.replaceSelection(slice).scrollIntoView());
  };
  return new Plugin({
    key: new PluginKey('hold'),
    filterTransaction: (tr) => !tr.docChanged || live.mayType || tr.getMeta(ySyncPluginKey) !== undefined,
    props: {
      handleTextInput: (_view, _from, _to, text) => {
        if (live.mayType) return false;
        hold.waiting.push({ kind: 'text', text });
        return true;
      },
      handleKeyDown: (_view, event) => {
        if (live.mayType || !waits(event, hold)) return false;
        const { key, code, keyCode, shiftKey, ctrlKey, metaKey, altKey } = event;
        hold.waiting.push({ kind: 'key', init: { key, code, keyCode, shiftKey, ctrlKey, metaKey, altKey } });
        return true;
      },
      handlePaste: (_view, _event, slice) => {
        if (live.mayType) return false;
        pasted.push(slice);
        return true;
      },
    },
    view: (view) => {
      // Not at once: the caret is set after the editor has been drawn.
      queueMicrotask(() => play(view));
      return { destroy: live.on('changed', () => play(view)) };
    },
  });
}

/** A key that moves the caret waits only for text that was pressed before it. */
function waits(event: KeyboardEvent, hold: HeldKeys): boolean {
  if (movesCaret(event.key)) return hold.waiting.length > 0;
  if (CHANGING.has(event.key)) return true;
  if (!event.ctrlKey && !event.metaKey) return false;
  const key = event.key.toLowerCase();
  // Another kind of block, or struck through.
  const shifted = event.altKey || event.shiftKey;
  return COMMANDS.has(key) || (shifted && (event.code.startsWith('Digit') || key === 'x'));
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
}
