import { PluginKey, type Transaction } from '@tiptap/pm/state';

const key = new PluginKey('drawn');

/** Marks a transaction of the editor that draws what the shared text says already: by others, by undo, or by the page. */
export function markDrawn(tr: Transaction): Transaction {
  return tr.setMeta(key, true).setMeta('addToHistory', false);
}

/** Does this transaction draw what the shared text says already? Nothing may be written in answer to it. */
export function isDrawn(tr: Transaction): boolean {
  return tr.getMeta(key) === true;
}

/** Origin of what is written in an editor. */
export const TYPED = Symbol('typed');
