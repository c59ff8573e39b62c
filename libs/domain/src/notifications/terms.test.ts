import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { endsRequestOf } from '../decisions/who';
import { ROLES } from '../tables/roles';
import { DESK_KINDS } from './desk';
import { dutchMoment, inOrderOfTerm, isOverdue, letterIsDue, NOT_ON_A_DESK, TERMS } from './terms';

const NOW = new Date('2026-11-23T09:00:00.000Z');
const at = (text: string): string => new Date(text).toISOString();

/** Fields of what is asked and answered that say when something was, or is no term of a table. */
const NO_TERMS = new Set([
  ...[
    'at',
    'createdAt',
    'recordedAt',
    'publishedAt',
    'withdrawnAt',
    'cancelledAt',
    'closedAt',
    'editedAt',
    'archivedAt',
  ],
  ...['sentAt', 'lastSentAt', 'lastSeenAt', 'startedAt', 'opensAt', 'since', 'addedAt', 'resolvedAt', 'signedInAt'],
  ...[
    'from',
    'date',
    'checkedAt',
    'on',
    'invitedAt',
    'firstAt',
    'lastAt',
    'editedOn',
    'changedAt',
    'madeAt',
    'erasedAt',
  ],
]);
const FIELD = /(\w+): z\.iso\.(?:date|datetime)\(\)/g;
/** How the fields of the contracts are called in the list. */
const IN_LIST: Readonly<Record<string, string>> = {
  closesAt: 'rounds.closes_at',
  answerBy: 'rounds.answer_by',
  dissentUntil: 'outcome_preparations.dissent_until',
  startsAt: 'meetings.starts_at',
  before: 'content.asked.before',
  until: 'seat_occupants.until_at',
  expiresAt: 'invitations.expires_at',
};

function contracts(folder: string): { path: string; text: string }[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((file) => file.isFile() && file.name.endsWith('.ts') && !file.name.endsWith('.test.ts'))
    .map((file) => join(file.parentPath, file.name))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

function termsWithoutEntry(files: readonly { readonly path: string; readonly text: string }[]): string[] {
  const listed = new Set([...Object.values(TERMS).map(({ from }) => from), ...Object.keys(NOT_ON_A_DESK)]);
  return files.flatMap(({ path, text }) =>
    [...text.matchAll(FIELD)]
      .map(([, field]) => field ?? '')
      .filter((field) => !NO_TERMS.has(field) && !listed.has(IN_LIST[field] ?? ''))
      .map((field) => `${path}: ${field}`),
  );
}

describe('[T31] the list of terms', () => {
  it('has every kind of line of a desk, and every day and moment of a contract that is to come', () => {
    expect(Object.keys(TERMS).sort()).toEqual([...DESK_KINDS].sort());
    const files = contracts(join(import.meta.dirname, '..'));
    expect(files.flatMap(({ text }) => [...text.matchAll(FIELD)]).length).toBeGreaterThan(30);
    expect(termsWithoutEntry(files)).toEqual([]);
  });

  it('misses a term that has no entry', () => {
    const text = 'const A = z.object({ decideBy: z.iso.date(), at: z.iso.datetime() });';
    expect(termsWithoutEntry([{ path: 'planted', text }])).toEqual(['planted: decideBy']);
  });
});

describe('[T32] a term that is over', () => {
  it('stays what it was until the end of its day in the Netherlands', () => {
    const asked = { kind: 'askedByOutcome', before: at('2026-11-23T12:00:00Z') } as const;
    expect(isOverdue(asked, new Date('2026-11-23T22:59:59Z'))).toBe(false);
    expect(isOverdue(asked, new Date('2026-11-23T23:00:00Z'))).toBe(true);
    expect(isOverdue({ ...asked, before: null }, new Date('2030-01-01T00:00:00Z'))).toBe(false);
    expect(isOverdue({ kind: 'answersWanted', before: at('2026-11-23T09:00:00Z') }, NOW)).toBe(true);
    expect(isOverdue({ kind: 'meeting', before: at('2026-11-20T09:00:00Z') }, NOW)).toBe(false);
  });

  it('comes first, and what has none comes last', () => {
    const items = [null, at('2026-12-01'), at('2026-11-01')].map((before) => ({ before }));
    expect(inOrderOfTerm(items).map(({ before }) => before)).toEqual([at('2026-11-01'), at('2026-12-01'), null]);
  });
});

describe('[N8] a letter about a term', () => {
  it('is due when the term comes near, not before and not after', () => {
    const due = (before: string | null): boolean => letterIsDue({ kind: 'dissent', before }, NOW);
    expect(due(at('2026-11-24T09:00:00Z'))).toBe(true);
    expect(due(at('2026-11-24T09:00:01Z'))).toBe(false);
    expect(due(at('2026-11-23T09:00:00Z'))).toBe(false);
    expect(due(null)).toBe(false);
    expect(letterIsDue({ kind: 'answersWanted', before: at('2027-01-01') }, NOW)).toBe(true);
    expect(letterIsDue({ kind: 'mention', before: null }, NOW)).toBe(false);
  });

  it('says of which zone its time is', () => {
    expect(dutchMoment(new Date('2026-07-01T08:00:00Z'))).toBe('woensdag 1 juli 2026 om 10:00 (Nederlandse tijd)');
  });
});

it('[T33] what is asked of a party is ended by that party, and by chair and secretary for it; never by an observer', () => {
  const other = ROLES.filter((role) => endsRequestOf({ role, organisationId: 'a' }, 'b'));
  expect(other.sort()).toEqual(['chair', 'secretary']);
  const own = ROLES.filter((role) => endsRequestOf({ role, organisationId: 'a' }, 'a'));
  expect(own).toEqual(ROLES.filter((role) => role !== 'observer'));
});
