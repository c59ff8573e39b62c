import { ROLES } from '../tables/roles';
import type { PartyView } from '../tables/contracts';
import { namedByRole } from '../tables/seating';
import type { AudiencePart } from './contracts';
import { includes, isFor, rightOn, type ActingSeat, type Right, type SectionAccess } from './rights';

/** A seat with the face of its party. */
export interface SeatAtTable extends ActingSeat {
  readonly party: PartyView;
}

const roleRight = (access: SectionAccess, role: ActingSeat['role']): Right =>
  access.grants.find(({ grantee }) => grantee.kind === 'role' && grantee.role === role)?.right ?? 'none';

const reads = (seat: ActingSeat, access: SectionAccess): boolean => includes(rightOn(seat, access), 'read');

/**
 * May everybody at the table read this, whoever joins it later included? Only such a section belongs to the common text.
 * A role that nobody holds today counts too: else its first seat would find gaps in the numbers.
 */
export function isCommon(access: SectionAccess, seats: readonly ActingSeat[]): boolean {
  return ROLES.every((role) => includes(roleRight(access, role), 'read')) && seats.every((seat) => reads(seat, access));
}

/**
 * Who may read a section, in parts that can be put into words (docs/spec.md D2): everybody; else a role when all its
 * seats read by their role, and the single parties beside. A party of which the word for its role says something else is
 * named too (docs/spec.md R13): "gemeenten" alone would hide that a provider reads among them.
 */
export function audiencePartsOf(access: SectionAccess, seats: readonly SeatAtTable[]): AudiencePart[] {
  if (isCommon(access, seats)) return [{ kind: 'everybody' }];
  const parts: AudiencePart[] = [];
  const named = new Set<string>();
  for (const role of ROLES) {
    const held = seats.filter((seat) => seat.role === role);
    const readers = held.filter((seat) => reads(seat, access));
    if (readers.length === 0) continue;
    const byRole = readers.length === held.length && includes(roleRight(access, role), 'read');
    const meant = readers.filter(({ party }) => byRole && namedByRole(role, party.kind));
    if (meant.length > 0) parts.push({ kind: 'role', role });
    for (const { party } of readers.filter((seat) => !meant.includes(seat))) {
      if (named.has(party.organisationId)) continue;
      named.add(party.organisationId);
      parts.push({ kind: 'party', party });
    }
  }
  return parts;
}

/** Does `after` let anybody read who could not `before`: a role, held or not, or a seat? */
export function widens(before: SectionAccess, after: SectionAccess, seats: readonly ActingSeat[]): boolean {
  return (
    ROLES.some((role) => includes(roleRight(after, role), 'read') && !includes(roleRight(before, role), 'read')) ||
    seats.some((seat) => reads(seat, after) && !reads(seat, before))
  );
}

/**
 * Does a change of rights change who reads: a role, held or not, or a seat? Then the section begins a new history
 * (docs/spec.md D20): who goes keeps nothing of what is written from then on, who comes gets nothing that was struck before.
 */
export function readersDiffer(before: SectionAccess, after: SectionAccess, seats: readonly ActingSeat[]): boolean {
  return widens(before, after, seats) || widens(after, before, seats);
}

/** Is there an owner left who can read the section, and so can give it back? (docs/spec.md R5) */
export function keepsOwner(access: SectionAccess, seats: readonly ActingSeat[]): boolean {
  return seats.some((seat) => reads(seat, access) && access.owners.some((owner) => isFor(owner, seat)));
}
