import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { World } from './leaks-world';
import { COMMENT_QUESTIONS, outcomeQuestions, type Question } from './leaks-questions';
import { ROOT } from './product';

export type { Question } from './leaks-questions';

const PLAN = new TextEncoder().encode('# Plan\n\n## Doelen\n\nMinder instroom.\n');

const MEETING = {
  title: 'Overleg',
  startsAt: '2030-12-01T09:00:00Z',
  place: 'Raadhuis',
  formality: 'formal',
  agenda: [],
};

const NOWHERE = {
  passage: { place: { generation: 1, seq: 1 }, from: { key: 'geen', offset: 0 }, to: { key: 'geen', offset: 1 } },
  words: 'X',
};

/** The demonstration's outbox: looked at for itself. */
export const LETTERS = 'GET /api/outbox';

/** Every route of docs/api.md but the two that sign out. */
export const QUESTIONS: readonly Question[] = [
  { route: 'GET /api/health', about: null, path: () => '/api/health' },
  { route: 'GET /api/ready', about: null, path: () => '/api/ready' },
  { route: 'GET /api/demo/people', about: null, path: () => '/api/demo/people' },
  {
    route: 'POST /api/demo/session',
    about: 'person',
    path: () => '/api/demo/session',
    body: (personId) => ({ personId }),
  },
  { route: 'GET /api/session', about: null, path: () => '/api/session' },
  { route: 'POST /api/session/seat', about: 'seat', path: () => '/api/session/seat', body: (seatId) => ({ seatId }) },
  { route: 'POST /api/session/confirm', about: null, path: () => '/api/session/confirm', body: () => ({}) },
  { route: 'GET /api/administration/mail', about: null, path: () => '/api/administration/mail' },
  {
    route: 'POST /api/sign-in',
    about: null,
    path: () => '/api/sign-in',
    body: () => ({ email: 'niemand@example.org', password: 'geen idee welk' }),
  },
  {
    route: 'POST /api/setup/look',
    about: null,
    path: () => '/api/setup/look',
    body: () => ({ token: 'A'.repeat(43) }),
  },
  {
    route: 'POST /api/setup',
    about: null,
    path: () => '/api/setup',
    body: () => ({
      token: 'A'.repeat(43),
      name: 'N',
      email: 'n@example.org',
      regionName: 'R',
      password: 'geen idee welk',
    }),
  },
  {
    route: 'POST /api/password/forgotten',
    about: null,
    path: () => '/api/password/forgotten',
    body: () => ({ email: 'niemand@example.org' }),
  },
  {
    route: 'POST /api/password/look',
    about: null,
    path: () => '/api/password/look',
    body: () => ({ token: 'A'.repeat(43) }),
  },
  {
    route: 'POST /api/password/reset',
    about: null,
    path: () => '/api/password/reset',
    body: () => ({ token: 'A'.repeat(43), password: 'geen idee welk' }),
  },
  {
    route: 'PUT /api/password',
    about: null,
    path: () => '/api/password',
    body: () => ({ current: 'geen idee welk', next: 'geen idee welk nog' }),
  },
  {
    route: 'POST /api/invitations/look',
    about: null,
    path: () => '/api/invitations/look',
    body: () => ({ token: 'A'.repeat(43) }),
  },
  {
    route: 'POST /api/invitations/accept',
    about: null,
    path: () => '/api/invitations/accept',
    body: () => ({ token: 'A'.repeat(43), name: 'N', jobTitle: 'J', password: 'geen idee welk' }),
  },
  {
    route: 'POST /api/invitations/join',
    about: null,
    path: () => '/api/invitations/join',
    body: () => ({ token: 'A'.repeat(43) }),
  },
  { route: 'GET /api/administration/invitations', about: null, path: () => '/api/administration/invitations' },
  {
    route: 'POST /api/administration/invitations',
    about: 'seat',
    path: () => '/api/administration/invitations',
    body: (seatId) => ({ email: 'niemand@example.org', seatId, until: null }),
  },
  {
    route: 'POST /api/administration/invitations/:invitationId/resend',
    about: 'invitation',
    path: (id) => `/api/administration/invitations/${id}/resend`,
    body: () => ({}),
  },
  {
    route: 'DELETE /api/administration/invitations/:invitationId',
    about: 'invitation',
    path: (id) => `/api/administration/invitations/${id}`,
  },
  { route: 'DELETE /api/sessions/:sessionId', about: 'session', path: (id) => `/api/sessions/${id}` },
  { route: 'GET /api/sessions', about: null, path: () => '/api/sessions' },
  { route: 'GET /api/tables/:tableId', about: 'table', path: (id) => `/api/tables/${id}` },
  { route: 'GET /api/tables/:tableId/seal', about: 'table', path: (id) => `/api/tables/${id}/seal` },
  { route: 'GET /api/tables/:tableId/seal/bundle', about: 'table', path: (id) => `/api/tables/${id}/seal/bundle` },
  {
    route: 'POST /api/tables/:tableId/documents',
    about: 'table',
    path: (id) => `/api/tables/${id}/documents`,
    body: () => ({ title: 'Verslag', kind: 'minutes', formality: 'formal' }),
  },
  {
    route: 'POST /api/tables/:tableId/imports/preview',
    about: 'table',
    path: (id) => `/api/tables/${id}/imports/preview?name=plan.md`,
    body: () => PLAN,
  },
  {
    route: 'POST /api/tables/:tableId/imports',
    about: 'table',
    path: (id) => `/api/tables/${id}/imports?name=plan.md&title=&kind=transformationPlan&formality=formal`,
    body: () => PLAN,
  },
  { route: 'GET /api/documents/:documentId', about: 'document', path: (id) => `/api/documents/${id}` },
  {
    route: 'POST /api/documents/:documentId/sections',
    about: 'document',
    path: (id) => `/api/documents/${id}/sections`,
    // For nobody at any table: where the document is seen it is refused, and nothing is made.
    body: () => ({ title: 'Nergens', preset: { kind: 'ownSeat', own: crypto.randomUUID() } }),
  },
  // Titles that nothing bears, places beside nothing: where it is seen it is refused, and nothing changes.
  {
    route: 'PUT /api/documents/:documentId/title',
    about: 'document',
    path: (id) => `/api/documents/${id}/title`,
    body: () => ({ title: 'Anders', was: 'Zo heet er geen' }),
  },
  {
    route: 'PUT /api/documents/:documentId/archive',
    about: 'document',
    path: (id) => `/api/documents/${id}/archive`,
    body: () => ({ archived: false }),
  },
  { route: 'GET /api/documents/:documentId/copy', about: 'document', path: (id) => `/api/documents/${id}/copy` },
  {
    route: 'POST /api/documents/:documentId/copies',
    about: 'document',
    path: (id) => `/api/documents/${id}/copies`,
    body: () => ({ title: 'Kopie', formality: 'formal', sections: [crypto.randomUUID()] }),
  },
  {
    route: 'GET /api/documents/:documentId/as/:seatId',
    about: 'other',
    path: (id) => `/api/documents/${id}/as/${crypto.randomUUID()}`,
  },
  {
    route: 'PUT /api/sections/:sectionId/title',
    about: 'section',
    path: (id) => `/api/sections/${id}/title`,
    body: () => ({ title: 'Anders', was: 'Zo heet er geen' }),
  },
  {
    route: 'PUT /api/sections/:sectionId/place',
    about: 'section',
    path: (id) => `/api/sections/${id}/place`,
    body: () => ({ after: crypto.randomUUID() }),
  },
  {
    route: 'PUT /api/sections/:sectionId/archive',
    about: 'section',
    path: (id) => `/api/sections/${id}/archive`,
    body: () => ({ archived: false }),
  },
  {
    route: 'POST /api/sections/:sectionId/split',
    about: 'section',
    path: (id) => `/api/sections/${id}/split`,
    body: () => ({ block: 'geen', title: 'Rest' }),
  },
  {
    route: 'POST /api/sections/:sectionId/merge',
    about: 'section',
    path: (id) => `/api/sections/${id}/merge`,
    body: () => ({ into: crypto.randomUUID() }),
  },
  ...['', '/version', '/authorship', '/comparison'].map((what): Question => ({
    route: `GET /api/sections/:sectionId/history${what}`,
    about: 'section',
    path: (id) => `/api/sections/${id}/history${what}?${what === '/comparison' ? 'from=1.1' : 'zone=Europe/Amsterdam'}`,
  })),
  {
    route: 'PUT /api/sections/:sectionId/history/names',
    about: 'section',
    path: (id) => `/api/sections/${id}/history/names`,
    // Without a name: the beginning, which has none, keeps none.
    body: () => ({ place: { generation: 1, seq: 1 }, name: null }),
  },
  {
    route: 'POST /api/sections/:sectionId/history/restorations',
    about: 'section',
    path: (id) => `/api/sections/${id}/history/restorations`,
    body: () => ({ version: { generation: 1, seq: 1 }, expected: { generation: 1, seq: 999_999 } }),
  },
  {
    route: 'POST /api/sections/:sectionId/history/erasure-preview',
    about: 'section',
    path: (id) => `/api/sections/${id}/history/erasure-preview`,
    body: () => NOWHERE,
  },
  {
    route: 'POST /api/sections/:sectionId/history/erasures',
    about: 'section',
    path: (id) => `/api/sections/${id}/history/erasures`,
    body: () => ({ ...NOWHERE, everywhere: true, comments: true, reason: 'Reden' }),
  },
  { route: 'GET /api/sections/:sectionId/rights', about: 'section', path: (id) => `/api/sections/${id}/rights` },
  {
    route: 'PUT /api/sections/:sectionId/rights',
    about: 'section',
    path: (id) => `/api/sections/${id}/rights`,
    // A version that was never there: who may change the rights is told of a conflict, and nothing changes.
    body: () => ({ accessVersion: 99, grants: [{ grantee: { kind: 'role', role: 'commissioner' }, right: 'write' }] }),
  },
  { route: 'GET /api/tables/:tableId/plan', about: 'table', path: (id) => `/api/tables/${id}/plan` },
  {
    route: 'PUT /api/tables/:tableId/phases',
    about: 'table',
    path: (id) => `/api/tables/${id}/phases`,
    body: () => ({ version: 99, phases: [] }),
  },
  {
    route: 'POST /api/tables/:tableId/meetings',
    about: 'table',
    path: (id) => `/api/tables/${id}/meetings`,
    body: () => MEETING,
  },
  {
    route: 'PUT /api/meetings/:meetingId',
    about: 'other',
    path: (id) => `/api/meetings/${id}`,
    body: () => ({ ...MEETING, version: 99 }),
  },
  {
    route: 'PUT /api/meetings/:meetingId/cancelled',
    about: 'other',
    path: (id) => `/api/meetings/${id}/cancelled`,
    body: () => ({ version: 99, cancelled: true }),
  },
  {
    route: 'POST /api/tables/:tableId/messages',
    about: 'table',
    path: (id) => `/api/tables/${id}/messages`,
    body: () => ({ messageId: crypto.randomUUID(), text: 'Mededeling', formality: 'informal' }),
  },
  {
    route: 'POST /api/messages/:messageId/withdrawal',
    about: 'other',
    path: (id) => `/api/messages/${id}/withdrawal`,
    body: () => ({}),
  },
  { route: 'GET /api/tables/:tableId/access', about: 'table', path: (id) => `/api/tables/${id}/access` },
  { route: 'GET /api/tables/:tableId/outcomes', about: 'table', path: (id) => `/api/tables/${id}/outcomes` },
  {
    route: 'POST /api/tables/:tableId/outcome-preparations',
    about: 'table',
    path: (id) => `/api/tables/${id}/outcome-preparations`,
    // On a section that is nowhere: the chair is told so, and nothing is made.
    body: () => ({ documentId: crypto.randomUUID(), sectionIds: [crypto.randomUUID()] }),
  },
  ...outcomeQuestions(),
  { route: 'GET /api/desk', about: null, path: () => '/api/desk' },
  // Nobody at a table administers: each of these must say the same to everybody.
  ...[
    ['GET', '', null],
    ['POST', '/regions', null],
    ['PUT', '/regions/:regionId', 'table'],
    ['POST', '/organisations', null],
    ['PUT', '/organisations/:organisationId', 'table'],
    ['DELETE', '/organisations/:organisationId', 'table'],
    ['POST', '/tables', null],
    ['PUT', '/tables/:tableId', 'table'],
    ['PUT', '/tables/:tableId/closed', 'table'],
    ['GET', '/tables/:tableId/access', 'table'],
    ['GET', '/tables/:tableId/seats/preview', 'table'],
    ['POST', '/tables/:tableId/seats', 'table'],
    ['DELETE', '/seats/:seatId', 'seat'],
    ['POST', '/seats/:seatId/terms', 'seat'],
    ['PUT', '/seats/:seatId/terms', 'seat'],
  ].map(([method, path, about]): Question => ({
    route: `${method} /api/administration${path}`,
    about: about as Question['about'],
    path: (id) => `/api/administration${path?.replace(/:\w+/, id)}`,
    ...(method === 'GET' || method === 'DELETE' ? {} : { body: () => ({}) }),
  })),
  {
    route: 'GET /api/documents/:documentId/export',
    about: 'document',
    path: (id) => `/api/documents/${id}/export?format=docx`,
  },
  { route: 'GET /api/search', about: 'table', path: (id) => `/api/search?q=plan&tableId=${id}` },
  ...COMMENT_QUESTIONS,
];
export const SIGNING_OUT = ['DELETE /api/session', 'DELETE /api/sessions'];

/** The routes that docs/api.md promises, without their queries. */
export function documentedRoutes(): string[] {
  const table = readFileSync(join(ROOT, 'docs/api.md'), 'utf8');
  return [...table.matchAll(/^\| ([A-Z]+ \/api\/[^ ?|]*)/gm)].map(([, route]) => route ?? '');
}

/** Ids of what is there, of each kind: seen by some and not by others. */
export async function idsOf(
  world: World,
  documentIds: readonly string[],
  sectionIds: readonly string[],
): Promise<Record<NonNullable<Question['about']>, string[]>> {
  const seats = await world.query<{ id: string }>('SELECT id FROM seats WHERE table_id = ANY ($1)', [
    [world.tableId, world.elsewhereId],
  ]);
  const of = async (what: string): Promise<string[]> =>
    (await belongings(world, sectionIds))[what]?.map(({ id }) => id) ?? [];
  const persons = await world.query<{ id: string }>('SELECT id FROM persons WHERE NOT demonstration LIMIT 3');
  return {
    table: [world.tableId, world.elsewhereId],
    document: [...documentIds],
    section: [...sectionIds],
    seat: seats.map(({ id }) => id),
    person: persons.map(({ id }) => id),
    session: await sessionOfSomebodyElse(world),
    invitation: await invitationTo(world, seats[0]?.id ?? ''),
    thread: await of('thread'),
    outcome: await of('outcome'),
    other: sectionIds.slice(0, 1),
  };
}

/** What belongs to a section and has an id of its own: who may read that section may see it, and nobody else. */
export async function belongings(
  world: World,
  sectionIds: readonly string[],
): Promise<Record<string, { id: string; sectionId: string }[]>> {
  const select = (sql: string): Promise<{ id: string; sectionId: string }[]> => world.query(sql, [sectionIds]);
  return {
    thread: await select('SELECT id, section_id AS "sectionId" FROM comment_threads WHERE section_id = ANY ($1)'),
    outcome: await select(
      `SELECT made.id, prepared.section_ids[1] AS "sectionId" FROM outcomes made
       JOIN outcome_preparations prepared ON prepared.id = made.preparation_id WHERE prepared.section_ids && $1::uuid[]`,
    ),
  };
}

/** A session of somebody who asks nothing here: ending it would be noticed. */
async function sessionOfSomebodyElse(world: World): Promise<string[]> {
  const rows = await world.query<{ id: string }>(
    `INSERT INTO sessions (id, token_hash, person_id, device, created_at, last_seen_at, expires_at)
     SELECT gen_random_uuid(), sha256(id::text::bytea), id, '', now(), now(), now() + interval '1 day'
     FROM persons WHERE name NOT LIKE 'Persoon %' ORDER BY name LIMIT 1 RETURNING id`,
  );
  return rows.map(({ id }) => id);
}

async function invitationTo(world: World, seatId: string): Promise<string[]> {
  const rows = await world.query<{ id: string }>(
    `INSERT INTO invitations (id, email, seat_id, invited_by, invited_at, token_hash, sent_at, expires_at)
     SELECT gen_random_uuid(), 'genodigde@example.org', $1, id, now(), sha256(id::text::bytea), now(), now() + interval '1 day'
     FROM persons ORDER BY name LIMIT 1 RETURNING id`,
    [seatId],
  );
  return rows.map(({ id }) => id);
}
