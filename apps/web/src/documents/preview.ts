import type { ContentBlock, ImportedSection, TextBlock } from '@samenspel/domain';

export interface ListItems {
  readonly type: 'list';
  readonly numbered: boolean;
  readonly items: readonly TextBlock[];
}
export type PreviewPart = ContentBlock | ListItems;

/** Joins neighbouring list items to lists, as the editor will draw them. */
export function partsOf(blocks: readonly ContentBlock[]): PreviewPart[] {
  const parts: PreviewPart[] = [];
  for (const block of blocks) {
    const numbered = block.type === 'block' && block.kind === 'numbered';
    const inList = block.type === 'block' && (numbered || block.kind === 'bullet');
    const last = parts.at(-1);
    if (!inList) parts.push(block);
    else if (last?.type === 'list' && last.numbered === numbered)
      parts.splice(-1, 1, { ...last, items: [...last.items, block] });
    else parts.push({ type: 'list', numbered, items: [block] });
  }
  return parts;
}

/** How many blocks of a section the import was not certain of. */
export function unsureIn(section: ImportedSection): number {
  return section.blocks.filter((block) => block.type === 'block' && block.unsure).length;
}
