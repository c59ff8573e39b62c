import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type PDFDocument from 'pdfkit';

type Pdf = InstanceType<typeof PDFDocument>;

export interface FontLook {
  readonly bold: boolean;
  readonly italic: boolean;
}

/** A piece of text that one font file can draw. */
export interface FontPiece {
  readonly text: string;
  readonly font: string;
}

/** A font file, and the looks that it comes in. */
interface Face {
  readonly name: string;
  readonly package: string;
  readonly file: string;
  readonly looks: 'all' | 'weights' | 'one';
}

const openSans = (script: string): Face => ({
  name: script,
  package: 'open-sans',
  file: `open-sans-${script}`,
  looks: 'all',
});
const EMOJI: Face = { name: 'emoji', package: 'noto-emoji', file: 'noto-emoji-emoji', looks: 'weights' };

/** In this order: the first that has a sign draws it. The text's own font comes in files per script. */
const FACES: readonly Face[] = [
  ...['latin', 'latin-ext', 'greek', 'greek-ext', 'cyrillic', 'cyrillic-ext', 'vietnamese', 'hebrew', 'math', 'symbols'].map(openSans),
  { name: 'arabic', package: 'noto-sans-arabic', file: 'noto-sans-arabic-arabic', looks: 'weights' },
  { name: 'wide', package: 'dejavu-sans', file: 'dejavu-sans-latin', looks: 'weights' },
  { name: 'signs', package: 'noto-sans-symbols-2', file: 'noto-sans-symbols-2-symbols', looks: 'one' },
  { name: 'formulas', package: 'noto-sans-math', file: 'noto-sans-math-latin', looks: 'one' },
  EMOJI,
]; // prettier-ignore

/** What stands in the place of a sign that no file has. */
export const MISSING = '\ufffd';

/** Signs without a shape of their own: joiners, marks of direction, variants, soft hyphens, control signs. */
const UNSEEN = /[\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}\u2028\u2029]/u;
/** Shown as a picture unless something says otherwise; or something says so. */
const PICTURE = /\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|\p{Regional_Indicator}|\u20e3/u;
/** Every UTF-16 unit is a sign by itself here: no need to look for clusters. */
const SIMPLE = /^[\x20-\x7e\u00a0-\u02ff\u0370-\u03ff\u2010-\u2027\u20ac]*$/;

const segmenter = new Intl.Segmenter('nl', { granularity: 'grapheme' });

/** The signs of a text as a reader counts them: a letter with its accents, a flag, a family. */
export function signsOf(text: string): string[] {
  return SIMPLE.test(text) ? text.split('') : [...segmenter.segment(text)].map(({ segment }) => segment);
}

/** Finds the font for each sign, and counts those for which there is none. */
export class PdfFonts {
  missing = 0;
  readonly #require = createRequire(import.meta.url);
  readonly #found = new Map<string, readonly FontPiece[] | null>();
  readonly #registered = new Map<string, (code: number) => boolean>();

  constructor(private readonly pdf: Pdf) {}

  /** The text in pieces of one font each. What cannot be drawn is a box: nothing disappears unseen. */
  split(text: string, look: FontLook): FontPiece[] {
    const pieces: { text: string; font: string }[] = [];
    for (const sign of signsOf(text)) {
      for (const found of this.#draw(sign, look)) {
        const last = pieces.at(-1);
        if (last?.font === found.font) last.text += found.text;
        else pieces.push({ ...found });
      }
    }
    return pieces;
  }

  #draw(sign: string, look: FontLook): readonly FontPiece[] {
    const key = `${look.bold ? 'b' : ''}${look.italic ? 'i' : ''} ${sign}`;
    let found = this.#found.get(key);
    if (found === undefined) this.#found.set(key, (found = this.#find(sign, look)));
    if (found !== null) return found;
    this.missing += 1;
    return this.#find(MISSING, look) ?? [];
  }

  /** The sign in the first font that has all of it, else its parts each in a font of theirs; null where there is none. */
  #find(sign: string, look: FontLook): readonly FontPiece[] | null {
    const seen = [...sign].filter((part) => !UNSEEN.test(part));
    if (seen.length === 0) return [];
    const faces = PICTURE.test(sign) ? [EMOJI, ...FACES] : FACES;
    for (const face of faces) {
      const { name, has } = this.#face(face, look);
      if (!seen.every((part) => has(part.codePointAt(0) ?? 0))) continue;
      // Joiners change the shape of what they join, where the font knows them.
      const text = [...sign].filter((part) => !UNSEEN.test(part) || (isJoiner(part) && has(part.codePointAt(0) ?? 0)));
      return [{ text: text.join(''), font: name }];
    }
    if (seen.length === 1) return null;
    const parts = seen.map((part) => this.#find(part, look));
    return parts.some((part) => part === null) ? null : parts.flatMap((part) => part ?? []);
  }

  #face(face: Face, look: FontLook): { name: string; has: (code: number) => boolean } {
    const bold = look.bold && face.looks !== 'one';
    const italic = look.italic && face.looks === 'all';
    const name = `${face.name}${bold ? '-bold' : ''}${italic ? '-italic' : ''}`;
    let has = this.#registered.get(name);
    if (has === undefined) {
      const file = `@fontsource/${face.package}/files/${face.file}-${bold ? 700 : 400}-${italic ? 'italic' : 'normal'}.woff`;
      this.pdf.registerFont(name, readFileSync(this.#require.resolve(file)));
      this.pdf.font(name);
      // pdfkit's types leave out the font that it has at hand.
      const { font } = (this.pdf as unknown as { _font: { font: { hasGlyphForCodePoint(code: number): boolean } } })
        ._font;
      has = (code) => font.hasGlyphForCodePoint(code);
      this.#registered.set(name, has);
    }
    return { name, has };
  }
}

function isJoiner(part: string): boolean {
  return part === '\u200c' || part === '\u200d' || part === '\ufe0f';
}
