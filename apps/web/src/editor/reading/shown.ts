import type * as Y from 'yjs';
import type { TextPlace } from './mounted-section';

/** What an editor shows instead of the shared text, while a sign is composed in a block of it. */
export interface ShownOtherwise {
  /** Nothing at all is drawn: places in the shared text say nothing of what is shown. */
  readonly stale: boolean;
  place(inShared: TextPlace): TextPlace;
}

const otherwise = new WeakMap<Y.Doc, ShownOtherwise>();

/** Said by the editor of a text; null: it shows what the shared text says. */
export function showOtherwise(doc: Y.Doc, shown: ShownOtherwise | null): void {
  if (shown) otherwise.set(doc, shown);
  else otherwise.delete(doc);
}

/** Is what stands on the page older than the shared text, so that no place in the one can be found in the other? */
export function isStale(doc: Y.Doc): boolean {
  return otherwise.get(doc)?.stale === true;
}

/** Where on the page a place in the shared text stands; null while nobody can say. */
export function shownPlace(doc: Y.Doc, place: TextPlace): TextPlace | null {
  const shown = otherwise.get(doc);
  if (!shown) return place;
  return shown.stale ? null : shown.place(place);
}
