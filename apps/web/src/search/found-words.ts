/** Name under which the browser marks found words; the look is in the editor's own style sheet of found words. */
export const FOUND = 'found-words';

/**
 * The places of words in an element, whatever their case. Looks at the text only: nothing in the document changes, so that
 * an editor that is open in it notices nothing.
 *
 * @param most stops there: a word that stands everywhere marks nothing
 */
export function rangesIn(element: Element, words: readonly string[], most = 500): Range[] {
  const wanted = words.map((word) => word.toLocaleLowerCase('nl')).filter((word) => word.trim() !== '');
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null && ranges.length < most; node = walker.nextNode()) {
    const { text, places } = seen(node.nodeValue ?? '');
    for (const word of wanted) {
      for (let at = text.indexOf(word); at >= 0 && ranges.length < most; at = text.indexOf(word, at + word.length)) {
        const range = document.createRange();
        range.setStart(node, places[at] ?? 0);
        range.setEnd(node, (places[at + word.length - 1] ?? 0) + 1);
        ranges.push(range);
      }
    }
  }
  return ranges;
}

/** A text as it is seen, in small letters, and where each of these stands: a soft hyphen within a word is no part of it. */
function seen(text: string): { readonly text: string; readonly places: readonly number[] } {
  const places: number[] = [];
  let letters = '';
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (/\p{Default_Ignorable_Code_Point}/u.test(letter)) continue;
    const small = letter.toLocaleLowerCase('nl');
    // A letter that is longer in small form would shift every place after it.
    letters += small.length === 1 ? small : letter;
    places.push(at);
  }
  return { text: letters, places };
}
