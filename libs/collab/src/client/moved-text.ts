import * as Y from 'yjs';

/** A letter that an edit took away at one place and wrote again at another, as a split and a join of blocks do. */
export interface MovedLetter {
  readonly letter: string;
  readonly from: Y.ID;
  readonly to: Y.ID;
}

interface Letter {
  readonly letter: string;
  readonly id: Y.ID;
}

/** The stretches of text that this transaction moved: taken away in one text, and written word for word in it or in another. */
export function movedIn(tr: Y.Transaction): MovedLetter[][] {
  const gone: Y.Item[] = [];
  Y.iterateDeletedStructs(tr, tr.deleteSet, (struct) => {
    if (struct instanceof Y.Item && struct.content instanceof Y.ContentString) gone.push(struct);
  });
  if (gone.length === 0) return [];
  const fresh = writtenIn(tr);
  if (fresh.length === 0) return [];
  const written = textsOf(fresh).map((items) => items.filter((item) => !item.deleted).flatMap(lettersOf));
  return textsOf(gone).flatMap((items) => {
    const taken = items.flatMap(lettersOf);
    const words = wordsOf(taken);
    const copy = written.find((letters) => wordsOf(letters).includes(words));
    if (!copy) return [];
    const at = wordsOf(copy).indexOf(words);
    return [taken.map(({ letter, id }, index) => ({ letter, from: id, to: copy[at + index]!.id }))];
  });
}

/** The letters of a string item, each with its id. */
export function lettersOf(item: Y.Item): Letter[] {
  const { content, id } = item;
  if (!(content instanceof Y.ContentString)) return [];
  return content.str.split('').map((letter, index) => ({ letter, id: Y.createID(id.client, id.clock + index) }));
}

export function wordsOf(letters: readonly { readonly letter: string }[]): string {
  return letters.map(({ letter }) => letter).join('');
}

function writtenIn(tr: Y.Transaction): Y.Item[] {
  const items: Y.Item[] = [];
  for (const [client, end] of tr.afterState) {
    const begin = tr.beforeState.get(client) ?? 0;
    if (begin === end) continue;
    const structs = tr.doc.store.clients.get(client) ?? [];
    for (let at = structs.length - 1; at >= 0 && structs[at]!.id.clock >= begin; at--) {
      const struct = structs[at];
      if (struct instanceof Y.Item && struct.content instanceof Y.ContentString) items.push(struct);
    }
  }
  return items;
}

/** Items by the text that they stand in, in the order in which they stand there. */
function textsOf(items: readonly Y.Item[]): Y.Item[][] {
  const wanted = new Set(items);
  return [...new Set(items.map(({ parent }) => parent))].map((parent) => {
    const found: Y.Item[] = [];
    for (let item = parent instanceof Y.AbstractType ? parent._start : null; item; item = item.right)
      if (wanted.has(item)) found.push(item);
    return found;
  });
}
