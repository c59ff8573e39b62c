declare module 'linebreak' {
  /** Places where a line may end, by Unicode's rules (UAX 14). */
  export default class LineBreaker {
    constructor(text: string);
    /** The next place, and whether the line ends there whatever its width. */
    nextBreak(): { readonly position: number; readonly required: boolean } | null;
  }
}

declare module 'bidi-js' {
  interface Bidi {
    /** Levels by UTF-16 unit: an odd one is read from right to left. */
    getEmbeddingLevels(
      text: string,
      direction?: 'ltr' | 'rtl',
    ): {
      readonly levels: Uint8Array;
      readonly paragraphs: readonly { readonly start: number; readonly end: number; readonly level: number }[];
    };
    getMirroredCharacter(sign: string): string | null;
  }
  export default function bidiFactory(): Bidi;
}
