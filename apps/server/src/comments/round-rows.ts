import type { SectionId } from '@samenspel/domain';

export interface RoundRow {
  readonly roundId: string;
  readonly documentId: string;
  readonly tableId: string;
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
  SELECT round.id AS "roundId", round.document_id AS "documentId", document.table_id AS "tableId", round.question,
    round.opened_at AS "openedAt", round.by_seat AS "openedBy", round.closes_at AS "closesAt",
    round.answer_by AS "answerBy", early.at AS "closedEarlyAt", publication.at AS "publishedAt",
    without.at AS "closedWithoutAt",
    (SELECT jsonb_agg(jsonb_build_object('sectionId', section_id, 'generation', generation) ORDER BY section_id)
     FROM round_sections WHERE round_id = round.id) AS sections
  FROM rounds round
  JOIN documents document ON document.id = round.document_id
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
