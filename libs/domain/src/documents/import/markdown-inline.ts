import type { TextRun } from './model';
import { matchDelimiters, type InlineToken } from './markdown-delimiters';
import { readLinkTail } from './markdown-links';
import { isSafeAddress, plainRuns } from './runs';

const PUNCTUATION = /[!-/:-@[-`{-~]/;

/**
 * Reads the text of one Markdown block: bold, italic, strike, underline (`<u>`), code, links, images and escapes. What
 * is not understood stays as it was typed, HTML included. Linear in the length of the text; never throws.
 */
export function inlineRuns(text: string): TextRun[] {
  return matchDelimiters(tokensOf(text)).flatMap((run) =>
    run.link === undefined ? plainRuns(run.text, run.marks) : [run],
  );
}

function tokensOf(text: string): InlineToken[] {
  const tokens: InlineToken[] = [];
  const codeEnds = new CodeEnds(text);
  let from = 0;
  const flush = (to: number) => {
    if (to > from) tokens.push({ kind: 'text', text: text.slice(from, to) });
  };
  const emit = (at: number, end: number, token: InlineToken): number => {
    flush(at);
    tokens.push(token);
    from = end;
    return end;
  };
  let at = 0;
  while (at < text.length) {
    const read = readToken(text, at, codeEnds);
    at = read === null ? at + 1 : emit(at, read.end, read.token);
  }
  flush(text.length);
  return tokens;
}

interface Read {
  readonly token: InlineToken;
  readonly end: number;
}

function readToken(text: string, at: number, codeEnds: CodeEnds): Read | null {
  const character = text[at]!;
  switch (character) {
    case '\\': {
      const next = text[at + 1] ?? '';
      return PUNCTUATION.test(next) ? { token: { kind: 'text', text: next }, end: at + 2 } : null;
    }
    case '`':
      return readCode(text, at, codeEnds);
    case '*':
    case '_':
    case '~':
      return readDelimiter(text, at, character);
    case '<':
      return readTag(text, at);
    case '!':
      return text[at + 1] === '[' ? { token: { kind: 'open', text: '![', image: true }, end: at + 2 } : null;
    case '[':
      return { token: { kind: 'open', text: '[', image: false }, end: at + 1 };
    case ']': {
      const tail = readLinkTail(text, at + 1);
      const end = tail?.end ?? at + 1;
      return { token: { kind: 'close', text: text.slice(at, end), tail }, end };
    }
    default:
      return null;
  }
}

function readDelimiter(text: string, at: number, mark: '*' | '_' | '~'): Read {
  const end = endOfRun(text, at);
  const [before, after] = [text[at - 1] ?? ' ', text[end] ?? ' '];
  const left = !isSpace(after) && (!isPunctuation(after) || isSpace(before) || isPunctuation(before));
  const right = !isSpace(before) && (!isPunctuation(before) || isSpace(after) || isPunctuation(after));
  const inWord = mark === '_';
  const canOpen = left && (!inWord || !right || isPunctuation(before));
  const canClose = right && (!inWord || !left || isPunctuation(after));
  return { token: { kind: 'mark', text: text.slice(at, end), mark, canOpen, canClose }, end };
}

function readTag(text: string, at: number): Read | null {
  const tag = /<(\/?)u>/iy;
  tag.lastIndex = at;
  const underline = tag.exec(text);
  if (underline !== null) {
    const [typed, slash] = [underline[0], underline[1] === '/'];
    return {
      token: { kind: 'mark', text: typed, mark: 'u', canOpen: !slash, canClose: slash },
      end: at + typed.length,
    };
  }
  const link = /<((?:https?:\/\/|mailto:)[^\s<>]+)>/iy;
  link.lastIndex = at;
  const address = link.exec(text)?.[1];
  if (address === undefined || !isSafeAddress(address)) return null;
  return { token: { kind: 'text', text: address, link: address }, end: at + address.length + 2 };
}

function readCode(text: string, at: number, codeEnds: CodeEnds): Read {
  const open = endOfRun(text, at);
  const close = codeEnds.after(open, open - at);
  if (close < 0) return { token: { kind: 'text', text: text.slice(at, open) }, end: open };
  return { token: { kind: 'text', text: text.slice(open, close) }, end: close + open - at };
}

function endOfRun(text: string, at: number): number {
  let end = at;
  while (text[end] === text[at]) end += 1;
  return end;
}

function isSpace(character: string): boolean {
  return /\s/.test(character);
}

function isPunctuation(character: string): boolean {
  return /[\p{P}\p{S}]/u.test(character);
}

/** Where runs of backticks of each length stand, so that looking for the end of a code span never rescans the text. */
class CodeEnds {
  private readonly places = new Map<number, { at: number[]; next: number }>();

  constructor(text: string) {
    for (const run of text.matchAll(/`+/g)) {
      const place = this.places.get(run[0].length) ?? { at: [], next: 0 };
      place.at.push(run.index);
      this.places.set(run[0].length, place);
    }
  }

  after(from: number, length: number): number {
    const place = this.places.get(length);
    if (place === undefined) return -1;
    while (place.next < place.at.length && place.at[place.next]! < from) place.next += 1;
    return place.at[place.next] ?? -1;
  }
}
