import { describe, expect, it } from 'vitest';
import { id, type TableId } from '../platform/ids';
import type { OrganisationKind, Role } from '../tables/roles';
import { audienceOf, type Preset } from './presets';
import { audiencePartsOf, isCommon, keepsOwner, readersDiffer, widens, type SeatAtTable } from './audience';
import type { Grant, Grantee, Right, SectionAccess } from './rights';

const tableId = id<TableId>('table');
const USUAL: Partial<Record<Role, OrganisationKind>> = {
  commissioner: 'municipality',
  contractor: 'provider',
  clientRepresentative: 'clientOrganisation',
};
const seat = (name: string, role: Role, kind = USUAL[role] ?? 'independent'): SeatAtTable => ({
  seatId: id(`seat-${name}`),
  tableId,
  role,
  party: { organisationId: name, name, abbreviation: name, kind, mark: { shape: 'circle', hue: 0 } },
});
const seats = [
  seat('Muni1', 'commissioner'),
  seat('Muni2', 'commissioner'),
  seat('ProvA', 'contractor'),
  seat('ProvB', 'contractor'),
  seat('Cli', 'clientRepresentative'),
  seat('Chair', 'chair'),
];
const accessOf = (preset: Preset, extra: Grant[] = []): SectionAccess => {
  const { grants, owners } = audienceOf(preset);
  return { tableId, grants: [...grants, ...extra], owners };
};
const toSeat = (name: string, right: Right): Grant => ({
  grantee: { kind: 'seat', seatId: id(`seat-${name}`) },
  right,
});
const words = (access: SectionAccess, at = seats): string[] =>
  audiencePartsOf(access, at).map((part) =>
    part.kind === 'everybody' ? 'everybody' : part.kind === 'role' ? part.role : part.party.name,
  );

describe('[D2] the audience in words', () => {
  it('is everybody when every role reads', () => {
    expect(words(accessOf({ kind: 'wholeTable' }))).toEqual(['everybody']);
    expect(words(accessOf({ kind: 'toRead' }))).toEqual(['everybody']);
  });

  it('names roles and the parties beside', () => {
    expect(words(accessOf({ kind: 'commissionersOnly' }))).toEqual(['commissioner']);
    expect(words(accessOf({ kind: 'providerWithCommissioners', provider: id('seat-ProvA') }))).toEqual([
      'commissioner',
      'ProvA',
    ]);
    expect(words(accessOf({ kind: 'ownSeat', own: id('seat-Muni2') }))).toEqual(['Muni2']);
  });

  it('names who is left of a role when a seat is kept out', () => {
    expect(words(accessOf({ kind: 'commissionersOnly' }, [toSeat('Muni1', 'none')]))).toEqual(['Muni2']);
    expect(words(accessOf({ kind: 'wholeTable' }, [toSeat('ProvB', 'none')]))).toEqual([
      'commissioner',
      'ProvA',
      'clientRepresentative',
      'chair',
    ]);
  });

  it('leaves out a role that nobody holds', () => {
    const observers: Grant = { grantee: { kind: 'role', role: 'observer' }, right: 'read' };
    expect(words(accessOf({ kind: 'commissionersOnly' }, [observers]))).toEqual(['commissioner']);
  });
});

describe('[R13] a reader of whom the word for its role says something else', () => {
  const closed = accessOf({ kind: 'commissionersOnly' });

  it('is named beside the role', () => {
    const odd = [...seats, seat('ProvOdd', 'commissioner', 'provider'), seat('Office', 'commissioner', 'secretariat')];
    expect(words(closed, odd)).toEqual(['commissioner', 'ProvOdd', 'Office']);
    expect(words(accessOf({ kind: 'providerWithCommissioners', provider: id('seat-ProvA') }), odd)).toEqual([
      'commissioner',
      'ProvOdd',
      'Office',
      'ProvA',
    ]);
    expect(words(accessOf({ kind: 'wholeTable' }), odd)).toEqual(['everybody']);
  });

  it('is not named when it does not read, and stands alone when nobody else holds the role', () => {
    const odd = seat('ProvOdd', 'commissioner', 'provider');
    const without = accessOf({ kind: 'commissionersOnly' }, [toSeat('ProvOdd', 'none')]);
    expect(words(without, [...seats, odd])).toEqual(['Muni1', 'Muni2']);
    expect(words(closed, [odd, seat('ProvA', 'contractor')])).toEqual(['ProvOdd']);
  });

  it('is named once, with two seats too', () => {
    const twice = seat('ProvA', 'commissioner', 'provider');
    const both = accessOf({ kind: 'providerWithCommissioners', provider: id('seat-ProvA') });
    expect(words(both, [...seats, { ...twice, seatId: id('seat-other') }])).toEqual(['commissioner', 'ProvA']);
  });
});

describe('[D3] the common text', () => {
  it('needs every role, held at the table or not', () => {
    const access = accessOf({ kind: 'wholeTable' });
    const withoutObservers = access.grants.filter(
      ({ grantee }) => grantee.kind === 'seat' || grantee.role !== 'observer',
    );
    expect(isCommon(access, seats)).toBe(true);
    expect(isCommon({ ...access, grants: withoutObservers }, seats)).toBe(false);
  });
});

describe('[D20] widening', () => {
  const common = accessOf({ kind: 'wholeTable' });
  const closed = accessOf({ kind: 'commissionersOnly' });

  it('is seen per role and per seat', () => {
    expect(widens(closed, common, seats)).toBe(true);
    expect(widens(common, closed, seats)).toBe(false);
    expect(widens(closed, closed, seats)).toBe(false);
    expect(widens(closed, accessOf({ kind: 'commissionersOnly' }, [toSeat('ProvA', 'read')]), seats)).toBe(true);
    expect(widens(accessOf({ kind: 'commissionersOnly' }, [toSeat('Muni1', 'none')]), closed, seats)).toBe(true);
  });
});

describe('[R5] the last owner', () => {
  it('must be able to read', () => {
    const owners: Grantee[] = [{ kind: 'seat', seatId: id('seat-ProvA') }];
    expect(keepsOwner({ tableId, owners, grants: [toSeat('ProvA', 'read')] }, seats)).toBe(true);
    expect(keepsOwner({ tableId, owners, grants: [toSeat('ProvB', 'write')] }, seats)).toBe(false);
    expect(keepsOwner({ tableId, owners: [], grants: [toSeat('ProvB', 'write')] }, seats)).toBe(false);
  });
});

describe('[D20] who reads', () => {
  const closed = accessOf({ kind: 'commissionersOnly' });
  const one = accessOf({ kind: 'commissionersOnly' }, [toSeat('ProvA', 'read')]);
  it('differs when somebody comes or goes, by role or by seat, and not by another right', () => {
    expect(readersDiffer(closed, one, seats)).toBe(true);
    expect(readersDiffer(one, closed, seats)).toBe(true);
    expect(readersDiffer(one, accessOf({ kind: 'commissionersOnly' }, [toSeat('ProvA', 'write')]), seats)).toBe(false);
    expect(readersDiffer(accessOf({ kind: 'wholeTable' }), accessOf({ kind: 'toRead' }), seats)).toBe(false);
  });
  it('differs for a role that nobody holds yet', () => {
    const observers: Grant = { grantee: { kind: 'role', role: 'observer' }, right: 'read' };
    expect(readersDiffer(closed, accessOf({ kind: 'commissionersOnly' }, [observers]), seats)).toBe(true);
  });
});
