import { listLabel, ListNumbers } from '@samenspel/domain';

/**
 * A number that our list would show too becomes an item of it; any other ("3.", "Artikel 2", "1.1") is kept as words: people
 * refer to what they saw.
 */
export function keepShownNumbers(flat: HTMLElement): void {
  const numbers = new ListNumbers();
  for (const block of flat.children) {
    if (!(block instanceof HTMLElement)) continue;
    const { kind, shown } = block.dataset;
    const indent = Number(block.dataset.indent ?? 0);
    if (kind !== 'bullet' && kind !== 'numbered') numbers.end();
    else if (kind === 'bullet' || shown === undefined || same(block, shown, numbers.peek(kind, indent), indent))
      numbers.add(kind, indent);
    else {
      asWords(block, shown);
      numbers.end();
    }
  }
  for (const block of flat.querySelectorAll<HTMLElement>('[data-shown]')) {
    delete block.dataset.shown;
    delete block.dataset.counted;
  }
}

function same(block: HTMLElement, shown: string, number: number, indent: number): boolean {
  const bare = shown.replace(/[.)]$/, '');
  return bare === (block.dataset.counted === undefined ? listLabel(number, indent) : String(number));
}

function asWords(block: HTMLElement, shown: string): void {
  block.prepend(`${shown} `);
  block.dataset.kind = 'paragraph';
  delete block.dataset.indent;
}
