/** A route, and how it is asked about something by its id. */
export interface Question {
  readonly route: string;
  readonly about:
    | 'table'
    | 'document'
    | 'section'
    | 'seat'
    | 'person'
    | 'session'
    | 'invitation'
    | 'thread'
    | 'outcome'
    | 'other'
    | null;
  readonly path: (id: string) => string;
  readonly body?: (id: string) => unknown;
}

/** The routes of an outcome and of one in the making, asked about one that is nowhere. */
export function outcomeQuestions(): Question[] {
  const nowhere = crypto.randomUUID();
  const once = { requestId: crypto.randomUUID() };
  const place = { sectionId: nowhere, code: 'X', title: 'X', generation: 1, seq: 0, hash: '0'.repeat(64) };
  const text = { subject: 'X', changes: 'X', motivation: 'X', competence: 'X', consulted: 'X' };
  const content = { ...text, kind: 'plan', how: 'consensus', asked: [], organs: [], supersedes: [] };
  const organ = { organisationId: nowhere, organ: 'college', label: '' };
  const adoption = { organ, result: 'adopted', date: '2030-12-01', ground: 'own', source: 'X', reservation: '' };
  const question =
    (kind: string, id: string) =>
    (method: string, more = '', body?: unknown): Question => ({
      route: `${method} /api/${kind}/:${id}${more}`,
      about: null,
      path: () => `/api/${kind}/${nowhere}${more}`,
      ...(body === undefined ? {} : { body: () => body }),
    });
  const preparation = question('outcome-preparations', 'preparationId');
  const outcome = question('outcomes', 'outcomeId');
  return [
    preparation('GET'),
    preparation('PUT', '', { version: 1, sectionIds: [nowhere], content }),
    preparation('DELETE'),
    preparation('POST', '/close', { version: 1, dissentUntil: null }),
    preparation('POST', '/reopen', { version: 1 }),
    preparation('PUT', '/dissent', { text: 'X' }),
    preparation('DELETE', '/dissent'),
    preparation('GET', '/confirmation'),
    preparation('POST', '/record', { ...once, version: 1, texts: [place], dissentHash: place.hash, roundsReason: '' }),
    { route: 'GET /api/outcomes/:outcomeId', about: 'outcome', path: (id) => `/api/outcomes/${id}` },
    outcome('POST', '/adoptions', { ...once, ...adoption, reason: '', corrects: null }),
    {
      ...outcome('POST', '/requests/:place', { state: 'done', number: 0 }),
      path: () => `/api/outcomes/${nowhere}/requests/0`,
    },
    outcome('POST', '/publication', once),
    outcome('POST', '/publication/withdrawal', once),
    question('public/outcomes', 'publicId')('GET'),
  ];
}
const REPLY = { commentId: crypto.randomUUID(), body: 'Nergens', mentions: [], countsInRound: false };
const WORDLESS_THREAD = {
  threadId: crypto.randomUUID(),
  commentId: crypto.randomUUID(),
  body: 'Nergens',
  mentions: [],
  countsInRound: false,
  anchor: {
    blockId: null,
    start: 'AAAA',
    end: 'AAAA',
    quote: 'nergens in een tekst',
    before: '',
    after: '',
    alike: { here: 0, elsewhere: 0 },
  },
  generation: 99,
  seq: 1,
};

/** Comments and rounds. Comments and rounds are asked about by ids that are none of theirs (`other`): nothing is withdrawn or closed. */
export const COMMENT_QUESTIONS: readonly Question[] = (
  [
    ['GET', 'documents/:documentId/threads', 'document', null],
    ['GET', 'documents/:documentId/rounds', 'document', null],
    [
      'POST',
      'documents/:documentId/rounds',
      'document',
      {
        roundId: crypto.randomUUID(),
        sectionIds: [crypto.randomUUID()],
        question: 'Nergens',
        closesAt: '2030-01-01T00:00:00Z',
        answerBy: '2030-01-01T00:00:00Z',
      },
    ],
    ['GET', 'sections/:sectionId/threads', 'section', null],
    ['GET', 'sections/:sectionId/mentionable', 'section', null],
    ['POST', 'sections/:sectionId/threads', 'section', WORDLESS_THREAD],
    ['POST', 'threads/:threadId/comments', 'thread', REPLY],
    ['PUT', 'threads/:threadId/resolution', 'thread', { resolved: true, lastSeen: crypto.randomUUID() }],
    ['DELETE', 'threads/:threadId/mentions', 'thread', null],
    ['PUT', 'comments/:commentId', 'other', { body: 'Nergens', mentions: [] }],
    ['PUT', 'comments/:commentId/round', 'other', { counts: false }],
    ['DELETE', 'comments/:commentId', 'other', null],
    ['GET', 'rounds/:roundId', 'other', null],
    ['POST', 'rounds/:roundId/remarks', 'other', { commentId: crypto.randomUUID(), body: 'Nergens' }],
    ['POST', 'rounds/:roundId/closing', 'other', {}],
    [
      'PUT',
      'rounds/:roundId/answers/:commentId',
      'other',
      { verdict: 'partly', why: 'Nergens', place: '', version: 0 },
    ],
    ['POST', 'rounds/:roundId/publication', 'other', { hash: '0'.repeat(64) }],
    ['POST', 'rounds/:roundId/addenda', 'other', { addendumId: crypto.randomUUID(), text: 'Nergens' }],
    ['POST', 'rounds/:roundId/without', 'other', { reason: 'Nergens' }],
  ] as const
).map(([method, path, about, body]): Question => ({
  route: `${method} /api/${path}`,
  about,
  path: (id) => `/api/${path.replaceAll(/:\w+/g, id)}`,
  ...(body === null ? {} : { body: () => body }),
}));
