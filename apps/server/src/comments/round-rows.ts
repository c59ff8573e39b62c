import type { SectionId, Verdict } from '@samenspel/domain';

export interface RoundRow {
  readonly roundId: string;
  readonly documentId: string;
  readonly documentTitle: string;
  readonly formality: 'formal' | 'informal';
  readonly tableId: string;
  readonly tableName: string;
  readonly question: string;
  readonly openedAt: Date;
  readonly openedBy: string;
  readonly closesAt: Date;
  readonly answerBy: Date;
  readonly closedEarlyAt: Date | null;
  readonly publishedAt: Date | null;
  readonly closedWithoutAt: Date | null;
  readonly sections: readonly { readonly sectionId: SectionId; readonly generation: number }[];
}

const select = (condition: string): string => `
  SELECT round.id AS "roundId", round.document_id AS "documentId", document.title AS "documentTitle",
    document.formality, document.table_id AS "tableId", "table".name AS "tableName", round.question,
    round.opened_at AS "openedAt", round.by_seat AS "openedBy", round.closes_at AS "closesAt",
    round.answer_by AS "answerBy", early.at AS "closedEarlyAt", publication.at AS "publishedAt",
    without.at AS "closedWithoutAt",
    (SELECT jsonb_agg(jsonb_build_object('sectionId', section_id, 'generation', generation) ORDER BY section_id)
     FROM round_sections WHERE round_id = round.id) AS sections
  FROM rounds round
  JOIN documents document ON document.id = round.document_id
  JOIN tables "table" ON "table".id = document.table_id
  LEFT JOIN round_closings early ON early.round_id = round.id AND early.kind = 'early'
  LEFT JOIN round_closings without ON without.round_id = round.id AND without.kind = 'without'
  LEFT JOIN round_publications publication ON publication.round_id = round.id
  WHERE ${condition}
  ORDER BY round.opened_at DESC, round.id`;

export const ROUNDS = {
  round: select('round.id = ANY ($1)'),
  document: select('round.document_id = ANY ($1)'),
  table: select('document.table_id = ANY ($1)'),
  section: select(
    'EXISTS (SELECT 1 FROM round_sections its WHERE its.round_id = round.id AND its.section_id = ANY ($1))',
  ),
};

/** A remark as it counts: what it said when the round stopped gathering. */
export interface RemarkRow {
  readonly commentId: string;
  readonly seatId: string;
  readonly personId: string;
  readonly at: Date;
  readonly sectionId: string | null;
  readonly generation: number | null;
  readonly code: string | null;
  readonly title: string | null;
  readonly quote: string | null;
  readonly body: string;
  readonly verdict: Verdict | null;
  readonly why: string | null;
  readonly place: string | null;
  readonly version: number | null;
  readonly answerSeat: string | null;
  readonly answerAt: Date | null;
}

/** $1 the round, $2 the moment at which it stops gathering. */
export const REMARKS = `
  SELECT comment.id AS "commentId", comment.by_seat AS "seatId", comment.by_person AS "personId", comment.at,
    thread.section_id AS "sectionId", thread.generation, section.code, section.title, thread.quote, said.body,
    answer.verdict, answer.why, answer.place, answer.version, answer.by_seat AS "answerSeat", answer.at AS "answerAt"
  FROM comments comment
  JOIN LATERAL (
    SELECT body FROM comment_revisions
    WHERE comment_id = comment.id AND (at <= $2 OR number = 1) ORDER BY number DESC LIMIT 1
  ) said ON true
  LEFT JOIN comment_threads thread ON thread.id = comment.thread_id
  LEFT JOIN sections section ON section.id = thread.section_id
  LEFT JOIN round_answers answer ON answer.comment_id = comment.id AND answer.round_id = $1
  WHERE comment.round_id = $1 AND comment.withdrawn_at IS NULL
  ORDER BY section.order_key NULLS LAST, comment.at, comment.id`;

/** The same, of what was published: it stands as it was said and answered then. */
export const LINES = `
  SELECT line.comment_id AS "commentId", line.remark_seat AS "seatId", comment.by_person AS "personId",
    line.remark_at AS at, line.section_id AS "sectionId", NULL::int AS generation, line.section_code AS code,
    line.section_title AS title, line.quote, line.remark AS body, line.verdict, line.why, line.place, 1 AS version,
    line.answer_seat AS "answerSeat", line.answer_at AS "answerAt"
  FROM round_lines line JOIN comments comment ON comment.id = line.comment_id
  WHERE line.round_id = $1 ORDER BY line.number`;
