const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
/** Soft hyphens, zero width spaces and joiners of words, marks of the order of bytes. */
const UNSEEN = /[\u00ad\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff]/g;
const DIRECTIONS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** Joiners, but for those in an emoji or between letters of scripts that need them. */
const JOINERS =
  /(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f\p{Script=Arabic}\p{Script=Devanagari}])[\u200c\u200d]/gu;

/**
 * Without signs that nobody sees: a word with one in it is found by no search. They come along from web pages and PDF.
 * A space at which no line may break is meant, and stays.
 */
export function withoutUnseenSigns(text: string): string {
  const seen = text.replace(UNSEEN, '').replace(JOINERS, '');
  return RIGHT_TO_LEFT.test(seen) ? seen : seen.replace(DIRECTIONS, '');
}

export function dropUnseenSigns(body: HTMLElement): void {
  const walker = body.ownerDocument.createTreeWalker(body, 4);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    const seen = withoutUnseenSigns(text.nodeValue ?? '');
    if (seen !== text.nodeValue) text.nodeValue = seen;
  }
}
