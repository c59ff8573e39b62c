import {
  audienceOf,
  audiencePartsOf,
  id,
  isSecretariat,
  mayMake,
  type PartyView,
  type PresetInput,
  type SeatId,
  type SeatView,
  type TableId,
} from '@samenspel/domain';

export type PresetKind = PresetInput['kind'];

const KINDS: readonly PresetKind[] = [
  'wholeTable',
  'toRead',
  'commissionersOnly',
  'commissionersWithSecretariat',
  'providerWithCommissioners',
  'clientRepresentativesOnly',
  'ownSeat',
];
const OTHER = id<SeatId>('other');
const TABLE = id<TableId>('table');

/** The seat that adds a section. */
type Adding = Pick<SeatView, 'seatId' | 'role' | 'party'>;

/** Who has the words of another kind of organisation is told beside; the office that is named is the one that is meant. */
export function secretariatAt(own: Adding, seats: readonly Adding[]): Adding | undefined {
  return isSecretariat(own) ? own : seats.find(isSecretariat);
}

/** The audiences that this seat may make at a table: the server decides by the same rule (docs/spec.md R7). */
export function presetsFor(own: Adding, seats: readonly Adding[]): readonly PresetKind[] {
  return KINDS.filter((kind) => {
    const preset = presetInput(kind, own, OTHER, seats);
    const audience = preset && audienceOf(preset as Parameters<typeof audienceOf>[0]);
    return audience !== null && mayMake({ seatId: id(own.seatId), tableId: TABLE, role: own.role }, audience);
  });
}

/** A provider that makes such a section is itself the provider concerned. */
export function asksProvider(kind: PresetKind, own: Adding | null | undefined): boolean {
  return kind === 'providerWithCommissioners' && own?.role !== 'contractor';
}

/** The preset as the server wants it; null while a provider has yet to be chosen, or where no regional office sits. */
export function presetInput(
  kind: PresetKind,
  own: Adding,
  provider: string,
  seats: readonly Adding[],
): PresetInput | null {
  switch (kind) {
    case 'providerWithCommissioners': {
      const concerned = asksProvider(kind, own) ? provider : own.seatId;
      return concerned === '' ? null : { kind, provider: concerned };
    }
    case 'commissionersWithSecretariat': {
      const secretariat = secretariatAt(own, seats)?.seatId;
      return secretariat === undefined ? null : { kind, secretariat };
    }
    case 'ownSeat':
      return { kind, own: own.seatId };
    case 'toRead':
      // The secretary's papers for the table are written by the secretary; those of the municipalities stand still.
      return own.role === 'secretary' ? { kind, own: own.seatId } : { kind };
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
