const STRONG = '●•▪■◦○‣⁃∙➢➤►▶✓✔❖◆◇□☐☑\uf0b7\uf0a7\uf0d8';
const WEAK = '-–—*+o·→»';

/** What a line starts with when it starts like an item of a list. */
export type Marker =
  | { readonly kind: 'bullet'; readonly glyph: string; readonly strong: boolean; readonly rest: string }
  | {
      readonly kind: 'number';
      readonly value: number;
      /** How the number is written: `1.`, `1)`, `(1)`, `a.`, `a)` or `(a)`. */
      readonly style: string;
      readonly typed: string;
      readonly rest: string;
    };

export type NumberMarker = Extract<Marker, { kind: 'number' }>;

/** Whether a character is a bullet and never anything else at the start of a line. */
export function isStrongBullet(character: string): boolean {
  return STRONG.includes(character);
}

/**
 * Reads the marker at the start of a trimmed line. Whether it really is one depends on the lines before it.
 *
 * @returns the marker and the text behind it, or null
 */
export function readMarker(text: string): Marker | null {
  const first = text[0] ?? ' ';
  if (isStrongBullet(first)) return { kind: 'bullet', glyph: first, strong: true, rest: text.slice(1).trim() };
  if (WEAK.includes(first) && text[1] === ' ') {
    return { kind: 'bullet', glyph: first, strong: false, rest: text.slice(2).trim() };
  }
  const number = /^(\(?)(\d{1,3}|[a-z])([.)]) (?=\S)/.exec(text);
  if (number === null || (number[1] === '(' && number[3] !== ')')) return null;
  const [typed, open, digits, close] = number as unknown as [string, string, string, string];
  const letter = /[a-z]/.test(digits);
  return {
    kind: 'number',
    value: letter ? digits.charCodeAt(0) - 96 : Number(digits),
    style: `${open}${letter ? 'a' : '1'}${close}`,
    typed: typed.trim(),
    rest: text.slice(typed.length),
  };
}
