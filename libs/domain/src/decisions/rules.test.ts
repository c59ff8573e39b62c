import { describe, expect, it } from 'vitest';
import { id, type SeatId, type TableId } from '../platform/ids';
import { includes, RIGHTS, rightOn, type ActingSeat, type Grant, type SectionAccess } from '../rights/rights';
import { ROLES } from '../tables/roles';
import { commonAudience } from './audience';
import { dayOf, nextNumber } from './numbering';
import { adoptsFor } from './who';

describe('[B6] the number of an outcome', () => {
  const now = new Date('2026-11-23T09:00:00Z');
  it.each([
    [null, now, '2026-001'],
    ['2026-001', now, '2026-002'],
    ['2026-999', now, '2026-1000'],
    ['2025-041', now, '2026-001'],
    ['2026-007', new Date('2026-12-31T23:30:00Z'), '2027-001'],
  ])('after %s', (last, at, number) => {
    expect(nextNumber(last, at)).toBe(number);
  });

  it('belongs to the year, and a date to the day, in the Netherlands', () => {
    expect(dayOf(new Date('2026-06-30T22:30:00Z'))).toBe('2026-07-01');
    expect(dayOf(new Date('2026-01-05T12:00:00Z'))).toBe('2026-01-05');
  });
});

const TABLE = id<TableId>('table');
const seats: ActingSeat[] = ROLES.flatMap((role) => [
  { seatId: id<SeatId>(`${role} 1`), tableId: TABLE, role },
  { seatId: id<SeatId>(`${role} 2`), tableId: TABLE, role },
]);
/** A row of numbers that look like chance, the same every time. */
function dice(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
}
function anyAccess(chance: () => number): SectionAccess {
  const right = (): Grant['right'] => RIGHTS[Math.floor(chance() * RIGHTS.length)]!;
  const byRole = ROLES.filter(() => chance() < 0.8).map((role): Grant => ({
    grantee: { kind: 'role', role },
    right: right(),
  }));
  const bySeat = seats
    .filter(() => chance() < 0.2)
    .map(({ seatId }): Grant => ({ grantee: { kind: 'seat', seatId }, right: right() }));
  return { tableId: TABLE, grants: [...byRole, ...bySeat], owners: [] };
}
const reads = (seat: ActingSeat, access: SectionAccess): boolean => includes(rightOn(seat, access), 'read');

describe('[B4] who can read an outcome', () => {
  it('is who can read all of its sections, whatever their rights are', () => {
    for (let seed = 1; seed <= 400; seed++) {
      const chance = dice(seed);
      const accesses = Array.from({ length: 1 + Math.floor(chance() * 4) }, () => anyAccess(chance));
      const common = commonAudience(TABLE, accesses, seats);
      for (const seat of seats)
        expect(reads(seat, common), `${seed} ${seat.seatId}`).toBe(accesses.every((access) => reads(seat, access)));
    }
  });

  it('is also who takes a seat later in a role that read them all, and nobody from another table', () => {
    const all = {
      tableId: TABLE,
      grants: [{ grantee: { kind: 'role', role: 'contractor' }, right: 'read' }],
      owners: [],
    } as const;
    const common = commonAudience(TABLE, [all], seats);
    expect(reads({ seatId: id('new'), tableId: TABLE, role: 'contractor' }, common)).toBe(true);
    expect(reads({ seatId: id('new'), tableId: TABLE, role: 'commissioner' }, common)).toBe(false);
    expect(reads({ seatId: id('new'), tableId: id('other'), role: 'contractor' }, common)).toBe(false);
    expect(common.grants).toEqual([{ grantee: { kind: 'role', role: 'contractor' }, right: 'read' }]);
  });
});

describe('[B11] who records what an organ said', () => {
  it.each([
    ['commissioner', 'own', 'own'],
    ['commissioner', 'other', null],
    ['contractor', 'own', 'own'],
    ['contractor', 'other', null],
    ['chair', 'other', 'onBehalf'],
    ['chair', 'own', 'own'],
    ['secretary', 'other', 'onBehalf'],
    ['clientRepresentative', 'own', null],
    ['observer', 'own', null],
  ] as const)('%s for the %s organisation', (role, organisation, as) => {
    expect(adoptsFor({ role, organisationId: 'own' }, organisation)).toBe(as);
  });
});
