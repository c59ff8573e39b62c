import { describe, expect, it } from 'vitest';
import { id, type PersonId, type SeatId, type SessionId, type TableId } from '../platform/ids';
import { ROLES, type Role } from '../tables/roles';
import { can, type Action, type Resource } from './can';
import { audienceOf, type Preset } from './presets';
import { RIGHTS, includes, rightOn, type Actor, type Right, type SectionAccess } from './rights';

const TABLE = id<TableId>('table');
const OWN = id<SeatId>('own');
const actor = (role: Role | null, tableId: TableId = TABLE): Actor => ({
  personId: id<PersonId>('person'),
  sessionId: id<SessionId>('session'),
  seat: role === null ? null : { seatId: OWN, tableId, role },
});

const SELF: Resource = { kind: 'self' };
const AT_TABLE: Resource = { kind: 'table', tableId: TABLE };
const section = (access: SectionAccess): Resource => ({ kind: 'section', access });
const preset = (of: Preset): SectionAccess => {
  const { grants, owners } = audienceOf(of);
  return { tableId: TABLE, grants, owners };
};
const rolesThat = (action: Action, resource: Resource): Role[] =>
  ROLES.filter((role) => can(actor(role), action, resource));

const OWN_ACTIONS = ['session.read', 'session.manage', 'seat.choose', 'table.list'] as const;
const TABLE_ACTIONS = ['table.read', 'document.read', 'document.add', 'section.add'] as const;
const SECTION_ACTIONS = [
  'section.read',
  'section.comment',
  'section.propose',
  'section.write',
  'section.share',
] as const;
const ACTIONS: readonly Action[] = [...OWN_ACTIONS, ...TABLE_ACTIONS, ...SECTION_ACTIONS];

describe('[R3] can', () => {
  it.each(OWN_ACTIONS)('lets everybody do %s, with a seat or without', (action) => {
    expect(rolesThat(action, SELF)).toEqual(ROLES);
    expect(can(actor(null), action, SELF)).toBe(true);
  });

  it.each([
    ['table.read', ROLES],
    ['document.read', ROLES],
    ['document.add', ['commissioner', 'chair', 'secretary']],
    ['section.add', ['commissioner', 'contractor', 'clientRepresentative', 'chair', 'secretary']],
  ] as const)('lets the right roles do %s at their own table', (action, roles) => {
    expect(rolesThat(action, AT_TABLE)).toEqual(roles);
  });

  it.each([
    ['section.read', 'read'],
    ['section.comment', 'comment'],
    ['section.propose', 'propose'],
    ['section.write', 'write'],
  ] as const)('asks for %s the right %s or a higher one, of every role', (action, needed) => {
    for (const role of ROLES) {
      for (const held of RIGHTS) {
        const access = {
          tableId: TABLE,
          grants: [{ grantee: { kind: 'role', role }, right: held } as const],
          owners: [],
        };
        expect(can(actor(role), action, section(access)), `${role} with ${held}`).toBe(includes(held, needed));
      }
    }
  });

  it.each([
    { kind: 'wholeTable' },
    { kind: 'toRead' },
    { kind: 'commissionersOnly' },
    { kind: 'providerWithCommissioners', provider: OWN },
    { kind: 'providerWithCommissioners', provider: id<SeatId>('other') },
    { kind: 'clientRepresentativesOnly' },
    { kind: 'ownSeat', own: OWN },
    { kind: 'ownSeat', own: id<SeatId>('other') },
  ] as Preset[])('agrees with the right that each role holds: $kind', (of) => {
    const access = preset(of);
    const needed: Record<string, Right> = {
      'section.read': 'read',
      'section.comment': 'comment',
      'section.propose': 'propose',
      'section.write': 'write',
    };
    for (const role of ROLES) {
      const held = rightOn(actor(role).seat!, access);
      for (const [action, right] of Object.entries(needed))
        expect(can(actor(role), action as Action, section(access)), `${role} ${action}`).toBe(includes(held, right));
    }
  });

  it('lets an owner share only what he can read', () => {
    expect(rolesThat('section.share', section(preset({ kind: 'wholeTable' })))).toEqual(['commissioner']);
    expect(rolesThat('section.share', section(preset({ kind: 'clientRepresentativesOnly' })))).toEqual([
      'clientRepresentative',
    ]);
    const blind = { ...preset({ kind: 'commissionersOnly' }), grants: [] };
    expect(rolesThat('section.share', section(blind))).toEqual([]);
  });

  it.each(ACTIONS)('denies %s on a resource of another kind', (action) => {
    const kinds: [Resource, readonly string[]][] = [
      [SELF, OWN_ACTIONS],
      [AT_TABLE, TABLE_ACTIONS],
      [section(preset({ kind: 'wholeTable' })), SECTION_ACTIONS],
    ];
    for (const [resource, its] of kinds)
      if (!its.includes(action)) expect(rolesThat(action, resource), resource.kind).toEqual([]);
  });

  it.each([...TABLE_ACTIONS, ...SECTION_ACTIONS])('denies %s without a seat and from another table', (action) => {
    const resource =
      action.startsWith('section.') && action !== 'section.add' ? section(preset({ kind: 'wholeTable' })) : AT_TABLE;
    expect(can(actor(null), action, resource)).toBe(false);
    for (const role of ROLES) expect(can(actor(role, id<TableId>('another')), action, resource), role).toBe(false);
  });

  it.each(['section.seal', 'toString', '', '__proto__'])('denies what it does not know: %j', (action) => {
    for (const resource of [SELF, AT_TABLE, section(preset({ kind: 'wholeTable' }))])
      expect(rolesThat(action as Action, resource)).toEqual([]);
  });
});
