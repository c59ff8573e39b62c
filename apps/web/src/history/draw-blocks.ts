import { h, type VNode } from 'vue';
import type { BlockLook as Look, ShownCell, ShownRun } from '@samenspel/domain';
import { blockShape, itemAttributes, listPlaces, outerAttributes } from '../editor/reading/block-shape';

type Child = VNode | string;

/** A block to draw: with its text, and what stands beside it. */
export interface DrawnText extends Look {
  readonly key: string;
  /** Classes besides those of its kind. */
  readonly classes?: string;
  readonly children: readonly Child[];
}

export type DrawnBlock =
  | ({ readonly type: 'block' } & DrawnText)
  | {
      readonly type: 'table';
      readonly key: string;
      readonly classes?: string;
      /** Words above the table. */
      readonly above?: readonly Child[];
      readonly rows: readonly {
        readonly classes?: string;
        readonly cells: readonly (Pick<ShownCell, 'header' | 'colspan' | 'rowspan'> & {
          readonly classes?: string;
          readonly blocks: readonly DrawnText[];
        })[];
      }[];
    };

/** Draws text as the pages of documents do, with more in it than they have. */
export function drawBlocks(blocks: readonly DrawnBlock[], prefix: string, tableName: string): VNode {
  const drawn: VNode[] = [];
  let run: DrawnText[] = [];
  const flush = (): void => {
    drawn.push(...drawTexts(run, prefix));
    run = [];
  };
  for (const block of blocks) {
    if (block.type === 'block') run.push(block);
    else {
      flush();
      drawn.push(drawTable(block, prefix, tableName));
    }
  }
  flush();
  return h('div', { class: 's-text h-text' }, drawn);
}

function drawTexts(blocks: readonly DrawnText[], prefix: string): VNode[] {
  const looks = blocks.map((block) => ({ key: block.key, kind: block.kind, indent: block.indent, unsure: false }));
  const places = listPlaces(looks, prefix);
  return blocks.map((block, at) => {
    const place = places[at] ?? null;
    const shape = blockShape(block.kind, block.level);
    const { class: kind, ...attributes } = outerAttributes(looks[at]!, place);
    const children = block.children.length > 0 ? block.children : [h('br')];
    return h(
      shape.tag,
      { key: block.key, ...attributes, class: [kind, block.classes] },
      shape.inner ? [h(shape.inner, itemAttributes(looks[at]!, place), [...children])] : [...children],
    );
  });
}

function drawTable(table: Extract<DrawnBlock, { type: 'table' }>, prefix: string, name: string): VNode {
  const rows = table.rows.map((row) =>
    h(
      'tr',
      { class: row.classes },
      row.cells.map((cell) =>
        h(
          cell.header ? 'th' : 'td',
          {
            class: cell.classes,
            colspan: cell.colspan > 1 ? cell.colspan : null,
            rowspan: cell.rowspan > 1 ? cell.rowspan : null,
          },
          drawTexts(cell.blocks, prefix),
        ),
      ),
    ),
  );
  return h('div', { key: table.key, class: table.classes }, [
    ...(table.above ?? []),
    h('div', { class: 's-table-wrap', role: 'group', tabindex: 0, 'aria-label': name }, [
      h('table', { class: 's-table' }, [h('tbody', rows)]),
    ]),
  ]);
}

const MARK_TAGS = { bold: 'strong', italic: 'em', underline: 'u', strike: 's' } as const;

/** Text with its marks. */
export function drawRun(run: Pick<ShownRun, 'text' | 'marks' | 'link'>): Child {
  const marked = run.marks.reduceRight<Child>((inner, mark) => h(MARK_TAGS[mark], [inner]), run.text);
  return run.link === null ? marked : h('a', { href: run.link, rel: 'noopener noreferrer' }, [marked]);
}
