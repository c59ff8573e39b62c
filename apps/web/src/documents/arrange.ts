import { groupOf, type SectionView } from '@samenspel/domain';

/** Where a section would go: directly behind `after`, or to the front of its group when that is null. */
export interface Step {
  readonly after: SectionView | null;
}

const groupAround = (sections: readonly SectionView[], sectionId: string): { group: SectionView[]; at: number } => {
  const own = sections.find((each) => each.sectionId === sectionId);
  const group = own ? sections.filter((each) => groupOf(each) === groupOf(own)) : [];
  return { group, at: group.findIndex((each) => each.sectionId === sectionId) };
};

/** One place up or down among the sections that stand together; null at the end of them. */
export function stepOf(sections: readonly SectionView[], sectionId: string, way: 'up' | 'down'): Step | null {
  const { group, at } = groupAround(sections, sectionId);
  if (at === -1) return null;
  if (way === 'down') {
    const next = group[at + 1];
    return next ? { after: next } : null;
  }
  return at === 0 ? null : { after: group[at - 2] ?? null };
}

/** Dropped before or behind another section; null where it cannot go, or where it already is. */
export function dropOf(
  sections: readonly SectionView[],
  moving: string,
  target: string,
  side: 'before' | 'behind',
): Step | null {
  const { group, at } = groupAround(sections, moving);
  const others = group.filter((each) => each.sectionId !== moving);
  const to = others.findIndex((each) => each.sectionId === target) + (side === 'behind' ? 1 : 0);
  if (at === -1 || !others.some((each) => each.sectionId === target) || to === at) return null;
  return { after: others[to - 1] ?? null };
}

/** Where it stands now, so that it can be put back. */
export function placeOf(sections: readonly SectionView[], sectionId: string): Step {
  const { group, at } = groupAround(sections, sectionId);
  return { after: group[at - 1] ?? null };
}

/** The section above with which this one could be merged, as far as their places go. */
export function aboveOf(sections: readonly SectionView[], sectionId: string): SectionView | null {
  const at = sections.findIndex((each) => each.sectionId === sectionId);
  const [own, above] = [sections[at], sections[at - 1]];
  return own && above && groupOf(own) === groupOf(above) ? above : null;
}

export function nameOf(section: { readonly code: string; readonly title: string }): string {
  return `${section.code} ${section.title}`;
}
