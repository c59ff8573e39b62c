import { keepShownNumbers } from './shown-numbers';

/**
 * Brings any HTML to the one form that the text has: a row of `p[data-kind]` and tables whose cells hold the same.
 * Nested lists cannot be told to ProseMirror as parse rules, since a nested item becomes a sibling here.
 */
export function flatten(source: Node): HTMLElement {
  const doc = source.ownerDocument ?? document;
  const target = doc.createElement('div');
  new Flattener(doc, target).children(source, { kind: 'paragraph', indent: 0, level: null });
  keepShownNumbers(target);
  return target;
}

interface Place {
  readonly kind: string;
  readonly indent: number;
  readonly level: number | null;
  /** The number that the source showed; `counted` where it said only which, not how. */
  readonly shown?: string | undefined;
  readonly counted?: boolean;
  /** The item of a list that this belongs to, once it is made: further paragraphs of it are lines of the same. */
  readonly item?: { made: HTMLElement | null };
}

const SKIPPED = new Set([
  'STYLE',
  'SCRIPT',
  'TITLE',
  'META',
  'LINK',
  'HEAD',
  'NOSCRIPT',
  'TEMPLATE',
  'COLGROUP',
  'BUTTON',
]);
const BLOCKS = new Set(
  'ADDRESS ARTICLE ASIDE BODY CENTER DD DETAILS DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM HEADER HR HTML MAIN NAV P PRE SECTION SUMMARY'.split(
    ' ',
  ),
);

class Flattener {
  #open: HTMLElement | null = null;
  #exact = false;

  constructor(
    private readonly doc: Document,
    private readonly target: HTMLElement,
  ) {}

  children(parent: Node, place: Place): void {
    for (const child of parent.childNodes) this.#node(child, place);
  }

  #node(node: Node, place: Place): void {
    if (node.nodeType === 3) return this.#text(node.nodeValue ?? '', place, []);
    if (node.nodeType !== 1) return;
    const element = node as HTMLElement;
    const exact = this.#exact;
    // A block of our own page: its line breaks and spaces are letters.
    if (element.classList.contains('s-block')) this.#exact = true;
    this.#element(element, place);
    this.#exact = exact;
  }

  #element(element: HTMLElement, place: Place): void {
    const tag = element.tagName;
    if (SKIPPED.has(tag)) return;
    if (tag === 'UL' || tag === 'OL') return this.#list(element, place);
    if (tag === 'LI') return this.#block(element, itemPlace(element, place));
    if (/^H[1-6]$/.test(tag)) {
      const level = Math.min(4, Math.max(2, Number(tag[1])));
      return this.#block(element, place.kind === 'paragraph' ? { kind: 'heading', indent: 0, level } : place);
    }
    if (tag === 'BLOCKQUOTE') return this.#block(element, { kind: 'quote', indent: 0, level: null });
    if (tag === 'TABLE') return this.#table(element);
    if (element.dataset.kind) return this.#own(element);
    if (BLOCKS.has(tag)) return this.#block(element, toldPlace(element) ?? place);
    this.#inline(element, place, []);
  }

  /** Our own clipboard says exactly what it was. */
  #own(element: HTMLElement): void {
    this.#close();
    const copy = this.doc.createElement('p');
    for (const name of ['kind', 'level', 'indent', 'id', 'review']) {
      const value = element.dataset[name];
      if (value !== undefined) copy.dataset[name] = value;
    }
    this.#begin(copy, true);
    this.children(element, { kind: element.dataset.kind ?? 'paragraph', indent: 0, level: null });
    this.#close();
  }

  #block(element: HTMLElement, place: Place): void {
    if (element.dataset.kind && element.tagName === 'LI') return this.#listItem(element, place);
    this.#close();
    const exact = this.#exact;
    this.#exact = exact || element.tagName === 'PRE';
    const before = this.target.childNodes.length;
    this.children(element, place);
    this.#close();
    // An empty paragraph is something somebody typed; an empty div or wrapper is not.
    const counts = element.tagName === 'P' || element.tagName === 'LI' || /^H[1-6]$/.test(element.tagName);
    if (counts && this.target.childNodes.length === before) this.#start(place, false);
    this.#close();
    this.#exact = exact;
  }

  /** An item of our own clipboard: its own text first, then what is nested in it. */
  #listItem(element: HTMLElement, place: Place): void {
    this.#close();
    const made = this.#make(place);
    for (const name of ['id', 'review']) if (element.dataset[name]) made.dataset[name] = element.dataset[name];
    this.#begin(made, true);
    this.children(element, place);
    this.#close();
  }

  #list(element: HTMLElement, place: Place): void {
    this.#close();
    const nested = place.kind === 'bullet' || place.kind === 'numbered';
    const own = Number(element.dataset.indent);
    const indent = element.dataset.indent ? own : nested ? Math.min(7, place.indent + 1) : 0;
    this.children(element, { kind: element.tagName === 'OL' ? 'numbered' : 'bullet', indent, level: null });
    this.#close();
  }

  #table(element: HTMLElement): void {
    this.#close();
    const table = this.doc.createElement('table');
    for (const row of element.querySelectorAll('tr')) {
      if (row.closest('table') !== element) continue;
      const copy = table.appendChild(this.doc.createElement('tr'));
      for (const cell of row.children) if (/^T[DH]$/.test(cell.tagName)) copy.append(this.#cell(cell as HTMLElement));
    }
    if (table.querySelector('td,th')) this.target.append(table);
  }

  #cell(element: HTMLElement): HTMLElement {
    const cell = this.doc.createElement(element.tagName.toLowerCase());
    for (const name of ['colspan', 'rowspan']) {
      const value = element.getAttribute(name);
      if (value) cell.setAttribute(name, value);
    }
    const inside = flatten(element);
    // A table in a cell has no place in the text: its cells become blocks of this one.
    for (const inner of inside.querySelectorAll('table')) inner.replaceWith(...inner.querySelectorAll('p[data-kind]'));
    cell.append(...inside.childNodes);
    if (!cell.firstChild) cell.append(this.#make({ kind: 'paragraph', indent: 0, level: null }));
    return cell;
  }

  #inline(element: HTMLElement, place: Place, around: readonly HTMLElement[]): void {
    if (SKIPPED.has(element.tagName)) return;
    if (element.tagName === 'BR') return this.#text('\n', place, around, true);
    // A wrapper such as Google's <b> around the whole clipboard: what is in it are blocks.
    if (hasBlock(element)) return this.children(element, place);
    const wrapped = [...around, element];
    for (const child of element.childNodes) {
      if (child.nodeType === 3) this.#text(child.nodeValue ?? '', place, wrapped);
      else if (child.nodeType === 1) this.#inline(child as HTMLElement, place, wrapped);
    }
  }

  #text(text: string, place: Place, around: readonly HTMLElement[], exact = false): void {
    const keep = exact || this.#exact;
    // More spaces than one, of which some do not break, are how programs write width; one that stands alone is meant.
    const plain = keep ? text : text.replace(/[ \t\r\n\f]+/g, ' ').replace(/[ \u00a0]{2,}/g, ' ');
    if (!this.#open && !keep && /^ *$/.test(plain)) return;
    const open = this.#open ?? this.#start(place, this.#exact);
    const full = open.textContent ?? '';
    const fitting = !keep && /(^|[ \n\u00a0])$/.test(full) ? plain.replace(/^[ \u00a0]/, '') : plain;
    if (fitting === '') return;
    let inner: Node = this.doc.createTextNode(fitting);
    for (const element of [...around].reverse()) {
      const shell = element.cloneNode(false) as HTMLElement;
      shell.append(inner);
      inner = shell;
    }
    open.append(inner);
  }

  #start(place: Place, exact: boolean): HTMLElement {
    const { item } = place;
    if (item?.made && item.made === this.target.lastElementChild) {
      item.made.append('\n');
      return this.#begin(item.made, exact);
    }
    const made = this.#make(item?.made ? { ...place, shown: undefined } : place);
    if (item) item.made = made;
    return this.#begin(made, exact);
  }

  #make(place: Place): HTMLElement {
    const made = this.doc.createElement('p');
    made.dataset.kind = place.kind;
    if (place.level !== null) made.dataset.level = String(place.level);
    if (place.indent > 0) made.dataset.indent = String(place.indent);
    if (place.shown !== undefined) made.dataset.shown = place.shown;
    if (place.counted) made.dataset.counted = '';
    return made;
  }

  #begin(element: HTMLElement, exact: boolean): HTMLElement {
    this.#open = element;
    this.#exact = exact;
    this.target.append(element);
    return element;
  }

  #close(): void {
    if (this.#open && !this.#exact) trimEnd(this.#open);
    this.#open = null;
  }
}

/** A browser shows no space, and no last line break, at the end of a block. */
function trimEnd(element: HTMLElement): void {
  const walker = element.ownerDocument.createTreeWalker(element, 4);
  let last: Node | null = null;
  while (walker.nextNode()) last = walker.currentNode;
  if (last) last.nodeValue = (last.nodeValue ?? '').replace(/[ \u00a0]*\n?[ \u00a0]*$/, '');
}

function hasBlock(element: HTMLElement): boolean {
  return [...element.querySelectorAll('*')].some(
    ({ tagName }) => BLOCKS.has(tagName) || /^(UL|OL|LI|TABLE|BLOCKQUOTE|H[1-6])$/.test(tagName),
  );
}

/** A paragraph of another program that is an item of a list. */
function toldPlace({ dataset }: HTMLElement): Place | null {
  if (dataset.list === undefined) return null;
  return { kind: dataset.list, indent: Math.min(7, Number(dataset.deep ?? 0)), level: null, shown: dataset.shown };
}

function itemPlace({ dataset }: HTMLElement, place: Place): Place {
  const indent = dataset.deep === undefined ? place.indent : Math.min(7, Number(dataset.deep));
  return { ...place, indent, shown: dataset.shown, counted: dataset.counted !== undefined, item: { made: null } };
}
