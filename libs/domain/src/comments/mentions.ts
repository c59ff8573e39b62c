/** How a mention stands in the text of a comment: its place in the list of mentions, never a name (docs/spec.md K7). */
const TOKEN = /@\[(\d{1,2})\]/g;

/** A piece of a comment: words, or who is mentioned. */
export type CommentPiece<M> = { readonly text: string } | { readonly mention: M };

/** The text of a comment in pieces, for whoever shows it. A token that names nobody stays as it was typed. */
export function piecesOf<M>(body: string, mentions: readonly M[]): CommentPiece<M>[] {
  const pieces: CommentPiece<M>[] = [];
  let from = 0;
  for (const match of body.matchAll(TOKEN)) {
    const mention = mentions[Number(match[1])];
    if (mention === undefined) continue;
    if (match.index > from) pieces.push({ text: body.slice(from, match.index) });
    pieces.push({ mention });
    from = match.index + match[0].length;
  }
  if (from < body.length) pieces.push({ text: body.slice(from) });
  return pieces;
}

/** The token for the n-th mention. */
export function mentionToken(place: number): string {
  return `@[${place}]`;
}
