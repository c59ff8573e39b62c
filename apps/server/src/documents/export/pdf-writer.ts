import { ArchivePdf } from './pdf-archive';
import { PdfFonts } from './pdf-fonts';
import type { Line, LinePiece } from './line-filler';
import { LineBreaker } from './pdf-lines';
import { plainRun, SOFT_HYPHEN } from './pdf-look';
import { inOrderOfPlace, mirrored } from './writing-direction';

/** A place in the structure that a screen reader follows. */
export type Structure = ReturnType<ArchivePdf['struct']>;

export const INK = '#1a1f26';
export const ACCENT = '#154273';
export const QUIET = '#4a5563';
export const RULE = '#b8c2cc';

const MARGIN = 62;
const FOOT = 92;
const FOOT_SIZE = 7.5;
/** Height of a line, in sizes of its letters. */
const LEADING = 1.45;
/** From the top of a line to the foot of its letters, in sizes: that of the text's own font, whichever draws. */
const BASELINE = 1.07;

/** Lines of one block with their place in the structure. */
export interface PlacedText {
  readonly structure: Structure;
  readonly lines: readonly Line[];
  /** From the left of where it is put. */
  readonly indent: number;
  /** Room for the lines. */
  readonly width: number;
  readonly size: number;
  readonly color: string;
  /** Destination within the file that the text leads to. */
  readonly goTo?: string;
  /** A line at the left, as of a quote. */
  readonly ruled?: boolean;
  /** Drawn beside the first line, left of the text. */
  readonly label?: { readonly line: Line; readonly structure: Structure };
}

/** How letters are drawn. */
interface Ink {
  readonly size: number;
  readonly color: string;
}

/** Puts lines on pages of A4, each with its place in the structure of the document. */
export class PdfWriter {
  readonly pdf: ArchivePdf;
  readonly fonts: PdfFonts;
  readonly breaker: LineBreaker;
  readonly root: Structure;
  y = MARGIN;
  readonly left = MARGIN;

  constructor(title: string, subject: string, at: Date) {
    this.pdf = new ArchivePdf(title, subject, at, { top: MARGIN, bottom: 0, left: MARGIN, right: MARGIN });
    this.fonts = new PdfFonts(this.pdf);
    this.breaker = new LineBreaker(this.pdf, this.fonts);
    this.root = this.pdf.struct('Document');
    this.pdf.addStructure(this.root);
  }

  get width(): number {
    return this.pdf.page.width - 2 * MARGIN;
  }

  get bottom(): number {
    return this.pdf.page.height - FOOT;
  }

  newPage(): void {
    this.pdf.addPage();
    this.y = MARGIN;
  }

  /** Begins a new page when less than this is left of the present one. */
  need(height: number): void {
    if (this.y + height > this.bottom && this.y > MARGIN) this.newPage();
  }

  /**
   * A place in the structure, within another.
   *
   * @param attributes what is said of it beside its type, such as the kind of a list
   */
  structure(type: string, parent: Structure = this.root, attributes?: Readonly<Record<string, unknown>>): Structure {
    const made = this.pdf.struct(type);
    if (attributes !== undefined) dictionaryOf(made).A = attributes;
    parent.add(made);
    return made;
  }

  lineHeight(size: number): number {
    return size * LEADING;
  }

  /** Writes text over as many pages as it takes. */
  flow(text: PlacedText): void {
    const height = this.lineHeight(text.size);
    text.lines.forEach((_, at) => {
      if (this.y + height > this.bottom) this.newPage();
      this.line(text, at, this.left, this.y);
      this.y += height;
    });
  }

  /** Writes one of the lines of a text, with what belongs to it. */
  line(text: PlacedText, nth: number, left: number, y: number): void {
    const line = text.lines[nth];
    if (line === undefined) return;
    const x = left + text.indent;
    if (nth === 0 && text.label !== undefined) {
      const { line: label, structure } = text.label;
      this.#marked(structure, () => this.draw(label.pieces, x - label.width - 6, y, text));
    }
    if (text.ruled) {
      this.artifact(() => this.pdf.rect(x - 14, y, 2.5, this.lineHeight(text.size)).fill(RULE));
    }
    this.#write(line, line.right ? x + text.width - line.width : x, y, text);
  }

  /** A line in parts: each link is a place of its own in the structure, and of the page. */
  #write(line: Line, x: number, y: number, { structure, size, color, goTo }: PlacedText): void {
    const placed = placesOf(line.pieces, x);
    for (const { link, pieces } of linkedParts(line, goTo !== undefined)) {
      const target = link === null ? null : this.structure('Link', structure);
      const draw = (): void => this.#draw(pieces, placed, y, { size, color: target ? ACCENT : color });
      this.#marked(target ?? structure, draw);
      if (target === null) continue;
      // Never empty: it is what a screen reader says of the link. pdfkit takes texts as objects, unlike its types.
      const reads = pieces.map((piece) => piece.reads).join('');
      const given = { structParent: target, Contents: new String(reads.trim() || 'link') as string };
      const left = Math.min(...pieces.map((piece) => placed.get(piece) ?? x));
      const width = pieces.reduce((sum, piece) => sum + piece.width, 0);
      if (goTo !== undefined) this.pdf.goTo(left, y, width, this.lineHeight(size), goTo, given);
      else if (link !== null) this.pdf.link(left, y, width, this.lineHeight(size), link, given);
      target.end();
    }
  }

  #marked(structure: Structure, draw: () => void): void {
    structure.add(this.pdf.markStructureContent(dictionaryOf(structure).S));
    draw();
    this.pdf.endMarkedContent();
  }

  /** Draws pieces beside each other; marking what they are is up to the caller. */
  draw(pieces: readonly LinePiece[], x: number, y: number, style: Ink): void {
    this.#draw(pieces, placesOf(pieces, x), y, style);
  }

  #draw(pieces: readonly LinePiece[], places: ReadonlyMap<LinePiece, number>, y: number, style: Ink): void {
    for (const piece of pieces) {
      // Who reads the file by machine gets the text in the order of reading, whatever stands on the page.
      const reads = piece.reads === SOFT_HYPHEN || (isTurned(piece) && mirrored(piece.reads) !== piece.reads);
      if (reads) this.pdf.markContent('Span', { actual: piece.reads });
      else if (isTurned(piece)) this.pdf.markContent('ReversedChars');
      this.#piece(piece, places.get(piece) ?? this.left, y, style);
      if (reads || isTurned(piece)) this.pdf.endMarkedContent();
    }
  }

  #piece({ text, font, look, width }: LinePiece, x: number, y: number, { size, color }: Ink): void {
    const foot = y + BASELINE * size;
    this.pdf.font(font).fontSize(size).fillColor(color);
    this.pdf.text(text, x, foot, { lineBreak: false, baseline: 'alphabetic' });
    const rule = (at: number): void => {
      this.pdf.rect(x, at, width, size < 10 ? 0.5 : Math.floor(size / 10)).fill(color);
    };
    if (look.underline) rule(foot + 0.14 * size);
    if (look.strike) rule(foot - 0.28 * size);
  }

  /** Lines and grounds, of which a screen reader says nothing. */
  artifact(draw: () => void): void {
    this.pdf.markContent('Artifact', { type: 'Layout' });
    draw();
    this.pdf.endMarkedContent();
  }

  /** Puts the foot on every page and gives the file. */
  async finish(foot: readonly string[], page: (nth: number, of: number) => string): Promise<Buffer> {
    const { count } = this.pdf.bufferedPageRange();
    const style = { size: FOOT_SIZE, color: QUIET };
    const lines = foot.flatMap((text) => this.breaker.lines(plainRun(text), this.width - 90, FOOT_SIZE).slice(0, 1));
    for (let nth = 0; nth < count; nth += 1) {
      this.pdf.switchToPage(nth);
      this.pdf.markContent('Artifact', { type: 'Pagination', attached: ['Bottom'] });
      let y = this.pdf.page.height - FOOT + 22;
      this.pdf.rect(this.left, y - 8, this.width, 0.6).fill(RULE);
      const number = this.breaker.line(page(nth + 1, count), FOOT_SIZE);
      this.draw(number.pieces, this.left + this.width - number.width, y, style);
      for (const line of lines) {
        this.draw(line.pieces, this.left, y, style);
        y += FOOT_SIZE * 1.4;
      }
      this.pdf.endMarkedContent();
    }
    const chunks: Buffer[] = [];
    const done = new Promise<void>((resolve, reject) => {
      this.pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
      this.pdf.once('end', resolve);
      this.pdf.once('error', reject);
    });
    this.root.end();
    this.pdf.end();
    await done;
    return Buffer.concat(chunks);
  }
}

function isTurned({ level }: LinePiece): boolean {
  return level % 2 === 1;
}

/** Where pieces stand, which is not always the order in which they are read. */
function placesOf(pieces: readonly LinePiece[], x: number): Map<LinePiece, number> {
  const places = new Map<LinePiece, number>();
  let at = x;
  for (const piece of inOrderOfPlace(pieces)) {
    places.set(piece, at);
    at += piece.width;
  }
  return places;
}

interface LinkedPart {
  readonly link: string | null;
  readonly pieces: LinePiece[];
}

/** Neighbours with the same link, in the order of reading; `all`: the whole line leads somewhere. */
function linkedParts({ pieces }: Line, all: boolean): LinkedPart[] {
  if (all) return [{ link: '', pieces: [...pieces] }];
  const parts: LinkedPart[] = [];
  for (const piece of pieces) {
    const link = piece.look.link === null ? null : addressOf(piece.look.link);
    const last = parts.at(-1);
    if (last !== undefined && last.link === link) last.pieces.push(piece);
    else parts.push({ link, pieces: [piece] });
  }
  return parts;
}

/** Addresses in a PDF are written in ASCII; what is no address leads nowhere. */
function addressOf(link: string): string | null {
  return URL.canParse(link) ? new URL(link).href : null;
}

/** What stands of a place in the file; pdfkit keeps it to itself. */
function dictionaryOf(structure: Structure): { S: string; A?: unknown } {
  return (structure as unknown as { dictionary: { data: { S: string; A?: unknown } } }).dictionary.data;
}
