import { EXPORT_STYLES, STYLE_NAMES } from './style-map';
import { childOf, readXml, switchOf, valueOf, wholeOf, type XmlBudget, type XmlElement } from './xml';

export type ParagraphKind = 'plain' | 'heading' | 'title' | 'quote' | 'contents' | 'contents-title' | 'export';

/** What a paragraph is by its style. */
export interface ParagraphStyle {
  readonly kind: ParagraphKind;
  /** Of a heading: 1 to 9. */
  readonly depth: number;
  /** List by the style; null without one, '0' when the style takes one away. */
  readonly numId: string | null;
  /** The style and what it is based on, nearest first, with the level that each has: a list may name any of them. */
  readonly chain: readonly { readonly id: string; readonly level: number | null }[];
  /** A name that says nothing to us: its look is not kept. */
  readonly foreign: boolean;
  readonly hidden: boolean;
  /** Struck through: what no longer holds, in many a text. */
  readonly strike: boolean;
  readonly font: string | null;
}

/** How letters look. */
export interface RunLook {
  readonly bold: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  /** Null where it says nothing of it, and the paragraph's style counts. */
  readonly strike: boolean | null;
  readonly hidden: boolean | null;
  readonly raised: 'superscript' | 'subscript' | null;
  readonly font: string | null;
  /** Written by our own export beside the text, and no part of it. */
  readonly ours: boolean;
}

export const PLAIN_LOOK: RunLook = {
  bold: false, italic: false, underline: false, strike: null, hidden: null, raised: null, font: null, ours: false,
}; // prettier-ignore

/** A chain of styles is never longer than this; one that bites its tail ends. */
const MAX_CHAIN = 30;

/** The styles of a file, each with all that it takes over from what it is based on. */
export class StyleSheet {
  readonly #styles = new Map<string, XmlElement>();
  readonly #paragraphs = new Map<string, ParagraphStyle>();
  readonly #looks = new Map<string, RunLook>();
  #default: string | null = null;

  constructor(bytes: Buffer | undefined, budget: XmlBudget) {
    if (bytes === undefined) return;
    readXml(bytes, budget, {
      wholes: new Set(['w:style']),
      whole: (style) => {
        const { styleId, type } = style.attributes;
        if (styleId === undefined) return;
        this.#styles.set(styleId, style);
        if (type === 'paragraph' && /^(?:1|true|on)$/.test(style.attributes.default ?? '')) this.#default = styleId;
      },
    });
  }

  /** Does the file come from our own export? */
  get isOurs(): boolean {
    return [...this.#styles.values()].some((style) => valueOf(style, 'w:name') === EXPORT_STYLES.facts);
  }

  /** @param id null for a paragraph that names none */
  paragraph(id: string | null): ParagraphStyle {
    const key = id !== null && this.#styles.has(id) ? id : (this.#default ?? '');
    const known = this.#paragraphs.get(key) ?? paragraphStyle(this.#chain(key));
    this.#paragraphs.set(key, known);
    return known;
  }

  /** The look of a character style. */
  look(id: string): RunLook {
    const known = this.#looks.get(id) ?? characterLook(this.#chain(id));
    this.#looks.set(id, known);
    return known;
  }

  /** The list that a style of lists stands for. */
  numberingOf(id: string): string | null {
    return valueOf(childOf(childOf(this.#styles.get(id), 'w:pPr'), 'w:numPr'), 'w:numId') ?? null;
  }

  #chain(id: string): XmlElement[] {
    const chain: XmlElement[] = [];
    let at = this.#styles.get(id);
    while (at !== undefined && chain.length < MAX_CHAIN && !chain.includes(at)) {
      chain.push(at);
      at = this.#styles.get(valueOf(at, 'w:basedOn') ?? '');
    }
    return chain;
  }
}

const nameOf = (style: XmlElement): string => valueOf(style, 'w:name') ?? '';

function paragraphStyle(chain: readonly XmlElement[]): ParagraphStyle {
  const properties = chain.map((style) => childOf(style, 'w:pPr'));
  const numbering = properties.map((pPr) => childOf(pPr, 'w:numPr'));
  const runs = chain.map((style) => childOf(style, 'w:rPr'));
  const { kind, depth } = kindOf(chain);
  const [own] = chain;
  return {
    kind,
    depth,
    numId: first(numbering, (numPr) => valueOf(numPr, 'w:numId')) ?? null,
    chain: chain.map(({ attributes }, at) => ({
      id: attributes.styleId ?? '',
      level: wholeOf(valueOf(numbering[at], 'w:ilvl'), 0, 8) ?? null,
    })),
    foreign:
      kind === 'plain' && own !== undefined && nameOf(own) !== '' && !STYLE_NAMES.plain.has(nameOf(own).toLowerCase()),
    hidden: first(runs, (rPr) => switchOf(rPr, 'w:vanish')) ?? false,
    strike: first(runs, struckIn) ?? false,
    font: first(runs, fontOf) ?? null,
  };
}

function kindOf(chain: readonly XmlElement[]): { kind: ParagraphKind; depth: number } {
  for (const style of chain) {
    const exact = nameOf(style);
    const name = exact.toLowerCase();
    if (exact === EXPORT_STYLES.facts) return { kind: 'export', depth: 0 };
    if (STYLE_NAMES.contents.test(name)) return { kind: 'contents', depth: 0 };
    if (STYLE_NAMES.contentsTitle.test(name)) return { kind: 'contents-title', depth: 1 };
    if (STYLE_NAMES.titles.has(name)) return { kind: 'title', depth: 0 };
    const outline = wholeOf(valueOf(childOf(style, 'w:pPr'), 'w:outlineLvl'), 0, 9);
    if (outline !== undefined)
      return outline > 8 ? { kind: 'plain', depth: 0 } : { kind: 'heading', depth: outline + 1 };
    const heading = STYLE_NAMES.heading.exec(name);
    if (heading !== null) return { kind: 'heading', depth: Number(heading[1]) };
    if (STYLE_NAMES.quotes.has(name)) return { kind: 'quote', depth: 0 };
  }
  return { kind: 'plain', depth: 0 };
}

function characterLook(chain: readonly XmlElement[]): RunLook {
  const [own] = chain;
  const name = own === undefined ? '' : nameOf(own);
  const look = [...chain].reverse().reduce((base, style) => lookOf(childOf(style, 'w:rPr'), base), PLAIN_LOOK);
  if (name === EXPORT_STYLES.code) return { ...PLAIN_LOOK, ours: true };
  if (STYLE_NAMES.silent.has(name.toLowerCase())) return { ...PLAIN_LOOK, hidden: look.hidden };
  if (name === 'Strong') return { ...look, bold: true };
  return name === 'Emphasis' ? { ...look, italic: true } : look;
}

/** The look that these properties make of another. */
export function lookOf(rPr: XmlElement | undefined, base: RunLook): RunLook {
  if (rPr === undefined) return base;
  const raised = valueOf(rPr, 'w:vertAlign');
  return {
    bold: switchOf(rPr, 'w:b') ?? base.bold,
    italic: switchOf(rPr, 'w:i') ?? base.italic,
    underline: switchOf(rPr, 'w:u') ?? base.underline,
    strike: struckIn(rPr) ?? base.strike,
    hidden: switchOf(rPr, 'w:vanish') ?? base.hidden,
    raised: raised === undefined ? base.raised : raised === 'superscript' || raised === 'subscript' ? raised : null,
    font: fontOf(rPr) ?? base.font,
    ours: base.ours,
  };
}

/** By one line or by two. */
function struckIn(rPr: XmlElement): boolean | undefined {
  const [one, two] = [switchOf(rPr, 'w:strike'), switchOf(rPr, 'w:dstrike')];
  return one === undefined || two === undefined ? (one ?? two) : one || two;
}

function fontOf(rPr: XmlElement | undefined): string | undefined {
  const { ascii, hAnsi } = childOf(rPr, 'w:rFonts')?.attributes ?? {};
  return ascii ?? hAnsi;
}

function first<From, Found>(
  from: readonly (From | undefined)[],
  find: (one: From) => Found | undefined,
): Found | undefined {
  for (const one of from) {
    const found = one === undefined ? undefined : find(one);
    if (found !== undefined) return found;
  }
  return undefined;
}
