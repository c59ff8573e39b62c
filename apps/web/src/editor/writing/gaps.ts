import type { ResolvedPos } from '@tiptap/pm/model';
import { GapCursor, gapCursor } from '@tiptap/pm/gapcursor';
import { type EditorState, Plugin, PluginKey, Selection, TextSelection, type Transaction } from '@tiptap/pm/state';
import { TableMap } from '@tiptap/pm/tables';
import type { EditorView } from '@tiptap/pm/view';
import type { Direction } from '../reading/mounted-section';

/*
 * The line above and below a table, where no block is: at an edge of the section, and between two tables. A caret can
 * stand there, and nothing is in the text until something is typed.
 */

export function gapPlugins(): Plugin[] {
  const typing = new Plugin({
    key: new PluginKey('gaps'),
    props: {
      handleTextInput: (view, _from, _to, text) => {
        if (!(view.state.selection instanceof GapCursor)) return false;
        const tr = beginBlock(view.state);
        view.dispatch(tr.insertText(text).scrollIntoView());
        return true;
      },
      handleKeyDown: (view, event) => {
        if (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return false;
        const { selection } = view.state;
        if (selection instanceof GapCursor) return keyInGap(view, selection, event.key);
        return event.key === 'Backspace' ? backIntoTable(view) : false;
      },
      handleDOMEvents: {
        // After the browser has put its own caret somewhere: on a touch screen that is what brings the keyboard up.
        click: (view, event) => {
          if (event.target !== view.dom || event.button !== 0) return false;
          const gap = gapAtPoint(view, event.clientY);
          if (gap) view.dispatch(view.state.tr.setSelection(gap));
          return false;
        },
      },
    },
  });
  // The library draws it, and makes room for an input method.
  return [typing, gapCursor()];
}

/** The line beside a table to which an arrow leads out of it; null where one goes on in other text. */
export function gapBeyond(view: EditorView, direction: Direction): GapCursor | null {
  const { selection, doc } = view.state;
  const { $head } = selection;
  if (!(selection instanceof TextSelection) || !selection.empty || $head.depth < 4) return null;
  const forward = direction === 'down' || direction === 'right';
  const gap = gapAt(doc.resolve(forward ? $head.after(1) : $head.before(1)));
  if (gap === null) return null;
  if (direction === 'left' || direction === 'right') {
    const edge = Selection.findFrom(gap.$head, forward ? -1 : 1, true);
    return edge?.head === $head.pos ? gap : null;
  }
  const cell = $head.node(3);
  const lastLine = $head.index(3) === (forward ? cell.childCount - 1 : 0) && view.endOfTextblock(direction);
  return lastLine && inOuterRow(view.state, forward) ? gap : null;
}

/** The line at which a press beside a table was meant, by its height; null where there is text to go to. */
export function gapAtPoint(view: EditorView, y: number): GapCursor | null {
  let found: GapCursor | null = null;
  let above = Number.NEGATIVE_INFINITY;
  const { doc } = view.state;
  for (let index = 0, pos = 0; index <= doc.childCount; pos += doc.maybeChild(index)?.nodeSize ?? 0, index++) {
    const next = index < doc.childCount ? view.nodeDOM(pos) : null;
    const box = next instanceof Element ? next.getBoundingClientRect() : null;
    if (above < y && y < (box?.top ?? Number.POSITIVE_INFINITY)) found ??= gapAt(doc.resolve(pos));
    above = box?.bottom ?? above;
  }
  return found;
}

/** The line at this position, where neither side of it is text. */
export function gapAt($pos: ResolvedPos): GapCursor | null {
  const noText = [$pos.nodeBefore, $pos.nodeAfter].every((node) => node === null || node.type.name === 'table');
  return $pos.depth === 0 && noText ? new GapCursor($pos) : null;
}

function inOuterRow(state: EditorState, forward: boolean): boolean {
  const { $head } = state.selection;
  const table = $head.node(1);
  const map = TableMap.get(table);
  const row = $head.index(1);
  if (!forward) return row === 0;
  return row + Number($head.node(3).attrs.rowspan) >= map.height;
}

/** An empty paragraph in the place of the line, with the caret in it. */
function beginBlock(state: EditorState): Transaction {
  const { tr, schema, selection } = state;
  tr.insert(selection.head, schema.nodes.block!.create());
  return tr.setSelection(TextSelection.create(tr.doc, selection.head + 1));
}

const INTO: Readonly<Record<string, -1 | 1>> = {
  ArrowUp: -1,
  ArrowLeft: -1,
  Backspace: -1,
  ArrowDown: 1,
  ArrowRight: 1,
  Delete: 1,
};

/** Keys take nothing away here: there is nothing. */
function keyInGap(view: EditorView, { $head }: Selection, key: string): boolean {
  if (key === 'Enter') {
    view.dispatch(beginBlock(view.state).scrollIntoView());
    return true;
  }
  const step = INTO[key];
  if (step === undefined) return false;
  const next = Selection.findFrom($head, step, true);
  if (next) view.dispatch(view.state.tr.setSelection(next).scrollIntoView());
  return true;
}

/** Backspace behind a table goes into it, never takes it away; an empty line that was behind it goes. */
function backIntoTable(view: EditorView): boolean {
  const { selection, doc, tr } = view.state;
  const { $head } = selection;
  if (!selection.empty || $head.depth !== 1 || $head.parentOffset > 0 || $head.parent.attrs.kind !== 'paragraph')
    return false;
  const before = $head.before();
  if (doc.resolve(before).nodeBefore?.type.name !== 'table') return false;
  if ($head.parent.content.size === 0) tr.delete(before, $head.after());
  const inside = Selection.findFrom(tr.doc.resolve(before), -1, true);
  if (inside) tr.setSelection(inside);
  view.dispatch(tr.scrollIntoView());
  return true;
}
