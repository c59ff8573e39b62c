import type { ComparedBlock, ComparedText } from '@samenspel/domain';

/** The numbers of the changes that touch a block, its cells included. */
export function changesIn(block: ComparedBlock): number[] {
  const inText = ({ n, runs }: ComparedText): (number | null)[] => [n, ...runs.map((run) => run.n)];
  const all =
    block.type === 'block'
      ? inText(block)
      : [
          block.n,
          ...block.rows.flatMap((row) => [
            row.n,
            ...row.cells.flatMap((cell) => [cell.n, ...cell.blocks.flatMap(inText)]),
          ]),
        ];
  return [...new Set(all.filter((n) => n !== null))];
}
