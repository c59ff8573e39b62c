import type { ContentBlock, ImportedPlan, TextBlock, TextRun } from './model';
import type { ImportRemarkKind } from './remarks';
import { fitTitle, makePlan, startSection } from './plan-parts';

/** A piece of a file that knows its own structure (Word), in reading order. */
export type OutlinePart =
  | {
      readonly kind: 'heading';
      readonly depth: number;
      readonly runs: readonly TextRun[];
      readonly notes: Notes;
      /** The number that the file showed before it ("Artikel 3", "2.1"), and what stood between the two. */
      readonly number?: string;
      readonly gap?: string;
    }
  | { readonly kind: 'block'; readonly block: ContentBlock; readonly notes: Notes };

/** Names of the footnotes that a part refers to. */
export type Notes = readonly string[];

export interface Outline {
  /** The title that the file marks as such, or null. */
  readonly title: string | null;
  readonly parts: readonly OutlinePart[];
  /** What the footnotes and endnotes say, by name. */
  readonly notes: ReadonlyMap<string, readonly TextBlock[]>;
}

/** The heading above the footnotes of a section. Dutch, as the plans are. */
export const NOTES_HEADING = 'Voetnoten';

interface Draft {
  readonly title: string;
  readonly blocks: ContentBlock[];
  readonly notes: string[];
}

/**
 * Makes a plan of a structured file. The headings of the highest level are the sections, lower ones headings within; a
 * single first-level heading at the top is the title when the file marks none. Footnotes stand at the end of their section.
 *
 * The number of a heading goes where the number of our own section says the same; else it stays, as text (docs/spec.md I14).
 *
 * @param fallbackTitle title of the plan if the file has none
 * @param told is told of each number that became text
 */
export function planFromOutline(
  outline: Outline,
  fallbackTitle: string,
  told: (kind: ImportRemarkKind) => void = () => undefined,
): ImportedPlan {
  const { title, parts } = titled(outline, fallbackTitle);
  const top = highestOf(parts);
  const sections: Draft[] = [];
  const before = (): Draft => {
    const last = sections.at(-1);
    if (last !== undefined) return last;
    const first = { title, blocks: [], notes: [] };
    sections.push(first);
    return first;
  };
  for (const part of parts) {
    if (part.kind === 'heading' && part.depth === top) {
      const runs = isOurNumber(part.number, sections.length + 1) ? part.runs : numbered(part, told);
      sections.push({ title: plainText(runs), blocks: [], notes: [...part.notes] });
    } else {
      const section = before();
      section.blocks.push(part.kind === 'block' ? part.block : headingOf(numbered(part, told), part.depth - top + 1));
      section.notes.push(...part.notes);
    }
  }
  return makePlan(
    title,
    sections.map((section) => {
      const started = startSection(section.title);
      return { ...started, blocks: [...started.blocks, ...section.blocks, ...notesOf(section.notes, outline)] };
    }),
  );
}

function titled(outline: Outline, fallbackTitle: string): { title: string; parts: readonly OutlinePart[] } {
  if (outline.title !== null && outline.title.trim() !== '') return { title: outline.title, parts: outline.parts };
  const [first, ...rest] = outline.parts;
  const name = first?.kind === 'heading' && first.depth === 1 ? plainText(first.runs) : '';
  // A title with a number is a chapter.
  const numberless = first?.kind === 'heading' && first.number === undefined;
  const fits = numberless && name.trim() !== '' && fitTitle(name).rest === null && first?.notes.length === 0;
  return fits && highestOf(rest) > 1 && highestOf(rest) < 7
    ? { title: name, parts: rest }
    : { title: fallbackTitle, parts: outline.parts };
}

/** Does the file call this section as we shall? */
function isOurNumber(number: string | undefined, ours: number): boolean {
  return number !== undefined && new RegExp(`^0?${ours}[.)]?$`).test(number);
}

function numbered(
  { number, gap = ' ', runs }: Extract<OutlinePart, { kind: 'heading' }>,
  told: (kind: ImportRemarkKind) => void,
): readonly TextRun[] {
  if (number === undefined) return runs;
  told('typed-numbers');
  return [{ text: `${number}${gap}` }, ...runs];
}

/** Depth of the highest of the headings, 7 if there are none. */
function highestOf(parts: readonly OutlinePart[]): number {
  return parts.reduce((highest, part) => (part.kind === 'heading' ? Math.min(highest, part.depth) : highest), 7);
}

function headingOf(runs: readonly TextRun[], level: number): TextBlock {
  return { type: 'block', kind: 'heading', level: Math.min(4, Math.max(2, level)), runs: [...runs] };
}

function notesOf(names: readonly string[], outline: Outline): ContentBlock[] {
  const told = [...new Set(names)].flatMap((name) => outline.notes.get(name) ?? []);
  return told.length === 0 ? [] : [headingOf([{ text: NOTES_HEADING }], 2), ...told];
}

function plainText(runs: readonly TextRun[]): string {
  return runs.map(({ text }) => text).join('');
}
