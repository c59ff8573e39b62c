import {
  audienceOf,
  id,
  rightOn,
  type Preset,
  type PresetInput,
  type SectionView,
  type SessionSummary,
  type TableId,
  type TablePlanView,
} from '@samenspel/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { administrationOf } from '../testing/administration';
import { Browser } from '../testing/browser';
import { commentQuestions, storeHiddenComments } from '../testing/comments-questions';
import { addDocument, addSection, circlesOf } from '../testing/documents';
import { startHttpApp, type HttpApp } from '../testing/http-app';
import { hiddenOutcomes, outcomeQuestions } from '../testing/outcome-routes';
import { routesOf } from '../testing/routes';
import { makeWorld, WHO, type TestWorld, type Who } from '../testing/world';

const PLAN = new TextEncoder().encode('# Plan\n\n## Doelen\n\nMinder instroom.\n');

const MEETING = {
  title: 'Overleg',
  startsAt: '2026-12-01T09:00:00Z',
  place: 'Raadhuis',
  formality: 'formal',
  agenda: [],
};

let http: HttpApp;
let world: TestWorld;
const browsers = new Map<Who, Browser>();
const as = (who: Who): Browser => browsers.get(who)!;

beforeAll(async () => {
  http = await startHttpApp();
  world = await makeWorld(http);
  for (const who of WHO) browsers.set(who, await world.as(who));
});
afterAll(() => http?.close());

/** What each role gets of each route that is about something: null for what it may not see. */
type Expected = Record<Who, number | 'hidden'>;
const of = (status: number | 'hidden', others: Partial<Expected> = {}): Expected =>
  ({ ...Object.fromEntries(WHO.map((who) => [who, status])), ...others }) as Expected;
const EDIT_DOCUMENT = (status: number): Partial<Expected> => ({
  commissioner: status,
  otherCommissioner: status,
  chair: status,
  secretary: status,
});
const ADD_DOCUMENT = { commissioner: 201, otherCommissioner: 201, chair: 201, secretary: 201 };

const WORDLESS_THREAD = {
  threadId: crypto.randomUUID(),
  commentId: crypto.randomUUID(),
  body: 'x',
  mentions: [],
  countsInRound: false,
  anchor: { blockId: null, start: 'AAAA', end: 'AAAA', quote: 'nergens', before: '', after: '' },
  generation: 1,
  seq: 1,
};

interface Asked {
  readonly route: string;
  readonly path: (id: string) => string;
  readonly body?: unknown;
  readonly expected: Expected;
  readonly id: () => string;
}

describe('[R4] what may not be seen', () => {
  let documentId: string;
  let meetingId: string;
  const messageId = crypto.randomUUID();
  let sessionId: string;
  const sections = new Map<string, SectionView>();
  let ofOutcomes: Awaited<ReturnType<typeof hiddenOutcomes>>;

  beforeAll(async () => {
    const planned = await as('chair').send('POST', `/api/tables/${world.tableId}/meetings`, MEETING);
    meetingId = planned.json<TablePlanView>().meetings[0]!.meetingId;
    const message = { messageId, text: 'Van de secretaris', formality: 'formal' };
    await as('secretary').send('POST', `/api/tables/${world.tableId}/messages`, message);
    documentId = await addDocument(as('secretary'), world.tableId);
    const other = new Browser(http.url);
    await other.signInAs(await world.personWith([{ seatId: world.seat('chair') }]));
    sessionId = (await other.get('/api/sessions')).json<SessionSummary[]>()[0]!.sessionId;
    for (const { title, maker, preset } of circlesOf(world)) {
      sections.set(title, await addSection(as(maker), documentId, title, preset));
    }
    ofOutcomes = await hiddenOutcomes(as('chair'), world.tableId, documentId, sections.get('CANARY own chair')!);
    const [thread, round] = ['CANARY mandate', 'CANARY advice'].map((title) => sections.get(title)!.sectionId);
    await storeHiddenComments(http.owner, world, documentId, { thread: thread!, round: round! });
  });

  const asked = (): Asked[] => [
    {
      route: 'GET /api/tables/:tableId',
      path: (id) => `/api/tables/${id}`,
      id: () => world.tableId,
      expected: of(200),
    },
    {
      route: 'GET /api/tables/:tableId/seal',
      path: (id) => `/api/tables/${id}/seal`,
      id: () => world.tableId,
      expected: of(200),
    },
    {
      route: 'GET /api/tables/:tableId/seal/bundle',
      path: (id) => `/api/tables/${id}/seal/bundle`,
      id: () => world.tableId,
      expected: of(200),
    },
    {
      route: 'POST /api/tables/:tableId/documents',
      path: (id) => `/api/tables/${id}/documents`,
      body: { title: 'X', kind: 'minutes', formality: 'formal' },
      id: () => world.tableId,
      expected: of(403, ADD_DOCUMENT),
    },
    {
      route: 'POST /api/tables/:tableId/imports/preview',
      path: (id) => `/api/tables/${id}/imports/preview?name=plan.md`,
      body: PLAN,
      id: () => world.tableId,
      expected: of(403, { commissioner: 200, otherCommissioner: 200, chair: 200, secretary: 200 }),
    },
    {
      route: 'POST /api/tables/:tableId/imports',
      path: (id) => `/api/tables/${id}/imports?name=plan.md&title=&kind=transformationPlan&formality=formal`,
      body: PLAN,
      id: () => world.tableId,
      expected: of(403, ADD_DOCUMENT),
    },
    {
      route: 'GET /api/documents/:documentId',
      path: (id) => `/api/documents/${id}`,
      id: () => documentId,
      expected: of(200),
    },
    {
      route: 'GET /api/documents/:documentId/export',
      path: (id) => `/api/documents/${id}/export?format=docx`,
      id: () => documentId,
      expected: of(200),
    },
    {
      route: 'POST /api/documents/:documentId/sections',
      path: (id) => `/api/documents/${id}/sections`,
      body: { title: 'X', preset: { kind: 'wholeTable' } },
      id: () => documentId,
      expected: of(403, { ...ADD_DOCUMENT, contractor: 201, otherContractor: 201 }),
    },
    {
      route: 'GET /api/tables/:tableId/plan',
      path: (id) => `/api/tables/${id}/plan`,
      id: () => world.tableId,
      expected: of(200),
    },
    {
      route: 'GET /api/tables/:tableId/access',
      path: (id) => `/api/tables/${id}/access`,
      id: () => world.tableId,
      expected: of(200),
    },
    {
      route: 'PUT /api/tables/:tableId/phases',
      path: (id) => `/api/tables/${id}/phases`,
      body: { version: 99, phases: [] },
      id: () => world.tableId,
      expected: of(403, { chair: 409, secretary: 409 }),
    },
    {
      route: 'POST /api/tables/:tableId/meetings',
      path: (id) => `/api/tables/${id}/meetings`,
      body: MEETING,
      id: () => world.tableId,
      expected: of(403, { chair: 201, secretary: 201 }),
    },
    {
      route: 'PUT /api/meetings/:meetingId',
      path: (id) => `/api/meetings/${id}`,
      body: { ...MEETING, version: 99 },
      id: () => meetingId,
      expected: of(403, { chair: 409, secretary: 409 }),
    },
    {
      route: 'PUT /api/meetings/:meetingId/cancelled',
      path: (id) => `/api/meetings/${id}/cancelled`,
      body: { version: 99, cancelled: true },
      id: () => meetingId,
      expected: of(403, { chair: 409, secretary: 409 }),
    },
    {
      route: 'POST /api/tables/:tableId/messages',
      path: (id) => `/api/tables/${id}/messages`,
      body: { messageId: crypto.randomUUID(), text: 'Hallo', formality: 'informal' },
      id: () => world.tableId,
      expected: of(201, { observer: 403 }),
    },
    {
      route: 'POST /api/messages/:messageId/withdrawal',
      path: (id) => `/api/messages/${id}/withdrawal`,
      body: {},
      id: () => messageId,
      expected: of(403, { secretary: 200 }),
    },
    {
      // Of somebody who never asks here: nobody's own, so nobody's.
      route: 'DELETE /api/sessions/:sessionId',
      path: (id) => `/api/sessions/${id}`,
      id: () => sessionId,
      expected: of('hidden'),
    },
    ...administrationOf(world.tableId, world.seat('chair')).map(({ route, path, body, id }) => ({
      route,
      path,
      body,
      id: () => id,
      expected: of('hidden'),
    })),
    {
      route: 'PUT /api/documents/:documentId/title',
      path: (id) => `/api/documents/${id}/title`,
      // A title that it never had: who may rename it gets `conflict`, so that nothing changes here.
      body: { title: 'X', was: 'Never' },
      id: () => documentId,
      expected: of(403, EDIT_DOCUMENT(409)),
    },
    {
      route: 'PUT /api/documents/:documentId/archive',
      path: (id) => `/api/documents/${id}/archive`,
      body: { archived: false },
      id: () => documentId,
      expected: of(403, EDIT_DOCUMENT(200)),
    },
    {
      route: 'GET /api/documents/:documentId/copy',
      path: (id) => `/api/documents/${id}/copy`,
      id: () => documentId,
      expected: of(403, EDIT_DOCUMENT(200)),
    },
    {
      route: 'POST /api/documents/:documentId/copies',
      path: (id) => `/api/documents/${id}/copies`,
      body: { title: 'X', formality: 'formal', sections: [] },
      id: () => documentId,
      expected: of(403, EDIT_DOCUMENT(409)),
    },
    {
      route: 'GET /api/documents/:documentId/as/:seatId',
      path: (id) => `/api/documents/${id}/as/${world.seat('contractor')}`,
      id: () => documentId,
      expected: of(200),
    },
    ...outcomeQuestions(world.tableId, ofOutcomes).map(({ chair, others, ...question }) => ({
      ...question,
      expected: of(others, { chair }),
    })),
    ...commentQuestions().map(({ route, path, body, id, seen }) => ({
      route,
      path,
      body,
      id: () => id,
      expected: of('hidden', seen),
    })),
    {
      route: 'GET /api/documents/:documentId/threads',
      path: (id) => `/api/documents/${id}/threads`,
      id: () => documentId,
      expected: of(200),
    },
    {
      route: 'GET /api/documents/:documentId/rounds',
      path: (id) => `/api/documents/${id}/rounds`,
      id: () => documentId,
      expected: of(200),
    },
    {
      route: 'POST /api/documents/:documentId/rounds',
      path: (id) => `/api/documents/${id}/rounds`,
      // On a section that is not there: who may open a round is told so, and nothing is opened.
      body: {
        roundId: crypto.randomUUID(),
        sectionIds: [crypto.randomUUID()],
        question: 'x',
        closesAt: '2030-01-01T00:00:00Z',
        answerBy: '2030-01-01T00:00:00Z',
      },
      id: () => documentId,
      expected: of(403, { chair: 400, secretary: 400 }),
    },
    ...circlesOf(world).flatMap(({ title, readers, preset }): Asked[] => {
      const sectionId = (): string => sections.get(title)!.sectionId;
      const hidden = of('hidden');
      const whoWrites = Object.fromEntries(readers.map((who) => [who, writes(who, preset) ? 404 : 403]));
      const whoReads = Object.fromEntries(readers.map((who) => [who, 200]));
      const whoEdits = (status: number): Partial<Expected> =>
        Object.fromEntries(readers.map((who) => [who, edits(who, title) ? status : 403]));
      const edit = (method: string, what: string, body: unknown, status: number): Asked => ({
        route: `${method} /api/sections/:sectionId/${what}`,
        path: (id) => `/api/sections/${id}/${what}`,
        body,
        id: sectionId,
        expected: { ...hidden, ...whoEdits(status) },
      });
      const comments = (who: Who): boolean =>
        title !== 'CANARY vision' && !(title === 'CANARY common' && who === 'observer');
      const whoComments = (status: number): Partial<Expected> =>
        Object.fromEntries(readers.map((who) => [who, comments(who) ? status : 403]));
      const whoOwns = Object.fromEntries(readers.map((who) => [who, owns(who, title) ? 409 : 403]));
      return [
        {
          route: 'GET /api/sections/:sectionId/rights',
          path: (id) => `/api/sections/${id}/rights`,
          id: sectionId,
          expected: { ...hidden, ...whoReads },
        },
        {
          route: 'PUT /api/sections/:sectionId/rights',
          path: (id) => `/api/sections/${id}/rights`,
          // A version that was never there: who may change the rights gets `conflict`, so that nothing changes here.
          body: { accessVersion: 99, grants: [{ grantee: { kind: 'role', role: 'commissioner' }, right: 'write' }] },
          id: sectionId,
          expected: { ...hidden, ...whoOwns },
        },
        {
          route: 'GET /api/sections/:sectionId/threads',
          path: (id) => `/api/sections/${id}/threads`,
          id: sectionId,
          expected: { ...hidden, ...whoReads },
        },
        {
          route: 'GET /api/sections/:sectionId/mentionable',
          path: (id) => `/api/sections/${id}/mentionable`,
          id: sectionId,
          expected: { ...hidden, ...whoComments(200) },
        },
        {
          route: 'POST /api/sections/:sectionId/threads',
          path: (id) => `/api/sections/${id}/threads`,
          // On words that stand nowhere: who may comment is told that the text is another, and nothing is begun.
          body: WORDLESS_THREAD,
          id: sectionId,
          expected: { ...hidden, ...whoComments(409) },
        },
        edit('PUT', 'title', { title: 'X', was: 'Never' }, 409),
        edit('PUT', 'place', { after: crypto.randomUUID() }, 400),
        edit('PUT', 'archive', { archived: false }, 200),
        edit('POST', 'split', { block: 'none', title: 'X' }, 409),
        edit('POST', 'merge', { into: crypto.randomUUID() }, 400),
        ...['', '/version', '/authorship', '/comparison'].map((what): Asked => ({
          route: `GET /api/sections/:sectionId/history${what}`,
          path: (id) => `/api/sections/${id}/history${what}?${what === '/comparison' ? 'from=1.0' : 'zone=UTC'}`,
          id: sectionId,
          expected: { ...hidden, ...whoReads },
        })),
        // Of a version that was never there: who may write is told that it is not, and nothing changes here.
        {
          route: 'PUT /api/sections/:sectionId/history/names',
          path: (id) => `/api/sections/${id}/history/names`,
          body: { place: { generation: 9, seq: 9 }, name: 'X' },
          id: sectionId,
          expected: { ...hidden, ...whoWrites },
        },
        {
          route: 'POST /api/sections/:sectionId/history/restorations',
          path: (id) => `/api/sections/${id}/history/restorations`,
          body: { version: { generation: 9, seq: 9 }, expected: { generation: 1, seq: 9 } },
          id: sectionId,
          expected: { ...hidden, ...whoWrites },
        },
      ];
    }),
  ];

  const writes = (who: Who, preset: PresetInput): boolean => {
    const role = who === 'otherContractor' ? 'contractor' : who === 'otherCommissioner' ? 'commissioner' : who;
    const tableId = id<TableId>(world.tableId);
    const audience = audienceOf(preset as Preset);
    return rightOn({ seatId: id(world.seat(who)), tableId, role }, { tableId, ...audience }) === 'write';
  };

  const owns = (who: Who, title: string): boolean => {
    const commissioner = who === 'commissioner' || who === 'otherCommissioner';
    if (title.startsWith('CANARY own') || title === 'CANARY advice') return true;
    return commissioner || title.startsWith('CANARY annex');
  };

  /** Who writes and owns it, and who prepares the table's papers and writes. */
  const edits = (who: Who, title: string): boolean => {
    if (title === 'CANARY vision') return false;
    const prepares = who === 'chair' || who === 'secretary';
    return title === 'CANARY common' ? prepares || owns(who, title) : owns(who, title);
  };

  const ask = async (
    who: Browser,
    { route, path, body }: Asked,
    id: string,
  ): Promise<{ status: number; all: string }> => {
    const answer = await who.send(route.split(' ')[0]!, path(id), body);
    const headers = [...answer.headers]
      .filter(([name]) => name !== 'date' && name !== 'request-id')
      .map(([name, value]) => `${name}: ${value}`);
    return { status: answer.status, all: [answer.status, ...headers, '', answer.text].join('\n') };
  };

  it.each(WHO)('answers %s as if it did not exist, byte for byte; what may not be done is refused', async (who) => {
    for (const question of asked()) {
      const expected = question.expected[who];
      const answer = await ask(as(who), question, question.id());
      const nowhere = await ask(as(who), question, crypto.randomUUID());
      expect(nowhere.status, question.route).toBe(404);
      expect(answer.status, question.route).toBe(expected === 'hidden' ? 404 : expected);
      if (expected === 'hidden') expect(answer.all, question.route).toBe(nowhere.all);
    }
  });

  it('is everything, for somebody at another table', async () => {
    const stranger = new Browser(http.url);
    await stranger.signInAs(await world.personWith([{ seatId: world.elsewhere.seatId }]));
    for (const question of asked()) {
      const answer = await ask(stranger, question, question.id());
      expect(answer.all, question.route).toBe((await ask(stranger, question, crypto.randomUUID())).all);
      expect(answer.status, question.route).toBe(404);
    }
  });

  it('is the answer for an address where nothing is, too', async () => {
    const texts = await Promise.all(
      ['/api/nothing', '/api/tables/not-an-id', `/api/tables/${crypto.randomUUID()}`].map(
        async (path) => (await as('chair').get(path)).text,
      ),
    );
    expect(new Set(texts)).toEqual(new Set(['{"code":"not-found","status":404}']));
  });

  it('is asked of every route that is about something', () => {
    const covered = new Set(asked().map(({ route }) => route));
    const about = routesOf(http.app).filter(({ path }) => path.includes(':'));
    expect(about.map(({ method, path }) => `${method} ${path}`).filter((route) => !covered.has(route))).toEqual([]);
  });
});
