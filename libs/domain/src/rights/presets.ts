import type { SeatId } from '../platform/ids';
import type { Grant, Grantee, Right } from './rights';
import type { Role } from '../tables/roles';

/**
 * Ready-made audiences (docs/spec.md R6), the ones that development tables use. `provider` names the seat of the
 * contractor concerned, `own` the seat that keeps a section for itself, or that alone writes what the whole table reads,
 * `secretariat` the seat of the regional office that writes with the municipalities (docs/spec.md R19).
 */
export type Preset =
  | { readonly kind: 'wholeTable' }
  | { readonly kind: 'toRead'; readonly own?: SeatId }
  | { readonly kind: 'commissionersOnly' }
  | { readonly kind: 'commissionersWithSecretariat'; readonly secretariat: SeatId }
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
    case 'toRead': {
      const own = preset.own === undefined ? [] : [bySeat(preset.own, 'write')];
      return {
        restricted: false,
        owners: [{ kind: 'role', role: 'commissioner' }, ...own.map(({ grantee }) => grantee)],
        grants: [
          byRole('commissioner', 'read'),
          byRole('contractor', 'read'),
          byRole('clientRepresentative', 'read'),
          byRole('partner', 'read'),
          byRole('chair', 'read'),
          byRole('secretary', 'read'),
          byRole('observer', 'read'),
          ...own,
        ],
      };
    }
    case 'commissionersOnly':
      return {
        restricted: true,
        owners: [{ kind: 'role', role: 'commissioner' }],
        grants: [byRole('commissioner', 'write')],
      };
    case 'commissionersWithSecretariat':
      return {
        restricted: true,
        owners: [
          { kind: 'role', role: 'commissioner' },
          { kind: 'seat', seatId: preset.secretariat },
        ],
        grants: [byRole('commissioner', 'write'), bySeat(preset.secretariat, 'write')],
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
