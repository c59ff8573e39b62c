import * as Y from 'yjs';
import { TEXT_ROOT } from '@samenspel/collab';

/** So much in one edit, in characters: far below what the server takes at once, also where every character is three bytes. */
const PIECE = 20_000;

/**
 * Puts the words of a draft back behind the text, a paragraph for each of its lines. In several edits, so that what was
 * too large for one is not refused again.
 */
export function putDraftBack(doc: Y.Doc, words: string, newId: () => string, origin: unknown): void {
  const root = doc.getXmlFragment(TEXT_ROOT);
  for (const line of words.split('\n')) {
    const text = new Y.XmlText();
    doc.transact(() => {
      const block = new Y.XmlElement('block');
      block.setAttribute('id', newId());
      block.setAttribute('kind', 'paragraph');
      block.insert(0, [text]);
      root.insert(root.length, [block]);
    }, origin);
    for (let from = 0; from < line.length; from += PIECE) {
      doc.transact(() => text.insert(from, line.slice(from, from + PIECE), {}), origin);
    }
  }
}
