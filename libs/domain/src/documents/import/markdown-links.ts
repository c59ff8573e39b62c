/** What follows the text of a link: `(address "title")`. */
export interface LinkTail {
  readonly address: string;
  readonly title: string;
  /** Index behind the closing parenthesis. */
  readonly end: number;
}

/** Reads the tail of a link at `at`; null if it is none. Stops at the next bracket, so that scanning stays linear. */
export function readLinkTail(text: string, at: number): LinkTail | null {
  if (text[at] !== '(') return null;
  const start = skipSpaces(text, at + 1);
  const end = text[start] === '<' ? endOfAngled(text, start) : endOfAddress(text, start);
  if (end < 0) return null;
  const address = text[start] === '<' ? text.slice(start + 1, end - 1) : text.slice(start, end);
  let close = skipSpaces(text, end);
  let title = '';
  if (close > end && (text[close] === '"' || text[close] === "'")) {
    const quoteEnd = endOfTitle(text, close);
    if (quoteEnd < 0) return null;
    title = text.slice(close + 1, quoteEnd);
    close = skipSpaces(text, quoteEnd + 1);
  }
  return text[close] === ')' ? { address: unescape(address), title: unescape(title), end: close + 1 } : null;
}

function endOfAngled(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '>') return at + 1;
    if (text[at] === '<' || text[at] === ']') return -1;
  }
  return -1;
}

function endOfAddress(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at]!;
    if (character === '\\') at += 1;
    else if (/[\s[\]<]/.test(character)) return /\s/.test(character) && depth === 0 ? at : -1;
    else if (character === '(') depth += 1;
    else if (character === ')') {
      if (depth === 0) return at;
      depth -= 1;
    }
  }
  return -1;
}

function endOfTitle(text: string, start: number): number {
  for (let at = start + 1; at < text.length && text[at] !== ']'; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === text[start]) return at;
  }
  return -1;
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at += 1;
  return at;
}

function unescape(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}
