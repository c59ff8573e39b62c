import {
  listLabel,
  ListNumbers,
  type ContentBlock,
  type ImportedSection,
  type MergedCells,
  type TableBlock,
  type TextBlock,
} from '@samenspel/domain';

export interface PreviewItem {
  readonly block: TextBlock;
  /** What the item counts, as the editor will show it. */
  readonly number: number;
}
export interface ListItems {
  readonly type: 'list';
  readonly numbered: boolean;
  readonly items: readonly PreviewItem[];
}
export type PreviewPart = ContentBlock | ListItems;

/** Joins neighbouring list items to lists, as the editor will draw them. */
export function partsOf(blocks: readonly ContentBlock[]): PreviewPart[] {
  const parts: PreviewPart[] = [];
  const numbers = new ListNumbers();
  for (const block of blocks) {
    const numbered = block.type === 'block' && block.kind === 'numbered';
    if (block.type !== 'block' || (!numbered && block.kind !== 'bullet')) {
      numbers.end();
      parts.push(block);
      continue;
    }
    const last = parts.at(-1);
    const item = { block, number: numbers.add(block.kind, block.indent ?? 0).number };
    if (last?.type === 'list' && last.numbered === numbered)
      parts.splice(-1, 1, { ...last, items: [...last.items, item] });
    else parts.push({ type: 'list', numbered, items: [item] });
  }
  return parts;
}

/** What stands before a numbered item, for the style of its list: as the text will show it. */
export function listMark({ block, number }: PreviewItem): string {
  return `"${listLabel(number, block.indent ?? 0)}. "`;
}

export interface PreviewCell {
  readonly blocks: readonly TextBlock[];
  readonly header: boolean;
  readonly colspan: number;
  readonly rowspan: number;
}

/** The rows of a table with its merged cells; what such a cell covers is left out. */
export function rowsOf(table: TableBlock): PreviewCell[][] {
  const headers = table.header ? (table.headerRows ?? 1) : 0;
  const merged = new Map<string, MergedCells | null>();
  for (const cell of table.merged ?? []) {
    for (let at = 0; at < cell.rows * cell.columns; at += 1)
      merged.set(`${cell.row + Math.floor(at / cell.columns)} ${cell.column + (at % cell.columns)}`, null);
    merged.set(`${cell.row} ${cell.column}`, cell);
  }
  return table.rows.map((cells, row) =>
    cells.flatMap((blocks, column) => {
      const cell = merged.get(`${row} ${column}`);
      if (cell === null) return [];
      return [{ blocks, header: row < headers, colspan: cell?.columns ?? 1, rowspan: cell?.rows ?? 1 }];
    }),
  );
}

/** How many blocks of a section the import was not certain of. */
export function unsureIn(section: ImportedSection): number {
  return section.blocks.filter((block) => block.type === 'block' && block.unsure).length;
}
