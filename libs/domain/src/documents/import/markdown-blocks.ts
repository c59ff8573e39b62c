import type { Item } from './lists';
import { inlineRuns } from './markdown-inline';
import {
  closesFence,
  columnOf,
  isRule,
  readFence,
  readHeading,
  readListMark,
  underlineDepth,
  type ListMark,
} from './markdown-lines';
import { isTableStart, readTable } from './markdown-table';
import type { TableBlock, TextBlock } from './model';

const DEEPEST = 7;

/** A part of a Markdown text, headings still with their own depth (1 to 6). */
export type MarkdownPart =
  | { readonly kind: 'heading'; readonly depth: number; readonly text: string }
  | { readonly kind: 'item'; readonly item: Item }
  | { readonly kind: 'table'; readonly table: TableBlock };

/** Splits a Markdown text in its parts. Linear in the length of the text; never throws. */
export function readMarkdown(lines: readonly string[], quoted = false): MarkdownPart[] {
  const reader = new BlockReader(quoted);
  let at = 0;
  while (at < lines.length) at = reader.read(lines, at);
  reader.flush();
  return reader.parts;
}

interface Open {
  readonly pieces: string[];
  readonly mark: ListMark | null;
  readonly indent: number;
}

class BlockReader {
  readonly parts: MarkdownPart[] = [];
  private open: Open | null = null;
  private blank = true;
  private readonly columns: number[] = [];

  constructor(private readonly quoted: boolean) {}

  /** Reads what starts at this line and gives the index of the next line to read. */
  read(lines: readonly string[], at: number): number {
    const line = lines[at]!;
    const text = line.trim();
    if (text === '') {
      this.blank = true;
      return at + 1;
    }
    const next = this.readSpecial(lines, at, line, text);
    if (next < 0) this.readText(line, text);
    this.blank = false;
    return next < 0 ? at + 1 : next;
  }

  private readSpecial(lines: readonly string[], at: number, line: string, text: string): number {
    const fence = readFence(text);
    if (fence !== null) return this.readCode(lines, at + 1, fence);
    const heading = readHeading(text) ?? this.readUnderline(text);
    if (heading !== null) {
      this.leaveList();
      if (heading.text !== '') this.parts.push({ kind: 'heading', ...heading });
      return at + 1;
    }
    if (isRule(text)) {
      this.leaveList();
      return at + 1;
    }
    if (text.startsWith('>') && !this.quoted) return this.readQuote(lines, at);
    if (isTableStart(line, lines[at + 1])) return this.readRows(lines, at);
    return -1;
  }

  /** The open paragraph of one line becomes a heading when a line of `=` or `-` stands under it. */
  private readUnderline(text: string): { depth: number; text: string } | null {
    const depth = underlineDepth(text);
    if (depth === 0 || this.blank || this.open === null || this.open.mark !== null) return null;
    if (this.open.pieces.length > 1) return null;
    const title = this.open.pieces[0]!;
    this.open = null;
    return { depth, text: title };
  }

  private readCode(lines: readonly string[], from: number, fence: string): number {
    this.leaveList();
    let at = from;
    while (at < lines.length && !closesFence(lines[at]!.trim(), fence)) {
      const text = lines[at]!.trimEnd();
      if (text !== '') this.push({ type: 'block', kind: 'paragraph', runs: [{ text }] });
      at += 1;
    }
    return at + 1;
  }

  private readQuote(lines: readonly string[], from: number): number {
    this.leaveList();
    const inner: string[] = [];
    let at = from;
    for (; at < lines.length && lines[at]!.trimStart().startsWith('>'); at += 1) {
      inner.push(lines[at]!.replace(/^(?:\s*>)+ ?/, ''));
    }
    for (const part of readMarkdown(inner, true)) this.parts.push(asQuote(part));
    return at;
  }

  private readRows(lines: readonly string[], from: number): number {
    let at = from + 2;
    while (at < lines.length && lines[at]!.includes('|')) at += 1;
    const table = readTable(lines[from]!, lines.slice(from + 2, at));
    if (table === null) {
      for (const line of lines.slice(from, at)) {
        this.leaveList();
        this.readText(line, line.trim());
      }
    } else {
      this.leaveList();
      this.parts.push({ kind: 'table', table });
    }
    return at;
  }

  private readText(line: string, text: string): void {
    const column = columnOf(line);
    const mark = readListMark(text);
    const interrupts =
      this.blank || this.open === null || this.open.mark !== null || !mark?.ordered || mark.value === 1;
    if (mark !== null && interrupts) {
      this.flush();
      while (this.columns.length > 0 && column < this.columns.at(-1)! + 2) this.columns.pop();
      const indent = Math.min(DEEPEST, this.columns.length);
      this.columns.push(column);
      this.open = { pieces: mark.rest === '' ? [] : [mark.rest], mark, indent };
      return;
    }
    const inItem = this.open !== null && this.open.mark !== null && column >= (this.columns.at(-1) ?? 0) + 2;
    if (this.open !== null && (!this.blank || inItem)) {
      this.open.pieces.push(text);
      return;
    }
    this.leaveList();
    this.open = { pieces: [text], mark: null, indent: 0 };
  }

  private leaveList(): void {
    this.flush();
    this.columns.length = 0;
  }

  /** Closes the open paragraph or item. */
  flush(): void {
    const open = this.open;
    this.open = null;
    if (open === null || open.pieces.length === 0) return;
    const last = open.pieces.length - 1;
    const text = open.pieces.map((piece, at) => (at < last ? piece.replace(/\\$/, '') : piece)).join(' ');
    const runs = inlineRuns(text);
    if (open.mark === null) this.push({ type: 'block', kind: 'paragraph', runs });
    else if (!open.mark.ordered) this.push({ type: 'block', kind: 'bullet', indent: open.indent, runs });
    else this.pushNumbered(open.mark, { type: 'block', kind: 'numbered', indent: open.indent, runs });
  }

  private pushNumbered({ value, typed, rest }: ListMark, block: TextBlock): void {
    const number = { kind: 'number', value, style: `1${typed.slice(-1)}`, typed, rest } as const;
    this.parts.push({ kind: 'item', item: { block, number } });
  }

  private push(block: TextBlock): void {
    this.parts.push({ kind: 'item', item: { block, number: null } });
  }
}

function asQuote(part: MarkdownPart): MarkdownPart {
  if (part.kind === 'heading') {
    const block: TextBlock = { type: 'block', kind: 'quote', runs: inlineRuns(part.text) };
    return { kind: 'item', item: { block, number: null } };
  }
  if (part.kind === 'table' || part.item.block.type !== 'block' || part.item.block.kind !== 'paragraph') return part;
  return { kind: 'item', item: { block: { ...part.item.block, kind: 'quote' }, number: null } };
}
