import type { Role } from '../tables/roles';

/** A seat with the organisation that it belongs to. */
export interface SeatOfOrganisation {
  readonly role: Role;
  readonly organisationId: string;
}

/**
 * How this seat may record that an organ adopted an outcome (docs/spec.md B11): as that organisation, on its behalf (the
 * chair and the secretary, and the record says so), or not at all.
 */
export function adoptsFor(seat: SeatOfOrganisation, organisationId: string): 'own' | 'onBehalf' | null {
  const takesPart = seat.role === 'commissioner' || seat.role === 'contractor';
  const prepares = seat.role === 'chair' || seat.role === 'secretary';
  if ((takesPart || prepares) && seat.organisationId === organisationId) return 'own';
  return prepares ? 'onBehalf' : null;
}
