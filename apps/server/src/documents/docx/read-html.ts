import { Parser } from 'htmlparser2';
import type { ImportRemarkKind, Outline, OutlinePart, TextBlock } from '@samenspel/domain';
import { BlockBuilder } from './block-builder';
import { TableBuilder } from './table-builder';

type Attributes = Readonly<Record<string, string>>;
type Count = (kind: ImportRemarkKind) => void;

/** Deeper levels of a list are shown at the deepest that a section has. */
const DEEPEST = 7;

/**
 * Reads the flat HTML that our style map makes of a Word file.
 *
 * @param count is told of each thing that could not be kept as it was
 */
export function outlineOf(html: string, count: Count): Outline {
  const reader = new HtmlReader(count);
  const parser = new Parser(
    {
      onopentag: (name, attributes) => reader.open(name, attributes),
      ontext: (data) => reader.text(data),
      onclosetag: (name) => reader.close(name),
    },
    { decodeEntities: true },
  );
  parser.end(html);
  return { title: reader.title, parts: reader.parts, notes: reader.notes };
}

class HtmlReader {
  title: string | null = null;
  readonly parts: OutlinePart[] = [];
  readonly notes = new Map<string, TextBlock[]>();
  readonly #tables: TableBuilder[] = [];
  #block: BlockBuilder | null = null;
  #note: string | null = null;

  constructor(private readonly count: Count) {}

  open(name: string, attributes: Attributes): void {
    if (name === 'p' || /^h[1-6]$/.test(name)) {
      this.#finish();
      this.#block = new BlockBuilder(name, attributes.class ?? '', this.count);
    } else if (name === 'table') {
      this.#finish();
      if (this.#tables.length > 0) this.count('nested-tables');
      this.#tables.push(new TableBuilder(this.count));
    } else if (name === 'tr') this.#tables.at(-1)?.row();
    else if (name === 'td' || name === 'th') {
      this.#tables.at(-1)?.cell(name === 'th', span(attributes.colspan), span(attributes.rowspan));
    } else if (name === 'li') this.#note = attributes.id ?? null;
    else this.#block?.open(name, attributes);
  }

  text(data: string): void {
    this.#block?.text(data);
  }

  close(name: string): void {
    if (name === 'p' || /^h[1-6]$/.test(name)) this.#finish();
    else if (name === 'td' || name === 'th') this.#finish();
    else if (name === 'table') this.#closeTable();
    else if (name === 'li') this.#note = null;
    else this.#block?.close(name);
  }

  #finish(): void {
    const block = this.#block;
    this.#block = null;
    if (block === null) return;
    if (block.kind === 'export' || block.kind === 'contents') {
      if (block.isFilled) this.count(block.kind === 'export' ? 'own-export' : 'contents');
      return;
    }
    if (!block.isFilled) return;
    const table = this.#tables.at(-1);
    if (this.#note !== null) this.#addNote(this.#note, block.toBlock(DEEPEST));
    else if (table !== undefined) table.add(block.toBlock(DEEPEST), block.notes);
    else if (block.kind === 'title' && this.title === null && this.parts.length === 0 && block.notes.length === 0) {
      this.title = block.plainText();
    } else if (block.depth !== null) {
      this.parts.push({ kind: 'heading', depth: block.depth, runs: block.runs(), notes: block.notes });
    } else this.parts.push({ kind: 'block', block: block.toBlock(DEEPEST), notes: block.notes });
  }

  #addNote(name: string, block: TextBlock): void {
    const told = this.notes.get(name) ?? [];
    // The number that stands in the text, before what the note says.
    const runs = block.runs.map((run, at) =>
      at === block.runs.length - 1 ? { ...run, text: run.text.trimEnd() } : run,
    );
    const number = told.length === 0 ? [{ text: `[${this.notes.size + 1}] ` }] : [];
    this.notes.set(name, [...told, { ...block, runs: [...number, ...runs.filter(({ text }) => text !== '')] }]);
  }

  #closeTable(): void {
    const table = this.#tables.pop();
    const outer = this.#tables.at(-1);
    if (table === undefined) return;
    if (this.#note !== null) for (const block of table.blocks()) this.#addNote(this.#note, block);
    else if (outer !== undefined) for (const block of table.blocks()) outer.add(block, table.notes.splice(0));
    else {
      const block = table.toBlock();
      if (block !== null) this.parts.push({ kind: 'block', block, notes: table.notes });
    }
  }
}

function span(value: string | undefined): number {
  const number = Number(value ?? 1);
  return Number.isInteger(number) && number > 0 ? number : 1;
}
