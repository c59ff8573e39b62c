import bidiFactory from 'bidi-js';

const bidi = bidiFactory();
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** How a text is read: every UTF-16 unit has a level, odd from right to left. */
export interface Directions {
  levelAt(at: number): number;
  /** Where text of this level ends, before the given end. */
  endOfLevel(from: number, to: number): number;
  /** Does the paragraph that this unit stands in begin at the right? */
  beginsRight(at: number): boolean;
}

/** The directions of a text; null for one that is read from left to right altogether, as nearly all are. */
export function directionsOf(text: string): Directions | null {
  if (!RIGHT_TO_LEFT.test(text)) return null;
  const { levels, paragraphs } = bidi.getEmbeddingLevels(text);
  return {
    levelAt: (at) => levels[at] ?? 0,
    endOfLevel: (from, to) => {
      let end = from + 1;
      while (end < to && levels[end] === levels[from]) end += 1;
      return end;
    },
    beginsRight: (at) => paragraphs.some(({ start, end, level }) => start <= at && at <= end && level % 2 === 1),
  };
}

/** The pieces of one line in the order in which they stand on it, from the left (UAX 9, rule L2). */
export function inOrderOfPlace<Piece extends { readonly level: number }>(pieces: readonly Piece[]): Piece[] {
  const highest = pieces.reduce((most, { level }) => Math.max(most, level), 0);
  if (highest === 0) return [...pieces];
  const placed = [...pieces];
  for (let level = highest; level >= 1; level -= 1) {
    for (let from = 0; from < placed.length; from += 1) {
      if ((placed[from]?.level ?? 0) < level) continue;
      let to = from;
      while ((placed[to + 1]?.level ?? 0) >= level) to += 1;
      placed.splice(from, to - from + 1, ...placed.slice(from, to + 1).reverse());
      from = to;
    }
  }
  return placed;
}

/** What is drawn for signs that are read from right to left: brackets face the other way. */
export function mirrored(text: string): string {
  return [...text].map((sign) => bidi.getMirroredCharacter(sign) ?? sign).join('');
}

const OWN_DIRECTION = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** The signs in the order in which a font must get them, which turns letters of its own around by itself. */
export function asFontsTakeIt(signs: readonly string[]): string {
  const text = signs.join('');
  return mirrored(OWN_DIRECTION.test(text) ? text : [...signs].reverse().join(''));
}
