import { Injectable } from '@nestjs/common';
import { quoteStands } from '@samenspel/collab';
import type { SectionId } from '@samenspel/domain';
import type { EntityManager } from 'typeorm';
import { SectionTexts } from '../documents/text/section-texts';
import { SeatReader } from '../tables/seat-reader';
import { Chapters } from './chapters';

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
    const texts = await this.texts.heads([from, to], manager);
    const threads: { threadId: string; quote: string }[] = await manager.query(
      `SELECT id AS "threadId", quote FROM comment_threads WHERE section_id = $1 AND generation = $2 FOR UPDATE`,
      [from, source.access.generation],
    );
    const stands = (sectionId: SectionId, quote: string): boolean =>
      quoteStands(texts.get(sectionId)?.blocks ?? [], quote);
    const moved = threads.filter(({ quote }) => stands(to, quote) && !stands(from, quote));
    if (moved.length === 0) return 0;
    await manager.query('UPDATE comment_threads SET section_id = $2, generation = $3 WHERE id = ANY ($1)', [
      moved.map(({ threadId }) => threadId),
      to,
      target.access.generation,
    ]);
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
}
