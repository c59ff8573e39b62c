import type { Style } from './source-styles';

/** What comes down from the elements around, and decides whether words can be read. */
export interface Ink {
  readonly visible: boolean;
  readonly tiny: boolean;
  /** Read, but as words that do not count any more. */
  readonly struck: boolean;
  /** Null: not known, so nothing is concluded from it. */
  readonly color: string | null;
  readonly background: string | null;
}

/** An office program writes black on white unless told otherwise; of a web page nobody knows what lay under the words. */
export function paper(office: boolean): Ink {
  return { visible: true, tiny: false, struck: false, color: office ? BLACK : null, background: office ? WHITE : null };
}

export function inkOf(element: Element, style: Style, around: Ink): Ink {
  const visibility = style.get('visibility');
  const size = style.get('font-size');
  return {
    visible: visibility === undefined || visibility === 'inherit' ? around.visible : visibility === 'visible',
    tiny: size === undefined || !Number.isFinite(pixels(size)) ? around.tiny : pixels(size) < 2,
    struck: around.struck || struckThrough(style),
    color: inkColor(element, style, around),
    background: backgroundUnder(element, style, around),
  };
}

function struckThrough(style: Style): boolean {
  return /line-through/.test(`${style.get('text-decoration') ?? ''} ${style.get('text-decoration-line') ?? ''}`);
}

/** Could who copied this see words in this ink? */
export function readable({ visible, tiny, color, background }: Ink): boolean {
  return visible && !tiny && color !== CLEAR && (color === null || color !== background);
}

/** Was this element out of sight with all that is in it? */
export function unseen(element: Element, style: Style): boolean {
  const is = (name: string, ...values: string[]): boolean => values.includes(style.get(name) ?? '');
  if (undrawn(element, style) || is('content-visibility', 'hidden')) return true;
  // The format with which a sheet shows nothing of a cell: nothing for what is more, less or equal to zero.
  if (style.get('--mso-number-format')?.replace(/["'\\\s]/g, '') === ';;;') return true;
  if (Number.parseFloat(style.get('opacity') ?? '1') === 0) return true;
  if (/opacity\(0(?:\.0*)?%?\)/.test(style.get('filter') ?? '')) return true;
  return cutOff(style) || clipped(style) || movedAway(style);
}

/** Does this element take no place at all? */
export function undrawn(element: Element, style: Style): boolean {
  if ((style.get('display') ?? shownByItself(element)) === 'none') return true;
  return /^(?:all|screen)$/.test(style.get('--mso-hide') ?? '');
}

function shownByItself(element: Element): string | undefined {
  const hidden = element.hasAttribute('hidden') || element.hasAttribute('popover');
  return hidden || (element.tagName === 'DIALOG' && !element.hasAttribute('open')) ? 'none' : undefined;
}

/** No room for a letter, and nothing may run over the edge: the first lines of a mail, words for screen readers. */
function cutOff(style: Style): boolean {
  const hides = (axis: string): boolean =>
    /hidden|clip/.test(`${style.get('overflow') ?? ''} ${style.get(`overflow-${axis}`) ?? ''}`);
  const none = (name: string): boolean => pixels(style.get(name)) <= 1;
  if (hides('y') && (none('height') || none('max-height'))) return true;
  if (hides('x') && (none('width') || none('max-width'))) return true;
  return (
    hides('x') && Number.parseFloat(style.get('text-indent') ?? '') >= 100 && style.get('text-indent')!.endsWith('%')
  );
}

function clipped(style: Style): boolean {
  const rect = /^rect\((.*)\)$/.exec(style.get('clip') ?? '')?.[1];
  if (rect !== undefined && /absolute|fixed/.test(style.get('position') ?? '')) {
    const [top, right, bottom, left] = rect.split(/[\s,]+/).map((edge) => pixels(edge));
    if (right! - left! <= 1 || bottom! - top! <= 1) return true;
  }
  const path = style.get('clip-path') ?? '';
  const inset = /^inset\(([\d.]+)%(?:\)|\s)/.exec(path)?.[1];
  if (inset !== undefined && Number(inset) >= 50) return true;
  if (/^circle\(0(?:px|%)?(?:\)|\s)/.test(path)) return true;
  return /(?:^|\s)scale[xy]?\(0(?:\)|,)/.test(style.get('transform') ?? '');
}

/** Farther than any page is wide. */
const AWAY = 900;

function movedAway(style: Style): boolean {
  if (['text-indent', 'margin-left', 'margin-top'].some((name) => pixels(style.get(name)) <= -AWAY)) return true;
  if (/translate[xy]?\([^)]*-\d{4,}px/.test(style.get('transform') ?? '')) return true;
  if (!/absolute|fixed|relative/.test(style.get('position') ?? '')) return false;
  return ['left', 'right', 'top', 'bottom'].some((name) => pixels(style.get(name)) <= -AWAY);
}

const WHITE = 'rgb(255, 255, 255)';
const BLACK = 'rgb(0, 0, 0)';
const CLEAR = 'transparent';
/** Clear letters through which a run of colours shows: a heading that is well seen. */
const CUT_OUT = 'cut out';
/** As a browser writes them that were told by name; other names are equal to themselves. */
const NAMED: Readonly<Record<string, string>> = { white: WHITE, window: WHITE, black: BLACK, windowtext: BLACK };

function colorNamed(value: string | null | undefined): string | undefined {
  const told = value?.trim().toLowerCase();
  if (!told || told === 'inherit') return undefined;
  if (told === CLEAR || /^rgba\(.*,\s*0(?:\.0+)?\)$/.test(told)) return CLEAR;
  const hex = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/.exec(told);
  if (hex)
    return `rgb(${hex
      .slice(1)
      .map((part) => Number.parseInt(part, 16))
      .join(', ')})`;
  return NAMED[told] ?? told;
}

function inkColor(element: Element, style: Style, around: Ink): string | null {
  if (style.get('background-clip') === 'text') return CUT_OUT;
  const own = colorNamed(style.get('color') ?? (element.tagName === 'FONT' ? element.getAttribute('color') : null));
  if (own !== undefined) return own === CLEAR && around.color === CUT_OUT ? CUT_OUT : own;
  // A link has a colour of its own in every browser.
  return element.matches('a[href]') ? null : around.color;
}

function backgroundUnder(element: Element, style: Style, around: Ink): string | null {
  if (element.hasAttribute('background') || /url|gradient/.test(style.get('background-image') ?? '')) return null;
  const own = colorNamed(style.get('background-color') ?? element.getAttribute('bgcolor'));
  return own === undefined || own === CLEAR || own === 'initial' ? around.background : own;
}

const UNITS: Readonly<Record<string, number>> = {
  px: 1,
  pt: 4 / 3,
  pc: 16,
  in: 96,
  cm: 37.8,
  mm: 3.78,
  em: 16,
  rem: 16,
};

/** A length in pixels, near enough to tell nothing from something; not a number for all else. */
export function pixels(value: string | undefined): number {
  const [, number, unit] = /^(-?[\d.]+)([a-z%]*)$/.exec(value ?? '') ?? [];
  if (number === undefined) return Number.NaN;
  // Nothing is nothing in every unit.
  return Number(number) === 0 ? 0 : Number(number) * (unit === '' ? 1 : (UNITS[unit!] ?? Number.NaN));
}
