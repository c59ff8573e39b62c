import { describe, expect, it } from 'vitest';
import type { OrganisationKind, Role, SeatView } from '@samenspel/domain';
import { presetInput, presetsFor, readersBeside } from './presets';

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

describe('[R19] the secretary of the regional office', () => {
  const office = seat('Bureau', 'secretary', 'secretariat');
  const table = [...usual, office];
  const [muni, prov] = usual as [SeatView, SeatView];
  const independent = seat('Los', 'secretary', 'independent');

  it('is offered what the whole table reads, as its writer, and what it writes with the municipalities', () => {
    expect(presetsFor(office, table)).toEqual(['wholeTable', 'toRead', 'commissionersWithSecretariat', 'ownSeat']);
    expect(presetInput('toRead', office, '', table)).toEqual({ kind: 'toRead', own: 'seat-Bureau' });
    expect(presetInput('toRead', muni, '', table)).toEqual({ kind: 'toRead' });
    for (const own of [office, muni])
      expect(presetInput('commissionersWithSecretariat', own, '', table)).toEqual({
        kind: 'commissionersWithSecretariat',
        secretariat: 'seat-Bureau',
      });
  });

  it('is named by the audience alone: an independent secretary and a provider are offered none with it', () => {
    expect(presetsFor(independent, [...table, independent])).toEqual(['wholeTable', 'toRead', 'ownSeat']);
    expect(presetsFor(prov, table)).not.toContain('commissionersWithSecretariat');
    expect(presetsFor(muni, usual)).not.toContain('commissionersWithSecretariat');
    expect(names({ kind: 'commissionersWithSecretariat', secretariat: 'seat-Bureau' }, table)).toEqual([]);
  });
});
