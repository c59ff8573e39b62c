import { defineComponent, h, type PropType, type VNode } from 'vue';
import { useI18n } from 'vue-i18n';
import type { AuthorshipView, PartyView, ShownBlock, ShownRun, ShownText } from '@samenspel/domain';
import PartyMark from '../ui/PartyMark.vue';
import { drawBlocks, drawRun, type DrawnText } from './draw-blocks';

type Child = VNode | string;
type Span = AuthorshipView['spans'][number]['spans'][number];

/** How an author is told apart: by pattern of the line, by colour, by the mark before the text. */
export interface AuthorLook {
  readonly pattern: number;
  readonly party: PartyView | null;
  readonly words: string;
}

/** A text with who wrote each part of it. */
export const AuthoredText = defineComponent({
  name: 'AuthoredText',
  props: {
    blocks: { type: Array as PropType<readonly ShownBlock[]>, required: true },
    spans: { type: Array as PropType<AuthorshipView['spans']>, required: true },
    /** By place in the list of authors. */
    looks: { type: Array as PropType<readonly AuthorLook[]>, required: true },
    /** Authors whose text stands out; null: all. */
    shown: { type: Object as PropType<ReadonlySet<number> | null>, default: null },
    prefix: { type: String, required: true },
  },
  setup(props) {
    const { t } = useI18n();
    return () => {
      const spansOf = new Map(props.spans.map(({ key, spans }) => [key, spans]));
      const text = (block: ShownText): DrawnText => ({
        key: block.key,
        kind: block.kind,
        level: block.level,
        indent: block.indent,
        classes: 'h-authored',
        children: drawSpans(block.runs, spansOf.get(block.key) ?? [], props.looks, props.shown),
      });
      const blocks = props.blocks.map((block) =>
        block.type === 'block'
          ? { type: 'block' as const, ...text(block) }
          : {
              type: 'table' as const,
              key: block.key,
              rows: block.rows.map((cells) => ({
                cells: cells.map((cell) => ({ ...cell, blocks: cell.blocks.map(text) })),
              })),
            },
      );
      return drawBlocks(blocks, props.prefix, t('editor.table'));
    };
  },
});

function drawSpans(
  runs: readonly ShownRun[],
  spans: readonly Span[],
  looks: readonly AuthorLook[],
  shown: ReadonlySet<number> | null,
): Child[] {
  const out: Child[] = [];
  let at = 0;
  for (const { length, author } of spans) {
    const look = looks[author];
    const drawn = cut(runs, at, at + length).map(drawRun);
    at += length;
    if (look === undefined || (shown !== null && !shown.has(author))) out.push(...drawn);
    else
      out.push(
        h('span', { class: `h-author h-author--${look.pattern}`, style: colourOf(look) }, [mark(look), ...drawn]),
      );
  }
  return out;
}

/** The mark that stands before the text, and the same in words for who hears it. */
function mark({ party, words }: AuthorLook): VNode {
  return h('span', { class: 'h-author__mark', title: words }, [
    h('span', { class: 'visually-hidden' }, `${words}: `),
    h('span', { 'aria-hidden': 'true' }, [party === null ? words : h(PartyMark, { party, small: true })]),
  ]);
}

export function colourOf({ party }: AuthorLook): Record<string, string> {
  return { '--author': party === null ? 'var(--s-text-quiet)' : `var(--party-hue-${party.mark.hue})` };
}

function cut(runs: readonly ShownRun[], start: number, end: number): ShownRun[] {
  const out: ShownRun[] = [];
  let at = 0;
  for (const run of runs) {
    const text = run.text.slice(Math.max(0, start - at), Math.max(0, end - at));
    if (text !== '') out.push({ ...run, text });
    at += run.text.length;
  }
  return out;
}
