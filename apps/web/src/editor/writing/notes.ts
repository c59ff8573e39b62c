import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import type { LinePlace } from '@samenspel/collab';
import type { EditorHost } from '../reading/mounted-section';
import { isStale, shownPlace } from '../reading/shown';
import { isDrawn } from '../sync/drawn';

const key = new PluginKey<DecorationSet>('notes');

/**
 * Shows notes as decorations. Own typing moves them along with the text; what others change, and other notes,
 * ask for their places anew: a comment stands where everybody sees it.
 */
export function notesPlugin(host: EditorHost): Plugin {
  const { notes } = host;
  if (notes === undefined) return new Plugin({ key });
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: (_config, state) => drawn(host, state),
      apply: (tr, shown, _before, state) => {
        // While nothing is drawn, notes stay at the words at which they are seen.
        const anew = (tr.getMeta(key) === true || isDrawn(tr)) && !isStale(host.live.doc);
        if (anew) return drawn(host, state);
        return tr.docChanged ? shown.map(tr.mapping, tr.doc) : shown;
      },
    },
    props: { decorations: (state) => key.getState(state) },
    view: (view) => {
      const redraw = (): void => {
        if (!view.isDestroyed) view.dispatch(view.state.tr.setMeta(key, true).setMeta('addToHistory', false));
      };
      return { destroy: notes.onChange(redraw) };
    },
  });
}

function drawn({ live, notes }: EditorHost, { doc }: EditorState): DecorationSet {
  const ranges = notes?.ranges() ?? [];
  if (ranges.length === 0) return DecorationSet.empty;
  const starts: { pos: number; size: number }[] = [];
  doc.descendants((node, pos) => {
    if (node.type.name !== 'block') return true;
    starts.push({ pos: pos + 1, size: node.content.size });
    return false;
  });
  const position = (inShared: LinePlace): number | null => {
    const place = shownPlace(live.doc, inShared);
    const start = place && starts[place.block];
    return start ? start.pos + Math.min(place.offset, start.size) : null;
  };
  return DecorationSet.create(
    doc,
    ranges.flatMap(({ id, range, active }) => {
      const from = position(range.from);
      const to = position(range.to);
      if (from === null || to === null || from >= to) return [];
      const look = active ? 's-note s-note--active' : 's-note';
      return [Decoration.inline(from, to, { class: look, 'data-notes': id })];
    }),
  );
}
