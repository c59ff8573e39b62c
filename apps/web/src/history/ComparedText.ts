import { defineComponent, h, type PropType, type VNode } from 'vue';
import { useI18n } from 'vue-i18n';
import type { ComparedBlock, ComparedRun, ComparedText as Text } from '@samenspel/domain';
import { drawBlocks, drawRun, type DrawnBlock, type DrawnText } from './draw-blocks';

type Say = (key: string, values?: Record<string, unknown>) => string;
type Child = VNode | string;

/** Two texts laid over each other. What came and went is told by sign and word too, not by colour alone. */
export const ComparedText = defineComponent({
  name: 'ComparedText',
  props: {
    blocks: { type: Array as PropType<readonly ComparedBlock[]>, required: true },
    prefix: { type: String, required: true },
    /** Of which changes the marks stand out; null: of all. */
    shown: { type: Object as PropType<ReadonlySet<number> | null>, default: null },
    /** The change where the reader is. */
    current: { type: Number as PropType<number | null>, default: null },
    /** Only what stands in one of the two texts. */
    side: { type: String as PropType<'was' | 'is' | null>, default: null },
  },
  setup(props) {
    const { t } = useI18n();
    return () => {
      const drawing = new Drawing(props, t);
      return drawBlocks(
        props.blocks.filter(({ change }) => drawing.stands(change)).map((block) => drawing.block(block)),
        props.prefix,
        t('editor.table'),
      );
    };
  },
});

interface Props {
  readonly prefix: string;
  readonly shown: ReadonlySet<number> | null;
  readonly current: number | null;
  readonly side: 'was' | 'is' | null;
}

class Drawing {
  /** A change has one element that one can go to: its first. */
  readonly #placed = new Set<number>();

  constructor(
    private readonly props: Props,
    private readonly say: Say,
  ) {}

  stands(change: string): boolean {
    if (this.props.side === 'was') return change !== 'inserted' && change !== 'movedHere';
    return this.props.side === null || (change !== 'deleted' && change !== 'movedAway');
  }

  block(block: ComparedBlock): DrawnBlock {
    if (block.type === 'block') return { type: 'block', ...this.#text(block) };
    const whole = block.n !== null && this.#isShown(block.n);
    return {
      type: 'table',
      key: block.key,
      classes: whole ? `h-block h-block--${block.change}` : '',
      above: whole && block.n !== null ? [this.#label(block.n, this.say(`history.changed.table.${block.change}`))] : [],
      rows: block.rows
        .filter(({ change }) => this.stands(change))
        .map((row) => ({
          classes: this.#classOf(row.change, row.n),
          cells: row.cells
            .filter(({ change }) => this.stands(change))
            .map((cell) => ({
              ...((this.props.side === 'was' ? cell.was : null) ?? cell),
              classes: this.#classOf(cell.change, cell.n),
              blocks: cell.blocks.filter(({ change }) => this.stands(change)).map((text) => this.#text(text)),
            })),
        })),
    };
  }

  #classOf(change: string, n: number | null): string {
    return n !== null && this.#isShown(n) && change !== 'same' ? `h-part h-part--${change}` : '';
  }

  #text(block: Text): DrawnText {
    const look = (this.props.side === 'was' ? block.was : null) ?? block;
    const whole = block.n !== null && this.#isShown(block.n);
    const label = whole && block.n !== null ? this.#labelOf(block, block.n) : null;
    const runs = block.runs.filter(({ change }) => this.stands(change));
    return {
      key: block.key,
      kind: look.kind,
      level: look.level,
      indent: look.indent,
      classes: whole ? `h-block h-block--${block.change}` : '',
      children: [...(label === null ? [] : [label]), ...runs.map((run) => this.#run(run))],
    };
  }

  /** What happened to the block as a whole, in words. In one of the two columns the column says it. */
  #labelOf(block: Text, n: number): Child | null {
    if (block.change !== 'changed') return this.#label(n, this.say(`history.changed.block.${block.change}`));
    if (block.was === null) return null;
    const kind = (look: { kind: string; level: number | null; indent: number }): string =>
      this.say(`history.kinds.${look.kind}`, { level: look.level ?? 0, indent: look.indent + 1 });
    return this.#label(n, this.say('history.changed.look', { was: kind(block.was), is: kind(block) }));
  }

  #label(n: number, words: string): VNode {
    return h('span', { ...this.#placeOf(n), class: ['h-label', { 'h-current': this.props.current === n }] }, words);
  }

  #run(run: ComparedRun): Child {
    const shownAs = this.props.side === 'was' && run.was !== null ? { ...run, ...run.was } : run;
    if (run.change === 'same' || run.n === null || !this.#isShown(run.n)) return this.#quiet(run, drawRun(shownAs));
    const tag = run.change === 'inserted' ? 'ins' : run.change === 'deleted' ? 'del' : 'span';
    const classes = [`h-run h-run--${run.change}`, { 'h-current': this.props.current === run.n }];
    const spoken = h('span', { class: 'visually-hidden' }, `${this.say(`history.changed.run.${run.change}`)} `);
    return h(tag, { ...this.#placeOf(run.n), class: classes }, [spoken, drawRun(shownAs)]);
  }

  /** A change that was filtered out still reads as what it is, only without standing out. */
  #quiet(run: ComparedRun, drawn: Child): Child {
    if (run.change === 'inserted') return h('ins', { class: 'h-other' }, [drawn]);
    return run.change === 'deleted' ? h('del', { class: 'h-other' }, [drawn]) : drawn;
  }

  #placeOf(n: number): Record<string, string | number> {
    if (this.#placed.has(n)) return {};
    this.#placed.add(n);
    return { id: `${this.props.prefix}change-${n}`, tabindex: -1 };
  }

  #isShown(n: number): boolean {
    return this.props.shown === null || this.props.shown.has(n);
  }
}
