import { ROLES } from '../tables/roles';
import { includes, rightOn, type ActingSeat, type Grant, type SectionAccess } from '../rights/rights';

/**
 * Who knows of a dissent before it is of record: of those who read the outcome its own seat and the chair, who must see what
 * is about to be recorded (docs/spec.md B5).
 *
 * @param outcome the access of the outcome
 * @param seats all seats of the table
 */
export function dissentAudience(
  outcome: SectionAccess,
  seats: readonly ActingSeat[],
  dissenter: ActingSeat['seatId'],
): SectionAccess {
  const know = seats.filter(
    (seat) => (seat.seatId === dissenter || seat.role === 'chair') && includes(rightOn(seat, outcome), 'read'),
  );
  const grants = know.map(({ seatId }): Grant => ({ grantee: { kind: 'seat', seatId }, right: 'read' }));
  return { tableId: outcome.tableId, grants, owners: [] };
}

/**
 * The access of an outcome: who can read all of its sections, and nobody else (docs/spec.md B4). By role where a role
 * reads them all, so that who takes such a seat later finds what the table decided; seats beside it where they differ.
 *
 * @param accesses of its sections, at least one, all of one table
 * @param seats all seats of the table
 */
export function commonAudience(
  tableId: SectionAccess['tableId'],
  accesses: readonly SectionAccess[],
  seats: readonly ActingSeat[],
): SectionAccess {
  const roles = ROLES.filter((role) =>
    accesses.every(({ grants }) =>
      grants.some(({ grantee, right }) => grantee.kind === 'role' && grantee.role === role && includes(right, 'read')),
    ),
  );
  const grants: Grant[] = roles.map((role) => ({ grantee: { kind: 'role', role }, right: 'read' }));
  for (const seat of seats) {
    const readsAll = accesses.every((access) => includes(rightOn(seat, access), 'read'));
    if (readsAll === roles.includes(seat.role)) continue;
    grants.push({ grantee: { kind: 'seat', seatId: seat.seatId }, right: readsAll ? 'read' : 'none' });
  }
  return { tableId, grants, owners: [], closed: accesses.some(({ closed }) => closed === true) };
}
