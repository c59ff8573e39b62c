import type { Role } from '../tables/roles';
import type { PersonId, SeatId, SessionId, TableId } from '../platform/ids';

/** Rights on a section, each including the ones before it (docs/spec.md R1). */
export const RIGHTS = ['none', 'read', 'comment', 'propose', 'write'] as const;
export type Right = (typeof RIGHTS)[number];

/** Is `held` at least `needed`? */
export function includes(held: Right, needed: Right): boolean {
  return RIGHTS.indexOf(held) >= RIGHTS.indexOf(needed);
}

/** To whom a right is given: everybody with a role at the table, or one seat. */
export type Grantee =
  { readonly kind: 'role'; readonly role: Role } | { readonly kind: 'seat'; readonly seatId: SeatId };

export interface Grant {
  readonly grantee: Grantee;
  readonly right: Right;
}

/** A seat, as far as rights go. */
export interface ActingSeat {
  readonly seatId: SeatId;
  readonly tableId: TableId;
  readonly role: Role;
  /** The table was closed: it is read, and nothing at it changes any more. */
  readonly tableClosed?: boolean;
}

/** Who asks: a signed-in person acting through at most one seat. */
export interface Actor {
  readonly personId: PersonId;
  readonly sessionId: SessionId;
  readonly seat: ActingSeat | null;
  /** Acts as administrator of the installation. Never together with a seat: who manages reads no table's content. */
  readonly administrator: boolean;
}

/** What decides about a section: its table, its grants and its owners. */
export interface SectionAccess {
  readonly tableId: TableId;
  readonly grants: readonly Grant[];
  readonly owners: readonly Grantee[];
  /** The table was closed: whoever could read still can, and nobody can do more. */
  readonly closed?: boolean;
}

export function isFor(grantee: Grantee, seat: ActingSeat): boolean {
  return grantee.kind === 'role' ? grantee.role === seat.role : grantee.seatId === seat.seatId;
}

/**
 * The right that a seat holds on a section (docs/spec.md R2).
 * A grant to the seat itself goes before one to its role, also when it is lower; without any grant the right is `none`.
 * The chair and the secretary have no other way in than a grant. At a closed table nobody holds more than `read`.
 */
export function rightOn(seat: ActingSeat, access: SectionAccess): Right {
  const granted = grantedTo(seat, access);
  return access.closed === true && includes(granted, 'read') ? 'read' : granted;
}

function grantedTo(seat: ActingSeat, access: SectionAccess): Right {
  if (seat.tableId !== access.tableId) return 'none';
  const own = access.grants.find((grant) => grant.grantee.kind === 'seat' && isFor(grant.grantee, seat));
  const byRole = access.grants.find((grant) => grant.grantee.kind === 'role' && isFor(grant.grantee, seat));
  return own?.right ?? byRole?.right ?? 'none';
}

/** These grants with nothing above `read`: what is archived stays readable for who could read it (docs/spec.md D14). */
export function atMostRead(grants: readonly Grant[]): Grant[] {
  return grants.map(({ grantee, right }) => ({ grantee, right: includes(right, 'read') ? 'read' : right }));
}
