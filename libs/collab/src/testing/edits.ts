import * as Y from 'yjs';
import { TEXT_ROOT } from '../schema/schema';
import type { Random } from './random';

/** The origin of edits by hand. */
export const KEYBOARD = 'keyboard';

/** Something that an editor might do to a section, as it does it to the Y.Doc. */
export function randomEdit(doc: Y.Doc, random: Random, word: string): void {
  const root = doc.getXmlFragment(TEXT_ROOT);
  doc.transact(() => {
    const blocks = root
      .toArray()
      .filter((node): node is Y.XmlElement => node instanceof Y.XmlElement && node.nodeName === 'block');
    if (blocks.length === 0 || random.chance(0.1)) {
      root.insert(random.below(root.length + 1), [newBlock(word, random)]);
      return;
    }
    const block = random.pick(blocks);
    const text = textOf(block);
    const at = random.below(text.length + 1);
    const choice = random.next();
    if (choice < 0.5) text.insert(at, word);
    else if (choice < 0.65 && text.length > 0) text.delete(random.below(text.length), 1);
    else if (choice < 0.75 && text.length > 1)
      text.format(0, 1 + random.below(text.length - 1), random.chance(0.5) ? { bold: {} } : { bold: null });
    else if (choice < 0.85) block.setAttribute('kind', random.pick(['paragraph', 'bullet', 'quote', 'heading']));
    else if (choice < 0.9 && blocks.length > 2) root.delete(root.toArray().indexOf(block), 1);
    else if (choice < 0.95) root.insert(random.below(root.length + 1), [newTable(word, random)]);
    else text.insert(at, `${word}\n`);
  }, KEYBOARD);
}

function textOf(block: Y.XmlElement): Y.XmlText {
  const first = block.toArray().find((node) => node instanceof Y.XmlText);
  if (first instanceof Y.XmlText) return first;
  const made = new Y.XmlText();
  block.insert(0, [made]);
  return made;
}

function newBlock(word: string, random: Random): Y.XmlElement {
  const block = new Y.XmlElement('block');
  block.setAttribute('id', `b${random.below(1e9)}`);
  block.setAttribute('kind', 'paragraph');
  const text = new Y.XmlText();
  text.insert(0, word);
  block.insert(0, [text]);
  return block;
}

function newTable(word: string, random: Random): Y.XmlElement {
  const table = new Y.XmlElement('table');
  const row = new Y.XmlElement('tableRow');
  const cell = new Y.XmlElement('tableCell');
  cell.insert(0, [newBlock(word, random)]);
  row.insert(0, [cell]);
  table.insert(0, [row]);
  return table;
}
