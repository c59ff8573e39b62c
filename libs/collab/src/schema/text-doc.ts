import * as Y from 'yjs';
import { TEXT_ROOT } from './schema';

/**
 * A Y.Doc for the text of a section, in which Yjs does not tidy up formatting by itself. Its tidying deletes marks on each
 * replica at another moment and tells nobody: two readers of one text would then see other words in bold.
 */
export function createTextDoc(): Y.Doc {
  // With an id of its own each would draw dozens of random numbers for it, and nobody asks for it.
  const doc = new Y.Doc({ guid: TEXT_ROOT });
  doc.on('afterTransaction', (transaction: Y.Transaction) => {
    transaction._needFormattingCleanup = false;
  });
  return doc;
}
