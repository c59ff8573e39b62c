import * as Y from 'yjs';
import { readBlocks } from '../schema/blocks';
import { canonicalText } from '../schema/canonical-text';
import { idleAttributes, idleMarks } from '../schema/idle';
import { TEXT_ROOT } from '../schema/schema';
import { createTextDoc } from '../schema/text-doc';

/** What a new history begins with. */
export interface BegunHistory {
  readonly bytes: Uint8Array;
  /** Why what nothing visible bears was left in it; null when it is gone. */
  readonly untidied: Error | null;
}

/** Takes what nothing visible bears out of a text, within a transaction. */
export type Tidy = (root: Y.XmlFragment, transaction: Y.Transaction) => void;

/**
 * What a new history of a text begins with (docs/spec.md D20, D21): the text as it stands, and nothing that is to be seen
 * nowhere in it. Of struck letters their place and length remain, for those who refer to what stands beside them; of a link
 * the address goes with its last letter, also where its marks were left behind.
 *
 * A text that would not read as it did is left as it is (D22): a withdrawal of rights must not wait for what tidies.
 *
 * @param updates those that make up the text
 * @throws Error when the updates are none, or one of them is missing
 */
export function beginHistory(updates: readonly Uint8Array[], tidy: Tidy = strikeIdle): BegunHistory {
  const doc = docOf(updates);
  try {
    const before = says(doc);
    doc.transact((transaction) => tidy(doc.getXmlFragment(TEXT_ROOT), transaction));
    if (says(doc) !== before) throw new Error('the new history reads differently');
    return { bytes: Y.encodeStateAsUpdate(doc), untidied: null };
  } catch (cause) {
    const untidied = cause instanceof Error ? cause : new Error('not tidied');
    return { bytes: Y.encodeStateAsUpdate(docOf(updates)), untidied };
  }
}

/** Yjs writes a deleted item without what it held: encoded anew, struck letters are gone. */
function docOf(updates: readonly Uint8Array[]): Y.Doc {
  const doc = createTextDoc();
  for (const update of updates) Y.applyUpdate(doc, update);
  // What refers to a row that is missing would go along as it came, with all that was ever struck from it.
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) throw new Error('the text has a gap');
  return doc;
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
