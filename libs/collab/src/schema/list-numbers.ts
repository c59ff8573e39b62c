import type { BlockKind } from '@samenspel/domain';

/** What a block says about lists. What has no kind (a table) ends every list, as a paragraph does. */
export interface ListLook {
  readonly kind?: BlockKind;
  readonly indent?: number;
}

/** Where an item stands among the lists of the blocks around it. */
export interface ListItemPlace {
  /** Which list, from 0 in the order in which they begin. */
  readonly list: number;
  /** From 1 in its list. */
  readonly number: number;
  /** Index of the block that the list stands within; null for a list by itself. */
  readonly within: number | null;
}

interface OpenList {
  readonly list: number;
  readonly indent: number;
  readonly kind: BlockKind;
  readonly within: number | null;
  last: number;
  count: number;
}

/**
 * The place of every list item among blocks that follow one another; null for what is no item. Screen, Word and PDF all
 * count here, so that "point 3" is the same point for everybody.
 */
export function listItemPlaces(blocks: readonly ListLook[]): (ListItemPlace | null)[] {
  let open: OpenList[] = [];
  let lists = 0;
  return blocks.map(({ kind, indent = 0 }, index) => {
    if (kind !== 'bullet' && kind !== 'numbered') {
      open = [];
      return null;
    }
    while ((open.at(-1)?.indent ?? -1) > indent) open.pop();
    if (open.at(-1)?.indent === indent && open.at(-1)?.kind !== kind) open.pop();
    let current = open.at(-1);
    if (current?.indent !== indent) {
      current = { list: lists++, indent, kind, within: current?.last ?? null, last: index, count: 0 };
      open.push(current);
    }
    current.last = index;
    current.count += 1;
    return { list: current.list, number: current.count, within: current.within };
  });
}

/** Ways of counting, by how deep an item stands; deeper levels begin again with the first. */
const WAYS = ['decimal', 'letters', 'roman'] as const;
export type CountingWay = (typeof WAYS)[number];

/** How items count at a depth: 1, 2, 3; within that a, b, c; within that i, ii, iii. */
export function countingWay(indent: number): CountingWay {
  return WAYS[indent % WAYS.length] ?? 'decimal';
}

const ROMAN = [
  [1000, 'm'], [900, 'cm'], [500, 'd'], [400, 'cd'], [100, 'c'], [90, 'xc'],
  [50, 'l'], [40, 'xl'], [10, 'x'], [9, 'ix'], [5, 'v'], [4, 'iv'], [1, 'i'],
] as const; // prettier-ignore
const MOST_ROMAN = 3999;

/** The number as it is read: "3.", "c.", "iii.". After z come aa, bb, cc, as Word counts. */
export function numberLabel(number: number, indent: number): string {
  const way = countingWay(indent);
  if (way === 'letters') {
    const letter = String.fromCharCode(97 + ((number - 1) % 26));
    return `${letter.repeat(Math.ceil(number / 26))}.`;
  }
  if (way === 'decimal' || number > MOST_ROMAN) return `${number}.`;
  let left = number;
  let roman = '';
  for (const [value, sign] of ROMAN) {
    roman += sign.repeat(Math.floor(left / value));
    left %= value;
  }
  return `${roman}.`;
}
