import { describe, expect, it } from 'vitest';
import { ORGANISATION_KINDS, ROLES, TABLE_KINDS } from './roles';
import { fitsSeat, mayChangeKind, namedByRole, rolesFor, standApart } from './seating';

describe('[T15] the roles that fit an organisation', () => {
  it('are never those of the other side', () => {
    const holders = (role: (typeof ROLES)[number]): string[] =>
      ORGANISATION_KINDS.filter((kind) => fitsSeat(kind, role, 'development'));
    expect(holders('commissioner')).toEqual(['municipality', 'secretariat']);
    expect(holders('contractor')).toEqual(['provider']);
    expect(holders('clientRepresentative')).toEqual(['clientCouncil', 'clientOrganisation']);
    // Who leads or prepares sees dissent and drafts before the others do: no provider and no client organisation.
    expect(holders('chair')).toEqual(['municipality', 'secretariat', 'independent']);
    expect(holders('secretary')).toEqual(['municipality', 'secretariat', 'independent']);
  });

  it('leave no kind of organisation without a role, and no role without a kind, at every table but the board', () => {
    for (const table of TABLE_KINDS.filter((kind) => kind !== 'board')) {
      for (const kind of ORGANISATION_KINDS)
        expect(rolesFor(kind, table).length, `${kind} ${table}`).toBeGreaterThan(0);
      for (const role of ROLES) expect(ORGANISATION_KINDS.some((kind) => fitsSeat(kind, role, table))).toBe(true);
    }
  });

  it('are none at a board for who is no municipality, nor works for them', () => {
    const seated = ORGANISATION_KINDS.filter((kind) => rolesFor(kind, 'board').length > 0);
    expect(seated).toEqual(['municipality', 'secretariat', 'independent']);
  });
});

describe('[R13] the word for a role', () => {
  it('tells what its organisations are, and not that there is another kind among them', () => {
    expect(namedByRole('commissioner', 'municipality')).toBe(true);
    expect(namedByRole('commissioner', 'provider')).toBe(false);
    // It fits the role, but "gemeenten" does not say that it reads along.
    expect(namedByRole('commissioner', 'secretariat')).toBe(false);
    expect(namedByRole('contractor', 'municipality')).toBe(false);
    expect(namedByRole('clientRepresentative', 'clientCouncil')).toBe(true);
    expect(namedByRole('chair', 'municipality')).toBe(true);
  });
});

describe('[T17] the kind of a table', () => {
  const provider = { kind: 'provider', role: 'contractor' } as const;
  const municipality = { kind: 'municipality', role: 'commissioner' } as const;

  it('is changed freely between tables of the parties', () => {
    expect(mayChangeKind('development', 'theme', [provider, municipality], 3)).toBe(true);
    expect(mayChangeKind('board', 'board', [municipality], 3)).toBe(true);
  });

  it('is that of a board from before the first document only, and never with a provider there', () => {
    expect(mayChangeKind('theme', 'board', [municipality], 0)).toBe(true);
    expect(mayChangeKind('theme', 'board', [municipality], 1)).toBe(false);
    expect(mayChangeKind('theme', 'board', [municipality, provider], 0)).toBe(false);
    expect(mayChangeKind('board', 'theme', [municipality], 0)).toBe(true);
    expect(mayChangeKind('board', 'theme', [municipality], 1)).toBe(false);
  });
});

describe('[T18] two seats of one table', () => {
  const seat = (
    role: (typeof ROLES)[number],
    organisationId: string = role,
  ): { role: typeof role; organisationId: string } => ({
    role,
    organisationId,
  });

  it('are not for one person when one keeps things from the other', () => {
    const apart = ROLES.flatMap((one) =>
      ROLES.filter((other) => standApart(seat(one), seat(other))).map((other) => `${one} ${other}`),
    );
    expect(apart).toEqual([
      'commissioner contractor',
      'commissioner clientRepresentative',
      'contractor commissioner',
      'contractor clientRepresentative',
      'contractor chair',
      'contractor secretary',
      'clientRepresentative commissioner',
      'clientRepresentative contractor',
      'chair contractor',
      'secretary contractor',
    ]);
    expect(standApart(seat('contractor', 'one'), seat('contractor', 'other'))).toBe(true);
    expect(standApart(seat('clientRepresentative', 'one'), seat('clientRepresentative', 'other'))).toBe(false);
    expect(standApart(seat('commissioner', 'one'), seat('commissioner', 'other'))).toBe(false);
  });
});
