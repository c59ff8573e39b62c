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
  /** Drawn without line and mark: what nobody wrote. */
  readonly plain: boolean;
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
  let marked: number | null = null;
  for (const { length, author } of spans) {
    const look = looks[author];
    const pieces = cut(runs, at, at + length);
    const drawn = pieces.map(drawRun);
    at += length;
    // A space or a comma that somebody else placed is not worth a mark of its own.
    const words = pieces.some(({ text }) => /[\p{L}\p{N}]/u.test(text));
    if (look === undefined || !words || (shown !== null && !shown.has(author))) {
      out.push(...drawn);
      continue;
    }
    const first = marked === author ? [] : [mark(look, spans.length > 1)];
    marked = author;
    const line = look.plain ? 'h-author--none' : `h-author h-author--${look.pattern}`;
    out.push(h('span', { class: line, style: colourOf(look) }, [...first, ...drawn]));
  }
  return out;
}

/** The mark that stands before the text, and the same in words for who hears it. */
function mark({ party, plain, words }: AuthorLook, among: boolean): VNode | null {
  const spoken = h('span', { class: 'visually-hidden' }, `${words}: `);
  if (plain) return among ? spoken : null;
  const seen = party === null ? words : h(PartyMark, { party, small: true });
  return h('span', { class: 'h-author__mark', title: words }, [spoken, h('span', { 'aria-hidden': 'true' }, [seen])]);
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
