import type { RenderedRun } from '@samenspel/collab';
import type PDFDocument from 'pdfkit';
import type { FontLook, PdfFonts } from './pdf-fonts';

type Pdf = InstanceType<typeof PDFDocument>;

export interface Look extends FontLook {
  readonly underline: boolean;
  readonly strike: boolean;
  readonly link: string | null;
}

/** Text of one look and one font file, somewhere on a line. */
export interface LinePiece {
  readonly text: string;
  readonly font: string;
  readonly look: Look;
  readonly width: number;
}

export type Line = readonly LinePiece[];

export const PLAIN: Look = { bold: false, italic: false, underline: false, strike: false, link: null };

/** The look of a run, on top of that of its block. */
export function lookOf(run: RenderedRun, base: FontLook): Look {
  return {
    bold: base.bold || run.marks.includes('bold'),
    italic: base.italic || run.marks.includes('italic'),
    underline: run.marks.includes('underline') || run.link !== null,
    strike: run.marks.includes('strike'),
    link: run.link,
  };
}

/** Breaks text into lines of a width. */
export class LineBreaker {
  constructor(
    private readonly pdf: Pdf,
    private readonly fonts: PdfFonts,
  ) {}

  /** @param runs texts with their looks; '\n' ends a line */
  lines(runs: readonly { readonly text: string; readonly look: Look }[], width: number, size: number): Line[] {
    const filler = new LineFiller(width);
    for (const { text, look } of runs) {
      for (const token of text.replaceAll('\t', '    ').match(/\n|[^\S\n]+|\S+/g) ?? []) {
        if (token === '\n') filler.breakLine();
        else if (/^\s/.test(token)) filler.space(this.#pieces(' ', look, size));
        else filler.word(this.#pieces(token, look, size), (piece) => this.#letters(piece, size));
      }
    }
    return filler.finish();
  }

  #pieces(text: string, look: Look, size: number): LinePiece[] {
    return this.fonts
      .split(text, look)
      .filter((piece) => piece.text !== '')
      .map((piece) => ({ ...piece, look, width: this.#width(piece.text, piece.font, size) }));
  }

  #letters(piece: LinePiece, size: number): LinePiece[] {
    return [...piece.text].map((text) => ({ ...piece, text, width: this.#width(text, piece.font, size) }));
  }

  #width(text: string, font: string, size: number): number {
    return this.pdf.font(font).fontSize(size).widthOfString(text);
  }
}

const widthOf = (pieces: readonly LinePiece[]): number => pieces.reduce((sum, piece) => sum + piece.width, 0);

/** Puts words on lines. A word may be of several looks: it is broken only when it is wider than a line by itself. */
class LineFiller {
  readonly #lines: LinePiece[][] = [];
  #line: LinePiece[] = [];
  #spaces: LinePiece[] = [];
  #word: LinePiece[] = [];
  #letters: (piece: LinePiece) => LinePiece[] = (piece) => [piece];

  constructor(private readonly width: number) {}

  word(pieces: readonly LinePiece[], letters: (piece: LinePiece) => LinePiece[]): void {
    this.#word.push(...pieces);
    this.#letters = letters;
  }

  space(pieces: readonly LinePiece[]): void {
    this.#flush();
    if (this.#line.length > 0 && this.#spaces.length === 0) this.#spaces.push(...pieces);
  }

  breakLine(): void {
    this.#flush();
    this.#next();
  }

  finish(): Line[] {
    this.#flush();
    if (this.#line.length > 0 || this.#lines.length === 0) this.#next();
    return this.#lines;
  }

  #flush(): void {
    const word = this.#word;
    this.#word = [];
    if (word.length === 0) return;
    const needed = widthOf(word);
    if (this.#line.length > 0 && widthOf(this.#line) + widthOf(this.#spaces) + needed > this.width) this.#next();
    this.#line.push(...this.#spaces);
    this.#spaces = [];
    if (needed <= this.width) this.#line.push(...word);
    else for (const letter of word.flatMap(this.#letters)) this.#addLetter(letter);
  }

  #addLetter(letter: LinePiece): void {
    if (this.#line.length > 0 && widthOf(this.#line) + letter.width > this.width) this.#next();
    this.#line.push(letter);
  }

  #next(): void {
    this.#lines.push(joined(this.#line));
    this.#line = [];
    this.#spaces = [];
  }
}

/** Neighbours of one look and font as one piece: fewer things to draw, and words that can be copied whole. */
function joined(pieces: readonly LinePiece[]): LinePiece[] {
  const line: LinePiece[] = [];
  for (const piece of pieces) {
    const last = line.at(-1);
    if (last !== undefined && last.font === piece.font && last.look === piece.look) {
      line.splice(-1, 1, { ...last, text: last.text + piece.text, width: last.width + piece.width });
    } else line.push(piece);
  }
  return line;
}
