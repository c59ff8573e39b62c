import type { LineRange } from '@samenspel/collab';
import { blockElements, textPlace } from '../editor/reading/dom-place';

/** What is selected in the text of a section, static or in an editor. */
export interface Selected {
  readonly sectionId: string;
  readonly range: LineRange;
  readonly box: DOMRect;
}

/** The selection within the section in which it begins; null when there is none in a text. */
export function selectedText(root: HTMLElement): Selected | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const begin = range.startContainer instanceof Element ? range.startContainer : range.startContainer.parentElement;
  const section = begin?.closest<HTMLElement>('.s-section');
  const text = section?.querySelector<HTMLElement>('.s-section__text');
  if (!section || !text || !root.contains(section)) return null;
  const all = blockElements(text);
  const blocks = all.filter((block) => range.intersectsNode(block));
  const [first] = blocks;
  const last = blocks.at(-1);
  if (!first || !last) return null;
  const from = first.contains(range.startContainer)
    ? textPlace(text, range.startContainer, range.startOffset)
    : { block: all.indexOf(first), offset: 0 };
  const to = last.contains(range.endContainer)
    ? textPlace(text, range.endContainer, range.endOffset)
    : { block: all.indexOf(last), offset: last.textContent.length };
  if (!from || !to || (from.block === to.block && from.offset >= to.offset)) return null;
  return { sectionId: section.id.replace('section-', ''), range: { from, to }, box: range.getBoundingClientRect() };
}

/** The words of a thread, brought into view. */
export function showPlace(sectionId: string, range: LineRange): void {
  const text = document.querySelector<HTMLElement>(`#section-${sectionId} .s-section__text`);
  const block = text ? blockElements(text)[range.from.block] : undefined;
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  block?.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
}
