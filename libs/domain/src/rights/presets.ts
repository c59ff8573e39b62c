import type { SeatId } from '../platform/ids';
import type { Grant, Grantee, Right } from './rights';
import type { Role } from '../tables/roles';

/**
 * Ready-made audiences (docs/spec.md R6), the ones that development tables use. `provider` names the seat of the
 * contractor concerned, `own` the seat that keeps a section for itself.
 */
export type Preset =
  | { readonly kind: 'wholeTable' }
  | { readonly kind: 'toRead' }
  | { readonly kind: 'commissionersOnly' }
  | { readonly kind: 'providerWithCommissioners'; readonly provider: SeatId }
  | { readonly kind: 'clientRepresentativesOnly' }
  | { readonly kind: 'ownSeat'; readonly own: SeatId };

export interface Audience {
  readonly grants: readonly Grant[];
  readonly owners: readonly Grantee[];
  /** Restricted: kept out of the common text, memory-only in the browser, own code series. */
  readonly restricted: boolean;
}

const byRole = (role: Role, right: Right): Grant => ({ grantee: { kind: 'role', role }, right });
const bySeat = (seatId: SeatId, right: Right): Grant => ({ grantee: { kind: 'seat', seatId }, right });

/** The grants and owners that a preset stands for. */
export function audienceOf(preset: Preset): Audience {
  switch (preset.kind) {
    case 'wholeTable':
      return {
        restricted: false,
        owners: [{ kind: 'role', role: 'commissioner' }],
        grants: [
          byRole('commissioner', 'write'),
          byRole('contractor', 'write'),
          byRole('clientRepresentative', 'comment'),
          byRole('partner', 'comment'),
          byRole('chair', 'write'),
          byRole('secretary', 'write'),
          byRole('observer', 'read'),
        ],
      };
    case 'toRead':
      return {
        restricted: false,
        owners: [{ kind: 'role', role: 'commissioner' }],
        grants: [
          byRole('commissioner', 'read'),
          byRole('contractor', 'read'),
          byRole('clientRepresentative', 'read'),
          byRole('partner', 'read'),
          byRole('chair', 'read'),
          byRole('secretary', 'read'),
          byRole('observer', 'read'),
        ],
      };
    case 'commissionersOnly':
      return {
        restricted: true,
        owners: [{ kind: 'role', role: 'commissioner' }],
        grants: [byRole('commissioner', 'write')],
      };
    case 'providerWithCommissioners':
      return {
        restricted: true,
        owners: [
          { kind: 'role', role: 'commissioner' },
          { kind: 'seat', seatId: preset.provider },
        ],
        grants: [byRole('commissioner', 'write'), bySeat(preset.provider, 'write')],
      };
    case 'clientRepresentativesOnly':
      return {
        restricted: true,
        owners: [{ kind: 'role', role: 'clientRepresentative' }],
        grants: [byRole('clientRepresentative', 'write')],
      };
    case 'ownSeat':
      return {
        restricted: true,
        owners: [{ kind: 'seat', seatId: preset.own }],
        grants: [bySeat(preset.own, 'write')],
      };
  }
}
