import { DOMParser, Fragment, type Node, type ParseOptions, type Schema, Slice } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { ClipboardSerializer, sliceText } from './serializer';
import { flatten } from './flatten';
import { visiblePart } from './visible';

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

/** `told` hears at every paste and drop whether something was left out that its source hid. */
export function clipboardPlugin(schema: Schema, told: (leftOut: boolean) => void): Plugin {
  const parser = new FlatParser(schema, DOMParser.fromSchema(schema).rules);
  /** The HTML beside a text that is to be pasted without its looks. */
  let beside = '';
  const comes = (data: DataTransfer | null): void => {
    beside = data?.getData('text/html') ?? '';
  };
  return new Plugin({
    key: new PluginKey('clipboard'),
    props: {
      clipboardParser: parser,
      // What is copied stays where it is: only what moves needs the id by which comments find it.
      clipboardSerializer: ClipboardSerializer.for(schema, (id) => cut.has(id)),
      clipboardTextSerializer: sliceText,
      transformPastedHTML: (html) => {
        const seen = visiblePart(html);
        told(seen.leftOut);
        return seen.html;
      },
      // The plain text of a spreadsheet holds its hidden cells too, and says of none that it is hidden.
      transformPastedText: (text) => {
        const seen = visiblePart(beside);
        beside = '';
        told(seen.leftOut);
        return seen.leftOut ? sliceText(parser.parseSlice(seen.body)) : text;
      },
      transformPasted: (slice) => {
        const moved = new Slice(renewIds(slice.content, cut), slice.openStart, slice.openEnd);
        cut.clear();
        return moved;
      },
      handleDOMEvents: {
        copy: () => void cut.clear(),
        paste: (_view, event) => comes(event.clipboardData),
        drop: (_view, event) => comes(event.dataTransfer),
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
