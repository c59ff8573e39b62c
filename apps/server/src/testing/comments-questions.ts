import type { DataSource } from 'typeorm';
import type { TestWorld, Who } from './world';

/** A route about a thread, a comment or a round, with what each role gets; who is not named finds nothing. */
export interface CommentQuestion {
  readonly route: string;
  readonly path: (id: string) => string;
  readonly body?: unknown;
  readonly id: string;
  readonly seen: Partial<Record<Who, number>>;
}

const THREAD = crypto.randomUUID();
const COMMENT = crypto.randomUUID();
const ROUND = crypto.randomUUID();

/** Puts a thread of a commissioner in one section, and a round over another, as rows. */
export async function storeHiddenComments(
  db: DataSource,
  world: TestWorld,
  documentId: string,
  { thread, round }: { readonly thread: string; readonly round: string },
): Promise<void> {
  const by = [world.seat('commissioner'), world.person('commissioner')];
  await db.query(
    `INSERT INTO comment_threads (id, section_id, generation, start_position, end_position, quote, before, after, created_at)
     VALUES ($1, $2, 1, '\\x0000', '\\x0000', 'woorden', '', '', now())`,
    [THREAD, thread],
  );
  await db.query(
    'INSERT INTO comments (id, thread_id, by_seat, by_person, number, at) VALUES ($1, $2, $3, $4, 1, now())',
    [COMMENT, THREAD, ...by],
  );
  await db.query(`INSERT INTO comment_revisions (comment_id, number, body, at) VALUES ($1, 1, 'x', now())`, [COMMENT]);
  await db.query(
    `INSERT INTO rounds (id, document_id, question, opened_at, closes_at, answer_by, by_seat, by_person)
     VALUES ($1, $2, 'x', '2026-01-01', '2027-01-01', '2027-01-01', $3, $4)`,
    [ROUND, documentId, ...by],
  );
  await db.query('INSERT INTO round_sections (round_id, section_id, generation) VALUES ($1, $2, 1)', [ROUND, round]);
}

/** What is asked of them: the thread is in a section of commissioners, the round over one of client representatives. */
export function commentQuestions(): CommentQuestion[] {
  const both = (status: number, author = status): Partial<Record<Who, number>> => ({
    commissioner: author,
    otherCommissioner: status,
  });
  const written = { commentId: crypto.randomUUID(), body: 'x', mentions: [], countsInRound: true };
  const ask = (
    route: string,
    id: string,
    seen: CommentQuestion['seen'],
    body?: unknown,
    path = (asked: string): string => route.split(' ')[1]!.replace(/:\w+/, asked),
  ): CommentQuestion => ({ route, path, id, seen, ...(body === undefined ? {} : { body }) });
  const inRound = (status: number): Partial<Record<Who, number>> => ({ clientRepresentative: status });
  const answer = { verdict: 'partly', why: 'x', place: '', version: 0 };
  return [
    ask('POST /api/threads/:threadId/comments', THREAD, both(201), written),
    ask('PUT /api/threads/:threadId/resolution', THREAD, both(409), { resolved: true, lastSeen: crypto.randomUUID() }),
    ask('DELETE /api/threads/:threadId/mentions', THREAD, both(204)),
    ask('PUT /api/comments/:commentId', COMMENT, both(403, 204), { body: 'x', mentions: [] }),
    ask('PUT /api/comments/:commentId/round', COMMENT, both(403, 409), { counts: true }),
    ask('DELETE /api/comments/:commentId', COMMENT, both(403, 204)),
    ask('GET /api/rounds/:roundId', ROUND, inRound(200)),
    ask('POST /api/rounds/:roundId/remarks', ROUND, inRound(201), { commentId: crypto.randomUUID(), body: 'x' }),
    ask('POST /api/rounds/:roundId/closing', ROUND, inRound(403), {}),
    ask(
      'PUT /api/rounds/:roundId/answers/:commentId',
      ROUND,
      inRound(403),
      answer,
      (id) => `/api/rounds/${id}/answers/${COMMENT}`,
    ),
    ask('POST /api/rounds/:roundId/publication', ROUND, inRound(403), { hash: '0'.repeat(64) }),
    ask('POST /api/rounds/:roundId/addenda', ROUND, inRound(403), { addendumId: crypto.randomUUID(), text: 'x' }),
    ask('POST /api/rounds/:roundId/without', ROUND, inRound(403), { reason: 'x' }),
  ];
}
