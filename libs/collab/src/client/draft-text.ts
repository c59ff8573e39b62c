import * as Y from 'yjs';

/** The words in updates that never became part of a text, in the order in which they were typed. For their author to keep. */
export function draftText(updates: readonly Uint8Array[]): string {
  const parts: string[] = [];
  for (const update of updates) {
    for (const struct of Y.decodeUpdate(update).structs) {
      if (!(struct instanceof Y.Item)) continue;
      if (struct.content instanceof Y.ContentString) parts.push(struct.content.str);
      else if (struct.content instanceof Y.ContentType && parts.length > 0) parts.push('\n');
    }
  }
  return parts
    .join('')
    .replaceAll(/\n{2,}/g, '\n')
    .trim();
}
