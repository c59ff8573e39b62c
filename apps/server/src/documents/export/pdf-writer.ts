import PDFDocument from 'pdfkit';
import { PdfFonts } from './pdf-fonts';
import { LineBreaker, PLAIN, type Line, type Look } from './pdf-lines';

type Pdf = InstanceType<typeof PDFDocument>;
/** A place in the structure that a screen reader follows. */
export type Structure = ReturnType<Pdf['struct']>;

export const INK = '#1a1f26';
export const ACCENT = '#154273';
export const QUIET = '#4a5563';
export const RULE = '#b8c2cc';

const MARGIN = 62;
const FOOT = 92;
const FOOT_SIZE = 7.5;
/** Height of a line, in sizes of its letters. */
const LEADING = 1.45;

export interface FlowStyle {
  readonly size: number;
  readonly color: string;
  readonly x?: number;
  readonly width?: number;
  /** Destination within the file that the text leads to. */
  readonly goTo?: string;
  /** A line at the left, as of a quote. */
  readonly ruled?: boolean;
  /** Drawn beside the first line, left of the text. */
  readonly label?: { readonly text: string; readonly structure: Structure };
}

/** Puts lines on pages of A4, each with its place in the structure of the document. */
export class PdfWriter {
  readonly pdf: Pdf;
  readonly fonts: PdfFonts;
  readonly breaker: LineBreaker;
  readonly root: Structure;
  y = MARGIN;
  readonly left = MARGIN;

  constructor(title: string, subject: string, at: Date) {
    this.pdf = new PDFDocument({
      size: 'A4',
      margins: { top: MARGIN, bottom: 0, left: MARGIN, right: MARGIN },
      bufferPages: true,
      tagged: true,
      pdfVersion: '1.7',
      lang: 'nl-NL',
      displayTitle: true,
      info: {
        Title: title,
        Subject: subject,
        Creator: 'Samenspel',
        Producer: 'Samenspel',
        CreationDate: at,
        ModDate: at,
      },
    });
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

  /** A place in the structure, within another. */
  structure(type: string, parent: Structure = this.root): Structure {
    const made = this.pdf.struct(type);
    parent.add(made);
    return made;
  }

  lineHeight(size: number): number {
    return size * LEADING;
  }

  /** Text of one look, as runs. */
  plain(text: string, look: Partial<Look> = {}): { text: string; look: Look }[] {
    return [{ text, look: { ...PLAIN, ...look } }];
  }

  /** Writes text over as many pages as it takes. */
  flow(structure: Structure, runs: readonly { readonly text: string; readonly look: Look }[], style: FlowStyle): void {
    const x = style.x ?? this.left;
    const lines = this.breaker.lines(runs, style.width ?? this.width - (x - this.left), style.size);
    this.#write(structure, lines, x, style);
  }

  #write(structure: Structure, lines: readonly Line[], x: number, style: FlowStyle): void {
    const height = this.lineHeight(style.size);
    let marked = false;
    lines.forEach((line, at) => {
      if (this.y + height > this.bottom) {
        if (marked) this.pdf.endMarkedContent();
        marked = false;
        this.newPage();
      }
      if (at === 0 && style.label !== undefined) this.#label(style.label, x, style);
      if (!marked) structure.add(this.pdf.markStructureContent(typeOf(structure)));
      marked = true;
      if (style.ruled) this.pdf.rect(x - 14, this.y, 2.5, height).fill(RULE);
      this.draw(line, x, this.y, style);
      this.y += height;
    });
    if (marked) this.pdf.endMarkedContent();
  }

  #label(
    { text, structure }: { readonly text: string; readonly structure: Structure },
    x: number,
    style: FlowStyle,
  ): void {
    const [line] = this.breaker.lines(this.plain(text), 60, style.size);
    if (line === undefined) return;
    const width = line.reduce((sum, piece) => sum + piece.width, 0);
    structure.add(this.pdf.markStructureContent('Lbl'));
    this.draw(line, x - width - 6, this.y, style);
    this.pdf.endMarkedContent();
  }

  /** Draws one line; marking its content is up to the caller. */
  draw(line: Line, x: number, y: number, { size, color, goTo }: Pick<FlowStyle, 'size' | 'color' | 'goTo'>): void {
    let at = x;
    for (const { text, font, look, width } of line) {
      const linked = look.link !== null || goTo !== undefined;
      this.pdf
        .font(font)
        .fontSize(size)
        .fillColor(linked ? ACCENT : color)
        .text(text, at, y, {
          lineBreak: false,
          underline: look.underline,
          strike: look.strike,
          ...(look.link === null ? {} : { link: look.link }),
          ...(goTo === undefined ? {} : { goTo }),
        });
      at += width;
    }
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
    const height = FOOT_SIZE * 1.4;
    for (let nth = 0; nth < count; nth += 1) {
      this.pdf.switchToPage(nth);
      this.pdf.markContent('Artifact', { type: 'Pagination', attached: ['Bottom'] });
      let y = this.pdf.page.height - FOOT + 22;
      this.pdf.rect(this.left, y - 8, this.width, 0.6).fill(RULE);
      const number = this.breaker.lines(this.plain(page(nth + 1, count)), 120, FOOT_SIZE)[0] ?? [];
      const numberWidth = number.reduce((sum, piece) => sum + piece.width, 0);
      this.draw(number, this.left + this.width - numberWidth, y, { size: FOOT_SIZE, color: QUIET });
      for (const text of foot) {
        const [line] = this.breaker.lines(this.plain(text), this.width - 90, FOOT_SIZE);
        this.draw(line ?? [], this.left, y, { size: FOOT_SIZE, color: QUIET });
        y += height;
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

/** The type under which content of this place is marked; pdfkit keeps it in the dictionary of the element. */
function typeOf(structure: Structure): string {
  return (structure as unknown as { dictionary: { data: { S: string } } }).dictionary.data.S;
}
