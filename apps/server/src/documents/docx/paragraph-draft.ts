import { withoutUnseen, type TextRun } from '@samenspel/domain';
import type { RunLook } from './styles';
import type { XmlElement } from './xml';

type Mark = NonNullable<TextRun['marks']>[number];
const MARKS: readonly Mark[] = ['bold', 'italic', 'underline', 'strike'];
const RAISED = new Map([...'0123456789+-=()n'].map((plain, at) => [plain, [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ'][at]!]));
const LOWERED = new Map([...'0123456789+-=()'].map((plain, at) => [plain, [...'₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎'][at]!]));

/** The end of a page or a column within a paragraph, until it is known what the paragraph is. */
export const PAGE_END = '\f';

interface Piece {
  text: string;
  readonly marks: string;
  readonly link: string | null;
}

/** One paragraph on its way to a block. */
export class ParagraphDraft {
  properties: XmlElement | undefined;
  notes: string[] = [];
  /** Did something of it lie in a table of contents? */
  inContents = false;
  #pieces: Piece[] = [];

  /** @returns false when raised letters had to become plain ones */
  add(text: string, look: RunLook, link: string | null): boolean {
    const { text: flat, kept } = flattened(text, look.raised);
    const clean = withoutUnseen(
      flat.replace(/[\u2028\u2029\v]/g, '\n').replace(/[\p{Cc}]/gu, (sign) => (/[\n\t\f]/.test(sign) ? sign : '')),
    );
    if (clean !== '') this.#push({ text: clean, marks: MARKS.filter((mark) => look[mark]).join(' '), link });
    return kept;
  }

  /** What an earlier paragraph leaves to this one, of which the end was struck. */
  prepend(earlier: ParagraphDraft): void {
    const own = this.#pieces;
    this.#pieces = [];
    for (const piece of [...earlier.#pieces, ...own]) this.#push({ ...piece });
    this.notes = [...earlier.notes, ...this.notes];
    this.inContents ||= earlier.inContents;
  }

  get isFilled(): boolean {
    return this.#pieces.some(({ text }) => text.trim() !== '');
  }

  /** The runs, in more than one part where a page ends between words. */
  parts(): TextRun[][] {
    const parts: Piece[][] = [[]];
    for (const { text, ...look } of this.#pieces) {
      text.split(PAGE_END).forEach((between, at) => {
        if (at > 0) parts.push([]);
        if (between !== '') parts.at(-1)?.push({ text: between, ...look });
      });
    }
    return parts
      .map(runsOf)
      .filter((runs, _at, all) => all.length === 1 || runs.some(({ text }) => text.trim() !== ''));
  }

  /** The runs as one, with this where a page ends between words. */
  runs(between: string): TextRun[] {
    const [first = [], ...rest] = this.parts();
    return rest.reduce((before, after) => [...before, { text: between }, ...after], first);
  }

  #push(piece: Piece): void {
    const last = this.#pieces.at(-1);
    if (last !== undefined && last.marks === piece.marks && last.link === piece.link) last.text += piece.text;
    else this.#pieces.push(piece);
  }
}

function runsOf(pieces: readonly Piece[]): TextRun[] {
  return pieces.map(({ text, marks, link }) => ({
    text: text.normalize('NFC'),
    ...(marks === '' ? {} : { marks: marks.split(' ') as Mark[] }),
    ...(link === null ? {} : { link }),
  }));
}

/** Small figures have letters of their own ("10²"); for the rest there are none, and it stays as plain text. */
function flattened(text: string, raised: RunLook['raised']): { text: string; kept: boolean } {
  if (raised === null || text.trim() === '') return { text, kept: true };
  const letters = raised === 'superscript' ? RAISED : LOWERED;
  const known = [...text].map((letter) => letters.get(letter));
  return known.every((letter) => letter !== undefined) ? { text: known.join(''), kept: true } : { text, kept: false };
}
