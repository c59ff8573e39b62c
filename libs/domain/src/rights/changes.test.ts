import { describe, expect, it } from 'vitest';
import { id } from '../platform/ids';
import { ROLES, type Role } from '../tables/roles';
import { changesBetween, mayMake, namesTwice, sameAudience } from './changes';
import { audienceOf, type Preset } from './presets';
import type { ActingSeat, Grant, Right } from './rights';

const role = (name: Role, right: Right): Grant => ({ grantee: { kind: 'role', role: name }, right });
const seat = (seatId: string, right: Right): Grant => ({ grantee: { kind: 'seat', seatId: id(seatId) }, right });

describe('[R8] the log of rights', () => {
  it('holds what came, went and changed, and nothing else', () => {
    const before = [role('chair', 'read'), role('partner', 'comment'), seat('a', 'write')];
    const after = [role('chair', 'write'), role('partner', 'comment'), seat('b', 'none')];
    expect(changesBetween(before, after)).toEqual([
      { grantee: { kind: 'role', role: 'chair' }, from: 'read', to: 'write' },
      { grantee: { kind: 'seat', seatId: 'b' }, from: 'none', to: 'none' },
      { grantee: { kind: 'seat', seatId: 'a' }, from: 'write', to: 'none' },
    ]);
    expect(changesBetween(after, after)).toEqual([]);
  });

  it('has no room for naming somebody twice', () => {
    expect(namesTwice([role('chair', 'read'), seat('chair', 'read')])).toBe(false);
    expect(namesTwice([seat('a', 'read'), seat('a', 'write')])).toBe(true);
  });
});

describe('[R7] who makes a section', () => {
  const actingAs = (name: Role, seatId = 'own'): ActingSeat => ({ seatId: id(seatId), tableId: id('t'), role: name });
  const makers = (preset: Preset): Role[] => ROLES.filter((name) => mayMake(actingAs(name), audienceOf(preset)));

  it('belongs to its circle', () => {
    expect(makers({ kind: 'wholeTable' })).toEqual(['commissioner', 'contractor', 'chair', 'secretary']);
    expect(makers({ kind: 'toRead' })).toEqual(['commissioner']);
    expect(makers({ kind: 'commissionersOnly' })).toEqual(['commissioner']);
    expect(makers({ kind: 'clientRepresentativesOnly' })).toEqual(['clientRepresentative']);
    expect(makers({ kind: 'providerWithCommissioners', provider: id('other') })).toEqual(['commissioner']);
    expect(makers({ kind: 'ownSeat', own: id('other') })).toEqual([]);
    expect(
      mayMake(actingAs('contractor'), audienceOf({ kind: 'providerWithCommissioners', provider: id('own') })),
    ).toBe(true);
  });
});

describe('[D18] two audiences', () => {
  const own = {
    grants: [role('chair', 'read'), seat('a', 'write')],
    owners: [{ kind: 'role', role: 'chair' } as const],
  };

  it('are equal whatever the order, and whether or not a role is said to have nothing', () => {
    const same = { ...own, grants: [seat('a', 'write'), role('partner', 'none'), role('chair', 'read')] };
    expect(sameAudience(own, same)).toBe(true);
  });

  it('differ by one right, one owner, or one seat that is kept out', () => {
    expect(sameAudience(own, { ...own, grants: [role('chair', 'write'), seat('a', 'write')] })).toBe(false);
    expect(sameAudience(own, { ...own, owners: [] })).toBe(false);
    expect(sameAudience(own, { ...own, grants: [...own.grants, seat('b', 'none')] })).toBe(false);
  });
});
