import { Editor } from '@tiptap/core';
import { Selection, TextSelection } from '@tiptap/pm/state';
import { isInTable } from '@tiptap/pm/tables';
import type { EditorView } from '@tiptap/pm/view';
import type { LiveSection } from '@samenspel/collab/client';
import { EDIT } from '../reading/edit-origin';
import type { CaretPlace, EditorHost, MountedSection, TextPlace } from '../reading/mounted-section';
import { TYPED } from '../sync/drawn';
import { restoreSelection, selectionAround, type SelectionAround } from '../sync/own-caret';
import { settleComposition, unbind } from '../sync/sync';
import { UndoStack } from '../sync/undo-stack';
import { kindsIn, linkAt, mayRun, runAction, setLink } from './actions';
import { editorExtensions } from './extensions';
import { gapAtPoint } from './gaps';

/** Puts an editor into `parent`. The text is there when this returns. */
export function mountSection(parent: HTMLElement, host: EditorHost): MountedSection {
  const editor = new Editor({
    element: parent,
    extensions: editorExtensions(host),
    // The page's policy allows no styles from script.
    injectCSS: false,
    editorProps: {
      attributes: { class: 's-text', 'aria-label': host.label, 'aria-multiline': 'true', spellcheck: 'true' },
      handleClick: (_view, _pos, event) => openLink(event),
      scrollMargin: 96,
      scrollThreshold: 64,
    },
    onFocus: () => host.focused(),
    onTransaction: () => host.changed(),
  });
  return new Mounted(editor, host.live);
}

class Mounted implements MountedSection {
  constructor(
    private readonly editor: Editor,
    private readonly live: LiveSection,
  ) {}

  get element(): HTMLElement {
    return this.editor.view.dom;
  }

  place(caret: CaretPlace): void {
    const { view } = this.editor;
    const selection = selectionFor(view, caret);
    if (selection) view.dispatch(view.state.tr.setSelection(selection));
    // Before the focus: else it comes with a caret at the start, and the editor puts it back when a key has moved it there.
    const anchor = view.domAtPos(view.state.selection.anchor);
    const head = view.domAtPos(view.state.selection.head);
    document.getSelection()?.setBaseAndExtent(anchor.node, anchor.offset, head.node, head.offset);
    view.focus();
  }

  focus(): void {
    this.editor.view.focus();
  }

  hasFocus(): boolean {
    return this.editor.view.hasFocus();
  }

  run(action: Parameters<MountedSection['run']>[0]): void {
    settleComposition(this.editor.view);
    runAction(this.editor.view, action);
    this.editor.view.focus();
  }

  setLink(address: string | null): boolean {
    settleComposition(this.editor.view);
    return setLink(this.editor.view, address);
  }

  toolbar(): ReturnType<MountedSection['toolbar']> {
    const { state } = this.editor;
    const marks = ['bold', 'italic', 'underline', 'strike', 'link'].filter((name) => this.editor.isActive(name));
    return {
      ...kindsIn(state),
      marks: new Set(marks),
      link: linkAt(state),
      inTable: isInTable(state),
      mayInsertTable: mayRun(state, 'insertTable'),
    };
  }

  selection(): SelectionAround {
    return selectionAround(this.editor.view, this.live);
  }

  restore(selection: unknown): void {
    const { view } = this.editor;
    restoreSelection(view, this.live, selection);
    view.focus();
  }

  unbind(): void {
    unbind(this.editor.view);
  }

  destroy(): void {
    this.editor.destroy();
  }
}

function selectionFor(view: EditorView, caret: CaretPlace): Selection | null {
  const { doc } = view.state;
  switch (caret.at) {
    case 'start':
      return Selection.atStart(doc);
    case 'end':
      return Selection.atEnd(doc);
    case 'point': {
      const pressed = document.elementFromPoint(caret.x, caret.y);
      const gap = pressed === view.dom || !view.dom.contains(pressed) ? gapAtPoint(view, caret.y) : null;
      if (gap) return gap;
      const found = view.posAtCoords({ left: caret.x, top: caret.y });
      return found ? Selection.near(doc.resolve(found.pos)) : null;
    }
    case 'first-line':
    case 'last-line': {
      const edge = caret.at === 'first-line' ? Selection.atStart(doc) : Selection.atEnd(doc);
      const line = view.coordsAtPos(edge.head);
      const found = view.posAtCoords({ left: caret.x, top: (line.top + line.bottom) / 2 });
      return found ? Selection.near(doc.resolve(found.pos)) : edge;
    }
    case 'text': {
      const anchor = textPosition(view, caret.anchor);
      const head = textPosition(view, caret.head);
      // What was there may be gone: another text took its place.
      return anchor === null || head === null
        ? Selection.atEnd(doc)
        : TextSelection.between(doc.resolve(anchor), doc.resolve(head));
    }
  }
}

function textPosition(view: EditorView, place: TextPlace): number | null {
  let index = 0;
  let found: number | null = null;
  view.state.doc.descendants((node, pos) => {
    if (node.type.name !== 'block') return true;
    if (index++ === place.block) found = pos + 1 + Math.min(place.offset, node.content.size);
    return false;
  });
  return found;
}

/** In a text that is being written, a plain click places the caret; with Ctrl or Cmd it follows the link. */
function openLink(event: MouseEvent): boolean {
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
  if (!link || !(event.ctrlKey || event.metaKey)) return false;
  window.open(link.getAttribute('href') ?? '', '_blank', 'noopener,noreferrer');
  return true;
}

/** The history of a document: what the editors write, and what the page writes for its user. */
export function createUndoStack(): UndoStack {
  return new UndoStack([TYPED, EDIT]);
}
