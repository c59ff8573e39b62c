import { numberAs } from './source-lists';

/** How the text numbers its lists, from the outermost in; then again. */
const OURS = ['decimal', 'lower-alpha', 'lower-roman'];

/**
 * A number that our list would show too becomes an item of it; any other ("3.", "Artikel 2", "1.1") is kept as words: people
 * refer to what they saw.
 */
export function keepShownNumbers(flat: HTMLElement): void {
  let open: { indent: number; kind: string; count: number }[] = [];
  for (const block of flat.children) {
    if (!(block instanceof HTMLElement)) continue;
    const { kind = '', shown } = block.dataset;
    const indent = Number(block.dataset.indent ?? 0);
    if (kind !== 'bullet' && kind !== 'numbered') {
      open = [];
      continue;
    }
    open = open.filter((list) => list.indent < indent || (list.indent === indent && list.kind === kind));
    const list = open.at(-1)?.indent === indent ? open.at(-1)! : { indent, kind, count: 0 };
    if (kind === 'numbered' && shown !== undefined && !same(block, shown, list.count + 1)) {
      asWords(block, shown);
      open = [];
      continue;
    }
    if (!open.includes(list)) open.push(list);
    list.count += 1;
  }
  for (const block of flat.querySelectorAll<HTMLElement>('[data-shown]')) {
    delete block.dataset.shown;
    delete block.dataset.counted;
  }
}

function same(block: HTMLElement, shown: string, count: number): boolean {
  const bare = shown.replace(/[.)]$/, '');
  if (block.dataset.counted !== undefined) return bare === String(count);
  return bare === numberAs(count, OURS[Number(block.dataset.indent ?? 0) % OURS.length]);
}

function asWords(block: HTMLElement, shown: string): void {
  block.prepend(`${shown} `);
  block.dataset.kind = 'paragraph';
  delete block.dataset.indent;
}
