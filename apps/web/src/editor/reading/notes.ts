import type { InjectionKey } from 'vue';
import type { LinePlace, LineRange } from '@samenspel/collab';

/** Something that is said about a stretch of text. It shows in the text and never becomes part of it. */
export interface NoteRange {
  readonly id: string;
  readonly range: LineRange;
  /** It is being read now, beside the text. */
  readonly active: boolean;
}

/** What the page knows of notes, for the texts on it. */
export interface TextNotes {
  /** Where the notes of a section stand now, for who draws: Vue follows what it depends on. */
  ranges(sectionId: string): readonly NoteRange[];
  /** Hears that there are other notes, or that one was found elsewhere; not that the text moved. */
  onChange(listener: () => void): () => void;
  /** A note was pressed in the text. */
  open(sectionId: string, noteId: string): void;
  /** The reader asks for a note on what he selected, from the toolbar. */
  noteSelection(): void;
}

export const TEXT_NOTES: InjectionKey<TextNotes> = Symbol('text notes');

/** The part of a block that notes cover. */
export interface BlockNote {
  readonly from: number;
  readonly to: number;
  readonly id: string;
  readonly active: boolean;
  /** Does the note begin here? Only there it is a stop for the keyboard. */
  readonly first: boolean;
}

/** The notes of each block, by its place in reading order. */
export function notesByBlock(ranges: readonly NoteRange[]): ReadonlyMap<number, readonly BlockNote[]> {
  const blocks = new Map<number, BlockNote[]>();
  for (const { id, range, active } of ranges) {
    for (let block = range.from.block; block <= range.to.block; block++) {
      const first = block === range.from.block;
      const from = first ? range.from.offset : 0;
      const to = block === range.to.block ? range.to.offset : Number.POSITIVE_INFINITY;
      blocks.set(block, [...(blocks.get(block) ?? []), { from, to, id, active, first }]);
    }
  }
  return blocks;
}

/** The note that was pressed: of several on the same words the last one. */
export function pressedNote(target: EventTarget | null): string | null {
  const mark = target instanceof Element ? target.closest<HTMLElement>('[data-notes]') : null;
  return mark?.dataset.notes?.split(' ').at(-1) ?? null;
}

/** Is this place within the range? */
export function isWithin({ from, to }: LineRange, { block, offset }: LinePlace): boolean {
  const after = block > from.block || (block === from.block && offset >= from.offset);
  const before = block < to.block || (block === to.block && offset <= to.offset);
  return after && before;
}
