import type { ResolvedPos } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import * as Y from 'yjs';
import { TEXT_ROOT } from '@samenspel/collab';
import type { Caret, LiveSection } from '@samenspel/collab/client';
import { sharedPlace } from './held-block';
import { besideLetter, positionAt, type SharedPlace } from './places';

/** A selection in terms of the shared text: it stays at its letters, and outlives the editor. */
export interface RelativeSelection {
  readonly anchor: Y.RelativePosition;
  readonly head: Y.RelativePosition;
}

/** The selection before and after the last change: undo goes back to the one, redo to the other. */
export interface SelectionAround {
  readonly before: RelativeSelection | null;
  readonly after: RelativeSelection | null;
}

/** The state before the change that an editor writes now, and its selection: behind the letter before it, and before the next. */
interface Previous {
  readonly state: EditorState;
  readonly behind: RelativeSelection | null;
  readonly ahead: RelativeSelection | null;
}

const beforeWriting = new WeakMap<EditorView, Previous>();

/** Writes what was done in an editor, and remembers meanwhile where the selection was before it. */
export function writeFrom(view: EditorView, live: LiveSection, state: EditorState, act: () => void): void {
  const [behind, ahead] = [relativeSelection(state, live, -1), relativeSelection(state, live, 0)];
  beforeWriting.set(view, { state, behind, ahead });
  try {
    act();
  } finally {
    beforeWriting.delete(view);
  }
}

/** The selection around the change that is being written now; at any other time the selection as it is, twice. */
export function selectionAround(view: EditorView, live: LiveSection): SelectionAround {
  const after = relativeSelection(view.state, live);
  const previous = beforeWriting.get(view);
  return { before: previous ? backTo(previous, view.state, live) : after, after };
}

/**
 * Others may write beside what is undone: so a caret goes back to the very letters that went, or came. Beside letters that
 * stayed it is where every caret is, behind the letter before it, and does not step over what others write there.
 */
function backTo({ state, behind, ahead }: Previous, now: EditorState, live: LiveSection): RelativeSelection | null {
  const { empty, from, $from } = state.selection;
  if (!empty || now.selection.from < from) return behind;
  const $now = now.doc.resolve(from);
  if (isSameBlock($from, $now) && $now.parent.content.size > $from.parent.content.size) return beforeFirst($now, live);
  const next = ahead?.head.item ?? null;
  const stayed = next ? besideLetter(live.doc, next, 0) !== null : now.selection.from === from;
  return stayed ? behind : ahead;
}

/** What the editor shows of an empty text has no id before something is written in it. */
function isSameBlock($before: ResolvedPos, $now: ResolvedPos): boolean {
  const { id } = $before.parent.attrs as { readonly id?: unknown };
  return (id ?? $now.parent.attrs.id) === $now.parent.attrs.id;
}

/** The caret before the first letter that was written there. */
function beforeFirst($pos: ResolvedPos, live: LiveSection): RelativeSelection | null {
  const place = $pos.parent.isTextblock ? sharedPlace(live.doc.getXmlFragment(TEXT_ROOT), $pos) : null;
  if (place === null) return null;
  const position = Y.createRelativePositionFromTypeIndex(place.type, place.index);
  return { anchor: position, head: position };
}

/**
 * The selection in terms of the shared text; null where that has nothing for it yet.
 *
 * @param side the letter at which a caret stays: -1 the one before it, 0 the one behind
 */
export function relativeSelection(
  { doc, selection }: EditorState,
  live: LiveSection,
  side: -1 | 0 = -1,
): RelativeSelection | null {
  const root = live.doc.getXmlFragment(TEXT_ROOT);
  const [anchor, head] = [
    sharedPlace(root, doc.resolve(selection.anchor)),
    sharedPlace(root, doc.resolve(selection.head)),
  ];
  if (anchor === null || head === null) return null;
  if (selection.empty) return { anchor: relative(anchor, side), head: relative(head, side) };
  // Both ends stay at the letters that are selected.
  const forward = selection.anchor < selection.head;
  return { anchor: relative(anchor, forward ? 0 : -1), head: relative(head, forward ? -1 : 0) };
}

function relative({ type, index }: SharedPlace, side: -1 | 0): Y.RelativePosition {
  return Y.createRelativePositionFromTypeIndex(type, index, type instanceof Y.XmlText ? side : 0);
}

function absolute(view: EditorView, live: LiveSection, position: Y.RelativePosition): number | null {
  const found = Y.createAbsolutePositionFromRelativePosition(position, live.doc);
  if (!(found?.type instanceof Y.XmlText || found?.type instanceof Y.XmlFragment)) return null;
  return positionAt(live.doc.getXmlFragment(TEXT_ROOT), view.state.doc, { type: found.type, index: found.index });
}

/** Puts the selection where `relativeSelection` found it, and shows it; one of another text is left alone. */
export function restoreSelection(view: EditorView, live: LiveSection, selection: unknown): void {
  const { anchor, head } = (selection ?? {}) as Partial<RelativeSelection>;
  const from = anchor ? absolute(view, live, anchor) : null;
  const to = head ? absolute(view, live, head) : null;
  const tr = view.state.tr;
  if (from !== null && to !== null) tr.setSelection(TextSelection.between(tr.doc.resolve(from), tr.doc.resolve(to)));
  view.dispatch(tr.scrollIntoView());
}

/** Tells the others where I write, as long as I do. */
export function ownCaretPlugin(live: LiveSection): Plugin {
  let last: string | null = null;
  const send = (view: EditorView): void => {
    const selection = view.hasFocus() && live.mayType ? relativeSelection(view.state, live) : null;
    const caret: Caret | null = selection && {
      anchor: Y.encodeRelativePosition(selection.anchor),
      head: Y.encodeRelativePosition(selection.head),
    };
    const now = caret && `${caret.anchor.join()} ${caret.head.join()}`;
    if (now === last) return;
    last = now;
    live.setCaret(caret);
  };
  // After this turn: a change is written in the shared text in its own turn of the same update, and a caret at the end of a
  // block, measured before that, would seem to stand in the next one.
  let asked = false;
  const soon = (view: EditorView): void => {
    if (asked) return;
    asked = true;
    queueMicrotask(() => {
      asked = false;
      if (!view.isDestroyed) send(view);
    });
  };
  return new Plugin({
    key: new PluginKey('own caret'),
    props: {
      handleDOMEvents: {
        focus: (view) => void soon(view),
        blur: (view) => void soon(view),
      },
    },
    view: () => ({ update: soon, destroy: () => last !== null && live.setCaret(null) }),
  });
}
