import { leaveOutHiddenCells } from './hidden-cells';
import { SourceStyles, type Style } from './source-styles';
import { inkOf, paper, pixels, readable, undrawn, unseen, type Ink } from './unseen';

export interface VisiblePart {
  /** The same HTML without what its source hid; letter for letter the same if it hid nothing. */
  readonly html: string;
  readonly body: HTMLElement;
  readonly styles: SourceStyles;
  /** Were words left out of which who copied them should know? */
  readonly leftOut: boolean;
}

/**
 * What could be seen of pasted HTML where it was copied. Office programs and web pages put more on the clipboard than
 * the eye saw: hidden rows and columns, hidden text, comments, tracked deletions. Pasted, those would be shown to every
 * reader of the section.
 *
 * Nothing of the HTML runs or is fetched: it is parsed into a document that belongs to no window.
 */
export function visiblePart(html: string, shows = onThisScreen): VisiblePart {
  const page = new DOMParser().parseFromString(withTable(html), 'text/html');
  const never = [...page.querySelectorAll(NEVER_DRAWN)];
  for (const element of never) element.remove();
  const eye = new Eye(page, html, shows);
  eye.changed = never.length > 0;
  eye.look();
  return {
    html: eye.changed ? page.documentElement.outerHTML : html,
    body: page.body,
    styles: eye.styles,
    leftOut: eye.leftOut,
  };
}

function onThisScreen(media: string): boolean {
  return matchMedia(media).matches;
}

/** Rows without their table would lose their tags, and with them what says that they are hidden. */
function withTable(html: string): string {
  const first = /<(table|t[rdh]|thead|tbody|tfoot|col|colgroup|caption)(?=[\s>])/i.exec(html);
  if (!first || first[1]?.toLowerCase() === 'table') return html;
  return `${html.slice(0, first.index)}<table>${html.slice(first.index)}`;
}

const SPREADSHEET =
  /office:excel|Excel\.Sheet|google-sheets-html-origin|data-sheets-|mso-(?:width|height)-source|LibreOffice|OpenOffice|\bsd(?:num|val)=|class=["']?xl\d/i;
const OFFICE = /schemas-microsoft-com:office|\bmso-|\bclass=["']?Mso/i;
/** Never drawn as words, by any browser. Not `aria-hidden`: the eye does see that. */
const NEVER_DRAWN =
  'script, template, noscript, noembed, noframes, iframe, object, audio, video, canvas, datalist, xml, comment, rp, svg :is(title, desc, defs, metadata), annotation, annotation-xml';
const COMMENT = /^mso(?:com(?:anchor|off|txt)|comment(?:reference|text|subject))$/i;
const DELETED = /^mso(?:del|movefrom)$/i;

class Eye {
  changed = false;
  leftOut = false;
  readonly styles: SourceStyles;
  readonly #spreadsheet: boolean;
  readonly #office: boolean;
  /** For each field of Word that is open: do its instructions go on? */
  readonly #fields: boolean[] = [];
  readonly #fieldsEnd: boolean;

  constructor(
    private readonly page: Document,
    html: string,
    shows: (media: string) => boolean,
  ) {
    this.styles = new SourceStyles(page, shows);
    // One that never ends would take all that follows along.
    const marks = (kind: string): number => page.querySelectorAll(`[style*="${kind}"]`).length;
    this.#fieldsEnd = marks('field-begin') <= marks('field-end');
    this.#spreadsheet = SPREADSHEET.test(html);
    this.#office = this.#spreadsheet || OFFICE.test(html);
  }

  look(): void {
    for (const element of exportedComments(this.page)) this.#leaveOut(element);
    this.#element(this.page.body, paper(this.#office));
  }

  #element(element: Element, around: Ink): void {
    const style = this.styles.of(element);
    this.#field(style.get('--mso-element'));
    if (isComment(element, style) || this.#isDeleted(element) || unseen(element, style)) {
      return this.#leaveOutElement(element);
    }
    if (element instanceof HTMLTableElement) this.#table(element);
    for (const child of closedParts(element)) this.#leaveOut(child);
    const ink = inkOf(element, style, around);
    for (const child of [...element.childNodes]) {
      if (child.nodeType === 1) this.#element(child as Element, ink);
      else if (child.nodeType === 3) this.#text(child as Text, ink);
    }
  }

  #text(text: Text, ink: Ink): void {
    if (!readable(ink) || this.#fields.includes(true)) return this.#leaveOut(text);
    if (!ink.struck || text.data.trim() === '') return;
    // Said by an element: the page's policy takes every style of the source away, and a deletion would stand as text.
    const struck = this.page.createElement('s');
    text.replaceWith(struck);
    struck.append(text);
    this.changed = true;
  }

  #table(table: HTMLTableElement): void {
    leaveOutHiddenCells(table, {
      hidden: (line) => this.#hiddenLine(line),
      undrawn: (cell) => undrawn(cell, this.styles.of(cell)),
      leaveOut: (element) => this.#leaveOut(element),
    });
  }

  #hiddenLine(line: Element): boolean {
    const style = this.styles.of(line);
    if (unseen(line, style) || style.get('visibility') === 'collapse') return true;
    // Only in a sheet: elsewhere a row of no height grows to hold its words.
    const size = /^COL/.test(line.tagName) ? 'width' : 'height';
    return this.#spreadsheet && pixels(style.get(size) ?? line.getAttribute(size) ?? undefined) === 0;
  }

  /** A deletion that an editor tracked is left out; one that a page shows struck through stays so. */
  #isDeleted(element: Element): boolean {
    if ([...element.classList].some((name) => DELETED.test(name))) return true;
    return (
      element.tagName === 'DEL' && (this.#office || element.hasAttribute('cite') || element.hasAttribute('datetime'))
    );
  }

  /** What stands between the beginning of a field and its result is an instruction to Word. */
  #field(mark: string | undefined): void {
    if (mark === 'field-begin') this.#fields.push(this.#fieldsEnd);
    if (mark === 'field-separator' && this.#fields.length > 0) this.#fields[this.#fields.length - 1] = false;
    if (mark === 'field-end') this.#fields.pop();
  }

  /** A field may begin, or end, in what is left out. */
  #fieldsWithin(element: Element): void {
    for (const inner of element.querySelectorAll('[style*="mso-element"]')) {
      this.#field(this.styles.of(inner).get('--mso-element'));
    }
  }

  /** A cell that shows nothing still takes its place, and a page is a page. */
  #leaveOutElement(element: Element): void {
    if (!(element instanceof HTMLTableCellElement) && element !== this.page.body) return this.#leaveOut(element);
    for (const child of [...element.childNodes]) this.#leaveOut(child);
  }

  #leaveOut(node: ChildNode): void {
    this.changed = true;
    this.leftOut ||= /[^\s\u00ad\u200b-\u200d\u2060\ufeff]/.test(node.textContent ?? '');
    if (node.nodeType === 1) this.#fieldsWithin(node as Element);
    node.remove();
  }
}

function isComment(element: Element, style: Style): boolean {
  const kind = style.get('--mso-element');
  if (kind === 'comment' || kind === 'comment-list' || style.get('--mso-special-character') === 'comment') return true;
  if (/#_mso(?:com|anchor)_/.test(element.getAttribute('href') ?? '')) return true;
  return /^_(?:mso)?com_/.test(element.id) || [...element.classList].some((name) => COMMENT.test(name));
}

/** Comments in a document that Google Docs exported: an anchor in the text, and the words at its end. */
function exportedComments(page: Document): Element[] {
  return [...page.querySelectorAll('a[id^="cmnt"]')].flatMap((anchor) => {
    const to = anchor.getAttribute('href') ?? '';
    if (/^cmnt_ref\d+$/.test(anchor.id) && /#cmnt\d+$/.test(to)) return anchor.closest('sup') ?? anchor;
    if (/^cmnt\d+$/.test(anchor.id) && /#cmnt_ref\d+$/.test(to)) return anchor.closest('div, p') ?? anchor;
    return [];
  });
}

/** What somebody has to open first. */
function closedParts(element: Element): ChildNode[] {
  if (element instanceof HTMLDetailsElement && !element.open) {
    const summary = [...element.children].find(({ tagName }) => tagName === 'SUMMARY');
    return [...element.childNodes].filter((child) => child !== summary);
  }
  if (element instanceof HTMLSelectElement && !element.multiple) {
    const chosen = element.options[element.selectedIndex];
    return [...element.options].filter((option) => option !== chosen);
  }
  return [];
}
