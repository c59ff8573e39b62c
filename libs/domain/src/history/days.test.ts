import { describe, expect, it } from 'vitest';
import { ComparisonQuery, HistoryQuery, NameVersion, PlaceInAddress, placeInAddress } from './contracts';
import { isTimeZone } from './days';

describe('[H2] the zone in which days are reckoned', () => {
  it.each(['Europe/Amsterdam', 'UTC', 'America/Argentina/Buenos_Aires', 'Etc/GMT+1'])('may be %s', (zone) => {
    expect(isTimeZone(zone)).toBe(true);
    expect(HistoryQuery.safeParse({ zone }).success).toBe(true);
  });

  it.each(['', '+01:00', 'Europe/Nergens', "UTC'; --", 'Europe/Amsterdam ', 'x'.repeat(65)])(
    'may not be %j',
    (zone) => {
      expect(HistoryQuery.safeParse({ zone }).success).toBe(false);
    },
  );
});

describe('[H3] a version', () => {
  it('has an address', () => {
    const place = { generation: 2, seq: 118 };
    expect(PlaceInAddress.parse(placeInAddress(place))).toEqual(place);
    for (const wrong of ['', '0.1', '1', '1.', '1.-1', '1.1.1', '01.1', '1.99999999999999', 'now'])
      expect(PlaceInAddress.safeParse(wrong).success).toBe(false);
    expect(ComparisonQuery.safeParse({}).success).toBe(false);
    expect(ComparisonQuery.safeParse({ to: '1.1' }).success).toBe(true);
  });

  it('has a name of one visible line, or none', () => {
    const place = { generation: 1, seq: 1 };
    expect(NameVersion.parse({ place, name: '  Na de tafel van 3 maart ' }).name).toBe('Na de tafel van 3 maart');
    expect(NameVersion.parse({ place, name: null }).name).toBeNull();
    for (const name of ['', '   ', 'a\nb', 'a\u202Eb', 'x'.repeat(101)])
      expect(NameVersion.safeParse({ place, name }).success).toBe(false);
  });
});
