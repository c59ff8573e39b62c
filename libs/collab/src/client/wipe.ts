import * as Y from 'yjs';

/**
 * Takes the words and links out of a text that may not be read any more. Its structure stays: what still looks at it (a
 * caret, a mark beside the text) finds its places, and nothing to read.
 */
export function wipe(doc: Y.Doc): void {
  for (const structs of doc.store.clients.values()) {
    for (const struct of structs) {
      if (!(struct instanceof Y.Item)) continue;
      const { content } = struct;
      if (content instanceof Y.ContentString) content.str = ' '.repeat(content.str.length);
      else if (content instanceof Y.ContentFormat) content.value = {};
    }
  }
}
