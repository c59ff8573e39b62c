import { flatten } from './flatten';
import { rowText } from './text-table';

/** What stands among the texts on the page and is no text: who may read it, who writes there, what is said about it. */
const NO_TEXT =
  '.s-section__bar, .s-peers, .s-reviews, .s-empty, .s-notice, .s-alert, .visually-hidden, .no-print, button';

/** Copying from the static text gives the same as copying from an editor: real headings and really nested lists. */
export function copyStatic(event: ClipboardEvent): void {
  const selection = document.getSelection();
  const data = event.clipboardData;
  if (!data || !selection || selection.isCollapsed || inside(selection, '[contenteditable="true"]')) return;
  const copied = document.createElement('div');
  for (let index = 0; index < selection.rangeCount; index++) copied.append(selection.getRangeAt(index).cloneContents());
  const whole = copied.querySelector('.s-block') !== null;
  if (!whole && !inside(selection, '.s-block')) return;
  for (const extra of copied.querySelectorAll(NO_TEXT)) extra.remove();
  // Drawn to give a last, empty line its height: it stands in the text as a letter already.
  for (const filler of copied.querySelectorAll('br')) filler.remove();
  for (const note of copied.querySelectorAll('.s-note')) note.replaceWith(...note.childNodes);
  const nested = whole ? nest(flatten(copied)) : copied;
  data.setData('text/html', bare(nested).innerHTML);
  data.setData('text/plain', whole ? lines(nested, '').join('\n') : selection.toString());
  event.preventDefault();
}

function inside(selection: Selection, what: string): boolean {
  const node = selection.anchorNode;
  const element = node instanceof Element ? node : node?.parentElement;
  return element?.closest(what) != null;
}

const SAID = new Set(['href', 'colspan', 'rowspan']);

/** Without the names that the page has for its elements: other programs would keep them, unseen. */
function bare(copied: HTMLElement): HTMLElement {
  for (const element of copied.querySelectorAll('*')) {
    for (const name of element.getAttributeNames()) if (!SAID.has(name)) element.removeAttribute(name);
  }
  return copied;
}

/** The plain text, with the marks of its lists, as the editor copies it. */
function lines(parent: Element, indent: string): string[] {
  return [...parent.children].flatMap((child) => {
    if (child.tagName === 'TABLE') return [...(child as HTMLTableElement).rows].map(rowLine);
    if (child.tagName !== 'UL' && child.tagName !== 'OL') return [child.textContent];
    return [...child.children].flatMap((item, index) => {
      const own = [...item.childNodes].filter((node) => !/^[UO]L$/.test(node.nodeName));
      const words = own.map((node) => node.textContent).join('');
      const nested = [...item.children].filter(({ tagName }) => /^[UO]L$/.test(tagName));
      const below = document.createElement('div');
      below.append(...nested.map((list) => list.cloneNode(true)));
      const marker = child.tagName === 'UL' ? '- ' : `${index + 1}. `;
      return [`${indent}${marker}${words}`, ...lines(below, `${indent}  `)];
    });
  });
}

function rowLine(row: HTMLTableRowElement): string {
  return rowText([...row.cells].map((cell) => lines(cell, '').join('\n')));
}

const TAGS: Record<string, string> = { paragraph: 'p', quote: 'blockquote', bullet: 'ul', numbered: 'ol' };

/** Flat blocks as the HTML that other programs expect. */
export function nest(flat: HTMLElement): HTMLElement {
  const nested = document.createElement('div');
  let lists: { indent: number; element: HTMLElement }[] = [];
  for (const child of [...flat.children] as HTMLElement[]) {
    const { kind, indent: deep, level } = child.dataset;
    const tag = kind === 'heading' ? `h${level ?? '2'}` : TAGS[kind ?? ''];
    if (tag !== 'ul' && tag !== 'ol') {
      lists = [];
      const element = tag ? document.createElement(tag) : child;
      if (tag) element.append(...child.childNodes);
      for (const cell of child.querySelectorAll<HTMLElement>('td, th')) cell.replaceChildren(...nest(cell).childNodes);
      nested.append(element);
      continue;
    }
    const indent = Number(deep ?? 0);
    lists = lists.filter((list) => list.indent <= indent);
    if (lists.at(-1)?.indent === indent && lists.at(-1)?.element.tagName.toLowerCase() !== tag) lists.pop();
    if (lists.at(-1)?.indent !== indent) {
      const element = document.createElement(tag);
      (lists.at(-1)?.element.lastElementChild ?? nested).append(element);
      lists.push({ indent, element });
    }
    const item = document.createElement('li');
    item.append(...child.childNodes);
    lists.at(-1)?.element.append(item);
  }
  return nested;
}
