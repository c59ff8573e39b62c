import { listItemPlaces, type BlockKind } from '@samenspel/domain';

/**
 * How a block looks in the DOM, once for the static text and once more for the editor: as long as both ask here,
 * nothing jumps when an editor takes the place of static text.
 */
export interface BlockShape {
  readonly tag: 'p' | 'h3' | 'h4' | 'h5' | 'blockquote' | 'ul' | 'ol';
  /** List items hold their text one level deeper: every item is a list of its own, and the first one owns the others. */
  readonly inner: 'li' | null;
}

export function blockShape(kind: BlockKind, level: number | null): BlockShape {
  switch (kind) {
    case 'heading':
      // The page's title is h1 and the section's h2.
      return { tag: level === 4 ? 'h5' : level === 3 ? 'h4' : 'h3', inner: null };
    case 'quote':
      return { tag: 'blockquote', inner: null };
    case 'bullet':
      return { tag: 'ul', inner: 'li' };
    case 'numbered':
      return { tag: 'ol', inner: 'li' };
    case 'paragraph':
      return { tag: 'p', inner: null };
  }
}

export interface BlockLook {
  readonly key: string;
  readonly kind: BlockKind;
  readonly indent: number;
  readonly unsure: boolean;
}

/** Attributes of the outer element. Null: take it away. */
export function outerAttributes(look: BlockLook, place: ListPlace | null): Record<string, string | null> {
  return {
    class: `s-block s-block--${look.kind}${look.unsure ? ' s-block--unsure' : ''}`,
    'data-key': look.key,
    'data-indent': place ? String(look.indent) : null,
    id: place?.list ?? null,
    role: place ? (place.first ? 'list' : 'none') : null,
    'aria-owns': place?.owns ?? null,
    start: place && look.kind === 'numbered' ? String(place.number) : null,
  };
}

export function itemAttributes(look: BlockLook, place: ListPlace | null): Record<string, string | null> {
  return {
    id: place?.item ?? null,
    role: place ? 'listitem' : null,
    'aria-level': place ? String(look.indent + 1) : null,
    'aria-owns': place?.subs ?? null,
  };
}

/** Where an item stands in its list, and what it owns in the accessibility tree. Flat, so that it compares cheaply. */
export interface ListPlace {
  readonly number: number;
  readonly first: boolean;
  readonly item: string;
  readonly list: string | null;
  readonly owns: string | null;
  readonly subs: string | null;
}

/** The place of every list item among blocks that follow one another; null for what is no item. */
export function listPlaces(blocks: readonly BlockLook[], prefix: string): (ListPlace | null)[] {
  const places = listItemPlaces(blocks);
  const itemOf = (index: number): string => `${prefix}i-${blocks[index]?.key ?? ''}`;
  const owns = new Map<number, string[]>();
  const subs = new Map<number, string[]>();
  places.forEach((place, index) => {
    if (place === null) return;
    if (place.number > 1) owns.get(place.list)?.push(itemOf(index));
    else {
      owns.set(place.list, []);
      if (place.within !== null) push(subs, place.within, listOf(blocks[index], prefix));
    }
  });
  return places.map((place, index) => {
    if (place === null) return null;
    const first = place.number === 1;
    return {
      number: place.number,
      first,
      item: itemOf(index),
      list: first ? listOf(blocks[index], prefix) : null,
      owns: first ? joined(owns.get(place.list) ?? []) : null,
      subs: joined(subs.get(index) ?? []),
    };
  });
}

function listOf(block: BlockLook | undefined, prefix: string): string {
  return `${prefix}l-${block?.key ?? ''}`;
}

function push(into: Map<number, string[]>, key: number, value: string): void {
  const list = into.get(key);
  if (list) list.push(value);
  else into.set(key, [value]);
}

function joined(ids: readonly string[]): string | null {
  return ids.length > 0 ? ids.join(' ') : null;
}
