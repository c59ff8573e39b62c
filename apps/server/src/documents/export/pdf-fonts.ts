import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type PDFDocument from 'pdfkit';

type Pdf = InstanceType<typeof PDFDocument>;

/** Open Sans comes in files per script; the first that has a letter draws it. */
const SCRIPTS = ['latin', 'latin-ext', 'greek', 'cyrillic', 'vietnamese', 'hebrew', 'math', 'symbols'] as const;
type Script = (typeof SCRIPTS)[number];

/** What stands in the place of a character that no file has. */
const MISSING = '\ufffd';
/** The same where even that is not there. */
const LAST_RESORT = '?';

export interface FontLook {
  readonly bold: boolean;
  readonly italic: boolean;
}

/** A piece of text that one font file can draw. */
export interface FontPiece {
  readonly text: string;
  readonly font: string;
}

/** Finds the font for each character, and counts those for which there is none. */
export class PdfFonts {
  missing = 0;
  readonly #require = createRequire(import.meta.url);
  readonly #known = new Map<string, boolean>();
  readonly #registered = new Set<string>();

  constructor(private readonly pdf: Pdf) {}

  /** The text in pieces of one font each. What can not be drawn is a box: nothing disappears unseen. */
  split(text: string, look: FontLook): FontPiece[] {
    const pieces: { text: string; font: string }[] = [];
    for (const character of text) {
      const found = this.#draw(character, look);
      const last = pieces.at(-1);
      if (last?.font === found.font) last.text += found.text;
      else pieces.push(found);
    }
    return pieces;
  }

  #draw(character: string, look: FontLook): { text: string; font: string } {
    const font = this.#fontOf(character, look);
    if (font !== null) return { text: character, font };
    // Signs that have no shape of their own: joiners, marks of direction, variants.
    if (/^[\p{Cf}\p{Cc}\ufe00-\ufe0f]$/u.test(character)) return { text: '', font: nameOf('latin', look) };
    this.missing += 1;
    const box = this.#fontOf(MISSING, look);
    return box === null ? { text: LAST_RESORT, font: nameOf('latin', look) } : { text: MISSING, font: box };
  }

  #fontOf(character: string, look: FontLook): string | null {
    for (const script of SCRIPTS) {
      // These come upright and in one weight only where others come in four.
      const name = nameOf(script, look);
      if (this.#has(script, name, look, character)) return name;
    }
    return null;
  }

  #has(script: Script, name: string, look: FontLook, character: string): boolean {
    const key = `${name} ${character}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#register(script, name, look);
    this.pdf.font(name);
    // pdfkit's types leave out the font that it has at hand.
    const { font } = (this.pdf as unknown as { _font: { font: { hasGlyphForCodePoint(code: number): boolean } } })
      ._font;
    const has = font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0);
    this.#known.set(key, has);
    return has;
  }

  #register(script: Script, name: string, { bold, italic }: FontLook): void {
    if (this.#registered.has(name)) return;
    this.#registered.add(name);
    const file = `open-sans-${script}-${bold ? 700 : 400}-${italic ? 'italic' : 'normal'}.woff`;
    this.pdf.registerFont(name, readFileSync(this.#require.resolve(`@fontsource/open-sans/files/${file}`)));
  }
}

function nameOf(script: Script, { bold, italic }: FontLook): string {
  return `${script}${bold ? '-bold' : ''}${italic ? '-italic' : ''}`;
}
