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
