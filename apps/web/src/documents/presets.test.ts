import { describe, expect, it } from 'vitest';
import type { OrganisationKind, Role, SeatView } from '@samenspel/domain';
import { readersBeside } from './presets';

const seat = (name: string, role: Role, kind: OrganisationKind): SeatView => ({
  seatId: `seat-${name}`,
  role,
  persons: null,
  party: { organisationId: name, name, abbreviation: name, kind, mark: { shape: 'circle', hue: 0 } },
});
const usual = [seat('Muni', 'commissioner', 'municipality'), seat('Prov', 'contractor', 'provider')];
const names = (...asked: Parameters<typeof readersBeside>): string[] => readersBeside(...asked).map(({ name }) => name);

describe('[R13] who reads beside those that the name of an audience tells', () => {
  it('is who has the role of another kind of organisation', () => {
    const odd = [...usual, seat('Office', 'commissioner', 'secretariat'), seat('Odd', 'commissioner', 'provider')];
    expect(names({ kind: 'commissionersOnly' }, odd)).toEqual(['Office', 'Odd']);
    expect(names({ kind: 'providerWithCommissioners', provider: 'seat-Prov' }, odd)).toEqual(['Office', 'Odd']);
    expect(names({ kind: 'ownSeat', own: 'seat-Odd' }, odd)).toEqual([]);
    expect(names({ kind: 'wholeTable' }, odd)).toEqual([]);
  });

  it('is nobody where every word tells what its organisations are', () => {
    expect(names({ kind: 'commissionersOnly' }, usual)).toEqual([]);
    expect(names({ kind: 'providerWithCommissioners', provider: 'seat-Prov' }, usual)).toEqual([]);
  });
});
