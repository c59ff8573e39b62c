import { describe, expect, it } from 'vitest';
import { id, type SeatId, type TableId } from '../platform/ids';
import { audienceOf } from './presets';
import { reviewedRight } from './review';
import { rightOn, type ActingSeat, type SectionAccess } from './rights';

const tableId = id<TableId>('table');
const seat = (seatId: string, role: ActingSeat['role']): ActingSeat => ({ seatId: id<SeatId>(seatId), tableId, role });
const provider = seat('provider', 'contractor');
const municipality = seat('municipality', 'commissioner');

describe('[R10] the review of a right', () => {
  const access: SectionAccess = {
    tableId,
    ...audienceOf({ kind: 'providerWithCommissioners', provider: provider.seatId }),
  };

  it('says what is held, by which grant, and who owns', () => {
    expect(reviewedRight(provider, access)).toEqual({ seatId: 'provider', right: 'write', by: 'seat', owner: true });
    expect(reviewedRight(municipality, access)).toMatchObject({ right: 'write', by: 'role', owner: true });
    expect(reviewedRight(seat('other', 'contractor'), access)).toMatchObject({
      right: 'none',
      by: 'none',
      owner: false,
    });
  });

  it('tells an own grant of nothing apart from no grant', () => {
    const grants = [
      { grantee: { kind: 'role', role: 'contractor' }, right: 'read' },
      { grantee: { kind: 'seat', seatId: provider.seatId }, right: 'none' },
    ] as const;
    expect(reviewedRight(provider, { tableId, grants, owners: [] })).toMatchObject({ right: 'none', by: 'seat' });
  });
});

describe('[T6] at a closed table', () => {
  it('nobody holds more than read, and who read still does', () => {
    const open: SectionAccess = { tableId, ...audienceOf({ kind: 'wholeTable' }) };
    const closed = { ...open, closed: true };
    expect(rightOn(provider, open)).toBe('write');
    expect(rightOn(provider, closed)).toBe('read');
    const none = { ...closed, grants: [] };
    expect(rightOn(provider, none)).toBe('none');
  });
});
