import { DOMParser, Fragment, type Node, type ParseOptions, type Schema, Slice } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { ClipboardSerializer, sliceText } from './serializer';
import { flatten } from './flatten';

class FlatParser extends DOMParser {
  override parse(dom: globalThis.Node, options?: ParseOptions): Node {
    return super.parse(flatten(dom), { ...options, preserveWhitespace: 'full' });
  }

  override parseSlice(dom: globalThis.Node, options?: ParseOptions): Slice {
    return super.parseSlice(flatten(dom), { ...options, preserveWhitespace: 'full' });
  }
}

/** Ids of blocks that were cut and not yet pasted: the first paste moves them, with the comments that hang on them. */
const cut = new Set<string>();

export function clipboardPlugin(schema: Schema): Plugin {
  return new Plugin({
    key: new PluginKey('clipboard'),
    props: {
      clipboardParser: new FlatParser(schema, DOMParser.fromSchema(schema).rules),
      clipboardSerializer: ClipboardSerializer.for(schema),
      clipboardTextSerializer: sliceText,
      transformPasted: (slice) => {
        const moved = new Slice(renewIds(slice.content, cut), slice.openStart, slice.openEnd);
        cut.clear();
        return moved;
      },
      handleDOMEvents: {
        copy: () => void cut.clear(),
        cut: (view) => {
          cut.clear();
          view.state.selection.content().content.descendants((node) => {
            if (typeof node.attrs.id === 'string') cut.add(node.attrs.id);
          });
        },
      },
    },
  });
}

function renewIds(fragment: Fragment, keep: ReadonlySet<string>): Fragment {
  return Fragment.fromArray(
    fragment.content.map((node) => {
      if (node.type.name !== 'block') return node.isText ? node : node.copy(renewIds(node.content, keep));
      const id: unknown = node.attrs.id;
      const kept = typeof id === 'string' && keep.has(id) ? id : null;
      return node.type.create({ ...node.attrs, id: kept }, node.content, node.marks);
    }),
  );
}
