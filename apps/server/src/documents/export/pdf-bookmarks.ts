import type { PdfWriter } from './pdf-writer';

type Bookmark = PdfWriter['pdf']['outline'];

const LONGEST = 200;

/** Bookmarks of the headings, within one another as these are. */
export class Bookmarks {
  readonly #open: { readonly level: number; readonly bookmark: Bookmark }[] = [];

  constructor(private readonly writer: PdfWriter) {}

  /** @param level that of the heading; it stands within the last one of a higher level */
  add(level: number, text: string): void {
    while ((this.#open.at(-1)?.level ?? 0) >= level) this.#open.pop();
    const parent = this.#open.at(-1)?.bookmark ?? this.writer.pdf.outline;
    const title = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
    this.#open.push({ level, bookmark: parent.addItem([...title].slice(0, LONGEST).join('')) });
  }
}
