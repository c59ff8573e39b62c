/** A part of a letter: words, or an address of a page of ours. */
export type LetterPart =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly path: string };

/**
 * The paragraphs of a letter, with its links told apart. Only an address of this installation becomes a link: a letter that
 * is shown here must not lead elsewhere.
 */
export function letterParts(text: string, origin: string): LetterPart[][] {
  return text.split('\n\n').map((paragraph) =>
    paragraph
      .split(/(https?:\/\/\S+)/)
      .filter((part) => part !== '')
      .map((part): LetterPart => {
        const path = part.startsWith(`${origin}/`) ? part.slice(origin.length) : null;
        return path === null ? { kind: 'words', text: part } : { kind: 'link', text: part, path };
      }),
  );
}
