import type { PresetInput, Role } from '@samenspel/domain';

export type PresetKind = PresetInput['kind'];

const BY_ROLE: Readonly<Record<Role, readonly PresetKind[]>> = {
  commissioner: ['wholeTable', 'toRead', 'commissionersOnly', 'providerWithCommissioners', 'ownSeat'],
  contractor: ['wholeTable', 'providerWithCommissioners', 'ownSeat'],
  clientRepresentative: ['wholeTable', 'clientRepresentativesOnly', 'ownSeat'],
  partner: [],
  chair: ['wholeTable', 'toRead', 'ownSeat'],
  secretary: ['wholeTable', 'toRead', 'ownSeat'],
  observer: [],
};

/** The audiences that make sense for who adds a section: nobody adds what they could not read themselves. */
export function presetsFor(role: Role): readonly PresetKind[] {
  return BY_ROLE[role];
}

/** The preset as the server wants it; null while a provider has yet to be chosen. */
export function presetInput(kind: PresetKind, ownSeatId: string, provider: string): PresetInput | null {
  switch (kind) {
    case 'providerWithCommissioners':
      return provider === '' ? null : { kind, provider };
    case 'ownSeat':
      return { kind, own: ownSeatId };
    default:
      return { kind };
  }
}
