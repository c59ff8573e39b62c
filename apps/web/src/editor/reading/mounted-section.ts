import type { BlockKind } from '@samenspel/domain';
import type { LiveSection } from '@samenspel/collab/client';
import type { NoteRange } from './notes';

/** What the toolbar can ask of the text. */
export type EditorAction =
  | 'paragraph'
  | 'heading2'
  | 'heading3'
  | 'heading4'
  | 'bullet'
  | 'numbered'
  | 'quote'
  | 'indent'
  | 'outdent'
  | 'bold'
  | 'italic'
  | 'underline'
  | 'strike'
  | 'insertTable'
  | 'addRowBefore'
  | 'addRowAfter'
  | 'addColumnBefore'
  | 'addColumnAfter'
  | 'deleteRow'
  | 'deleteColumn'
  | 'deleteTable'
  | 'toggleHeaderRow';

export interface ToolbarState {
  readonly kind: BlockKind | null;
  readonly level: number | null;
  readonly list: boolean;
  readonly marks: ReadonlySet<string>;
  readonly link: string | null;
  readonly inTable: boolean;
  readonly mayInsertTable: boolean;
}

export type Direction = 'up' | 'down' | 'left' | 'right';

/** Where the caret should come. */
export type CaretPlace =
  | { readonly at: 'start' | 'end' }
  | { readonly at: 'point'; readonly x: number; readonly y: number }
  /** On the first or last line, as near to x as can be: an arrow key came over the edge of the section. */
  | { readonly at: 'first-line' | 'last-line'; readonly x: number }
  /** Text offsets within blocks, taken from a selection in the static text. */
  | { readonly at: 'text'; readonly anchor: TextPlace; readonly head: TextPlace };

/** The n-th block of the section, and characters from its start. */
export interface TextPlace {
  readonly block: number;
  readonly offset: number;
}

/**
 * What somebody who pastes has to know: the source hid a part, which stayed behind; it is more than fits in one edit, and
 * nothing was pasted; there was no text in it.
 */
export type PasteNotice = 'leftOut' | 'tooLarge' | 'noText';

/** What the editor asks of the page around it. */
export interface EditorHost {
  readonly live: LiveSection;
  readonly label: string;
  readonly prefix: string;
  readonly hold: HeldKeys;
  /** What is said about this text; absent where nothing can be. */
  readonly notes?: SectionNotes;
  /** An arrow key ran over the edge. False: nothing there to go to. */
  leave(direction: Direction, x: number): boolean;
  undo(): void;
  redo(): void;
  /** Ends the current undo step. */
  boundary(): void;
  openLinkDialog(): void;
  openTools(): void;
  escape(): void;
  focused(): void;
  changed(): void;
  /** Something was pasted, and this has to be said of it; null: nothing. */
  pasted(notice: PasteNotice | null): void;
}

/** The notes of one section. */
export interface SectionNotes {
  ranges(): readonly NoteRange[];
  onChange(listener: () => void): () => void;
}

/** An editor in the place of a section's static text. Its code is loaded when first needed. */
export interface MountedSection {
  readonly element: HTMLElement;
  place(caret: CaretPlace): void;
  focus(): void;
  hasFocus(): boolean;
  run(action: EditorAction): void;
  setLink(address: string | null): boolean;
  toolbar(): ToolbarState;
  /** Where the caret was before and after the change that is being written, in terms of the shared text; only `restore` understands it. */
  selection(): { readonly before: unknown; readonly after: unknown };
  /** Puts the selection where it was before the change that has just been undone, or after the one that was redone. */
  restore(selection: unknown): void;
  /** From now on it neither draws nor writes the shared text, though it is still seen. */
  unbind(): void;
  destroy(): void;
}

/** Keys pressed before the text may be written in; none is lost. */
export interface HeldKeys {
  readonly waiting: HeldKey[];
  /** Told when one more waits. */
  changed(): void;
}

/** A pasted piece is told as JSON, and the caret in terms of the shared text: they may outlive the editor that held them. */
export type HeldKey =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'key'; readonly init: KeyboardEventInit }
  | { readonly kind: 'paste'; readonly slice: unknown; readonly text: string }
  /** Where what follows was meant: the caret was put elsewhere by a press. Only `restore` understands it. */
  | { readonly kind: 'place'; readonly selection: unknown };
