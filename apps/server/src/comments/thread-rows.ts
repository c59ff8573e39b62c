import type { Anchor } from '@samenspel/domain';

export interface MentionRow {
  readonly seatId: string;
  readonly personId: string | null;
  readonly name: string | null;
}

export interface CommentRow {
  readonly commentId: string;
  readonly seatId: string;
  readonly personId: string;
  readonly name: string;
  readonly at: string;
  readonly withdrawnAt: string | null;
  readonly roundId: string | null;
  readonly revisions: readonly {
    readonly body: string;
    readonly at: string;
    readonly mentions: readonly MentionRow[];
  }[];
}

export interface ThreadRow {
  readonly threadId: string;
  readonly sectionId: string;
  readonly generation: number;
  readonly anchor: Anchor;
  readonly resolved: { readonly at: string; readonly seatId: string } | null;
  readonly comments: readonly CommentRow[];
}

/** The anchor of a `thread`, as clients know it. */
export const ANCHOR = `
  jsonb_build_object('blockId', thread.block_id, 'start', translate(encode(thread.start_position, 'base64'), E'\\n', ''),
    'end', translate(encode(thread.end_position, 'base64'), E'\\n', ''), 'quote', thread.quote, 'before', thread.before,
    'after', thread.after, 'alike', jsonb_build_object('here', thread.alike_here, 'elsewhere', thread.alike_elsewhere))`;

/** $1 sections and $2 their histories, pairwise: what is not among these is not read. $3 one thread, or null. */
export const THREADS = `
  SELECT thread.id AS "threadId", thread.section_id AS "sectionId", thread.generation,
    ${ANCHOR} AS anchor,
    (SELECT CASE WHEN state.resolved THEN jsonb_build_object('at', state.at, 'seatId', state.by_seat) END
     FROM comment_thread_states state WHERE state.thread_id = thread.id ORDER BY number DESC LIMIT 1) AS resolved,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('commentId', comment.id, 'seatId', comment.by_seat,
        'personId', comment.by_person, 'name', person.name, 'at', comment.at, 'withdrawnAt', comment.withdrawn_at,
        'roundId', comment.round_id, 'revisions', (
          SELECT jsonb_agg(jsonb_build_object('body', revision.body, 'at', revision.at, 'mentions', (
              SELECT coalesce(jsonb_agg(jsonb_build_object('seatId', mention.seat_id, 'personId', mention.person_id,
                'name', mentioned.name) ORDER BY mention.place), '[]')
              FROM comment_mentions mention LEFT JOIN persons mentioned ON mentioned.id = mention.person_id
              WHERE mention.comment_id = comment.id AND mention.revision = revision.number
            )) ORDER BY revision.number)
          FROM comment_revisions revision WHERE revision.comment_id = comment.id
        )) ORDER BY comment.number), '[]')
     FROM comments comment JOIN persons person ON person.id = comment.by_person
     WHERE comment.thread_id = thread.id) AS comments
  FROM comment_threads thread
  JOIN unnest($1::uuid[], $2::int[]) AS readable (section_id, generation)
    ON readable.section_id = thread.section_id AND readable.generation = thread.generation
  WHERE $3::uuid IS NULL OR thread.id = $3
  ORDER BY thread.created_at, thread.id`;
