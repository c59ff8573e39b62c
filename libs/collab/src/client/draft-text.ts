import * as Y from 'yjs';

interface Id {
  readonly client: number;
  readonly clock: number;
}

/** A piece of what was typed: one letter, or an element with what stands in it. */
interface Piece {
  readonly id: Id;
  readonly letter: string | null;
  /** Begins a line of its own. */
  readonly block: boolean;
  readonly inside: Piece[];
  readonly among: Piece[];
}

/**
 * The words in updates that never became part of a text, for their author to keep. The text around them is not known, but
 * how they stood to each other is: what was typed at one place stays together, paragraphs and places begin a line, and
 * what its author took away again is not there.
 */
export function draftText(updates: readonly Uint8Array[]): string {
  const decoded = updates.map((update) => Y.decodeUpdate(update));
  const pieces = new Map<string, Piece>();
  const places: Piece[][] = [];
  for (const struct of decoded.flatMap(({ structs }) => structs)) {
    // What is under a name is an attribute.
    if (struct instanceof Y.Item && struct.parentSub === null) add(struct, pieces, places);
  }
  const deleted = Y.mergeDeleteSets(decoded.map(({ ds }) => ds));
  const gone = ({ client, clock }: Id): boolean => Y.isDeleted(deleted, Y.createID(client, clock));
  return places
    .map((place) => linesOf(place, gone))
    .join('\n')
    .replaceAll(/\n{2,}/g, '\n')
    .trim();
}

function add(item: Y.Item, pieces: Map<string, Piece>, places: Piece[][]): void {
  const { content } = item;
  const letters =
    content instanceof Y.ContentString ? content.str.split('') : Array.from({ length: item.length }, () => null);
  const among = neighbours(item, pieces, places);
  const before = item.rightOrigin && pieces.get(keyOf(item.rightOrigin));
  const after = item.origin && pieces.get(keyOf(item.origin));
  let at = among.length;
  if (after?.among === among) at = among.lastIndexOf(after) + 1;
  else if (before?.among === among) at = among.lastIndexOf(before);
  const made = letters.map((letter, index): Piece => {
    const id = { client: item.id.client, clock: item.id.clock + index };
    const block = content instanceof Y.ContentType && content.type instanceof Y.XmlElement;
    return { id, letter, block, inside: [], among };
  });
  among.splice(at, 0, ...made);
  for (const piece of made) pieces.set(keyOf(piece.id), piece);
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
    .map(({ id, letter, block, inside }) => {
      if (letter !== null) return gone(id) ? '' : letter;
      // What was typed in a paragraph that its author took away went with it.
      if (gone(id)) return '';
      return block ? `\n${linesOf(inside, gone)}\n` : linesOf(inside, gone);
    })
    .join('');
}

function keyOf({ client, clock }: Id): string {
  return `${client}:${clock}`;
}
