import type { BlockKind } from './import/model';

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

interface OpenList extends ListItemPlace {
  readonly indent: number;
  readonly kind: BlockKind;
  /** Index of its last item. */
  readonly last: number;
}

/**
 * Counts the items of lists, block by block: a block of another kind ends all lists, an item of the other kind of list ends
 * those of its own depth, and a list of a lower depth begins anew under every item. Screen, import, paste, Word and PDF all
 * count here, so that "point 3" is the same point for everybody (docs/spec.md F12).
 */
export class ListNumbers {
  #open: readonly OpenList[] = [];
  #lists = 0;
  #block = 0;

  /** The number that an item would get if it came now. */
  peek(kind: BlockKind, indent: number): number {
    return (this.#sameList(kind, indent)?.number ?? 0) + 1;
  }

  /** An item comes. */
  add(kind: BlockKind, indent: number): ListItemPlace {
    const same = this.#sameList(kind, indent);
    const outer = this.#open.filter((list) => list.indent < indent);
    const place = {
      list: same?.list ?? this.#lists++,
      number: this.peek(kind, indent),
      within: same === undefined ? (outer.at(-1)?.last ?? null) : same.within,
    };
    this.#open = [...outer, { ...place, indent, kind, last: this.#block++ }];
    return place;
  }

  /** A block comes that is no item. */
  end(): void {
    this.#open = [];
    this.#block += 1;
  }

  /** Is there a list to go on with? */
  get isOpen(): boolean {
    return this.#open.length > 0;
  }

  #sameList(kind: BlockKind, indent: number): OpenList | undefined {
    const nearest = this.#open.findLast((list) => list.indent <= indent);
    return nearest?.indent === indent && nearest.kind === kind ? nearest : undefined;
  }
}

/** The place of every list item among blocks that follow one another; null for what is no item. */
export function listItemPlaces(blocks: readonly ListLook[]): (ListItemPlace | null)[] {
  const numbers = new ListNumbers();
  return blocks.map(({ kind, indent = 0 }) => {
    if (kind === 'bullet' || kind === 'numbered') return numbers.add(kind, indent);
    numbers.end();
    return null;
  });
}

/** Ways of counting, by how deep an item stands; deeper levels begin again with the first. */
const WAYS = ['decimal', 'letters', 'roman'] as const;
export type CountingWay = (typeof WAYS)[number];

/** How items count at a depth: 1, 2, 3; within that a, b, c; within that i, ii, iii. */
export function countingWay(indent: number): CountingWay {
  return WAYS[indent % WAYS.length] ?? 'decimal';
}

/** The number as it is read: "3", "c", "iii". */
export function listLabel(number: number, indent: number): string {
  switch (countingWay(indent)) {
    case 'decimal':
      return String(number);
    case 'letters':
      return lettersOf(number);
    case 'roman':
      return romanOf(number);
  }
}

/** a to z, then aa, bb, cc, as Word counts. */
function lettersOf(number: number): string {
  return String.fromCharCode(97 + ((number - 1) % 26)).repeat(Math.ceil(number / 26));
}

const ROMAN = [
  ['m', 1000], ['cm', 900], ['d', 500], ['cd', 400], ['c', 100], ['xc', 90], ['l', 50], ['xl', 40], ['x', 10], ['ix', 9], ['v', 5], ['iv', 4], ['i', 1],
] as const; // prettier-ignore

/** A number in small Roman figures; beyond 3999 there are none, and it stays as it is. */
export function romanOf(number: number): string {
  if (number < 1 || number > 3999) return String(number);
  let [rest, figures] = [number, ''];
  for (const [figure, value] of ROMAN) {
    for (; rest >= value; rest -= value) figures += figure;
  }
  return figures;
}
