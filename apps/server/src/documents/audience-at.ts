import {
  audienceOf,
  id,
  isSecretariat,
  Refusal,
  type Audience,
  type PresetInput,
  type SeatAtTable,
} from '@samenspel/domain';

/**
 * The audience that is meant.
 *
 * @throws Refusal `invalid-input` for a seat that cannot be meant: one elsewhere and one that does not exist are the same
 */
export function audienceAt(preset: PresetInput, seats: readonly SeatAtTable[]): Audience {
  switch (preset.kind) {
    case 'providerWithCommissioners':
      if (!seats.some(({ seatId, role }) => seatId === preset.provider && role === 'contractor')) throw wrongSeat();
      return audienceOf({ kind: preset.kind, provider: id(preset.provider) });
    case 'ownSeat':
      if (!seats.some(({ seatId }) => seatId === preset.own)) throw wrongSeat();
      return audienceOf({ kind: preset.kind, own: id(preset.own) });
    case 'commissionersWithSecretariat':
      if (!seats.some((seat) => seat.seatId === preset.secretariat && isSecretariat(seat))) throw wrongSeat();
      return audienceOf({ kind: preset.kind, secretariat: id(preset.secretariat) });
    case 'toRead':
      if (preset.own === undefined) return audienceOf({ kind: preset.kind });
      if (!seats.some(({ seatId }) => seatId === preset.own)) throw wrongSeat();
      return audienceOf({ kind: preset.kind, own: id(preset.own) });
    case 'wholeTable':
    case 'commissionersOnly':
    case 'clientRepresentativesOnly':
      return audienceOf(preset);
  }
}

function wrongSeat(): Refusal {
  return new Refusal('invalid-input', ['preset']);
}
