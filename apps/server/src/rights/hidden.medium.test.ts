import type { SectionView, SessionSummary, TablePlanView } from '@samenspel/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { administrationOf } from '../testing/administration';
import { Browser } from '../testing/browser';
import { commentQuestions, storeHiddenComments } from '../testing/comments-questions';
import { addDocument, addSection, circlesOf } from '../testing/documents';
import { startHttpApp, type HttpApp } from '../testing/http-app';
import { hiddenOutcomes, outcomeQuestions } from '../testing/outcome-routes';
import { EDIT_DOCUMENT, of, type Asked } from '../testing/expected';
import { routesOf } from '../testing/routes';
import { Statements } from '../testing/statements';
import { sectionQuestions } from '../testing/section-questions';
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
let statements: Statements;
let world: TestWorld;
const browsers = new Map<Who, Browser>();
const as = (who: Who): Browser => browsers.get(who)!;

beforeAll(async () => {
  statements = Statements.listen();
  http = await startHttpApp();
  world = await makeWorld(http);
  for (const who of WHO) browsers.set(who, await world.as(who));
});
afterAll(async () => {
  await http?.close();
  statements.stop();
});

const ADD_DOCUMENT = { commissioner: 201, otherCommissioner: 201, chair: 201, secretary: 201 };

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
    ...outcomeQuestions(world.tableId, ofOutcomes).map(({ chair, others, secretary = others, ...question }) => ({
      ...question,
      expected: of(others, { chair, secretary }),
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
    ...sectionQuestions(world, sections),
  ];

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

  it('[R16] is refused with the same questions to the database as what does not exist', async () => {
    let compared = 0;
    for (const who of WHO) {
      for (const question of asked().filter(({ expected }) => expected[who] === 'hidden')) {
        statements.take();
        await ask(as(who), question, question.id());
        const hidden = statements.take();
        await ask(as(who), question, crypto.randomUUID());
        expect(hidden, `${who} ${question.route}`).toEqual(statements.take());
        expect(hidden.length, question.route).toBeGreaterThan(0);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(100);
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
