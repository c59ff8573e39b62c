import type { SourceStyles, Style } from './source-styles';

type Mark = 'strong' | 'em' | 'u' | 's';
type Marks = Readonly<Record<Mark, boolean>>;

const PLAIN: Marks = { strong: false, em: false, u: false, s: false };
const MARKS = Object.keys(PLAIN) as Mark[];

/** The elements by which a browser draws words bold, italic, underlined or struck through. */
const TAGS: Readonly<Record<string, Mark>> = {
  B: 'strong',
  STRONG: 'strong',
  I: 'em',
  EM: 'em',
  CITE: 'em',
  DFN: 'em',
  VAR: 'em',
  U: 'u',
  S: 's',
  STRIKE: 's',
  DEL: 's',
};

/** These are drawn bold of themselves, here too: that is no mark on their words. */
const BOLD_ITSELF = /^(?:H[1-6]|TH)$/;

/**
 * Says with elements how words look, whatever said so in the source: an element, a style, a class. The page's policy
 * takes every style away when the HTML is read, and what is bold by a style alone would be lost; a wrapper that is told
 * not to be bold would make all in it bold.
 */
export function spellOutLooks(body: HTMLElement, styles: SourceStyles): void {
  new Painter(styles).element(body, PLAIN);
}

class Painter {
  constructor(private readonly styles: SourceStyles) {}

  element(element: Element, around: Marks): void {
    const own = element.hasAttribute('data-kind') ? PLAIN : marksOf(element, this.styles.of(element), around);
    for (const child of [...element.childNodes]) {
      if (child.nodeType === 1) this.element(child as Element, own);
      else if (child.nodeType === 3 && child.nodeValue !== '') wrap(child as Text, own);
    }
    if (element.tagName in TAGS && !element.hasAttribute('data-pm-slice')) element.replaceWith(...element.childNodes);
  }
}

function wrap(text: Text, marks: Marks): void {
  const wanted = MARKS.filter((mark) => marks[mark]);
  if (wanted.length === 0 || (text.data.trim() === '' && /\n/.test(text.data))) return;
  const shells = wanted.map((mark) => text.ownerDocument.createElement(mark));
  text.replaceWith(shells[0]!);
  shells.reduce((outer, inner) => outer.appendChild(inner)).append(text);
}

function marksOf(element: Element, style: Style, around: Marks): Marks {
  const tag = TAGS[element.tagName];
  const lines = `${style.get('text-decoration') ?? ''} ${style.get('text-decoration-line') ?? ''}`;
  return {
    strong: bold(element, style.get('font-weight')) ?? (tag === 'strong' || around.strong),
    em: slanted(style.get('font-style')) ?? (tag === 'em' || around.em),
    // A line through or under words is drawn through all that is in them, whatever that says. A link has its own line.
    u:
      element.closest('a[href]') === null &&
      !/^H[1-6]$/.test(element.tagName) &&
      (around.u || /underline/.test(lines) || (tag === 'u' && !/none/.test(lines))),
    s: around.s || /line-through/.test(lines) || (tag === 's' && !/none/.test(lines)),
  };
}

function bold(element: Element, weight: string | undefined): boolean | undefined {
  if (BOLD_ITSELF.test(element.tagName)) return false;
  if (weight === undefined || weight === 'inherit') return undefined;
  if (/^bold/.test(weight)) return true;
  const number = Number(weight);
  return Number.isFinite(number) ? number >= 600 : false;
}

function slanted(style: string | undefined): boolean | undefined {
  return style === undefined || style === 'inherit' ? undefined : /italic|oblique/.test(style);
}
