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

/**
 * May this seat say that what an outcome asked of this organisation was done, or is not needed any more (docs/spec.md T33)?
 * The organisation itself, and who prepares the table's papers for it.
 */
export function endsRequestOf(seat: SeatOfOrganisation, organisationId: string): boolean {
  if (seat.role === 'observer') return false;
  return seat.organisationId === organisationId || seat.role === 'chair' || seat.role === 'secretary';
}
