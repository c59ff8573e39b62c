import type { ContentBlock, OutlinePart, TextBlock } from '@samenspel/domain';
import { ListPlaces } from './list-places';
import type { CellFacts, TableBuilder } from './table-builder';
import type { Told } from './told';

/** Where paragraphs and tables go: the text itself, a cell, a box, a note. */
export interface Container {
  readonly lists: ListPlaces;
  /** May a heading begin a section here? */
  readonly isText: boolean;
  add(part: OutlinePart): void;
  /** Offers the title of the file. @returns whether it was taken out of its place */
  takeTitle(title: string): boolean;
}

/** The text of the file, in reading order. */
export class TextContainer implements Container {
  readonly lists = new ListPlaces();
  readonly isText = true;
  readonly parts: OutlinePart[] = [];
  title: string | null = null;

  add(part: OutlinePart): void {
    this.parts.push(part);
  }

  /** A title behind a chapter is that of something else. */
  takeTitle(title: string): boolean {
    if (this.title !== null || this.parts.some(({ kind }) => kind === 'heading')) return false;
    this.title = title;
    return true;
  }
}

/** What stands beside a paragraph, and comes behind it. */
export class BoxContainer implements Container {
  readonly lists = new ListPlaces();
  readonly isText = false;
  readonly parts: OutlinePart[] = [];

  constructor(private readonly around: Container) {}

  add(part: OutlinePart): void {
    this.parts.push(part);
  }

  takeTitle(title: string): boolean {
    return this.around.takeTitle(title);
  }
}

/** A cell. Where its text goes is only asked once its properties were met. */
export class CellContainer implements Container {
  readonly lists = new ListPlaces();
  readonly isText = false;
  facts: CellFacts = { columns: 1, down: null, across: false };
  #blocks: TextBlock[] | null = null;

  /** @param table null where the row was struck */
  constructor(
    private table: TableBuilder | null,
    private readonly around: Container,
    private readonly told: Told,
  ) {}

  add(part: OutlinePart): void {
    this.table?.notes.push(...part.notes);
    if (part.kind === 'heading') return;
    if (part.block.type === 'table') this.told.add('nested-tables');
    this.stand().push(...flat(part.block));
  }

  /** A cover is often a table: its title stays in its cell as well. */
  takeTitle(title: string): boolean {
    this.around.takeTitle(title);
    return false;
  }

  get isStruck(): boolean {
    return this.table === null;
  }

  /** It was struck itself. @returns false when it holds text already, which its properties stand before in every real file */
  drop(): boolean {
    if (this.#blocks !== null) return false;
    this.table = null;
    return true;
  }

  /** Takes its place in the table, with or without text. */
  stand(): TextBlock[] {
    this.#blocks ??= this.table?.cell(this.facts) ?? [];
    return this.#blocks;
  }
}

/** A note at the foot of a page or at the end. */
export class NoteContainer implements Container {
  readonly lists = new ListPlaces();
  readonly isText = false;
  readonly blocks: TextBlock[] = [];

  constructor(private readonly told: Told) {}

  add(part: OutlinePart): void {
    if (part.kind === 'heading') return;
    if (part.block.type === 'table') this.told.add('nested-tables');
    this.blocks.push(...flat(part.block));
  }

  takeTitle(): boolean {
    return false;
  }
}

/** Puts parts that were made elsewhere into a container, so that no list of theirs goes on in one that stands there. */
export function addAll(container: Container, parts: readonly OutlinePart[]): void {
  parts.forEach((part, at) => {
    const isItem =
      part.kind === 'block' && part.block.type === 'block' && /^(?:bullet|numbered)$/.test(part.block.kind);
    if (at === 0 && isItem && container.lists.isOpen) container.add({ kind: 'block', block: EMPTY, notes: [] });
    container.add(part);
  });
  if (parts.length > 0) container.lists.end();
}

/** Lets a list begin anew. */
export const EMPTY: TextBlock = { type: 'block', kind: 'paragraph', runs: [] };

function flat(block: ContentBlock): TextBlock[] {
  return block.type === 'table' ? block.rows.flatMap((row) => row.flat()) : [block];
}
