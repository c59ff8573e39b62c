import * as Y from 'yjs';
import { TEXT_ROOT } from '@samenspel/collab';
import { REMOTE, type LiveSection } from '@samenspel/collab/client';

/** Own text that died under a parent which somebody else deleted without having seen it. */
export interface Salvaged {
  readonly key: string;
  readonly sectionId: string;
  readonly text: string;
  /** What stood around it, to find the place again. */
  readonly left: string;
  readonly right: string;
  /** Id of the nearest block before it that lives. */
  readonly near: string | null;
}

type DeleteSet = Y.Transaction['deleteSet'];

const CONTEXT = 24;
const MATCH = 12;

/**
 * Watches a section for own text that an update of somebody else takes away by the way. What the other had seen and
 * deleted is in the delete set of that update; what is deleted only because its parent is, nobody ever looked at.
 */
export function watchSalvage(live: LiveSection, offer: (salvaged: Salvaged) => void): () => void {
  let seenByDeleter: DeleteSet | null = null;
  const stopBefore = live.onBeforeRemote((update) => {
    seenByDeleter = alsoBroughtBack(live.doc, Y.decodeUpdate(update).ds);
  });
  const after = (tr: Y.Transaction): void => {
    if (tr.origin !== REMOTE || seenByDeleter === null) return;
    const seen = seenByDeleter;
    seenByDeleter = null;
    const lost: Y.Item[] = [];
    Y.iterateDeletedStructs(tr, tr.deleteSet, (struct) => {
      if (struct instanceof Y.Item && live.ownClientIds.has(struct.id.client) && unseen(struct, seen) !== '')
        lost.push(struct);
    });
    for (const group of byText(lost)) {
      const found = describe(group, tr, seen, live);
      if (found.text.trim() !== '') offer(found);
    }
  };
  live.doc.on('afterTransaction', after);
  return () => {
    stopBefore();
    live.doc.off('afterTransaction', after);
  };
}

/** What undo brought back here stands under another id: who deleted it under its old one had seen it. */
function alsoBroughtBack(doc: Y.Doc, seen: DeleteSet): DeleteSet {
  const again = Y.createDeleteSet();
  for (const [client, ranges] of seen.clients) {
    for (const { clock, len } of ranges) {
      const end = Math.min(clock + len, Y.getState(doc.store, client));
      for (let at = clock; at < end;) {
        const item = Y.getItem(doc.store, Y.createID(client, at));
        const until = Math.min(end, item.id.clock + item.length);
        if (item.redone) {
          const { client: by, clock: from } = item.redone;
          const range = { clock: from + at - item.id.clock, len: until - at };
          again.clients.set(by, [...(again.clients.get(by) ?? []), range]);
        }
        at = until;
      }
    }
  }
  if (again.clients.size === 0) return seen;
  return Y.mergeDeleteSets([seen, alsoBroughtBack(doc, again)]);
}

/**
 * The letters of an item that the deleter did not name. Letter by letter: what was typed before and after the deleter
 * looked may have become one item, which goes as a whole with its parent.
 */
function unseen(item: Y.Item, seen: DeleteSet): string {
  if (!(item.content instanceof Y.ContentString)) return '';
  const { client, clock } = item.id;
  return [...Array(item.length).keys()]
    .filter((index) => !Y.isDeleted(seen, Y.createID(client, clock + index)))
    .map((index) => (item.content as Y.ContentString).str.charAt(index))
    .join('');
}

/** The lost pieces of one text, in the order in which they stood. */
function byText(lost: readonly Y.Item[]): Y.Item[][] {
  const groups = new Map<unknown, Y.Item[]>();
  for (const item of lost) groups.set(item.parent, [...(groups.get(item.parent) ?? []), item]);
  return [...groups.values()].map((items) => {
    const wanted = new Set(items);
    return allItems(items[0]?.parent).filter((item) => wanted.has(item));
  });
}

function allItems(parent: unknown): Y.Item[] {
  const items: Y.Item[] = [];
  for (let item = parent instanceof Y.AbstractType ? parent._start : null; item; item = item.right) items.push(item);
  return items;
}

function describe(items: readonly Y.Item[], tr: Y.Transaction, seen: DeleteSet, live: LiveSection): Salvaged {
  const first = items[0]!;
  const last = items.at(-1)!;
  // Text that this very transaction deleted still tells where it stood.
  const shown = (item: Y.Item): string =>
    item.content instanceof Y.ContentString && (!item.deleted || Y.isDeleted(tr.deleteSet, item.id))
      ? item.content.str
      : '';
  const all = allItems(first.parent);
  return {
    key: `${first.id.client}:${first.id.clock}`,
    sectionId: live.sectionId,
    text: items.map((item) => unseen(item, seen)).join(''),
    left: all.slice(0, all.indexOf(first)).map(shown).join('').slice(-CONTEXT),
    right: all
      .slice(all.indexOf(last) + 1)
      .map(shown)
      .join('')
      .slice(0, CONTEXT),
    near: nearestBlock(first),
  };
}

/** The nearest living block to the left of the outermost deleted ancestor. */
function nearestBlock(item: Y.Item): string | null {
  let top = item;
  for (let parent = parentItem(top); parent; parent = parentItem(parent)) if (parent.deleted) top = parent;
  for (let at = top.left; at; at = at.left) {
    const type = at.content instanceof Y.ContentType && !at.deleted ? at.content.type : null;
    const id: unknown = type instanceof Y.XmlElement ? (type.getAttribute('id') as unknown) : null;
    if (typeof id === 'string') return id;
  }
  return null;
}

function parentItem(item: Y.Item): Y.Item | null {
  return item.parent instanceof Y.AbstractType ? item.parent._item : null;
}

/** Where a text put back came to stand. */
export type PutBack = 'in-place' | 'own-block';

/** Puts salvaged text back: where its surroundings stand once and only once, else in a block of its own. */
export function putBack(doc: Y.Doc, salvaged: Salvaged, newId: () => string, origin: unknown): PutBack {
  const root = doc.getXmlFragment(TEXT_ROOT);
  const places = findPlaces(root, salvaged);
  const only = places.length === 1 ? places[0] : undefined;
  doc.transact(() => {
    if (only) {
      only.text.insert(only.index, salvaged.text, {});
      return;
    }
    const block = new Y.XmlElement('block');
    block.setAttribute('id', newId());
    block.setAttribute('kind', 'paragraph');
    block.insert(0, [new Y.XmlText(salvaged.text)]);
    root.insert(placeAfter(root, salvaged.near), [block]);
  }, origin);
  return only ? 'in-place' : 'own-block';
}

function findPlaces(root: Y.XmlFragment, { left, right }: Salvaged): { text: Y.XmlText; index: number }[] {
  const before = left.slice(-MATCH);
  const after = right.slice(0, MATCH);
  // Two or three letters of context stand anywhere.
  if (before.length + after.length < 4) return [];
  return textsIn(root).flatMap((text) => {
    const plain = text
      .toDelta()
      .map((delta: { insert?: unknown }) => String(delta.insert ?? ''))
      .join('');
    const found: { text: Y.XmlText; index: number }[] = [];
    for (let at = plain.indexOf(before + after); at >= 0; at = plain.indexOf(before + after, at + 1))
      found.push({ text, index: at + before.length });
    return found;
  });
}

function textsIn(parent: Y.XmlFragment): Y.XmlText[] {
  return parent.toArray().flatMap((node) => {
    if (node instanceof Y.XmlText) return [node];
    return node instanceof Y.XmlElement ? textsIn(node) : [];
  });
}

function placeAfter(root: Y.XmlFragment, near: string | null): number {
  const at = root.toArray().findIndex((node) => node instanceof Y.XmlElement && node.getAttribute('id') === near);
  return near !== null && at >= 0 ? at + 1 : root.length;
}
