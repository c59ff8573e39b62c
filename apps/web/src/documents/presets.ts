import {
  audienceOf,
  audiencePartsOf,
  id,
  mayMake,
  type PartyView,
  type PresetInput,
  type Role,
  type SeatId,
  type SeatView,
  type TableId,
} from '@samenspel/domain';

export type PresetKind = PresetInput['kind'];

const KINDS: readonly PresetKind[] = [
  'wholeTable',
  'toRead',
  'commissionersOnly',
  'providerWithCommissioners',
  'clientRepresentativesOnly',
  'ownSeat',
];
const OWN = id<SeatId>('own');
const OTHER = id<SeatId>('other');
const TABLE = id<TableId>('table');

/** The audiences that somebody with this role may make: the server decides by the same rule (docs/spec.md R7). */
export function presetsFor(role: Role): readonly PresetKind[] {
  return KINDS.filter((kind) => {
    const preset = presetInput(kind, OWN, role === 'contractor' ? OWN : OTHER);
    const audience = preset && audienceOf(preset as Parameters<typeof audienceOf>[0]);
    return audience !== null && mayMake({ seatId: OWN, tableId: TABLE, role }, audience);
  });
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

/**
 * Parties that would read beside those that the name of the audience tells (docs/spec.md R13): "Alleen gemeenten" says
 * nothing of a secretariat that has a municipality's role.
 */
export function readersBeside(preset: PresetInput, seats: readonly SeatView[]): PartyView[] {
  const { grants, owners } = audienceOf(preset as Parameters<typeof audienceOf>[0]);
  const at = seats.map(({ seatId, role, party }) => ({ seatId: id<SeatId>(seatId), tableId: TABLE, role, party }));
  const meant = new Set(
    at
      .filter(({ seatId }) => grants.some(({ grantee }) => grantee.kind === 'seat' && grantee.seatId === seatId))
      .map(({ party }) => party.organisationId),
  );
  return audiencePartsOf({ tableId: TABLE, grants, owners }, at).flatMap((part) =>
    part.kind === 'party' && !meant.has(part.party.organisationId) ? [part.party] : [],
  );
}
