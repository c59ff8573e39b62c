import type PDFDocument from 'pdfkit';
import { Hyphenator } from './hyphenate';
import { LineFiller, type Line, type LinePiece, type Typesetter } from './line-filler';
import { unitsOf } from './line-units';
import { signsOf, type PdfFonts } from './pdf-fonts';
import { plainRun, SOFT_HYPHEN, type Look, type Run } from './pdf-look';
import { RunText } from './run-text';
import { asFontsTakeIt } from './writing-direction';

type Pdf = InstanceType<typeof PDFDocument>;

/** Breaks text into lines of a width, with the fonts of a file. */
export class LineBreaker {
  readonly #hyphenator = new Hyphenator();
  readonly #hyphens = new Map<string, LinePiece>();

  constructor(
    private readonly pdf: Pdf,
    private readonly fonts: PdfFonts,
  ) {}

  /** @param runs texts with their looks; '\n' ends a line */
  lines(runs: readonly Run[], width: number, size: number): Line[] {
    const text = new RunText(runs);
    const setter: Typesetter = {
      pieces: (of, from, to) => this.#pieces(of, from, to, size),
      hyphen: (look) => this.#hyphen(look, size),
      placesIn: (word) => this.#hyphenator.placesIn(word),
    };
    const filler = new LineFiller(text, width, size, setter);
    for (const unit of unitsOf(text.text)) filler.add(unit);
    return filler.finish();
  }

  /** Text on one line, whatever its width. */
  line(text: string, size: number, look: Partial<Look> = {}): Line {
    const [line] = this.lines(plainRun(text, look), Number.POSITIVE_INFINITY, size);
    return line ?? { pieces: [], width: 0, right: false };
  }

  #pieces(text: RunText, from: number, to: number, size: number): LinePiece[] {
    return text.parts(from, to).flatMap(({ text: words, look, level }) =>
      this.fonts.split(words, look).map((piece) => {
        const drawn = level % 2 === 1 ? asFontsTakeIt(signsOf(piece.text)) : piece.text;
        return { text: drawn, reads: piece.text, font: piece.font, look, level, width: this.#width(drawn, piece.font, size) };
      }),
    ); // prettier-ignore
  }

  #hyphen(look: Look, size: number): LinePiece {
    const key = `${size} ${look.bold} ${look.italic} ${look.underline} ${look.strike} ${look.link ?? ''}`;
    let hyphen = this.#hyphens.get(key);
    if (hyphen === undefined) {
      const [piece] = this.fonts.split('-', look);
      const font = piece?.font ?? 'latin';
      hyphen = { text: '-', reads: SOFT_HYPHEN, font, look, level: 0, width: this.#width('-', font, size) };
      this.#hyphens.set(key, hyphen);
    }
    return hyphen;
  }

  #width(text: string, font: string, size: number): number {
    return this.pdf.font(font).fontSize(size).widthOfString(text);
  }
}
