/** What an element of the source is told to look like: only the properties that decide whether it is seen, and how. */
export type Style = ReadonlyMap<string, string>;

/** Office's own properties are kept by no browser, unless they are called custom properties. */
const WATCHED = [
  '--mso-element',
  '--mso-hide',
  '--mso-list',
  '--mso-number-format',
  '--mso-special-character',
  'background-clip',
  'background-color',
  'background-image',
  'bottom',
  'clip',
  'clip-path',
  'color',
  'content-visibility',
  'display',
  'filter',
  'font-size',
  'font-style',
  'font-weight',
  'height',
  'left',
  'list-style-type',
  'margin-left',
  'margin-top',
  'max-height',
  'max-width',
  'opacity',
  'overflow',
  'overflow-x',
  'overflow-y',
  'position',
  'right',
  'text-decoration',
  'text-decoration-line',
  'text-indent',
  'top',
  'transform',
  'visibility',
  'width',
] as const;

interface Declared {
  readonly name: string;
  readonly value: string;
  /** What wins over what: important, then inline, then the more specific, then the later. */
  readonly weight: number;
}

const NOTHING: Style = new Map();
const INLINE = 1e7;
const IMPORTANT = 1e8;

/**
 * The styles that came along with pasted HTML, read by the browser's own parser of CSS without drawing anything. Not by
 * a frame with `getComputedStyle`: the page's policy refuses styles there, and a frame would fetch what they name.
 */
export class SourceStyles {
  readonly #declared = new Map<Element, Declared[]>();
  readonly #inline = new Map<string, readonly Declared[]>();
  readonly #scratch = document.createElement('i').style;

  /** `shows` says whether a media query holds for who looked at the source. */
  constructor(
    private readonly page: Document,
    private readonly shows: (media: string) => boolean,
  ) {
    for (const sheet of page.querySelectorAll('style')) {
      if (this.#applies(sheet.media)) this.#read(sheet.textContent);
    }
  }

  of(element: Element): Style {
    const declared = [...(this.#declared.get(element) ?? []), ...this.#inlineOf(element)];
    if (declared.length === 0) return NOTHING;
    return new Map(declared.sort((a, b) => a.weight - b.weight).map(({ name, value }) => [name, value]));
  }

  #inlineOf(element: Element): readonly Declared[] {
    const text = element.getAttribute('style');
    if (!text) return [];
    const known = this.#inline.get(text);
    if (known) return known;
    // Not `element.style`, which the page's policy leaves empty.
    this.#scratch.cssText = officeNames(text);
    const read = declarations(this.#scratch, INLINE);
    this.#inline.set(text, read);
    return read;
  }

  #read(text: string): void {
    // A sheet that was made, and is in no page, fetches nothing: neither images nor further sheets.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(officeNames(text.replace(/<!--|-->/g, ' ')));
    this.#rules(sheet.cssRules);
  }

  #rules(rules: CSSRuleList): void {
    for (const rule of rules) {
      if (rule instanceof CSSStyleRule) this.#rule(rule);
      else if (
        rule instanceof CSSGroupingRule &&
        (!(rule instanceof CSSMediaRule) || this.#applies(rule.media.mediaText))
      )
        this.#rules(rule.cssRules);
    }
  }

  #rule({ selectorText, style }: CSSStyleRule): void {
    const read = declarations(style, 0);
    if (read.length === 0) return;
    for (const selector of selectorText.split(/,(?![^([]*[)\]])/)) {
      const weight = specificity(selector);
      for (const element of this.page.querySelectorAll(selector)) {
        const all = this.#declared.get(element) ?? [];
        all.push(...read.map((one) => ({ ...one, weight: one.weight + weight })));
        this.#declared.set(element, all);
      }
    }
  }

  #applies(media: string): boolean {
    return media === '' || this.shows(media);
  }
}

/** Also those of `mso-` within one text of declarations, never within a word. */
function officeNames(css: string): string {
  return css.replace(/(^|[;{}/\s])mso-/gi, '$1--mso-');
}

function declarations(style: CSSStyleDeclaration, weight: number): readonly Declared[] {
  return WATCHED.flatMap((name) => {
    const value = style.getPropertyValue(name).trim().toLowerCase();
    if (value === '') return [];
    const important = style.getPropertyPriority(name) === 'important' ? IMPORTANT : 0;
    return [{ name, value, weight: weight + important }];
  });
}

/** Near enough: ids before classes before names of elements. */
function specificity(selector: string): number {
  const count = (pattern: RegExp): number => Math.min(99, selector.match(pattern)?.length ?? 0);
  const ids = count(/#[\w-]/g);
  const classes = count(/\.[\w-]|\[|(?<!:):(?!:)[\w-]/g);
  const names = count(/(?:^|[\s>+~])[a-z]/gi);
  return ids * 10_000 + classes * 100 + names;
}
