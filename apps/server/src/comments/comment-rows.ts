import { Refusal, type Actor, type MentionInput, type PersonId, type SeatId } from '@samenspel/domain';
import type { EntityManager } from 'typeorm';

/** Who writes: a person through a seat. */
export interface Author {
  readonly seatId: SeatId;
  readonly personId: PersonId;
}

/** @throws Refusal `no-seat` */
export function authorOf(actor: Actor): Author {
  if (actor.seat === null) throw new Refusal('no-seat');
  return { seatId: actor.seat.seatId, personId: actor.personId };
}

export interface CommentToStore {
  readonly commentId: string;
  readonly threadId: string | null;
  readonly roundId: string | null;
  readonly author: Author;
  readonly at: Date;
  readonly body: string;
  readonly mentions: readonly MentionInput[];
}

/**
 * Stores a comment with its first text. The caller holds the thread's lock, so its number is free.
 *
 * @returns false when a comment with this id is there already: the command came twice
 */
export async function storeComment(manager: EntityManager, comment: CommentToStore): Promise<boolean> {
  const { commentId, threadId, roundId, author, at } = comment;
  const added: unknown[] = await manager.query(
    `INSERT INTO comments (id, thread_id, round_id, by_seat, by_person, number, at)
     SELECT $1, $2, $3, $4, $5, coalesce((SELECT max(number) FROM comments WHERE thread_id = $2), 0) + 1, $6
     ON CONFLICT (id) DO NOTHING RETURNING id`,
    [commentId, threadId, roundId, author.seatId, author.personId, at],
  );
  if (added.length === 0) return false;
  await storeRevision(manager, commentId, 1, comment);
  return true;
}

/** Stores what a comment says from now on, with who is mentioned in it; what it said before stays. */
export async function storeRevision(
  manager: EntityManager,
  commentId: string,
  number: number,
  { body, mentions, at }: Pick<CommentToStore, 'body' | 'mentions' | 'at'>,
): Promise<void> {
  await manager.query('INSERT INTO comment_revisions (comment_id, number, body, at) VALUES ($1, $2, $3, $4)', [
    commentId,
    number,
    body,
    at,
  ]);
  if (mentions.length === 0) return;
  await manager.query(
    `INSERT INTO comment_mentions (comment_id, revision, place, seat_id, person_id)
     SELECT $1, $2, place - 1, (mention ->> 'seatId')::uuid, (mention ->> 'personId')::uuid
     FROM jsonb_array_elements($3::jsonb) WITH ORDINALITY AS given (mention, place)`,
    [commentId, number, JSON.stringify(mentions)],
  );
}
