import { defineComponent, h, type PropType, type VNode } from 'vue';
import type { RenderedBlock, RenderedCell, RenderedRun, RenderedText } from '@samenspel/collab';
import type { BlockNote } from './notes';
import { blockShape, itemAttributes, listPlaces, outerAttributes } from './block-shape';

/** The text of a section without an editor: the same elements, so that an editor can take its place unnoticed. */
export const StaticText = defineComponent({
  name: 'StaticText',
  props: {
    blocks: { type: Array as PropType<readonly RenderedBlock[]>, required: true },
    prefix: { type: String, required: true },
    /** What a table is called for who cannot see it. */
    tableName: { type: String, required: true },
    /** What is said about the text, by block. */
    notes: { type: Map as PropType<ReadonlyMap<number, readonly BlockNote[]>>, default: () => new Map() },
    /** How a note is called for who cannot see it; empty where a press on it means something else. */
    noteName: { type: String, default: '' },
  },
  setup: (props) => () => {
    let block = 0;
    const runs: DrawRuns = (its) => drawRuns(its, props.notes.get(block++) ?? [], props.noteName);
    return h('div', { class: 's-text' }, drawBlocks(props.blocks, props.prefix, props.tableName, runs));
  },
});

/** Draws the runs of the next block: blocks are drawn in reading order. */
type DrawRuns = (runs: readonly RenderedRun[]) => (VNode | string)[];

function drawBlocks(blocks: readonly RenderedBlock[], prefix: string, tableName: string, runs: DrawRuns): VNode[] {
  const drawn: VNode[] = [];
  let run: RenderedText[] = [];
  const flush = (): void => {
    drawn.push(...drawTexts(run, prefix, runs));
    run = [];
  };
  for (const block of blocks) {
    if (block.type === 'block') {
      run.push(block);
      continue;
    }
    flush();
    drawn.push(drawTable(block.rows, block.key, prefix, tableName, runs));
  }
  flush();
  return drawn;
}

function drawTexts(blocks: readonly RenderedText[], prefix: string, runs: DrawRuns): VNode[] {
  const places = listPlaces(blocks, prefix);
  return blocks.map((block, index) => {
    const place = places[index] ?? null;
    const shape = blockShape(block.kind, block.level);
    const content = runs(block.runs);
    return h(
      shape.tag,
      { key: `${shape.tag} ${block.key}`, ...outerAttributes(block, place) },
      shape.inner ? [h(shape.inner, itemAttributes(block, place), content)] : content,
    );
  });
}

function drawRuns(runs: readonly RenderedRun[], notes: readonly BlockNote[], name: string): (VNode | string)[] {
  const last = runs.at(-1)?.text ?? '\n';
  const drawn = notes.length === 0 ? runs.map(drawRun) : drawNoted(runs, notes, name);
  // The editor ends a line without height with <br> too.
  return [...drawn, ...(last.endsWith('\n') ? [h('br')] : [])];
}

/** Runs cut where notes begin and end. Notes that overlap share the pieces that they share. */
function drawNoted(runs: readonly RenderedRun[], notes: readonly BlockNote[], name: string): (VNode | string)[] {
  const edges = notes.flatMap(({ from, to }) => [from, to]);
  const stops = new Set<string>();
  let at = 0;
  return runs.flatMap((run) => {
    const begin = at;
    at += run.text.length;
    const cuts = [...new Set([begin, ...edges.filter((edge) => edge > begin && edge < at), at])].sort((a, b) => a - b);
    return cuts.slice(1).map((end, index) => {
      const start = cuts[index] ?? begin;
      const piece = drawRun({ ...run, text: run.text.slice(start - begin, end - begin) });
      const over = notes.filter(({ from, to }) => from <= start && end <= to);
      return over.length === 0 ? piece : drawNote(piece, over, run.link === null ? name : '', stops);
    });
  });
}

function drawNote(piece: VNode | string, notes: readonly BlockNote[], name: string, stops: Set<string>): VNode {
  // Each note is one stop for the keyboard, however many pieces it is cut in; a link in it stays a link.
  const stop = name !== '' && notes.some(({ id, first }) => first && !stops.has(id));
  if (stop) for (const { id } of notes) stops.add(id);
  return h(
    'mark',
    {
      class: notes.some(({ active }) => active) ? 's-note s-note--active' : 's-note',
      'data-notes': notes.map(({ id }) => id).join(' '),
      ...(stop ? { role: 'button', tabindex: 0, 'aria-description': name } : {}),
    },
    [piece],
  );
}

const MARK_TAGS = { bold: 'strong', italic: 'em', underline: 'u', strike: 's' } as const;

function drawRun(run: RenderedRun): VNode | string {
  const marked = run.marks.reduceRight<VNode | string>((inner, mark) => h(MARK_TAGS[mark], [inner]), run.text);
  return run.link === null ? marked : h('a', { href: run.link, rel: 'noopener noreferrer' }, [marked]);
}

function drawTable(
  rows: readonly (readonly RenderedCell[])[],
  key: string,
  prefix: string,
  name: string,
  runs: DrawRuns,
): VNode {
  const drawCell = (cell: RenderedCell): VNode =>
    h(
      cell.header ? 'th' : 'td',
      { colspan: cell.colspan > 1 ? cell.colspan : null, rowspan: cell.rowspan > 1 ? cell.rowspan : null },
      drawTexts(cell.blocks, prefix, runs),
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
