import { describe, expect, it } from 'vitest';
import { id, type SeatId, type TableId } from '../platform/ids';
import { ROLES, type Role } from '../tables/roles';
import { audienceOf, type Preset } from './presets';
import { isFor, rightOn, type ActingSeat, type Right } from './rights';

const TABLE = id<TableId>('table');
const OWN = id<SeatId>('own');
const seatOf = (role: Role, seatId: SeatId = id('other')): ActingSeat => ({ seatId, tableId: TABLE, role });

/** For each preset: the right of every role, in the order of ROLES; of the seat that it names; who owns. */
const EXPECTED: readonly {
  readonly preset: Preset;
  readonly restricted: boolean;
  readonly rights: readonly Right[];
  readonly named: Right | null;
  readonly owners: readonly Role[];
}[] = [
  {
    preset: { kind: 'wholeTable' },
    restricted: false,
    rights: ['write', 'write', 'comment', 'comment', 'write', 'write', 'read'],
    named: null,
    owners: ['commissioner'],
  },
  {
    preset: { kind: 'toRead' },
    restricted: false,
    rights: ['read', 'read', 'read', 'read', 'read', 'read', 'read'],
    named: null,
    owners: ['commissioner'],
  },
  {
    preset: { kind: 'toRead', own: OWN },
    restricted: false,
    rights: ['read', 'read', 'read', 'read', 'read', 'read', 'read'],
    named: 'write',
    owners: ['commissioner'],
  },
  {
    preset: { kind: 'commissionersOnly' },
    restricted: true,
    rights: ['write', 'none', 'none', 'none', 'none', 'none', 'none'],
    named: null,
    owners: ['commissioner'],
  },
  {
    preset: { kind: 'commissionersWithSecretariat', secretariat: OWN },
    restricted: true,
    rights: ['write', 'none', 'none', 'none', 'none', 'none', 'none'],
    named: 'write',
    owners: ['commissioner'],
  },
  {
    preset: { kind: 'providerWithCommissioners', provider: OWN },
    restricted: true,
    rights: ['write', 'none', 'none', 'none', 'none', 'none', 'none'],
    named: 'write',
    owners: ['commissioner'],
  },
  {
    preset: { kind: 'clientRepresentativesOnly' },
    restricted: true,
    rights: ['none', 'none', 'write', 'none', 'none', 'none', 'none'],
    named: null,
    owners: ['clientRepresentative'],
  },
  {
    preset: { kind: 'ownSeat', own: OWN },
    restricted: true,
    rights: ['none', 'none', 'none', 'none', 'none', 'none', 'none'],
    named: 'write',
    owners: [],
  },
];

describe.each(EXPECTED)('[R6] the preset $preset.kind', ({ preset, restricted, rights, named, owners }) => {
  const audience = audienceOf(preset);
  const access = { tableId: TABLE, grants: audience.grants, owners: audience.owners };

  it('gives every role its right, and every other role none', () => {
    expect(ROLES.map((role) => rightOn(seatOf(role), access))).toEqual(rights);
    expect(audience.restricted).toBe(restricted);
  });

  it('gives the seat that it names a right of its own', () => {
    const held = rightOn(seatOf('contractor', OWN), access);
    expect(held).toBe(named ?? rights[ROLES.indexOf('contractor')]);
    expect(audience.owners.some((owner) => isFor(owner, seatOf('contractor', OWN)))).toBe(named !== null);
  });

  it('has owners who can read it', () => {
    expect(ROLES.filter((role) => audience.owners.some((owner) => isFor(owner, seatOf(role))))).toEqual(owners);
    for (const role of owners) expect(rightOn(seatOf(role), access)).not.toBe('none');
  });

  it('leaves chair and secretary out of what is restricted', () => {
    if (!restricted) return;
    expect(rightOn(seatOf('chair'), access)).toBe('none');
    expect(rightOn(seatOf('secretary'), access)).toBe('none');
  });
});
