import { GapCursor } from '@tiptap/pm/gapcursor';
import { Plugin, PluginKey, Selection, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { Direction, EditorHost } from '../reading/mounted-section';
import { gapBeyond } from './gaps';

const ARROWS: Record<string, Direction> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/** Arrow keys run on into the next section: to who writes, the document is one text. */
export function edgesPlugin(host: EditorHost): Plugin {
  return new Plugin({
    key: new PluginKey('edges'),
    props: {
      handleKeyDown: (view, event) => {
        const direction = ARROWS[event.key];
        if (!direction || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return false;
        // Out of a table that ends the text one comes to the line beside it first.
        const gap = gapBeyond(view, direction);
        if (gap) {
          view.dispatch(view.state.tr.setSelection(gap).scrollIntoView());
          return true;
        }
        if (!view.state.selection.empty || !atEdge(view, direction)) return false;
        return host.leave(direction, view.coordsAtPos(view.state.selection.head).left);
      },
    },
  });
}

function atEdge(view: EditorView, direction: Direction): boolean {
  const { state } = view;
  const forward = direction === 'down' || direction === 'right';
  if (state.selection instanceof GapCursor) return state.selection.head === (forward ? state.doc.content.size : 0);
  const last = forward ? Selection.atEnd(state.doc) : Selection.atStart(state.doc);
  if (!(state.selection instanceof TextSelection)) return false;
  if (direction === 'left' || direction === 'right') return state.selection.head === last.head;
  const $head = state.selection.$head;
  // In the last row of a table that ends the text, every cell is at the edge.
  const sameTop = $head.index(0) === last.$head.index(0);
  const inLastPart = $head.depth > 1 ? sameTop && sameRow(view, last) : $head.sameParent(last.$head);
  return inLastPart && view.endOfTextblock(direction);
}

function sameRow(view: EditorView, last: Selection): boolean {
  const { $head } = view.state.selection;
  return $head.depth >= 2 && $head.index(1) === last.$head.index(1) && $head.index(3) === last.$head.index(3);
}
