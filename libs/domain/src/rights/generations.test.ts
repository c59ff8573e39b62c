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
const alderman = seat('a', 'commissioner');
const provider = seat('b', 'contractor');

describe('[H1] an earlier history of a section', () => {
  const commissioners = forRole('commissioner', 'write');
  const both = access(commissioners, forRole('contractor', 'read'));

  it('is read by who may read now and could read then', () => {
    expect(mayReadGeneration(alderman, both, [commissioners])).toBe(true);
    expect(mayReadGeneration(provider, both, [commissioners])).toBe(false);
    expect(mayReadGeneration(provider, both, null)).toBe(true);
    expect(mayReadGeneration(provider, both, both.grants)).toBe(true);
  });

  it('is nobody’s who may not read now, whatever he could read then', () => {
    expect(mayReadGeneration(provider, access(commissioners), both.grants)).toBe(false);
    expect(mayReadGeneration(provider, access(commissioners), null)).toBe(false);
  });

  it('counts a grant to the seat itself before one to its role, then as now', () => {
    const barred: Grant = { grantee: { kind: 'seat', seatId: provider.seatId }, right: 'none' };
    expect(mayReadGeneration(provider, both, [...both.grants, barred])).toBe(false);
    expect(mayReadGeneration({ ...provider, tableId: id<TableId>('u') }, both, both.grants)).toBe(false);
  });
});
