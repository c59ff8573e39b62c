import type { OrganisationKind, Role, TableKind } from './roles';

/**
 * Roles that an organisation of each kind may hold at a table (docs/spec.md T15). Restricted sections open by role, so a
 * role says on whose side an organisation stands: a provider among the commissioners reads what they keep from providers.
 */
const ROLES_OF: Readonly<Record<OrganisationKind, readonly Role[]>> = {
  municipality: ['commissioner', 'chair', 'secretary', 'partner', 'observer'],
  provider: ['contractor', 'partner', 'observer'],
  clientCouncil: ['clientRepresentative', 'observer'],
  clientOrganisation: ['clientRepresentative', 'observer'],
  education: ['partner', 'observer'],
  // Stands on the commissioners' side: it may buy on their behalf.
  secretariat: ['commissioner', 'chair', 'secretary', 'observer'],
  independent: ['chair', 'secretary', 'partner', 'observer'],
};

/** A board is a table of the municipalities alone: its "whole table" is theirs. */
const AT_BOARD: readonly OrganisationKind[] = ['municipality', 'secretariat', 'independent'];

/** The roles that fit a kind of organisation at a kind of table, in the order in which they are offered. */
export function rolesFor(kind: OrganisationKind, table: TableKind): readonly Role[] {
  return table === 'board' && !AT_BOARD.includes(kind) ? [] : ROLES_OF[kind];
}

/** Does this role fit an organisation of this kind, at this kind of table? */
export function fitsSeat(kind: OrganisationKind, role: Role, table: TableKind): boolean {
  return rolesFor(kind, table).includes(role);
}

/** Roles whose word in the interface names a kind of organisation: "gemeenten" for commissioners. */
const WORD_MEANS: Readonly<Partial<Record<Role, readonly OrganisationKind[]>>> = {
  commissioner: ['municipality'],
  contractor: ['provider'],
  clientRepresentative: ['clientCouncil', 'clientOrganisation'],
};

/** Does the word for this role tell truly what such an organisation is? "Gemeenten" says nothing of a provider among them. */
export function namedByRole(role: Role, kind: OrganisationKind): boolean {
  return WORD_MEANS[role]?.includes(kind) ?? true;
}

/** Is this the seat of the regional office as the table's secretary: on the commissioners' side, unlike an independent one? */
export function isSecretariat({
  role,
  party,
}: {
  readonly role: Role;
  readonly party: { readonly kind: OrganisationKind };
}): boolean {
  return role === 'secretary' && party.kind === 'secretariat';
}

interface SeatOf {
  readonly organisationId: string;
  readonly role: Role;
}

/** Of each pair of roles at one table the one keeps things from the other. */
const APART: readonly (readonly [Role, Role])[] = [
  ['commissioner', 'contractor'],
  ['commissioner', 'clientRepresentative'],
  ['contractor', 'clientRepresentative'],
  // Chair and secretary read dissent and drafts before the parties do.
  ['contractor', 'chair'],
  ['contractor', 'secretary'],
];

/**
 * May nobody sit on both of these seats of one table at the same time (docs/spec.md T18)? A stand-in on the other side
 * would read what that side keeps from their own; two providers keep their cost prices from each other.
 */
export function standApart(one: SeatOf, other: SeatOf): boolean {
  if (one.role === 'contractor' && other.role === 'contractor') return one.organisationId !== other.organisationId;
  return APART.some(([a, b]) => (one.role === a && other.role === b) || (one.role === b && other.role === a));
}

/**
 * May a table become one of another kind (docs/spec.md T17)? What "the whole table" reads at a board is the
 * municipalities': once there are documents it stays one, and another table becomes none. A seat that did not fit before
 * is no hindrance.
 */
export function mayChangeKind(
  from: TableKind,
  to: TableKind,
  seats: readonly { readonly kind: OrganisationKind; readonly role: Role }[],
  documents: number,
): boolean {
  if ((from === 'board') === (to === 'board')) return true;
  return documents === 0 && seats.every(({ kind, role }) => fitsSeat(kind, role, to) || !fitsSeat(kind, role, from));
}
