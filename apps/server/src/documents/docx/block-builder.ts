import { isSafeAddress, type BlockKind, type ImportRemarkKind, type TextBlock, type TextRun } from '@samenspel/domain';

type Mark = NonNullable<TextRun['marks']>[number];

const MARK_OF: Readonly<Record<string, Mark>> = { strong: 'bold', em: 'italic', u: 'underline', s: 'strike' };
const MARK_ORDER: readonly Mark[] = ['bold', 'italic', 'underline', 'strike'];

const RAISED = new Map([...'0123456789+-=()n'].map((plain, at) => [plain, [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ'][at]!]));
const LOWERED = new Map([...'0123456789+-=()'].map((plain, at) => [plain, [...'₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎'][at]!]));

/** Of an element of the HTML: 'title', 'contents' and 'export' are no blocks of the text. */
type Kind = BlockKind | 'title' | 'contents' | 'export';

/** One paragraph or heading on its way to a block. */
export class BlockBuilder {
  readonly kind: Kind;
  /** Of a heading: 1 to 6. */
  readonly depth: number | null;
  readonly notes: string[] = [];
  readonly #indent: number;
  readonly #count: (kind: ImportRemarkKind) => void;
  readonly #runs: { text: string; marks: string; link: string | null }[] = [];
  readonly #open = new Map<Mark, number>();
  readonly #links: (string | null)[] = [];
  readonly #raised: ('sup' | 'sub')[] = [];
  /** In the arrow with which a note leads back to its place. */
  #skipping = false;
  /** In the number of a note: `[1]` stands in brackets already. */
  #inReference = false;

  constructor(name: string, className: string, count: (kind: ImportRemarkKind) => void) {
    const list = /^(bullet|numbered)(\d)$/.exec(className);
    this.depth = name === 'p' ? null : Number(name[1]);
    this.#indent = Number(list?.[2] ?? 0);
    // What is left out as a whole is told as a whole.
    this.#count = className === 'contents' || className === 'export' ? () => undefined : count;
    this.kind = this.depth !== null ? 'heading' : ((list?.[1] ?? otherKind(className)) as Kind);
  }

  get isFilled(): boolean {
    return this.#runs.some(({ text }) => text.trim() !== '');
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const mark = MARK_OF[name];
    if (mark !== undefined) this.#open.set(mark, (this.#open.get(mark) ?? 0) + 1);
    else if (name === 'sup' || name === 'sub') this.#raised.push(name);
    else if (name === 'br') this.#add('\n');
    else if (name === 'input') this.#add('checked' in attributes ? '☒' : '☐');
    else if (name === 'a') this.#openLink(attributes);
  }

  close(name: string): void {
    const mark = MARK_OF[name];
    if (mark !== undefined) this.#open.set(mark, Math.max(0, (this.#open.get(mark) ?? 0) - 1));
    else if (name === 'sup' || name === 'sub') this.#raised.pop();
    else if (name === 'a') {
      this.#links.pop();
      this.#skipping = false;
      this.#inReference = false;
    }
  }

  text(data: string): void {
    if (this.#skipping) return;
    const raised = this.#raised.at(-1);
    if (raised === undefined || this.#inReference || data.trim() === '') this.#add(data);
    else this.#add(this.#flattened(data, raised === 'sup' ? RAISED : LOWERED));
  }

  runs(): TextRun[] {
    return this.#runs.map(({ text, marks, link }) => ({
      text,
      ...(marks === '' ? {} : { marks: marks.split(' ') as Mark[] }),
      ...(link === null ? {} : { link }),
    }));
  }

  plainText(): string {
    return this.#runs.map(({ text }) => text).join('');
  }

  /** @param deepest a list item of a lower level comes at this one */
  toBlock(deepest: number): TextBlock {
    const runs = this.runs();
    if (this.depth !== null) {
      return { type: 'block', kind: 'heading', level: Math.min(4, Math.max(2, this.depth)), runs };
    }
    const kind = this.kind === 'title' || this.kind === 'contents' || this.kind === 'export' ? 'paragraph' : this.kind;
    const listed = kind === 'bullet' || kind === 'numbered';
    return { type: 'block', kind, ...(listed ? { indent: Math.min(deepest, this.#indent) } : {}), runs };
  }

  #openLink({ href, id }: Readonly<Record<string, string>>): void {
    let link: string | null = null;
    const note = /^#((?:footnote|endnote)-\d+)$/.exec(href ?? '')?.[1];
    if (note !== undefined && id !== undefined) {
      this.notes.push(note);
      this.#inReference = true;
      this.#count('footnotes');
    } else if (/^#(?:footnote|endnote)-ref-\d+$/.test(href ?? '')) this.#skipping = true;
    else if (href !== undefined && isSafeAddress(href.trim())) link = href.trim();
    else if (href !== undefined) this.#count(href.startsWith('#') ? 'inner-links' : 'unsafe-links');
    this.#links.push(link);
  }

  /** Small figures have letters of their own ("10²"); for the rest there are none, and it stays as plain text. */
  #flattened(text: string, letters: ReadonlyMap<string, string>): string {
    const known = [...text].map((letter) => letters.get(letter));
    if (known.every((letter) => letter !== undefined)) return known.join('');
    this.#count('raised-text');
    return text;
  }

  #add(data: string): void {
    const text = data
      .replace(/[\p{Cc}\u00ad\ufeff]/gu, (sign) => (sign === '\n' || sign === '\t' ? sign : ''))
      .normalize('NFC');
    if (text === '') return;
    const marks = MARK_ORDER.filter((mark) => (this.#open.get(mark) ?? 0) > 0).join(' ');
    const link = this.#links.at(-1) ?? null;
    const last = this.#runs.at(-1);
    if (last !== undefined && last.marks === marks && last.link === link) last.text += text;
    else this.#runs.push({ text, marks, link });
  }
}

function otherKind(className: string): Kind {
  return className === 'title' || className === 'quote' || className === 'contents' || className === 'export'
    ? className
    : 'paragraph';
}
