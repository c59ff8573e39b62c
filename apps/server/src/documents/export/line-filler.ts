import { isAddress, takesHyphen } from './hyphenate';
import type { Unit } from './line-units';
import { signsOf } from './pdf-fonts';
import { SOFT_HYPHEN, type Look } from './pdf-look';
import type { RunText } from './run-text';

/** Text of one look, one font file and one direction, somewhere on a line. */
export interface LinePiece {
  /** As its font takes it. */
  readonly text: string;
  /** As it is read. */
  readonly reads: string;
  readonly font: string;
  readonly look: Look;
  readonly width: number;
  /** Odd: from right to left. */
  readonly level: number;
}

/** One line, in the order in which it is read. */
export interface Line {
  readonly pieces: readonly LinePiece[];
  readonly width: number;
  /** Begins at the right. */
  readonly right: boolean;
}

/** Measures and dresses text. */
export interface Typesetter {
  pieces(text: RunText, from: number, to: number): LinePiece[];
  /** What is drawn where a word is broken. */
  hyphen(look: Look): LinePiece;
  /** Places where a word may be broken. */
  placesIn(word: string): number[];
}

/** A word is broken when it would leave more of the line empty than this part of it... */
const RAGGED = 0.12;
/** ...and than so many sizes of its letters: a narrow cell is not filled up to the last letter. */
const RAGGED_SIZES = 3.2;
/** So many lines in a row may end in a hyphen. */
const HYPHENS_IN_A_ROW = 2;

interface Break {
  readonly at: number;
  readonly hyphen: boolean;
}

const widthOf = (pieces: readonly LinePiece[]): number => pieces.reduce((sum, piece) => sum + piece.width, 0);

/** Puts units on lines, and breaks words that do not fit well. */
export class LineFiller {
  readonly #lines: Line[] = [];
  #line: LinePiece[] = [];
  #width = 0;
  /** Spaces behind what stands on the line: drawn before the next word, or at the end of the line. */
  #spaces: LinePiece[] = [];
  #hyphens = 0;

  constructor(
    private readonly text: RunText,
    private readonly width: number,
    private readonly size: number,
    private readonly setter: Typesetter,
  ) {}

  add({ from, to, next, ends }: Unit): void {
    for (let at = from; at < to;) at = this.#place(at, to);
    if (ends) this.#end(from, false);
    else if (next > to) this.#spaces.push(...this.#measure(to, next));
  }

  finish(): Line[] {
    if (this.#line.length > 0 || this.#lines.length === 0) this.#end(Math.max(0, this.text.text.length - 1), false);
    return this.#lines;
  }

  /** Puts as much of a word on the present line as goes there; says where the rest begins. */
  #place(from: number, to: number): number {
    const word = this.#measure(from, to);
    const needed = widthOf(word);
    const room = this.width - this.#width - widthOf(this.#spaces);
    if (needed <= room) {
      this.#append(word);
      return to;
    }
    const found = this.#breakOf(from, to, needed, room);
    if (found === null) {
      this.#end(from, true);
      return from;
    }
    this.#append(this.#measure(from, found.at));
    if (found.hyphen) this.#append([this.setter.hyphen(this.text.lookAt(found.at - 1))]);
    this.#end(from, false);
    this.#hyphens = found.hyphen ? this.#hyphens + 1 : 0;
    return found.at;
  }

  #append(pieces: readonly LinePiece[]): void {
    this.#line.push(...this.#spaces, ...pieces);
    this.#width += widthOf(this.#spaces) + widthOf(pieces);
    this.#spaces = [];
  }

  /** Where a word that does not fit is broken; null to begin a line first. */
  #breakOf(from: number, to: number, needed: number, room: number): Break | null {
    const tooLong = needed > this.width;
    const ragged = room > Math.max(RAGGED * this.width, RAGGED_SIZES * this.size) && this.#hyphens < HYPHENS_IN_A_ROW;
    if (tooLong || ragged) {
      const at = this.#hyphenPlaces(from, to).findLast((place) => this.#withHyphen(from, place) <= room);
      if (at !== undefined) return { at, hyphen: true };
    }
    return tooLong && this.#line.length === 0 ? this.#cut(from, to, room) : null;
  }

  #hyphenPlaces(from: number, to: number): number[] {
    const given = this.text.softHyphens(from, to);
    if (given.length > 0) return given;
    if (this.#isAddress(from, to)) return [];
    return this.setter.placesIn(this.text.text.slice(from, to)).map((place) => from + place);
  }

  #isAddress(from: number, to: number): boolean {
    return isAddress(this.text.tokenAt(from, to));
  }

  /** A word that no rule breaks, on a line by itself: as many signs as fit, with a hyphen between letters. */
  #cut(from: number, to: number, room: number): Break {
    const word = this.text.text.slice(from, to);
    const address = this.#isAddress(from, to);
    const signs = signsOf(word);
    let best: Break = { at: from + (signs[0]?.length ?? 1), hyphen: false };
    let at = from;
    let width = 0;
    for (const sign of signs) {
      width += widthOf(this.#measure(at, at + sign.length));
      if (width > room) break;
      at += sign.length;
      const hyphen = at < to && !address && takesHyphen(word, at - from);
      if (width + (hyphen ? this.setter.hyphen(this.text.lookAt(at - 1)).width : 0) <= room) best = { at, hyphen };
    }
    return best;
  }

  #withHyphen(from: number, to: number): number {
    return widthOf(this.#measure(from, to)) + this.setter.hyphen(this.text.lookAt(to - 1)).width;
  }

  #measure(from: number, to: number): LinePiece[] {
    return this.setter.pieces(this.text, from, to);
  }

  /** @param spaced the spaces before the word that did not fit stay behind, so that two words are not read as one */
  #end(at: number, spaced: boolean): void {
    const right = this.text.directions?.beginsRight(at) ?? false;
    const spaces = spaced && this.text.directions === null ? this.#spaces : [];
    this.#lines.push({ pieces: joined([...this.#line, ...spaces.map(unmarked)]), width: this.#width, right });
    this.#line = [];
    this.#width = 0;
    this.#spaces = [];
    this.#hyphens = 0;
  }
}

/** A space at the end of a line has no line under or through it. */
function unmarked(piece: LinePiece): LinePiece {
  const { look } = piece;
  return look.underline || look.strike ? { ...piece, look: { ...look, underline: false, strike: false } } : piece;
}

/** Neighbours that are drawn alike as one piece: fewer things to draw, and words that can be copied whole. */
function joined(pieces: readonly LinePiece[]): LinePiece[] {
  const line: LinePiece[] = [];
  for (const piece of pieces) {
    const last = line.at(-1);
    const alike = last !== undefined && last.font === piece.font && last.look === piece.look;
    // Letters from right to left were turned around by themselves: together they would be in the wrong order.
    const even = last?.level === piece.level && piece.level % 2 === 0;
    if (alike && even && last.reads !== SOFT_HYPHEN && piece.reads !== SOFT_HYPHEN) {
      line.splice(-1, 1, {
        ...last,
        text: last.text + piece.text,
        reads: last.reads + piece.reads,
        width: last.width + piece.width,
      });
    } else line.push(piece);
  }
  return line;
}
