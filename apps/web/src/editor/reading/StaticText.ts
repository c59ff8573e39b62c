import { defineComponent, h, type PropType, type VNode } from 'vue';
import type { RenderedBlock, RenderedCell, RenderedRun, RenderedText } from '@samenspel/collab';
import { blockShape, itemAttributes, listPlaces, outerAttributes } from './block-shape';

/** The text of a section without an editor: the same elements, so that an editor can take its place unnoticed. */
export const StaticText = defineComponent({
  name: 'StaticText',
  props: {
    blocks: { type: Array as PropType<readonly RenderedBlock[]>, required: true },
    prefix: { type: String, required: true },
    /** What a table is called for who can not see it. */
    tableName: { type: String, required: true },
  },
  setup: (props) => () => h('div', { class: 's-text' }, drawBlocks(props.blocks, props.prefix, props.tableName)),
});

function drawBlocks(blocks: readonly RenderedBlock[], prefix: string, tableName: string): VNode[] {
  const drawn: VNode[] = [];
  let run: RenderedText[] = [];
  const flush = (): void => {
    drawn.push(...drawTexts(run, prefix));
    run = [];
  };
  for (const block of blocks) {
    if (block.type === 'block') {
      run.push(block);
      continue;
    }
    flush();
    drawn.push(drawTable(block.rows, block.key, prefix, tableName));
  }
  flush();
  return drawn;
}

function drawTexts(blocks: readonly RenderedText[], prefix: string): VNode[] {
  const places = listPlaces(blocks, prefix);
  return blocks.map((block, index) => {
    const place = places[index] ?? null;
    const shape = blockShape(block.kind, block.level);
    const content = drawRuns(block.runs);
    return h(
      shape.tag,
      { key: `${shape.tag} ${block.key}`, ...outerAttributes(block, place) },
      shape.inner ? [h(shape.inner, itemAttributes(block, place), content)] : content,
    );
  });
}

function drawRuns(runs: readonly RenderedRun[]): (VNode | string)[] {
  const last = runs.at(-1)?.text ?? '\n';
  // The editor ends a line without height with <br> too.
  return [...runs.map(drawRun), ...(last.endsWith('\n') ? [h('br')] : [])];
}

const MARK_TAGS = { bold: 'strong', italic: 'em', underline: 'u', strike: 's' } as const;

function drawRun(run: RenderedRun): VNode | string {
  const marked = run.marks.reduceRight<VNode | string>((inner, mark) => h(MARK_TAGS[mark], [inner]), run.text);
  return run.link === null ? marked : h('a', { href: run.link, rel: 'noopener noreferrer' }, [marked]);
}

function drawTable(rows: readonly (readonly RenderedCell[])[], key: string, prefix: string, name: string): VNode {
  const drawCell = (cell: RenderedCell): VNode =>
    h(
      cell.header ? 'th' : 'td',
      { colspan: cell.colspan > 1 ? cell.colspan : null, rowspan: cell.rowspan > 1 ? cell.rowspan : null },
      drawTexts(cell.blocks, prefix),
    );
  // On a phone a table is read by moving it sideways: with the keyboard that takes a place to stand on.
  return h('div', { key, class: 's-table-wrap', role: 'group', tabindex: 0, 'aria-label': name }, [
    h('table', { class: 's-table' }, [
      h(
        'tbody',
        rows.map((row) => h('tr', row.map(drawCell))),
      ),
    ]),
  ]);
}
