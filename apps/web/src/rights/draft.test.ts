import { describe, expect, it } from 'vitest';
import type { PartyView, Right, Role, SectionRightsView } from '@samenspel/domain';
import { changesOf, draftOf, grantsOf, sightOf, startsAnew } from './draft';

const uuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const party = (number: number): PartyView => ({
  organisationId: uuid(number),
  name: `Partij ${number}`,
  abbreviation: `P${number}`,
  kind: 'provider',
  mark: { shape: 'circle', hue: 0 },
});
const seat = (number: number, role: Role, right: Right): SectionRightsView['seats'][number] => ({
  seatId: uuid(number),
  role,
  party: party(number),
  right,
  owner: false,
});

const view: SectionRightsView = {
  sectionId: uuid(9),
  accessVersion: 1,
  mayChange: true,
  grants: [
    { grantee: { kind: 'role', role: 'commissioner' }, right: 'write' },
    { grantee: { kind: 'role', role: 'contractor' }, right: 'read' },
    { grantee: { kind: 'seat', seatId: uuid(3) }, right: 'none' },
  ],
  owners: [],
  seats: [seat(1, 'commissioner', 'write'), seat(2, 'contractor', 'read'), seat(3, 'contractor', 'none')],
  log: [],
};

describe('a change of rights', () => {
  it('[W9] starts from the rights as they are', () => {
    const draft = draftOf(view);
    expect(changesOf(view, draft)).toEqual([]);
    expect(grantsOf(draft)).toEqual(view.grants);
  });

  it('[W9] keeps what goes before the role, also when that is nothing', () => {
    const draft = { ...draftOf(view), roles: { commissioner: 'write', contractor: 'write' } as const };
    expect(changesOf(view, draft).map((change) => [change.seat.seatId, change.from, change.to])).toEqual([
      [uuid(2), 'read', 'write'],
    ]);
  });

  it('[D20] says whether the section begins a new history: when somebody comes or goes', () => {
    const now = draftOf(view);
    expect(startsAnew(view, now)).toBe(false);
    expect(startsAnew(view, { ...now, roles: { ...now.roles, contractor: 'write' } })).toBe(false);
    expect(startsAnew(view, { ...now, seats: {} })).toBe(true);
    expect(startsAnew(view, { ...now, roles: { ...now.roles, observer: 'read' } })).toBe(true);
  });

  it('[W9] shows who gains and who loses sight', () => {
    const draft = { roles: { commissioner: 'read' } as const, seats: { [uuid(3)]: 'comment' } as const };
    const sight = sightOf(changesOf(view, draft));
    expect(sight.gains.map((change) => change.seat.seatId)).toEqual([uuid(3)]);
    expect(sight.loses.map((change) => change.seat.seatId)).toEqual([uuid(2)]);
    expect(sight.keeps.map((change) => change.seat.seatId)).toEqual([uuid(1)]);
  });

  it('gives no grant to a role that may do nothing', () => {
    expect(grantsOf({ roles: { observer: 'none' }, seats: {} })).toEqual([]);
  });
});
