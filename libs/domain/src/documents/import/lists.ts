import type { ContentBlock, TextBlock } from './model';
import type { NumberMarker } from './markers';
import type { RawBlock } from './raw-blocks';

const DEEPEST = 7;

/** A block on its way to the plan; numbered items still know the number that was typed. */
export interface Item {
  readonly block: ContentBlock;
  readonly number: NumberMarker | null;
}

/** Gives the items of one list their indent: another bullet or a deeper start is one level deeper. */
export class ListIndents {
  private readonly levels: { key: string; col: number }[] = [];

  /** A block that is no item ends the list. */
  end(): void {
    this.levels.length = 0;
  }

  /** Indent of the next item, 0 to 7. */
  indentOf(block: RawBlock): number {
    const { marker, first } = block;
    const key = marker?.kind === 'bullet' ? marker.glyph : marker?.kind === 'number' ? marker.style : '';
    const known = this.levels.findIndex((level) => level.key === key && Math.abs(level.col - first.col) <= 1);
    if (known >= 0) this.levels.length = known + 1;
    else {
      while ((this.levels.at(-1)?.col ?? -1) > first.col + 1) this.levels.pop();
      const same = this.levels.findIndex((level) => level.key === key && level.col >= first.col);
      if (same >= 0) this.levels.length = same;
      this.levels.push({ key, col: first.col });
    }
    return Math.min(DEEPEST, this.levels.length - 1);
  }
}

/**
 * Makes real numbered lists of the series that count 1, 2, 3: only there the typed number may go, for the list counts
 * for itself. In all other series the number stays in the text.
 *
 * @param lenient also a single item, and series that repeat 1 (as in Markdown, where the list counts anyway)
 */
export function settleNumbers(items: readonly Item[], lenient: boolean): ContentBlock[] {
  const settled = items.map((item) => item.block);
  const series: number[][] = [];
  const close = (depth: number) => {
    for (const one of series.splice(depth)) settleSeries(items, one, lenient, settled);
  };
  items.forEach(({ block, number }, at) => {
    const indent = block.type === 'block' ? (block.indent ?? 0) : 0;
    if (number === null) {
      close(indent);
      return;
    }
    close(indent + 1);
    const before = series[indent]?.at(-1);
    if (before !== undefined && !continues(items[before]!.number!, number, lenient)) close(indent);
    while (series.length <= indent) series.push([]);
    series[indent]!.push(at);
  });
  close(0);
  return settled;
}

function continues(before: NumberMarker, here: NumberMarker, lenient: boolean): boolean {
  if (before.style !== here.style) return false;
  return here.value === before.value + 1 || (lenient && here.value === 1 && before.value === 1);
}

function settleSeries(
  items: readonly Item[],
  series: readonly number[],
  lenient: boolean,
  settled: ContentBlock[],
): void {
  const first = series.length === 0 ? null : items[series[0]!]!.number;
  const regular = first !== null && first.value === 1 && !first.style.includes('a') && (lenient || series.length > 1);
  if (regular) return;
  for (const at of series) {
    const { block, number } = items[at]!;
    if (block.type === 'block') settled[at] = withTypedNumber(block, number!);
  }
}

function withTypedNumber(block: TextBlock, number: NumberMarker): TextBlock {
  const doubt = block.unsure === true ? { unsure: true } : {};
  return { type: 'block', kind: 'paragraph', runs: [{ text: `${number.typed} ` }, ...block.runs], ...doubt };
}
