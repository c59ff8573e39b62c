import type { RenderedText } from '@samenspel/collab';
import { listItemPlaces, listLabel, type ListItemPlace } from '@samenspel/domain';
import type { FontLook } from './pdf-fonts';
import { plainRun, runsOf } from './pdf-look';
import { INK, QUIET, type PdfWriter, type PlacedText, type Structure } from './pdf-writer';

/** Where blocks are put, and how large. */
export interface Frame {
  readonly parent: Structure;
  readonly width: number;
  readonly size: number;
  readonly step: number;
  readonly look: FontLook;
}

const BULLETS = ['•', '–', '·'];
const BULLET_KINDS = ['Disc', 'Circle', 'Square'];
const NUMBER_KINDS = ['Decimal', 'LowerAlpha', 'LowerRoman'];
/** Narrower than this a line holds no word: deep lists in narrow cells move no further to the right. */
const LEAST_LINE = 40;

/** Makes lines and structure of blocks that follow one another: paragraphs, quotes, and real lists of flat items. */
export class PdfTexts {
  readonly #places: (ListItemPlace | null)[];
  readonly #lists = new Map<number, Structure>();
  readonly #bodies = new Map<number, Structure>();

  /** @param blocks with null where something else stands among them, which ends a list */
  constructor(
    private readonly writer: PdfWriter,
    private readonly blocks: readonly (RenderedText | null)[],
    private readonly frame: Frame,
  ) {
    this.#places = listItemPlaces(blocks.map((block) => block ?? {}));
  }

  isItem(index: number): boolean {
    return this.#places[index] != null;
  }

  /** A block with its lines. Its structure goes on growing for as long as lists within it do. */
  text(index: number): PlacedText {
    const block = this.blocks[index]!;
    const place = this.#places[index] ?? null;
    return place === null ? this.#paragraph(block) : this.#item(block, place, index);
  }

  /** Says that these blocks are complete: what no more is added to can be written. */
  endLists(): void {
    for (const [list, structure] of this.#lists) {
      structure.end();
      this.#lists.delete(list);
    }
    this.#bodies.clear();
  }

  #paragraph(block: RenderedText): PlacedText {
    const quote = block.kind === 'quote';
    const indent = quote ? this.#indent(1) : 0;
    return {
      structure: this.writer.structure(quote ? 'BlockQuote' : 'P', this.frame.parent),
      ...this.#lines(block, indent, block.kind === 'heading'),
      color: quote ? QUIET : INK,
      ...(quote ? { ruled: true } : {}),
    };
  }

  #item(block: RenderedText, place: ListItemPlace, index: number): PlacedText {
    const { writer, frame } = this;
    const numbered = block.kind === 'numbered';
    let list = this.#lists.get(place.list);
    if (list === undefined) {
      const parent = place.within === null ? undefined : this.#bodies.get(place.within);
      const kinds = numbered ? NUMBER_KINDS : BULLET_KINDS;
      const attributes = { O: 'List', ListNumbering: kinds[block.indent % kinds.length] };
      list = writer.structure('L', parent ?? frame.parent, attributes);
      this.#lists.set(place.list, list);
    }
    const item = writer.structure('LI', list);
    const label = writer.structure('Lbl', item);
    const body = writer.structure('LBody', item);
    this.#bodies.set(index, body);
    const mark = numbered
      ? `${listLabel(place.number, block.indent)}.`
      : (BULLETS[block.indent % BULLETS.length] ?? '•');
    return {
      structure: writer.structure('P', body),
      ...this.#lines(block, this.#indent(block.indent + 1), false),
      color: INK,
      label: { line: writer.breaker.line(mark, frame.size, frame.look), structure: label },
    };
  }

  #lines(block: RenderedText, indent: number, bold: boolean): Pick<PlacedText, 'lines' | 'indent' | 'width' | 'size'> {
    const { width: whole, size, look } = this.frame;
    const width = Math.max(1, whole - indent);
    const base = { bold: look.bold || bold, italic: look.italic };
    const runs = block.runs.length === 0 ? plainRun('') : runsOf(block.runs, base);
    return { lines: this.writer.breaker.lines(runs, width, size), indent, width, size };
  }

  #indent(steps: number): number {
    return Math.min(steps * this.frame.step, Math.max(this.frame.step, this.frame.width - LEAST_LINE));
  }
}
