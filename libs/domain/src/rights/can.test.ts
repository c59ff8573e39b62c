import { describe, expect, it } from 'vitest';
import { id, type PersonId, type SeatId, type SessionId, type TableId } from '../platform/ids';
import { ROLES, type Role } from '../tables/roles';
import { can, isClosed, type Action, type Resource } from './can';
import { audienceOf, type Preset } from './presets';
import { RIGHTS, includes, rightOn, type Actor, type Right, type SectionAccess } from './rights';

const TABLE = id<TableId>('table');
const OWN = id<SeatId>('own');
const actor = (role: Role | null, tableId: TableId = TABLE): Actor => ({
  personId: id<PersonId>('person'),
  sessionId: id<SessionId>('session'),
  seat: role === null ? null : { seatId: OWN, tableId, role },
  administrator: false,
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

const OWN_ACTIONS = ['session.read', 'session.manage', 'session.confirm', 'seat.choose', 'table.list'] as const;
const TABLE_ACTIONS = [
  'table.read',
  'table.plan',
  'message.post',
  'search.use',
  'round.manage',
  'round.remark',
  'round.answer',
  'round.closeWithout',
  'outcome.prepare',
  'outcome.record',
  'outcome.publish',
  'adoption.record',
  'request.end',
  'seal.check',
  'document.read',
  'document.add',
  'document.edit',
  'section.add',
] as const;
const ADMINISTRATION = ['administration.read', 'administration.change'] as const;
const SECTION_ACTIONS = [
  'section.read',
  'section.comment',
  'section.propose',
  'section.write',
  'section.share',
  'section.edit',
  'section.history',
  'section.restore',
  'section.erase',
  'outcome.read',
  'outcome.dissent',
] as const;
const ACTIONS: readonly Action[] = [...OWN_ACTIONS, ...TABLE_ACTIONS, ...SECTION_ACTIONS, ...ADMINISTRATION];

describe('[R3] can', () => {
  it.each(OWN_ACTIONS)('lets everybody do %s, with a seat or without', (action) => {
    expect(rolesThat(action, SELF)).toEqual(ROLES);
    expect(can(actor(null), action, SELF)).toBe(true);
  });

  it.each([
    ['table.read', ROLES],
    ['document.read', ROLES],
    ['search.use', ROLES],
    ['seal.check', ROLES],
    ['table.plan', ['chair', 'secretary']],
    ['round.manage', ['chair', 'secretary']],
    ['round.remark', ['clientRepresentative']],
    ['outcome.publish', ['chair', 'secretary']],
    ['message.post', ['commissioner', 'contractor', 'clientRepresentative', 'partner', 'chair', 'secretary']],
    ['request.end', ['commissioner', 'contractor', 'clientRepresentative', 'partner', 'chair', 'secretary']],
    ['round.answer', ['commissioner', 'chair', 'secretary']],
    ['round.closeWithout', ['chair']],
    ['outcome.prepare', ['chair', 'secretary']],
    ['outcome.record', ['chair']],
    ['adoption.record', ['commissioner', 'contractor', 'chair', 'secretary']],
    ['document.add', ['commissioner', 'chair', 'secretary']],
    ['document.edit', ['commissioner', 'chair', 'secretary']],
    ['section.add', ['commissioner', 'contractor', 'clientRepresentative', 'chair', 'secretary']],
  ] as const)('lets the right roles do %s at their own table', (action, roles) => {
    expect(rolesThat(action, AT_TABLE)).toEqual(roles);
  });

  it.each([
    ['section.read', 'read'],
    ['section.comment', 'comment'],
    ['section.propose', 'propose'],
    ['section.write', 'write'],
    ['section.history', 'read'],
    ['section.restore', 'write'],
    ['outcome.read', 'read'],
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

  it('lets titles and places be changed by who writes and owns, or writes and prepares the papers', () => {
    expect(rolesThat('section.edit', section(preset({ kind: 'wholeTable' })))).toEqual([
      'commissioner',
      'chair',
      'secretary',
    ]);
    expect(rolesThat('section.edit', section(preset({ kind: 'toRead' })))).toEqual([]);
    expect(rolesThat('section.edit', section(preset({ kind: 'commissionersOnly' })))).toEqual(['commissioner']);
  });

  it('lets nobody administer but an administrator, who then acts for no seat and reads no table', () => {
    const installation: Resource = { kind: 'installation' };
    const administrator: Actor = { ...actor(null), administrator: true };
    for (const action of ADMINISTRATION) {
      expect(can(administrator, action, installation)).toBe(true);
      expect(can(administrator, action, AT_TABLE)).toBe(false);
      expect(can(actor(null), action, installation)).toBe(false);
      for (const role of ROLES) expect(can({ ...actor(role), administrator: true }, action, installation)).toBe(false);
    }
    for (const action of [...TABLE_ACTIONS, ...SECTION_ACTIONS])
      for (const resource of [AT_TABLE, section(preset({ kind: 'wholeTable' })), installation])
        expect(can(administrator, action, resource), action).toBe(false);
  });

  it('lets who votes and can read it stand apart from an outcome', () => {
    expect(rolesThat('outcome.dissent', section(preset({ kind: 'wholeTable' })))).toEqual([
      'commissioner',
      'contractor',
    ]);
    expect(rolesThat('outcome.dissent', section(preset({ kind: 'commissionersOnly' })))).toEqual(['commissioner']);
  });

  it('lets an owner share only what he can read', () => {
    expect(rolesThat('section.share', section(preset({ kind: 'wholeTable' })))).toEqual(['commissioner']);
    expect(rolesThat('section.share', section(preset({ kind: 'clientRepresentativesOnly' })))).toEqual([
      'clientRepresentative',
    ]);
    const blind = { ...preset({ kind: 'commissionersOnly' }), grants: [] };
    expect(rolesThat('section.share', section(blind))).toEqual([]);
    expect(rolesThat('section.erase', section(blind))).toEqual([]);
  });

  it('lets who owns and writes erase, and nobody else: no chair, no reader, not at a closed table', () => {
    const common = preset({ kind: 'wholeTable' });
    expect(rolesThat('section.erase', section(common))).toEqual(['commissioner']);
    expect(rolesThat('section.erase', section({ ...common, closed: true }))).toEqual([]);
    const reads = { grantee: { kind: 'role', role: 'commissioner' }, right: 'propose' } as const;
    expect(rolesThat('section.erase', section({ ...common, grants: [reads] }))).toEqual([]);
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
    const resource = SECTION_ACTIONS.some((its) => its === action) ? section(preset({ kind: 'wholeTable' })) : AT_TABLE;
    expect(can(actor(null), action, resource)).toBe(false);
    for (const role of ROLES) expect(can(actor(role, id<TableId>('another')), action, resource), role).toBe(false);
  });

  it.each(['section.seal', 'toString', '', '__proto__'])('denies what it does not know: %j', (action) => {
    for (const resource of [SELF, AT_TABLE, section(preset({ kind: 'wholeTable' }))])
      expect(rolesThat(action as Action, resource)).toEqual([]);
  });
});

describe('[T6] at a closed table', () => {
  const closedSeat = (role: Role): Actor => {
    const open = actor(role);
    return { ...open, seat: open.seat && { ...open.seat, tableClosed: true } };
  };
  const READING = ['table.read', 'document.read', 'search.use', 'seal.check'];

  it.each(TABLE_ACTIONS)('%s is read or refused, whatever the role', (action) => {
    const allowed = ROLES.filter((role) => can(closedSeat(role), action, AT_TABLE));
    expect(allowed).toEqual(READING.includes(action) ? ROLES : []);
    expect(isClosed(closedSeat('chair'), AT_TABLE)).toBe(true);
    expect(isClosed(actor('chair'), AT_TABLE)).toBe(false);
  });

  it.each(SECTION_ACTIONS)('%s on a section is read or refused, for its owner too', (action) => {
    const access = { ...preset({ kind: 'wholeTable' }), closed: true };
    const reads = ['section.read', 'section.history', 'outcome.read'].includes(action);
    for (const role of ROLES) expect(can(actor(role), action, section(access)), role).toBe(reads);
    expect(isClosed(actor('chair'), section(access))).toBe(true);
  });
});
