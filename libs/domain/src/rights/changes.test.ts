import { describe, expect, it } from 'vitest';
import { id } from '../platform/ids';
import { ROLES, type Role } from '../tables/roles';
import { changesBetween, mayMake, namesTwice } from './changes';
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
