import { describe, expect, it } from 'vitest';
import { id, type TableId } from '../platform/ids';
import type { Role } from '../tables/roles';
import { audienceOf, type Preset } from '../rights/presets';
import type { SeatAtTable } from '../rights/audience';
import type { Grant } from '../rights/rights';
import { closedUp, codeOf, inReadingOrder, orderKeyAfter, recoded, seriesOf } from './codes';

const tableId = id<TableId>('table');
const seat = (abbreviation: string, role: Role): SeatAtTable => ({
  seatId: id(`${abbreviation}/${role}`),
  tableId,
  role,
  party: {
    organisationId: abbreviation,
    name: abbreviation,
    abbreviation,
    kind: 'provider',
    mark: { shape: 'circle', hue: 0 },
  },
});
const seats = [
  seat('HV', 'commissioner'),
  seat('HV', 'chair'),
  seat('OW', 'commissioner'),
  seat('DB', 'contractor'),
  seat('LN', 'contractor'),
  seat('CR', 'clientRepresentative'),
];
const series = (preset: Preset, extra: Grant[] = []): string => {
  const { grants, owners } = audienceOf(preset);
  return seriesOf({ tableId, grants: [...grants, ...extra], owners }, seats);
};
const grant = (seatId: string, right: Grant['right']): Grant => ({
  grantee: { kind: 'seat', seatId: id(seatId) },
  right,
});

describe('[D3] the series of a section', () => {
  it('is known by its audience', () => {
    expect(series({ kind: 'wholeTable' })).toBe('');
    expect(series({ kind: 'toRead' })).toBe('');
    expect(series({ kind: 'commissionersOnly' })).toBe('G');
    expect(series({ kind: 'clientRepresentativesOnly' })).toBe('C');
    expect(series({ kind: 'providerWithCommissioners', provider: id('DB/contractor') })).toBe('DB');
    expect(series({ kind: 'ownSeat', own: id('DB/contractor') })).toBe('DB-E');
    expect(series({ kind: 'ownSeat', own: id('HV/chair') })).toBe('HV-V');
  });

  it('differs for every audience, so that no series shows gaps to one of its readers', () => {
    const all = [
      series({ kind: 'wholeTable' }),
      series({ kind: 'wholeTable' }, [grant('LN/contractor', 'none')]),
      series({ kind: 'commissionersOnly' }),
      series({ kind: 'commissionersOnly' }, [grant('OW/commissioner', 'none')]),
      series({ kind: 'commissionersOnly' }, [grant('HV/chair', 'read')]),
      series({ kind: 'commissionersOnly' }, [grant('DB/contractor', 'read'), grant('LN/contractor', 'read')]),
      series({ kind: 'clientRepresentativesOnly' }),
      series({ kind: 'clientRepresentativesOnly' }, [grant('DB/contractor', 'read')]),
      ...['DB/contractor', 'LN/contractor'].map((id_) =>
        series({ kind: 'providerWithCommissioners', provider: id(id_) }),
      ),
      ...seats.map(({ seatId }) => series({ kind: 'ownSeat', own: seatId })),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  it('is not changed by a grant to a seat that reads by its role anyway', () => {
    expect(series({ kind: 'commissionersOnly' }, [grant('OW/commissioner', 'read')])).toBe('G');
  });

  it('differs for the two seats of an organisation that is a party in two roles', () => {
    const both = [...seats, seat('DB', 'clientRepresentative')];
    const own = (seatId: string): string =>
      seriesOf({ tableId, ...audienceOf({ kind: 'ownSeat', own: id(seatId) }) }, both);
    expect([own('DB/contractor'), own('DB/clientRepresentative')]).toEqual(['DB-A-E', 'DB-C-E']);
  });

  it('gives the code', () => {
    expect(codeOf('', 3)).toBe('3');
    expect(codeOf('G', 1)).toBe('G.1');
  });
});

describe('[D4] a series that a section left', () => {
  const sections = ['4', '10', '2', 'G.2', 'DB.3', '1'].map((code) => ({ code, was: code }));

  it('closes up by number and leaves the other series alone', () => {
    expect(closedUp(sections, '')).toEqual([
      { code: '3', was: '4' },
      { code: '4', was: '10' },
    ]);
    expect(closedUp(sections, 'G')).toEqual([{ code: 'G.1', was: 'G.2' }]);
    expect(closedUp(sections, 'HV')).toEqual([]);
  });
});

describe('[D3] sections whose codes are of other series than their audiences', () => {
  const section = (code: string, series: string) => ({ code, series, was: code });

  it('go behind those that are there, and every series closes up', () => {
    const sections = [
      ...['10', '3', '1'].map((code) => section(code, '')),
      ...['9', '2', 'DB.1', 'G.4'].map((code) => section(code, 'G')),
      section('G.2', ''),
    ];
    const codes = recoded(sections).map(({ was, code }) => [was, code]);
    expect(Object.fromEntries(codes)).toEqual({
      3: '2',
      10: '3',
      'G.2': '4',
      'G.4': 'G.1',
      2: 'G.2',
      9: 'G.3',
      'DB.1': 'G.4',
    });
  });

  it('are none where all is right', () => {
    expect(recoded([section('1', ''), section('2', ''), section('G.1', 'G')])).toEqual([]);
  });
});

describe('[D5] the order of sections', () => {
  it('goes on behind the last and leaves room between', () => {
    const keys = [orderKeyAfter(null)];
    for (let n = 0; n < 200; n += 1) keys.push(orderKeyAfter(keys.at(-1) ?? null));
    expect([...keys].sort()).toEqual(keys);
    expect(orderKeyAfter(`${keys[0]}zz`)).toBe(keys[1]);
  });

  it('has the common text first and keeps each series together', () => {
    const section = (restricted: boolean, ofSeries: string, orderKey: string) => ({
      restricted,
      series: ofSeries,
      orderKey,
    });
    const sorted = inReadingOrder([
      section(true, 'G', 'a'),
      section(false, '', 'b'),
      section(true, 'DB', 'c'),
      section(true, 'G', 'd'),
      section(false, '', 'e'),
    ]);
    expect(sorted.map(({ orderKey }) => orderKey).join('')).toBe('becad');
  });
});
