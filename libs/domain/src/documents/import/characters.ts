const OPENING = new Set('([{"\'“„”‘‚’«‹¿');
const CLOSING = new Set(')]}"\'”“’‘»›*');

/** The first character that says something about a line: opening quotes and brackets are passed over. */
function firstTelling(text: string): string {
  let at = 0;
  while (at < text.length && at < 4 && OPENING.has(text[at]!)) at += 1;
  return String.fromCodePoint(text.codePointAt(at) ?? 32);
}

/** Whether a line starts with a small letter, so that it most likely goes on where the line before stopped. */
export function startsSmall(text: string): boolean {
  return /^\p{Ll}/u.test(firstTelling(text)) || /^[,.;:)%]/.test(text);
}

/** Whether a line starts with a capital. */
export function startsCapital(text: string): boolean {
  return /^\p{Lu}/u.test(firstTelling(text));
}

/** Whether a line ends a sentence, a clause or an introduction (`:`), closing quotes and brackets passed over. */
export function isTerminated(text: string): boolean {
  let at = text.length - 1;
  while (at > 0 && text.length - at < 5 && CLOSING.has(text[at]!)) at -= 1;
  return at >= 0 && '.!?:;…'.includes(text[at]!);
}

/** The first word of a line. */
export function firstWord(text: string): string {
  const end = text.indexOf(' ');
  return end < 0 ? text : text.slice(0, end);
}

/** The last word of a line. */
export function lastWord(text: string): string {
  return text.slice(text.lastIndexOf(' ') + 1);
}

/** Number of words: runs of characters that are not white space. */
export function countWords(text: string): number {
  let count = 0;
  const word = /\S+/g;
  while (word.test(text)) count += 1;
  return count;
}

/** Whether a line is an address on the web and nothing else. */
export function isAddress(text: string): boolean {
  return /^https?:\/\/\S+$/.test(text);
}
