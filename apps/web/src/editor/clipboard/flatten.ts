/**
 * Brings any HTML to the one form that the text has: a row of `p[data-kind]` and tables whose cells hold the same.
 * Nested lists can not be told to ProseMirror as parse rules, since a nested item becomes a sibling here.
 */
export function flatten(source: Node): HTMLElement {
  const doc = source.ownerDocument ?? document;
  const target = doc.createElement('div');
  new Flattener(doc, target).children(source, { kind: 'paragraph', indent: 0, level: null });
  return target;
}

interface Place {
  readonly kind: string;
  readonly indent: number;
  readonly level: number | null;
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
    const tag = element.tagName;
    if (SKIPPED.has(tag)) return;
    if (tag === 'UL' || tag === 'OL') return this.#list(element, place);
    if (tag === 'LI') return this.#block(element, place);
    if (/^H[1-6]$/.test(tag)) {
      const level = Math.min(4, Math.max(2, Number(tag[1])));
      return this.#block(element, place.kind === 'paragraph' ? { kind: 'heading', indent: 0, level } : place);
    }
    if (tag === 'BLOCKQUOTE') return this.#block(element, { kind: 'quote', indent: 0, level: null });
    if (tag === 'TABLE') return this.#table(element);
    if (element.dataset.kind) return this.#own(element);
    if (BLOCKS.has(tag)) return this.#block(element, wordListPlace(element) ?? place);
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
    if (counts && this.target.childNodes.length === before) this.#begin(this.#make(place), false);
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
    if (SKIPPED.has(element.tagName) || /mso-list:\s*Ignore/i.test(element.getAttribute('style') ?? '')) return;
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
    const plain = keep ? text : text.replace(/[ \t\r\n\f]+/g, ' ');
    if (!this.#open && !keep && plain.trim() === '') return;
    const open = this.#open ?? this.#begin(this.#make(place), this.#exact);
    const full = open.textContent ?? '';
    const fitting = !keep && /(^|[ \n])$/.test(full) ? plain.replace(/^ /, '') : plain;
    if (fitting === '') return;
    let inner: Node = this.doc.createTextNode(fitting);
    for (const element of [...around].reverse()) {
      const shell = element.cloneNode(false) as HTMLElement;
      shell.append(inner);
      inner = shell;
    }
    open.append(inner);
  }

  #make(place: Place): HTMLElement {
    const made = this.doc.createElement('p');
    made.dataset.kind = place.kind;
    if (place.level !== null) made.dataset.level = String(place.level);
    if (place.indent > 0) made.dataset.indent = String(place.indent);
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
  if (last) last.nodeValue = (last.nodeValue ?? '').replace(/[ \n]$/, '');
}

function hasBlock(element: HTMLElement): boolean {
  return [...element.querySelectorAll('*')].some(
    ({ tagName }) => BLOCKS.has(tagName) || /^(UL|OL|LI|TABLE|BLOCKQUOTE|H[1-6])$/.test(tagName),
  );
}

/** Word writes its lists as paragraphs that say in their style which level they are, with the marker as text. */
function wordListPlace(element: HTMLElement): Place | null {
  const level = /mso-list:[^;]*level(\d+)/i.exec(element.getAttribute('style') ?? '')?.[1];
  if (!level) return null;
  const spans = [...element.querySelectorAll<HTMLElement>('span')];
  const marker = spans.find((span) => /mso-list:\s*Ignore/i.test(span.getAttribute('style') ?? ''))?.textContent ?? '';
  const kind = /^\s*[\p{L}\p{N}]{1,4}[.)]/u.test(marker) && !/^\s*o\s/.test(marker) ? 'numbered' : 'bullet';
  return { kind, indent: Math.min(7, Number(level) - 1), level: null };
}
