import * as Y from 'yjs';
import { copiesOfOthers, keyOf, type Copy, type Id } from './copies';

/** Letters that came in one go and are more than this stay together: a piece for each would fill the memory. */
const TOGETHER = 2_000;

/** A piece of what was typed: one letter, very many that were pasted, or an element with what stands in it. */
interface Piece {
  readonly id: Id;
  readonly letters: string | null;
  /** Begins a line of its own. */
  readonly block: boolean;
  readonly inside: Piece[];
  readonly among: Piece[];
}

/**
 * The words in updates that never became part of a text, for their author to keep. The text around them is not known, but
 * how they stood to each other is: what was typed at one place stays together, paragraphs and places begin a line, and
 * what its author took away again is not there.
 *
 * @param copies what the author moved: of that only his own unsent words are his
 */
export function draftText(updates: readonly Uint8Array[], copies: readonly Copy[] = []): string {
  const decoded = updates.map((update) => Y.decodeUpdate(update));
  const pieces = new Map<string, Piece>();
  const places: Piece[][] = [];
  for (const struct of decoded.flatMap(({ structs }) => structs)) {
    // What is under a name is an attribute.
    if (struct instanceof Y.Item && struct.parentSub === null) add(struct, pieces, places);
  }
  const deleted = Y.mergeDeleteSets(decoded.map(({ ds }) => ds));
  const others = copiesOfOthers(copies, updates);
  const gone = (id: Id): boolean =>
    Y.isDeleted(deleted, Y.createID(id.client, id.clock)) || (others.size > 0 && others.has(keyOf(id)));
  return places
    .map((place) => linesOf(place, gone))
    .join('\n')
    .replaceAll(/\n{2,}/g, '\n')
    .trim();
}

function add(item: Y.Item, pieces: Map<string, Piece>, places: Piece[][]): void {
  const { content } = item;
  const typed = content instanceof Y.ContentString ? content.str : null;
  const together = typed !== null && typed.length > TOGETHER;
  const parts = together ? [typed] : (typed?.split('') ?? Array.from({ length: item.length }, () => null));
  const among = neighbours(item, pieces, places);
  const before = item.rightOrigin && pieces.get(keyOf(item.rightOrigin));
  const after = item.origin && pieces.get(keyOf(item.origin));
  let at = among.length;
  if (after?.among === among) at = among.lastIndexOf(after) + 1;
  else if (before?.among === among) at = among.lastIndexOf(before);
  const made = parts.map((letters, index): Piece => {
    const id = { client: item.id.client, clock: item.id.clock + index };
    const block = content instanceof Y.ContentType && content.type instanceof Y.XmlElement;
    return { id, letters, block, inside: [], among };
  });
  among.splice(at, 0, ...made);
  for (const piece of made) pieces.set(keyOf(piece.id), piece);
  const [whole] = made;
  // Who goes on typing behind them refers to the last.
  if (together && whole !== undefined) pieces.set(keyOf(item.lastId), whole);
}

/** The list in which an item stands: beside what it was put next to, else in its parent, else at a place of its own. */
function neighbours(item: Y.Item, pieces: ReadonlyMap<string, Piece>, places: Piece[][]): Piece[] {
  for (const beside of [item.origin, item.rightOrigin]) {
    const piece = beside && pieces.get(keyOf(beside));
    if (piece) return piece.among;
  }
  const parent = item.parent instanceof Y.ID ? pieces.get(keyOf(item.parent)) : undefined;
  if (parent !== undefined) return parent.inside;
  const place: Piece[] = [];
  places.push(place);
  return place;
}

function linesOf(pieces: readonly Piece[], gone: (id: Id) => boolean): string {
  return pieces
    .map(({ id, letters, block, inside }) => {
      if (letters !== null) return standing(letters, id, gone);
      // What was typed in a paragraph that its author took away went with it.
      if (gone(id)) return '';
      return block ? `\n${linesOf(inside, gone)}\n` : linesOf(inside, gone);
    })
    .join('');
}

/** Without the letters that were taken away again. */
function standing(letters: string, { client, clock }: Id, gone: (id: Id) => boolean): string {
  let text = '';
  let from = 0;
  for (let at = 0; at < letters.length; at += 1) {
    if (!gone({ client, clock: clock + at })) continue;
    text += letters.slice(from, at);
    from = at + 1;
  }
  return text + letters.slice(from);
}
