import type { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { plainText, TEXT_ROOT } from '@samenspel/collab';
import type { EditorAction, HeldKey, MountedSection, PasteNotice, SectionNotes } from '../reading/mounted-section';
import { watchEcho } from '../sync/echo';
import { watchSalvage, type Salvaged } from '../sync/salvage';
import type { UndoStack } from '../sync/undo-stack';
import { createUndoStack, mountSection } from '../writing/mount';
import type { FakeLive } from './fake-live';

/** Somebody with an editor on a section, in a test. */
export class Writer {
  readonly section: MountedSection;
  readonly view: EditorView;
  readonly undo: UndoStack;
  readonly offered: Salvaged[] = [];
  readonly waiting: HeldKey[] = [];
  /** For each paste: what was said of it. */
  readonly notices: (PasteNotice | null)[] = [];
  readonly #parent = document.body.appendChild(document.createElement('div'));

  constructor(
    readonly live: FakeLive,
    undo?: UndoStack,
    notes?: SectionNotes,
  ) {
    measureNothing();
    this.undo = undo ?? createUndoStack();
    this.undo.add(live.sectionId, live.doc.getXmlFragment(TEXT_ROOT));
    watchSalvage(live, (found) => this.offered.push(found));
    watchEcho(live, (letters) => this.undo.forget(live.sectionId, letters));
    this.section = mountSection(this.#parent, {
      live,
      label: 'Tekst',
      prefix: 't-',
      ...(notes === undefined ? {} : { notes }),
      hold: { waiting: this.waiting, changed: () => undefined },
      leave: () => false,
      undo: () => void this.undo.undo(),
      redo: () => void this.undo.redo(),
      boundary: () => this.undo.boundary(),
      openLinkDialog: () => undefined,
      openTools: () => undefined,
      escape: () => undefined,
      focused: () => undefined,
      changed: () => undefined,
      pasted: (notice) => void this.notices.push(notice),
    });
    this.undo.selectionOf(live.sectionId, () => this.section.selection());
    this.view = (this.section.element as HTMLElement & { editor: Editor }).editor.view;
  }

  /** Puts the caret, or with `to` a selection, in the n-th block. */
  at(block: number, offset: number, to: { block: number; offset: number } = { block, offset }): this {
    const { doc, tr } = this.view.state;
    const from = doc.resolve(this.#position(block, offset));
    const until = doc.resolve(this.#position(to.block, to.offset));
    this.view.dispatch(tr.setSelection(TextSelection.between(from, until)));
    return this;
  }

  type(text: string): this {
    for (const letter of text) {
      const { from, to } = this.view.state.selection;
      const plain = (): typeof this.view.state.tr => this.view.state.tr.insertText(letter, from, to);
      const handled = this.view.someProp('handleTextInput', (handle) => handle(this.view, from, to, letter, plain));
      if (!handled) this.view.dispatch(plain());
    }
    return this;
  }

  press(key: string, modifiers: KeyboardEventInit = {}): boolean {
    const keyCode = { Enter: 13, Backspace: 8, Tab: 9, Delete: 46 }[key] ?? key.toUpperCase().charCodeAt(0);
    const event = new KeyboardEvent('keydown', { key, keyCode, ...modifiers });
    return this.view.someProp('handleKeyDown', (handle) => handle(this.view, event)) === true;
  }

  run(action: EditorAction): this {
    this.section.run(action);
    return this;
  }

  /** The blocks as `kind level/indent: text`. */
  get blocks(): string[] {
    const found: string[] = [];
    this.view.state.doc.descendants((node) => {
      if (node.type.name !== 'block') return true;
      const { kind, level, indent } = node.attrs as Record<string, string | number | null>;
      found.push(`${kind}${level ?? ''}${indent ? `+${indent}` : ''}: ${node.textContent}`);
      return false;
    });
    return found;
  }

  get ids(): unknown[] {
    const found: unknown[] = [];
    this.view.state.doc.descendants((node) => {
      if (node.type.name === 'block') found.push(node.attrs.id);
    });
    return found;
  }

  get text(): string {
    return plainText(this.live.doc);
  }

  leave(): void {
    this.section.destroy();
    this.#parent.remove();
  }

  #position(block: number, offset: number): number {
    let index = 0;
    let found = 1;
    this.view.state.doc.descendants((node, pos) => {
      if (node.type.name !== 'block') return true;
      if (index++ === block) found = pos + 1 + Math.min(offset, node.content.size);
      return false;
    });
    return found;
  }
}

/** jsdom has no layout; the editor only wants to know where to scroll. */
function measureNothing(): void {
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
  Range.prototype.getBoundingClientRect = () => new DOMRect();
}
