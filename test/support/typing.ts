import { TEXT_ROOT } from '@samenspel/collab';
import * as Y from 'yjs';

/** Writes a word as a paragraph of its own at the end, as the editor would. */
export function typeWord(doc: Y.Doc, word: string): void {
  doc.transact(() => {
    const block = new Y.XmlElement('block');
    block.setAttribute('id', crypto.randomUUID());
    block.setAttribute('kind', 'paragraph');
    const text = new Y.XmlText();
    text.insert(0, word);
    block.insert(0, [text]);
    doc.getXmlFragment(TEXT_ROOT).push([block]);
  }, 'keyboard');
}

/** Writes at a place in the first paragraph. */
export function typeAt(doc: Y.Doc, at: number, words: string): void {
  const block = doc.getXmlFragment(TEXT_ROOT).get(0) as Y.XmlElement;
  if (block.length === 0) doc.transact(() => block.insert(0, [new Y.XmlText()]), 'keyboard');
  doc.transact(() => (block.get(0) as Y.XmlText).insert(at, words), 'keyboard');
}
