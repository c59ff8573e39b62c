import { describe, expect, it } from 'vitest';
import { id, type SeatId, type TableId } from '../platform/ids';
import { mayReadGeneration } from './generations';
import type { ActingSeat, Grant, SectionAccess } from './rights';

const tableId = id<TableId>('t');
const seat = (seatId: string, role: ActingSeat['role']): ActingSeat => ({ seatId: id<SeatId>(seatId), tableId, role });
const forRole = (role: ActingSeat['role'], right: Grant['right']): Grant => ({
  grantee: { kind: 'role', role },
  right,
});
const access = (...grants: Grant[]): SectionAccess => ({ tableId, grants, owners: [] });
const ENDED = new Date('2026-06-01T12:00:00Z');
const LONG_BEFORE = new Date('2020-01-01T00:00:00Z');
const mayRead = (
  seat: ActingSeat,
  now: SectionAccess,
  grants: readonly Grant[] | null,
  seatedAt = LONG_BEFORE,
): boolean => mayReadGeneration(seat, now, grants === null ? null : { grants, endedAt: ENDED }, seatedAt);
const alderman = seat('a', 'commissioner');
const provider = seat('b', 'contractor');

describe('[H1] an earlier history of a section', () => {
  const commissioners = forRole('commissioner', 'write');
  const both = access(commissioners, forRole('contractor', 'read'));

  it('is read by who may read now and could read then', () => {
    expect(mayRead(alderman, both, [commissioners])).toBe(true);
    expect(mayRead(provider, both, [commissioners])).toBe(false);
    expect(mayRead(provider, both, null)).toBe(true);
    expect(mayRead(provider, both, both.grants)).toBe(true);
  });

  it('is nobody’s who may not read now, whatever he could read then', () => {
    expect(mayRead(provider, access(commissioners), both.grants)).toBe(false);
    expect(mayRead(provider, access(commissioners), null)).toBe(false);
  });

  it('counts a grant to the seat itself before one to its role, then as now', () => {
    const barred: Grant = { grantee: { kind: 'seat', seatId: provider.seatId }, right: 'none' };
    expect(mayRead(provider, both, [...both.grants, barred])).toBe(false);
    expect(mayRead({ ...provider, tableId: id<TableId>('u') }, both, both.grants)).toBe(false);
  });
});

describe('[R15] a seat that was added later', () => {
  const commissioners = forRole('commissioner', 'write');
  const now = access(commissioners);

  it('reads no history that was over when it came, whatever its role could read', () => {
    expect(mayRead(alderman, now, now.grants, ENDED)).toBe(false);
    expect(mayRead(alderman, now, now.grants, new Date(ENDED.getTime() + 1))).toBe(false);
    expect(mayRead(alderman, now, null, new Date(ENDED.getTime() + 1))).toBe(true);
  });

  it('reads those that ended since, with the rights of then', () => {
    expect(mayRead(alderman, now, now.grants, new Date(ENDED.getTime() - 1))).toBe(true);
    expect(mayRead(provider, access(commissioners, forRole('contractor', 'read')), now.grants)).toBe(false);
  });
});
