import {
  audiencePartsOf,
  can,
  inReadingOrder,
  rightOn,
  seriesOfCode,
  type Actor,
  type SeatAtTable,
  type SectionId,
  type SectionView,
} from '@samenspel/domain';
import type { LoadedAccess } from '../rights/section-access.service';
import type { Section } from './section.entity';

/**
 * Sections as their reader sees them, in reading order.
 *
 * @param rows only sections that the actor may read
 */
export function sectionViews(
  actor: Actor,
  rows: readonly Section[],
  accesses: ReadonlyMap<SectionId, LoadedAccess>,
  seats: readonly SeatAtTable[],
): SectionView[] {
  const seat = actor.seat;
  if (seat === null) return [];
  const listed = rows.map((section) => ({ ...section, series: seriesOfCode(section.code) }));
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
        // Also of one that is archived: who could edit it before may bring it back.
        mayEdit: can(actor, 'section.edit', { kind: 'section', access: { ...access, grants: access.storedGrants } }),
        archivedAt: section.archivedAt?.toISOString() ?? null,
      },
    ];
  });
}
