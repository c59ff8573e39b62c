import {
  DOMParser,
  Fragment,
  type Node,
  type ParseOptions,
  type ResolvedPos,
  type Schema,
  Slice,
} from '@tiptap/pm/model';
import { Plugin, PluginKey, Selection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { withoutUnseen } from '@samenspel/domain';
import type { PasteNotice } from '../reading/mounted-section';
import { settleComposition } from '../sync/sync';
import { arrive } from './arrive';
import { flatten } from './flatten';
import { isTooLarge } from './paste-size';
import { placeSlice } from './place-slice';
import { ClipboardSerializer, sliceText } from './serializer';
import { rowsOfText } from './text-table';

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

/** `told` hears at every paste and drop what has to be said of it; null takes back what was said. */
export function clipboardPlugins(
  schema: Schema,
  told: (notice: PasteNotice | null) => void,
): [gate: Plugin, clipboard: Plugin] {
  const teller = new Teller(told);
  return [gate(teller), clipboard(schema, teller)];
}

class Teller {
  #last: PasteNotice | null = null;

  constructor(private readonly told: (notice: PasteNotice | null) => void) {}

  begin(): void {
    this.#last = null;
  }

  tell(notice: PasteNotice | null): void {
    // Nothing is left where everything was hidden: that is what was said, and says more.
    if (notice === 'noText' && this.#last === 'leftOut') return;
    this.#last = notice;
    this.told(notice);
  }
}

/** Refuses what holds nothing, or too much, before it is placed, or kept for the moment at which one may write. */
function gate(teller: Teller): Plugin {
  const refuses = (slice: Slice): boolean => {
    const why = slice.size === 0 ? 'noText' : isTooLarge(slice) ? 'tooLarge' : null;
    if (why) teller.tell(why);
    return why !== null;
  };
  return new Plugin({
    key: new PluginKey('paste gate'),
    props: {
      handlePaste: (_view, _event, slice) => refuses(slice),
      // A file, or a picture, that is dropped holds nothing: the browser would open it in the place of the page.
      handleDrop: (_view, _event, slice, moved) => !moved && refuses(slice),
    },
  });
}

function clipboard(schema: Schema, teller: Teller): Plugin {
  const parser = new FlatParser(schema, DOMParser.fromSchema(schema).rules);
  /** The HTML beside a text that is to be pasted without its looks. */
  let beside = '';
  let shift = false;
  const keys = (_view: EditorView, event: KeyboardEvent): void => {
    // Shift with Insert is an old key for a plain paste with all its looks.
    shift = event.shiftKey && event.key !== 'Insert';
  };
  return new Plugin({
    key: new PluginKey('clipboard'),
    props: {
      clipboardParser: parser,
      // What is copied stays where it is: only what moves needs the id by which comments find it.
      clipboardSerializer: ClipboardSerializer.for(schema, (id) => cut.has(id)),
      clipboardTextSerializer: sliceText,
      clipboardTextParser: (text, $context) => textSlice(schema, text, $context),
      transformPastedHTML: (html) => {
        const { body, leftOut } = arrive(html);
        teller.tell(leftOut ? 'leftOut' : null);
        return body.innerHTML;
      },
      // The plain text of a spreadsheet holds its hidden cells too, and says of none that it is hidden.
      transformPastedText: (text) => {
        const { body, leftOut } = arrive(beside);
        beside = '';
        teller.tell(leftOut ? 'leftOut' : null);
        return withoutUnseen(leftOut ? sliceText(parser.parseSlice(body)) : text);
      },
      transformPasted: (slice) => {
        const moved = new Slice(renewIds(slice.content, cut), slice.openStart, slice.openEnd);
        cut.clear();
        return moved;
      },
      handlePaste: (view, _event, slice) => {
        placeSlice(view, slice);
        return true;
      },
      handleDrop: (view, event, slice, moved) => dropInTable(view, event, slice, moved),
      handleDOMEvents: {
        keydown: keys,
        keyup: keys,
        copy: () => void cut.clear(),
        paste: (view, event) => {
          // Whatever happens below: the browser must not write by itself in a text that is shared.
          event.preventDefault();
          endComposition(view);
          const html = event.clipboardData?.getData('text/html') ?? '';
          beside = html;
          teller.begin();
          if (!bring(view, event, html, shift)) teller.tell('noText');
          return true;
        },
        drop: (_view, event) => {
          teller.begin();
          beside = event.dataTransfer?.getData('text/html') ?? '';
        },
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

/** Lines as blocks, with every space that was typed there; a tab is one. */
function textSlice(schema: Schema, text: string, $context: ResolvedPos): Slice {
  const marks = $context.marks();
  const lines = text.split(/(?:\r\n?|\n)+/).map((line) => line.replace(/^\t+/, '').replace(/\t+/g, ' '));
  const blocks = lines.map((line) => schema.nodes.block!.create(null, line === '' ? null : schema.text(line, marks)));
  return Slice.maxOpen(Fragment.fromArray(blocks));
}

/** False: there is nothing in it that can stand in a text. */
function bring(view: EditorView, event: ClipboardEvent, html: string, plain: boolean): boolean {
  const text = event.clipboardData?.getData('text/plain') ?? '';
  if (html !== '' && !(plain && text !== '')) return view.pasteHTML(html, event);
  const rows = plain ? null : rowsOfText(text);
  if (rows) return view.pasteHTML(tableHtml(rows), event);
  return text !== '' && view.pasteText(text, event);
}

function tableHtml(rows: readonly (readonly string[])[]): string {
  const table = document.createElement('table');
  for (const cells of rows) {
    const row = table.insertRow();
    for (const text of cells) {
      const lines = text.split('\n').map((line) => Object.assign(document.createElement('p'), { textContent: line }));
      row.insertCell().append(...lines);
    }
  }
  return table.outerHTML;
}

/** A browser that is told to end it keeps what was composed as text. */
function endComposition(view: EditorView): void {
  if (view.composing) {
    view.dom.blur();
    view.focus();
  }
  settleComposition(view);
}

/** A table that is dropped on a table does what it does when it is pasted there. */
function dropInTable(view: EditorView, event: DragEvent, slice: Slice, moved: boolean): boolean {
  const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
  if (!at || !slice.content.content.some(({ type }) => type.spec.tableRole !== undefined)) return false;
  const tr = view.state.tr;
  if (moved) tr.deleteSelection();
  tr.setSelection(Selection.near(tr.doc.resolve(tr.mapping.map(at.pos))));
  view.dispatch(tr);
  view.focus();
  placeSlice(view, slice);
  return true;
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
