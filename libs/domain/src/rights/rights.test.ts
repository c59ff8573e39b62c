import { describe, expect, it } from 'vitest';
import { id, type SeatId, type TableId } from '../platform/ids';
import { ROLES, type Role } from '../tables/roles';
import { RIGHTS, includes, rightOn, type ActingSeat, type Grant, type Right } from './rights';

const TABLE = id<TableId>('table');
const seat = (role: Role, seatId = 'own', tableId: TableId = TABLE): ActingSeat => ({
  seatId: id<SeatId>(seatId),
  tableId,
  role,
});
const toRole = (role: Role, right: Right): Grant => ({ grantee: { kind: 'role', role }, right });
const toSeat = (seatId: string, right: Right): Grant => ({
  grantee: { kind: 'seat', seatId: id<SeatId>(seatId) },
  right,
});
const access = (...grants: Grant[]) => ({ tableId: TABLE, grants, owners: [] });

describe('[R1] rights', () => {
  it('include the ones before them and no others', () => {
    expect(RIGHTS).toEqual(['none', 'read', 'comment', 'propose', 'write']);
    const table = RIGHTS.map((held) => RIGHTS.map((needed) => includes(held, needed)));
    expect(table).toEqual([
      [true, false, false, false, false],
      [true, true, false, false, false],
      [true, true, true, false, false],
      [true, true, true, true, false],
      [true, true, true, true, true],
    ]);
  });
});

describe('[R2] the right of a seat', () => {
  it.each(ROLES)('is none for %s without a grant, chair and secretary included', (role) => {
    expect(rightOn(seat(role), access())).toBe('none');
    const others = ROLES.filter((other) => other !== role).map((other) => toRole(other, 'write'));
    expect(rightOn(seat(role), access(...others, toSeat('other', 'write')))).toBe('none');
  });

  it.each(RIGHTS)('is what the role was given: %s', (right) => {
    expect(rightOn(seat('partner'), access(toRole('partner', right)))).toBe(right);
  });

  it.each([
    ['higher', 'read', 'write'],
    ['lower', 'write', 'read'],
    ['nothing at all', 'write', 'none'],
  ] as const)('is what the seat itself was given, also when that is %s', (_what, byRole, own) => {
    const [role, self] = [toRole('contractor', byRole), toSeat('own', own)];
    expect(rightOn(seat('contractor'), access(role, self))).toBe(own);
    expect(rightOn(seat('contractor'), access(self, role))).toBe(own);
    expect(rightOn(seat('contractor', 'other'), access(role, self))).toBe(byRole);
  });

  it('is none for a seat at another table, whatever was granted', () => {
    const elsewhere = seat('commissioner', 'own', id<TableId>('another'));
    expect(rightOn(elsewhere, access(toRole('commissioner', 'write'), toSeat('own', 'write')))).toBe('none');
  });
});
