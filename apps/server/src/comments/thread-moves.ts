import { Injectable } from '@nestjs/common';
import { moveAnchors } from '@samenspel/collab';
import type { Anchor, SectionId } from '@samenspel/domain';
import type { EntityManager } from 'typeorm';
import { docOf, SectionTexts } from '../documents/text/section-texts';
import { SeatReader } from '../tables/seat-reader';
import { Chapters } from './chapters';
import { ANCHOR } from './thread-rows';

/** Threads that go along when their words move to another section (splitting and merging). */
@Injectable()
export class ThreadMoves {
  constructor(
    private readonly chapters: Chapters,
    private readonly texts: SectionTexts,
    private readonly seats: SeatReader,
  ) {}

  /**
   * Moves the threads whose words stand in `to` and no longer in `from`, in the transaction that moved the text, after it.
   * Only what was said in the present history of `from` moves, and only when exactly the same seats read both: nobody may
   * come to read, or lose, what was said because a text was cut.
   *
   * @returns how many moved; after the commit the caller tells `commentsChanged` for both
   */
  async moveThreads(manager: EntityManager, from: SectionId, to: SectionId): Promise<number> {
    const chapters = await this.chapters.load([from, to], manager);
    const source = chapters.get(from);
    const target = chapters.get(to);
    if (source === undefined || target === undefined) return 0;
    const seats = await this.seats.atTable(source.access.tableId, manager);
    const same = seats.every(
      (seat) => source.mayRead(seat, source.access.generation) === target.mayRead(seat, target.access.generation),
    );
    if (!same || source.access.tableId !== target.access.tableId) return 0;
    const threads: ThreadAnchor[] = await manager.query(
      `SELECT thread.id AS "threadId", ${ANCHOR} AS anchor FROM comment_threads thread
       WHERE section_id = $1 AND generation = $2 FOR UPDATE`,
      [from, source.access.generation],
    );
    const moved = await this.#moved(manager, from, to, threads);
    if (moved.length === 0) return 0;
    for (const { threadId, anchor } of moved)
      await manager.query(
        `UPDATE comment_threads SET section_id = $2, generation = $3, block_id = $4, start_position = decode($5, 'base64'),
           end_position = decode($6, 'base64'), before = $7, after = $8, alike_here = $9, alike_elsewhere = $10
         WHERE id = $1`,
        [threadId, to, target.access.generation, ...placeOf(anchor)],
      );
    // A remark counts in its round wherever its words stand, so that a round whose answers are owed follows them.
    await manager.query(
      `INSERT INTO round_sections (round_id, section_id, generation)
       SELECT round_id, $2, $3 FROM round_sections its
       WHERE section_id = $1 AND NOT EXISTS (SELECT 1 FROM round_publications done WHERE done.round_id = its.round_id)
       ON CONFLICT DO NOTHING`,
      [from, to, target.access.generation],
    );
    return moved.length;
  }

  /** The threads whose words went, with the anchors that they have in the other text. */
  async #moved(
    manager: EntityManager,
    from: SectionId,
    to: SectionId,
    threads: readonly ThreadAnchor[],
  ): Promise<ThreadAnchor[]> {
    const states = await this.texts.states([from, to], manager);
    const [here, there] = [states.get(from), states.get(to)];
    if (here === undefined || there === undefined) return [];
    const docs = [docOf(here), docOf(there)] as const;
    const anchors = moveAnchors(
      ...docs,
      threads.map(({ anchor }) => anchor),
    );
    for (const doc of docs) doc.destroy();
    return threads.flatMap(({ threadId, anchor }) => {
      const its = anchors.get(anchor);
      return its === undefined ? [] : [{ threadId, anchor: its }];
    });
  }
}

interface ThreadAnchor {
  readonly threadId: string;
  readonly anchor: Anchor;
}

function placeOf({ blockId, start, end, before, after, alike }: Anchor): readonly unknown[] {
  return [blockId, start, end, before, after, alike.here, alike.elsewhere];
}
