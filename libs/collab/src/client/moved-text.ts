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

/** What a transaction wrote in one text. */
interface Written {
  readonly text: Y.Item['parent'];
  readonly letters: readonly Letter[];
  readonly words: string;
  /** Letters with nothing else between them, as the first and the one behind the last. */
  readonly stretches: readonly { readonly begin: number; readonly end: number }[];
}

/** Where in what was written these words of a text stand again: the first letter, or -1. */
type Place = (words: string, from: Y.Item['parent'], written: Written) => number;

/** The stretches of text that this transaction moved: taken away in one text, and written word for word in it or in another. */
export function movedIn(tr: Y.Transaction): MovedLetter[][] {
  return movesIn(tr, (words, _from, written) => written.words.indexOf(words));
}

/**
 * The stretches of text that this transaction moved to another text, as a split or a join of blocks does: what stands in
 * the midst of what was written, or in the same text, only happens to be spelled alike.
 */
export function movedAcross(tr: Y.Transaction): MovedLetter[][] {
  return movesIn(tr, (words, from, { text, stretches, words: all }) => {
    if (text === from) return -1;
    for (const { begin, end } of stretches) {
      if (end - begin < words.length) continue;
      if (all.startsWith(words, begin)) return begin;
      if (all.startsWith(words, end - words.length)) return end - words.length;
    }
    return -1;
  });
}

function movesIn(tr: Y.Transaction, placeOf: Place): MovedLetter[][] {
  const gone: Y.Item[] = [];
  Y.iterateDeletedStructs(tr, tr.deleteSet, (struct) => {
    if (struct instanceof Y.Item && struct.content instanceof Y.ContentString) gone.push(struct);
  });
  if (gone.length === 0) return [];
  const fresh = writtenIn(tr).filter((item) => !item.deleted);
  if (fresh.length === 0) return [];
  const written = [...textsOf(fresh)].map(([text, items]) => writtenOf(text, items));
  return [...textsOf(gone)].flatMap(([text, items]) => {
    const taken = items.flatMap(lettersOf);
    const words = wordsOf(taken);
    for (const copy of written) {
      const at = placeOf(words, text, copy);
      if (at >= 0)
        return [taken.map(({ letter, id }, index) => ({ letter, from: id, to: copy.letters[at + index]!.id }))];
    }
    return [];
  });
}

/** The letters that a transaction wrote and that stand there now: those with nothing else between them together. */
export function stretchesIn(tr: Y.Transaction): Letter[][] {
  const fresh = writtenIn(tr).filter((item) => !item.deleted);
  return [...textsOf(fresh)].flatMap(([text, items]) => {
    const { letters, stretches } = writtenOf(text, items);
    return stretches.map(({ begin, end }) => letters.slice(begin, end));
  });
}

function writtenOf(text: Y.Item['parent'], items: readonly Y.Item[]): Written {
  const letters: Letter[] = [];
  const stretches: { begin: number; end: number }[] = [];
  for (const [index, item] of items.entries()) {
    const begin = letters.length;
    for (const letter of lettersOf(item)) letters.push(letter);
    const last = stretches.at(-1);
    if (last !== undefined && isNextTo(items[index - 1]!, item)) last.end = letters.length;
    else stretches.push({ begin, end: letters.length });
  }
  return { text, letters, words: wordsOf(letters), stretches };
}

/** Do these two read as one? What was taken away between them, and where letters become bold, is not read. */
function isNextTo(one: Y.Item, other: Y.Item): boolean {
  let item = one.right;
  while (item !== null && item !== other && (item.deleted || !item.countable)) item = item.right;
  return item === other;
}

/** The letters of a string item, each with its id. */
export function lettersOf(item: Y.Item): Letter[] {
  const { content, id } = item;
  if (!(content instanceof Y.ContentString)) return [];
  return content.str.split('').map((letter, index) => ({ letter, id: Y.createID(id.client, id.clock + index) }));
}

/** The letters as one text. */
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
function textsOf(items: readonly Y.Item[]): Map<Y.Item['parent'], Y.Item[]> {
  const wanted = new Set(items);
  const texts = new Map<Y.Item['parent'], Y.Item[]>();
  for (const { parent } of items) {
    if (texts.has(parent)) continue;
    const found: Y.Item[] = [];
    for (let item = parent instanceof Y.AbstractType ? parent._start : null; item; item = item.right)
      if (wanted.has(item)) found.push(item);
    texts.set(parent, found);
  }
  return texts;
}
