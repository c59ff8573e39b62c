import { romanOf } from '@samenspel/domain';
import type { SourceStyles } from './source-styles';

/*
 * Lists of other programs, told in one way for who flattens them: `data-list` (the kind), `data-deep` (0 is the outermost)
 * and `data-shown` (the number as it stood in the source, with what belongs to it).
 */

/**
 * Word writes a list as paragraphs that say in their style at which level they are, with the marker as text; the web
 * edition writes a list for each item; others give a list its first number, an item its own, or another kind of number.
 */
export function tellLists(body: HTMLElement, styles: SourceStyles): void {
  const formats = wordFormats(body.ownerDocument);
  for (const element of body.querySelectorAll<HTMLElement>('p, div, h1, h2, h3, h4, h5, h6, li')) {
    const told = styles.of(element).get('--mso-list');
    if (told !== undefined && element.dataset.kind === undefined) wordParagraph(element, told, styles, formats);
  }
  for (const list of body.querySelectorAll<HTMLElement>('ol, ul')) {
    if (list.closest('[data-kind]') === null && list.querySelector('[data-kind]') === null) htmlList(list, styles);
  }
}

const LEVEL = /\b(l\d+)\s+level(\d+)/i;

function wordParagraph(
  element: HTMLElement,
  told: string,
  styles: SourceStyles,
  formats: ReadonlyMap<string, string>,
): void {
  const [, list, level] = LEVEL.exec(told) ?? [];
  if (!list || !level) return;
  const spans = [...element.querySelectorAll('span')];
  const markers = spans.filter((span) => styles.of(span).get('--mso-list') === 'ignore');
  const shown = markers
    .map((span) => span.textContent)
    .join('')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();
  for (const marker of markers) marker.remove();
  if (/^H[1-6]$/.test(element.tagName)) {
    if (shown !== '') element.prepend(`${shown} `);
    return;
  }
  const format = formats.get(`${list}:${level}`.toLowerCase()) ?? (isNumber(shown) ? 'decimal' : 'bullet');
  const numbered = format !== 'bullet' && format !== 'image' && shown !== '' && /[\p{L}\p{N}]/u.test(shown);
  element.dataset.list = numbered ? 'numbered' : 'bullet';
  element.dataset.deep = String(Number(level) - 1);
  if (numbered) element.dataset.shown = shown;
}

/** The bullet "o" of an old font is no letter. */
function isNumber(shown: string): boolean {
  return /\p{N}|^\(?\p{L}{1,5}[.)]/u.test(shown);
}

/** What Word says of its lists stands in rules that no browser keeps. */
function wordFormats(page: Document): Map<string, string> {
  const formats = new Map<string, string>();
  for (const { textContent } of page.querySelectorAll('style')) {
    for (const [, list, level, rules] of textContent.matchAll(/@list\s+(l\d+):level(\d+)[^{]*\{([^}]*)\}/gi)) {
      const format = /mso-level-number-format:\s*"?([\w-]+)/i.exec(rules ?? '')?.[1] ?? 'decimal';
      formats.set(`${list}:${level}`.toLowerCase(), format.toLowerCase());
    }
  }
  return formats;
}

/** Numbers of a list that begins elsewhere than at one, or has letters; one that says nothing counts as ours do. */
function htmlList(list: HTMLElement, styles: SourceStyles): void {
  const numbered = list.tagName === 'OL';
  let next = Number.parseInt(list.getAttribute('start') ?? '1', 10) || 1;
  for (const item of list.children) {
    if (item.tagName !== 'LI') continue;
    const { dataset } = item as HTMLElement;
    // The web edition of Word has a list for each item, and says how deep it is meant.
    const deep = dataset.ariaLevel ?? item.getAttribute('aria-level');
    if (deep !== null && deep !== undefined && Number(deep) >= 1) dataset.deep = String(Number(deep) - 1);
    if (!numbered) continue;
    const told = item.getAttribute('value') ?? dataset.ariaPosinset ?? item.getAttribute('aria-posinset');
    const value = told === null ? next : Number.parseInt(told, 10) || next;
    next = value + 1;
    const kind = styles.of(item).get('list-style-type') ?? styles.of(list).get('list-style-type');
    const type = kind ?? TYPES[item.getAttribute('type') ?? list.getAttribute('type') ?? ''];
    const pattern = /^[^%]*%\d[^%]*$/.test(dataset.leveltext ?? '') ? dataset.leveltext! : '%1.';
    dataset.shown = pattern.replace(/%\d/, numberAs(value, type));
    if (type === undefined) dataset.counted = '';
  }
}

const TYPES: Readonly<Record<string, string>> = {
  '1': 'decimal',
  a: 'lower-alpha',
  A: 'upper-alpha',
  i: 'lower-roman',
  I: 'upper-roman',
};

/** A number as the page that it comes from shows it: a browser counts aa, ab after z. */
export function numberAs(value: number, type = 'decimal'): string {
  if (/alpha|latin/.test(type)) return cased(letters(value), type);
  if (/roman/.test(type)) return cased(romanOf(value), type);
  return type === 'decimal-leading-zero' ? String(value).padStart(2, '0') : String(value);
}

function cased(text: string, type: string): string {
  return type.startsWith('upper') ? text.toUpperCase() : text;
}

function letters(value: number): string {
  let text = '';
  for (let left = value; left > 0; left = Math.floor((left - 1) / 26)) text = LETTERS.charAt((left - 1) % 26) + text;
  return text;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
