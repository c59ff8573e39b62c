import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import {
  can,
  id,
  PLACES,
  roundState,
  type Actor,
  type DeskEntry,
  type DeskNews,
  type SectionId,
} from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { DeskSources, NEWS_MS, type DeskSource } from '../notifications/desk';
import { CLOCK, type Clock } from '../platform/clock';
import { Chapters } from './chapters';
import { OpenRounds } from './open-rounds';

interface MentionedIn {
  readonly threadId: string;
  readonly sectionId: string;
  readonly generation: number;
  readonly documentId: string;
  readonly title: string;
  readonly tableName: string;
}

/** What comments and rounds put on somebody's desk. */
@Injectable()
export class CommentsDesk implements DeskSource, OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly desk: DeskSources,
    private readonly chapters: Chapters,
    private readonly rounds: OpenRounds,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.desk.register(this);
  }

  async deskItems(actor: Actor): Promise<DeskEntry[]> {
    if (actor.seat === null) return [];
    return [...(await this.#mentions(actor)), ...(await this.#rounds(actor))];
  }

  /** Reactienota's that were published, and rounds that went on without answers: for who reads the round. */
  async deskNews({ seat }: Actor): Promise<DeskNews[]> {
    if (seat === null) return [];
    const since = this.clock.now().getTime() - NEWS_MS;
    const rounds = (await this.rounds.load('table', [seat.tableId])).filter((round) =>
      this.rounds.readable(round, seat),
    );
    return rounds.flatMap(({ row, publishedAt, closedWithoutAt }): DeskNews[] => {
      const at = publishedAt ?? closedWithoutAt;
      if (at === null || at.getTime() < since) return [];
      const kind = publishedAt === null ? 'roundClosedWithout' : 'roundPublished';
      const { documentTitle: label, tableName, roundId } = row;
      return [{ kind, label, tableName, at: at.toISOString(), path: PLACES.round(roundId) }];
    });
  }

  /** A mention stays until the person has seen it, or somebody of the seat answered in the thread. */
  async #mentions(actor: Actor): Promise<DeskEntry[]> {
    const rows: MentionedIn[] = await this.dataSource.query(
      `SELECT DISTINCT thread.id AS "threadId", thread.section_id AS "sectionId", thread.generation,
              document.id AS "documentId", document.title, "table".name AS "tableName"
       FROM comment_mentions mention
       JOIN comments comment ON comment.id = mention.comment_id AND comment.withdrawn_at IS NULL
       JOIN comment_threads thread ON thread.id = comment.thread_id
       JOIN sections section ON section.id = thread.section_id
       JOIN documents document ON document.id = section.document_id
       JOIN tables "table" ON "table".id = document.table_id
       WHERE mention.seat_id = $1 AND (mention.person_id IS NULL OR mention.person_id = $2)
         AND comment.by_person <> $2 AND document.table_id = $3
         AND mention.revision = (SELECT max(number) FROM comment_revisions WHERE comment_id = comment.id)
         AND NOT EXISTS (SELECT 1 FROM comment_mentions_seen seen
           WHERE seen.comment_id = comment.id AND seen.person_id = $2 AND seen.seat_id = $1)
         AND NOT EXISTS (SELECT 1 FROM comments later
           WHERE later.thread_id = thread.id AND later.number > comment.number AND later.by_seat = $1)`,
      [actor.seat?.seatId, actor.personId, actor.seat?.tableId],
    );
    const sections = [...new Set(rows.map(({ sectionId }) => id<SectionId>(sectionId)))];
    const chapters = await this.chapters.load(sections);
    return rows
      .filter(({ sectionId, generation }) => chapters.get(id<SectionId>(sectionId))?.mayRead(actor.seat, generation))
      .map(({ threadId, documentId, title, tableName }) => ({
        kind: 'mention',
        label: title,
        tableId: actor.seat?.tableId ?? '',
        tableName,
        before: null,
        path: PLACES.thread(documentId, threadId),
      }));
  }

  async #rounds(actor: Actor): Promise<DeskEntry[]> {
    const { seat } = actor;
    if (seat === null) return [];
    const at = { kind: 'table', tableId: seat.tableId } as const;
    const asked = can(actor, 'round.remark', at);
    const answers = can(actor, 'round.answer', at);
    if (!asked && !answers) return [];
    const rounds = (await this.rounds.load('table', [seat.tableId])).filter((round) =>
      this.rounds.readable(round, seat),
    );
    return rounds.flatMap((round): DeskEntry[] => {
      const state = roundState(round, this.clock.now());
      const { row } = round;
      const item = {
        label: row.documentTitle,
        tableId: seat.tableId,
        tableName: row.tableName,
        path: PLACES.round(row.roundId),
      };
      if (asked && state === 'open') return [{ ...item, kind: 'roundOpen', before: row.closesAt.toISOString() }];
      if (answers && state === 'answering')
        return [{ ...item, kind: 'answersWanted', before: row.answerBy.toISOString() }];
      return [];
    });
  }
}
