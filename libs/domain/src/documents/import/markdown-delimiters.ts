import type { LinkTail } from './markdown-links';
import type { TextRun } from './model';
import { isSafeAddress } from './runs';

type Mark = NonNullable<TextRun['marks']>[number];
type MarkCharacter = '*' | '_' | '~' | 'u';

/** A piece of Markdown text; `text` is what it looks like if it turns out to mean nothing. */
export type InlineToken =
  | { readonly kind: 'text'; readonly text: string; readonly link?: string }
  | {
      readonly kind: 'mark';
      readonly text: string;
      readonly mark: MarkCharacter;
      readonly canOpen: boolean;
      readonly canClose: boolean;
    }
  | { readonly kind: 'open'; readonly text: string; readonly image: boolean }
  | { readonly kind: 'close'; readonly text: string; readonly tail: LinkTail | null };

const ORDER: readonly Mark[] = ['bold', 'italic', 'underline', 'strike'];
const CHARACTERS: readonly MarkCharacter[] = ['*', '_', '~', 'u'];

/** Finds what belongs to what among the marks and brackets, and gives the text in runs. Linear. */
export function matchDelimiters(tokens: readonly InlineToken[]): TextRun[] {
  const matcher = new Matcher(tokens);
  tokens.forEach((token, at) => {
    if (token.kind === 'mark') matcher.mark(token, at);
    else if (token.kind === 'open') matcher.brackets.push(at);
    else if (token.kind === 'close') matcher.close(token, at);
  });
  return matcher.runs();
}

class Matcher {
  readonly brackets: number[] = [];
  private readonly openers: Record<MarkCharacter, number[]> = { '*': [], _: [], '~': [], u: [] };
  private readonly shown: string[];
  private readonly changes: Int32Array[];
  private readonly links: (string | undefined)[];

  constructor(private readonly tokens: readonly InlineToken[]) {
    this.shown = tokens.map((token) => token.text);
    this.changes = ORDER.map(() => new Int32Array(tokens.length + 1));
    this.links = tokens.map((token) => (token.kind === 'text' ? token.link : undefined));
  }

  mark(token: Extract<InlineToken, { kind: 'mark' }>, at: number): void {
    const stack = this.openers[token.mark];
    const least = token.mark === '~' ? 2 : 1;
    while (token.canClose && this.left(at) >= least && stack.length > 0) {
      const opener = stack.at(-1)!;
      this.pair(token.mark, opener, at);
      for (const other of CHARACTERS) while ((this.openers[other].at(-1) ?? -1) > opener) this.openers[other].pop();
      if (this.left(opener) < least) stack.pop();
    }
    if (token.canOpen && this.left(at) >= least) stack.push(at);
  }

  /** Marks between two tokens and takes from both what was used. */
  private pair(character: MarkCharacter, opener: number, at: number): void {
    const used = character === 'u' ? 0 : Math.min(2, this.left(opener), this.left(at));
    const kind: Mark = character === 'u' ? 'underline' : character === '~' ? 'strike' : used === 2 ? 'bold' : 'italic';
    const change = this.changes[ORDER.indexOf(kind)]!;
    change[opener + 1]! += 1;
    change[at]! -= 1;
    this.shown[opener] = character === 'u' ? '' : this.shown[opener]!.slice(used);
    this.shown[at] = character === 'u' ? '' : this.shown[at]!.slice(used);
  }

  private left(at: number): number {
    return this.shown[at]!.length;
  }

  close(token: Extract<InlineToken, { kind: 'close' }>, at: number): void {
    const opener = this.brackets.pop();
    if (opener === undefined || token.tail === null) return;
    const open = this.tokens[opener]!;
    const { address, title } = token.tail;
    const image = open.kind === 'open' && open.image;
    const link = !image && isSafeAddress(address) ? address : undefined;
    const behind = [link === undefined ? address : '', title].filter((part) => part !== '');
    this.shown[opener] = '';
    this.shown[at] = behind.map((part) => ` (${part})`).join('');
    if (link === undefined) return;
    // A link that shows nothing could not be clicked; its address is its text then.
    if (this.shown.slice(opener, at).every((text) => text === '')) this.shown[opener] = address;
    this.links.fill(link, opener, at);
    this.brackets.length = 0;
  }

  runs(): TextRun[] {
    const runs: TextRun[] = [];
    const depth = ORDER.map(() => 0);
    let [key, parts]: [string, string[]] = ['', []];
    let style: Omit<TextRun, 'text'> = {};
    const flush = () => {
      if (parts.length > 0) runs.push({ text: parts.join(''), ...style });
      parts = [];
    };
    this.shown.forEach((text, at) => {
      ORDER.forEach((_mark, kind) => (depth[kind]! += this.changes[kind]![at]!));
      if (text === '') return;
      const marks = ORDER.filter((_mark, kind) => depth[kind]! > 0);
      const link = this.links[at];
      const nextKey = `${marks.join()} ${link ?? ''}`;
      if (nextKey !== key) {
        flush();
        style = { ...(marks.length > 0 ? { marks } : {}), ...(link === undefined ? {} : { link }) };
        key = nextKey;
      }
      parts.push(text);
    });
    flush();
    return runs;
  }
}
