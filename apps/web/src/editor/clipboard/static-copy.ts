import { flatten } from './flatten';

/** Copying from the static text gives the same as copying from an editor: real headings and really nested lists. */
export function copyStatic(event: ClipboardEvent): void {
  const selection = document.getSelection();
  const data = event.clipboardData;
  if (!data || !selection || selection.isCollapsed || inEditor(selection)) return;
  const copied = document.createElement('div');
  for (let index = 0; index < selection.rangeCount; index++) copied.append(selection.getRangeAt(index).cloneContents());
  for (const extra of copied.querySelectorAll('.s-section__bar, .s-peers, .s-reviews, .s-empty, button'))
    extra.remove();
  const notes = copied.querySelectorAll('.s-note');
  for (const note of notes) note.replaceWith(...note.childNodes);
  // Within one block the browser's own copy is right, unless it would take along how a note looks.
  if (!copied.querySelector('.s-block') && notes.length === 0) return;
  if (!copied.querySelector('.s-block')) {
    data.setData('text/html', copied.innerHTML);
    data.setData('text/plain', selection.toString());
    event.preventDefault();
    return;
  }
  const flat = flatten(copied);
  data.setData('text/html', nest(flat).innerHTML);
  data.setData('text/plain', selection.toString());
  event.preventDefault();
}

function inEditor(selection: Selection): boolean {
  const node = selection.anchorNode;
  const element = node instanceof Element ? node : node?.parentElement;
  return element?.closest('[contenteditable="true"]') != null;
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
