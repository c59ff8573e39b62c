import {
  audiencePartsOf,
  can,
  inReadingOrder,
  rightOn,
  type Actor,
  type SeatAtTable,
  type SectionAccess,
  type SectionId,
  type SectionView,
} from '@samenspel/domain';
import type { Section } from './section.entity';

/**
 * Sections as their reader sees them, in reading order.
 *
 * @param rows only sections that the actor may read
 */
export function sectionViews(
  actor: Actor,
  rows: readonly Section[],
  accesses: ReadonlyMap<SectionId, SectionAccess>,
  seats: readonly SeatAtTable[],
): SectionView[] {
  const seat = actor.seat;
  if (seat === null) return [];
  const listed = rows.map((section) => ({ ...section, series: section.code.replace(/\.?\d+$/, '') }));
  return inReadingOrder(listed).flatMap((section) => {
    const access = accesses.get(section.id as SectionId);
    if (access === undefined) return [];
    return [
      {
        sectionId: section.id,
        code: section.code,
        title: section.title,
        right: rightOn(seat, access),
        audience: audiencePartsOf(access, seats),
        restricted: section.restricted,
        owner: can(actor, 'section.share', { kind: 'section', access }),
      },
    ];
  });
}
