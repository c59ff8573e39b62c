import * as Y from 'yjs';
import {
  lettersOf,
  movedIn,
  REMOTE,
  stretchesIn,
  wordsOf,
  type LiveSection,
  type LogPlace,
  type MovedLetter,
} from '@samenspel/collab/client';
import { TYPED_OVER } from '../reading/edit-origin';
import { keyOf, rememberMoves, standElsewhere, textsWith } from './moves';

/** Origin of taking away the second copy of a text. Sent as any edit, but nothing to undo. */
const ECHO = Symbol('echo');

/** Moves that are remembered, and letters in them: beyond that nobody is doing the same thing at the same moment. */
const MOST_MOVES = 50;
const MOST_LETTERS = 20_000;

interface Move {
  readonly letters: readonly MovedLetter[];
  /** What each letter was before. */
  readonly from: ReadonlyMap<string, Y.ID>;
  /** Its place in the log of the section; null until it is there. */
  seq: number | null;
  /** Moves of the same text by others. */
  readonly rivals: Rival[];
}

interface Rival {
  readonly place: LogPlace;
  /** The letters that both moved, and the other's copy of each. */
  readonly letters: readonly MovedLetter[];
  readonly copies: readonly Y.ID[];
}

/**
 * Yjs cannot move text: a split or a join of blocks takes letters away and writes them again. Two who do that to the same
 * letters without having seen each other write them twice. The one whose edit came second in the log takes his own copy
 * away: both know the order of the log, so it is never both of them, and he is there, because his edit arrived last.
 *
 * @param forget told of letters that must not come back when the move is undone: the other's copy stands
 */
export function watchEcho(live: LiveSection, forget: (letters: readonly Y.ID[]) => void): () => void {
  const moves: Move[] = [];
  const ready: (() => void)[] = [];
  const ownSeqs: number[] = [];
  /** What was taken away here with nothing written, or something else in its place: that was not moved. */
  const taken: Y.Transaction['deleteSet'][] = [];

  const settle = (move: Move): void => {
    for (const rival of move.rivals.splice(0)) {
      if (move.seq === null) move.rivals.push(rival);
      else if (isBefore(rival.place, move.seq, ownSeqs) && yieldTo(live.doc, move, rival))
        forget(rival.letters.map(({ from }) => from));
    }
  };
  const after = (tr: Y.Transaction): void => {
    if (tr.origin === REMOTE) {
      for (const act of ready.splice(0)) act();
      return;
    }
    if (!tr.local || tr.origin === ECHO) return;
    const isNew = typedOverIn(tr);
    if (
      tr.deleteSet.clients.size > 0 &&
      stretchesIn(tr)
        .flat()
        .every(({ id }) => isNew(id))
    )
      taken.push(tr.deleteSet);
    taken.splice(0, taken.length - MOST_MOVES);
    const letters = movedIn(tr).filter((each) => !each.some(({ to }) => isNew(to)));
    moves.push(...letters.filter(({ length }) => length <= MOST_LETTERS).map(moveOf));
    moves.splice(0, moves.length - MOST_MOVES);
  };
  live.doc.on('afterTransaction', after);
  rememberMoves(live.doc, (id) => moves.findLast(({ from }) => from.has(keyOf(id)))?.from.get(keyOf(id)) ?? null);
  const stops = [
    live.onBeforeRemote((update, place) => {
      const brought = taken.length + moves.length === 0 ? [] : broughtAlong(live.doc, update);
      const mine = brought.flatMap((id) => {
        if (taken.some((letters) => Y.isDeleted(letters, id))) return [id];
        // Moved on from where it was moved to here.
        return moves.flatMap(({ letters }) => letters.filter(({ to }) => Y.compareIDs(to, id)).map(({ from }) => from));
      });
      if (mine.length > 0) forget(mine);
      // Of a text that comes as a whole the order of its parts is not known.
      if (place === null || moves.length === 0) return;
      for (const move of moves) {
        const rival = rivalIn(update, place, move);
        if (rival === null) continue;
        move.rivals.push(rival);
        ready.push(() => settle(move));
      }
    }),
    live.onSaved(({ client, clock }, seq) => {
      ownSeqs.push(seq);
      for (const move of moves) {
        if (move.seq !== null || !move.letters.every(({ to }) => to.client === client && to.clock < clock)) continue;
        move.seq = seq;
        settle(move);
      }
    }),
  ];
  return () => {
    stops.forEach((stop) => stop());
    live.doc.off('afterTransaction', after);
  };
}

function moveOf(letters: readonly MovedLetter[]): Move {
  return { letters, from: new Map(letters.map(({ from, to }) => [keyOf(to), from])), seq: null, rivals: [] };
}

/** Tells letters that were written in the place of others: those were not moved, also where they are spelled as what went. */
function typedOverIn(tr: Y.Transaction): (id: Y.ID) => boolean {
  const ids = (tr.meta.get(TYPED_OVER) ?? []) as readonly Y.ID[];
  const typed = new Set(ids.map(({ client, clock }) => `${client}:${clock}`));
  return ({ client, clock }) => typed.has(`${client}:${clock}`);
}

/**
 * Letters that another moved, also those that are gone here already: they stand where they were moved to. What is moved
 * goes on to the end of what was taken away. A letter or two may as well be typed.
 */
function broughtAlong(doc: Y.Doc, update: Uint8Array): Y.ID[] {
  const { structs, ds } = Y.decodeUpdate(update);
  const written = wordsOf(structs.flatMap((struct) => (struct instanceof Y.Item ? lettersOf(struct) : [])));
  if (written.length < 2 || ds.clients.size === 0) return [];
  return [...textsWith(doc, ds)].flatMap((text) => {
    const taken = allItems(text).flatMap((item) => namedIn(item, ds));
    let moved = 0;
    const fits = ({ letter }: Named): boolean => letter === null || letter === written.at(-1 - moved);
    while (moved < Math.min(taken.length, written.length) && fits(taken.at(-1 - moved)!)) moved += 1;
    const found = taken.slice(taken.length - moved);
    const told = found.filter(({ letter }) => letter !== null).length;
    return told < Math.min(3, written.length) ? [] : found.map(({ id }) => id);
  });
}

/** A letter that an edit takes away; null where it was gone before, and nobody knows any more which one it was. */
interface Named {
  readonly letter: string | null;
  readonly id: Y.ID;
}

function namedIn(item: Y.Item, ds: Y.Transaction['deleteSet']): Named[] {
  const { content, id, length } = item;
  const letters: readonly Named[] =
    content instanceof Y.ContentDeleted
      ? Array.from({ length }, (_, at) => ({ letter: null, id: Y.createID(id.client, id.clock + at) }))
      : lettersOf(item);
  return letters.filter((each) => Y.isDeleted(ds, each.id));
}

function allItems(text: Y.XmlText): Y.Item[] {
  const items: Y.Item[] = [];
  for (let item = text._start; item; item = item.right) items.push(item);
  return items;
}

/** Does this update move letters that were moved here too? Both took them away, and both wrote them again. */
function rivalIn(update: Uint8Array, place: LogPlace, { letters }: Move): Rival | null {
  const { structs, ds } = Y.decodeUpdate(update);
  const both = letters.filter(({ from }) => Y.isDeleted(ds, from));
  const [first] = both;
  if (!first || letters.indexOf(both.at(-1)!) - letters.indexOf(first) !== both.length - 1) return null;
  const written = structs.flatMap((struct) => (struct instanceof Y.Item ? lettersOf(struct) : []));
  const at = wordsOf(written).indexOf(wordsOf(both));
  const copies = written.slice(at, at + both.length).map(({ id }) => id);
  // The own edit, told again.
  const isOwn = copies.some(({ client }) => client === first.to.client);
  return at < 0 || isOwn ? null : { place, letters: both, copies };
}

/** Is an edit of somebody else before the own one with this number? Every number between is an edit, of others or an own one. */
function isBefore({ after, index }: LogPlace, seq: number, ownSeqs: readonly number[]): boolean {
  const own = ownSeqs.filter((each) => each > after && each < seq).length;
  return index < seq - 1 - after - own;
}

/** Takes the own copy away when the other's stands. Letters that were written beside it stay. */
function yieldTo(doc: Y.Doc, move: Move, rival: Rival): boolean {
  const copies = rival.copies.map((id) => livingItem(doc, id));
  const own = rival.letters.map(({ to }) => livingItem(doc, to));
  const [first] = copies;
  if (!first || copies.includes(null) || own.every((item) => item === null)) return false;
  const living = move.letters.map(({ to }) => livingItem(doc, to));
  const from = move.letters.indexOf(rival.letters[0]!);
  const before = living.slice(0, from).findLast((item) => item !== null);
  const behind = living.slice(from + own.length).find((item) => item !== null);
  // The rest of the own copy would then read on the wrong side of the other's: better twice than in a wrong order.
  if ((before && isAfter(before, first)) || (behind && isAfter(first, behind))) return false;
  const copied = rival.letters.map(({ letter, to }, at) => ({ letter, from: to, to: rival.copies[at]! }));
  doc.transact((tr) => {
    standElsewhere(tr, copied);
    deleteLetters(doc, copied.map(({ from }) => from)); // prettier-ignore
  }, ECHO);
  return true;
}

function livingItem(doc: Y.Doc, id: Y.ID): Y.Item | null {
  if (Y.getState(doc.store, id.client) <= id.clock) return null;
  const struct = Y.getItem(doc.store, id);
  return struct instanceof Y.Item && !struct.deleted ? struct : null;
}

/** Letters that follow each other go together. */
function deleteLetters(doc: Y.Doc, ids: readonly Y.ID[]): void {
  for (let at = 0; at < ids.length;) {
    const { client, clock } = ids[at]!;
    const item = livingItem(doc, ids[at]!);
    let length = 1;
    const follows = (): boolean => ids[at + length]?.client === client && ids[at + length]?.clock === clock + length;
    while (item && follows() && clock + length < item.id.clock + item.length) length++;
    if (item?.parent instanceof Y.XmlText) item.parent.delete(indexOf(item) + clock - item.id.clock, length);
    at += length;
  }
}

/** How many letters stand before an item in its text. */
function indexOf(item: Y.Item): number {
  let index = 0;
  for (let left = item.left; left; left = left.left) if (!left.deleted && left.countable) index += left.length;
  return index;
}

/** Does one stand behind the other in the text? */
function isAfter(one: Y.Item, other: Y.Item): boolean {
  const [path, otherPath] = [pathOf(one), pathOf(other)];
  for (const [level, index] of path.entries()) {
    const otherIndex = otherPath[level] ?? -1;
    if (index !== otherIndex) return index > otherIndex;
  }
  return false;
}

/** Where an item stands: its place in its text, the place of that in its block, and so on; from the outside in. */
function pathOf(item: Y.Item): number[] {
  const path: number[] = [];
  for (let at: Y.Item | null = item; at; at = at.parent instanceof Y.AbstractType ? at.parent._item : null) {
    let index = 0;
    for (let left: Y.Item | null = at.left; left; left = left.left) index += left.length;
    path.unshift(index);
  }
  return path;
}
