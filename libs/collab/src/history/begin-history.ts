import * as Y from 'yjs';
import { readBlocks } from '../schema/blocks';
import { canonicalText } from '../schema/canonical-text';
import { idleAttributes, idleMarks } from '../schema/idle';
import { TEXT_ROOT } from '../schema/schema';
import { createTextDoc } from '../schema/text-doc';

/**
 * What a new history of a text begins with (docs/spec.md D20, D21): the text as it stands, and nothing that is to be seen
 * nowhere in it. Of struck letters their place and length remain, for those who refer to what stands beside them; of a link
 * the address goes with its last letter, also where its marks were left behind.
 *
 * @param updates those that make up the text
 * @throws Error when the text would not read as it did
 */
export function beginHistory(updates: readonly Uint8Array[]): Uint8Array {
  const doc = createTextDoc();
  for (const update of updates) Y.applyUpdate(doc, update);
  const before = says(doc);
  doc.transact((transaction) => strikeIdle(doc.getXmlFragment(TEXT_ROOT), transaction));
  if (says(doc) !== before) throw new Error('the new history reads differently');
  // Yjs writes a deleted item without what it held.
  const bytes = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return bytes;
}

const says = (doc: Y.Doc): string => JSON.stringify(canonicalText(readBlocks(doc)));

function strikeIdle(node: unknown, transaction: Y.Transaction): void {
  if (node instanceof Y.XmlText) {
    for (const item of idleMarks(node)) item.delete(transaction);
  } else if (node instanceof Y.XmlElement || node instanceof Y.XmlFragment) {
    if (node instanceof Y.XmlElement) for (const name of idleAttributes(node)) node.removeAttribute(name);
    for (const child of node.toArray()) strikeIdle(child, transaction);
  }
}
