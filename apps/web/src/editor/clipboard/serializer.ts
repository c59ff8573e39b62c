import { DOMSerializer, Fragment, type Node, type Schema, type Slice } from '@tiptap/pm/model';
import { isList } from '@samenspel/collab';
import { kindOf } from '../writing/block';
import { indentOf } from '../writing/blocks-of';
import { rowText } from './text-table';

/** Puts real headings and really nested lists on the clipboard, so that other programs understand what was copied. */
export class ClipboardSerializer extends DOMSerializer {
  #moves: (id: string) => boolean = () => false;

  /** `moves` says which blocks take their id along. */
  static for(schema: Schema, moves: (id: string) => boolean): ClipboardSerializer {
    const made = new ClipboardSerializer(DOMSerializer.nodesFromSchema(schema), DOMSerializer.marksFromSchema(schema));
    made.#moves = moves;
    return made;
  }

  override serializeFragment(
    fragment: Fragment,
    options: { document?: Document } = {},
    target?: HTMLElement | DocumentFragment,
  ): HTMLElement | DocumentFragment {
    const doc = options.document ?? window.document;
    const into = target ?? doc.createDocumentFragment();
    let lists: { indent: number; kind: string; element: HTMLElement; item: HTMLElement | null }[] = [];
    fragment.forEach((node) => {
      if (node.type.name !== 'block') {
        lists = [];
        into.append(node.isText ? this.serializeNode(node, options) : this.#structure(node, doc, options));
        return;
      }
      const kind = kindOf(node.attrs.kind);
      if (!isList(kind)) {
        lists = [];
        into.append(this.#block(node, blockTag(node), doc, options));
        return;
      }
      const indent = indentOf(node);
      lists = lists.filter((list) => list.indent <= indent);
      if (lists.at(-1)?.indent === indent && lists.at(-1)?.kind !== kind) lists.pop();
      if (lists.at(-1)?.indent !== indent) {
        const element = doc.createElement(kind === 'bullet' ? 'ul' : 'ol');
        (lists.at(-1)?.item ?? into).append(element);
        lists.push({ indent, kind, element, item: null });
      }
      const list = lists.at(-1)!;
      list.item = this.#block(node, 'li', doc, options);
      list.element.append(list.item);
    });
    return into;
  }

  #block(node: Node, tag: string, doc: Document, options: object): HTMLElement {
    const element = doc.createElement(tag);
    const { id, kind, level, review } = node.attrs as Record<string, string | null>;
    element.dataset.kind = kind ?? 'paragraph';
    if (id && this.#moves(id)) element.dataset.id = id;
    if (level) element.dataset.level = String(level);
    if (review) element.dataset.review = review;
    super.serializeFragment(node.content, options, element);
    return element;
  }

  /** Tables, rows and cells: as they are drawn, with the blocks in them by the rules above. */
  #structure(node: Node, doc: Document, options: { document?: Document }): globalThis.Node {
    const names: Record<string, string> = { table: 'table', tableRow: 'tr', tableCell: 'td', tableHeader: 'th' };
    const element = doc.createElement(names[node.type.name] ?? 'div');
    for (const name of ['colspan', 'rowspan'])
      if (Number(node.attrs[name]) > 1) element.setAttribute(name, String(node.attrs[name]));
    this.serializeFragment(node.content, options, element);
    return element;
  }
}

function blockTag(node: Node): string {
  const kind = kindOf(node.attrs.kind);
  if (kind === 'heading') return `h${Number(node.attrs.level ?? 2)}`;
  return kind === 'quote' ? 'blockquote' : 'p';
}

/** The plain text of what was copied, with the marks of its lists. */
export function sliceText(slice: Slice): string {
  const single = slice.content.childCount === 1 && slice.content.firstChild?.type.name === 'block';
  return single ? slice.content.firstChild.textContent : fragmentText(slice.content);
}

function fragmentText(fragment: Fragment): string {
  const lines: string[] = [];
  const counts: number[] = [];
  fragment.forEach((node) => {
    if (node.type.name === 'tableRow') {
      lines.push(rowText(node.children.map((cell) => fragmentText(cell.content))));
    } else if (node.type.name === 'block') {
      lines.push(marker(node, counts) + node.textContent);
    } else {
      counts.length = 0;
      lines.push(node.isText ? node.textContent : fragmentText(node.content));
    }
  });
  return lines.join('\n');
}

function marker(node: Node, counts: number[]): string {
  const kind = kindOf(node.attrs.kind);
  const indent = isList(kind) ? indentOf(node) : 0;
  counts.length = isList(kind) ? indent + 1 : 0;
  if (kind === 'bullet') return `${'  '.repeat(indent)}- `;
  if (kind !== 'numbered') return '';
  const number = (counts[indent] ?? 0) + 1;
  counts[indent] = number;
  return `${'  '.repeat(indent)}${number}. `;
}
