import * as Y from 'yjs';

/**
 * A Y.Doc for the text of a section, in which Yjs does not tidy up formatting by itself. Its tidying deletes marks on each
 * replica at another moment and tells nobody: two readers of one text would then see other words in bold.
 */
export function createTextDoc(): Y.Doc {
  const doc = new Y.Doc();
  doc.on('afterTransaction', (transaction: Y.Transaction) => {
    transaction._needFormattingCleanup = false;
  });
  return doc;
}
