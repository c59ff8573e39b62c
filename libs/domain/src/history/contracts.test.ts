import { describe, expect, it } from 'vitest';
import { PlaceInAddress, placeInAddress, VersionPlace } from './contracts';

describe('[H4] a place in the log', () => {
  it('stands in an address, also of a history that began when a backup was put back and bears the seconds since 1970', () => {
    for (const place of [
      { generation: 1, seq: 0 },
      { generation: 1_795_305_600, seq: 118 },
    ]) {
      expect(VersionPlace.parse(place)).toEqual(place);
      expect(PlaceInAddress.parse(placeInAddress(place))).toEqual(place);
    }
  });

  it.each(['', '0.1', '1', '1.', '01.1', '1.1.1', '9999999999.1', '-1.1'])('is nothing else: %j', (text) => {
    expect(PlaceInAddress.safeParse(text).success).toBe(false);
  });
});
