import { Inject, Injectable } from '@nestjs/common';
import {
  id,
  Refusal,
  type Action,
  type Actor,
  type DocumentId,
  type MentionInput,
  type SectionId,
  type TableId,
} from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { authorize } from '../rights/authorize';
import { LIVE_REVOCATION, type LiveRevocation } from '../rights/live-revocation';
import { refuseArchived } from '../rights/section-access.service';
import { SeatReader } from '../tables/seat-reader';
import { Chapters, type SectionChapters } from './chapters';
import { OpenRounds } from './open-rounds';

/** A thread, with the section and the history that it belongs to. */
export interface ThreadTarget {
  readonly threadId: string;
  readonly section: SectionChapters;
  readonly generation: number;
  readonly resolved: boolean;
}

/** A comment of the actor's own; without a thread it is a remark in a round about the whole. */
export interface CommentTarget {
  readonly thread: ThreadTarget | null;
  readonly roundId: string | null;
  readonly withdrawn: boolean;
}

/** Finds what a command is about, for who may do it; what may not be seen is answered like what does not exist. */
@Injectable()
export class CommentTargets {
  constructor(
    private readonly dataSource: DataSource,
    private readonly chapters: Chapters,
    private readonly rounds: OpenRounds,
    private readonly seats: SeatReader,
    @Inject(LIVE_REVOCATION) private readonly live: LiveRevocation,
  ) {}

  /** The table of a document, for who may read it. @throws Refusal `not-found` */
  async requireDocument(actor: Actor, documentId: DocumentId): Promise<TableId> {
    const [row]: { tableId: string }[] = await this.dataSource.query(
      'SELECT table_id AS "tableId" FROM documents WHERE id = $1',
      [documentId],
    );
    authorize(actor, 'document.read', row === undefined ? null : { kind: 'table', tableId: id(row.tableId) });
    return id<TableId>(row?.tableId ?? '');
  }

  /** The section, under rights that stay as they are until the transaction ends. @throws Refusal */
  async section(manager: EntityManager, actor: Actor, action: Action, sectionId: SectionId): Promise<SectionChapters> {
    // Who may not see it must not wait for it: how long that takes says that somebody is at work there.
    await this.#permitted(manager, actor, action, sectionId);
    return this.#held(manager, actor, action, sectionId);
  }

  async #held(manager: EntityManager, actor: Actor, action: Action, sectionId: SectionId): Promise<SectionChapters> {
    // A change of rights waits for this, or this for it: no comment of somebody whose right was just withdrawn.
    await manager.query('SELECT 1 FROM section_heads WHERE section_id = $1 FOR SHARE', [sectionId]);
    return this.#permitted(manager, actor, action, sectionId);
  }

  /**
   * @param sectionId undefined when what was asked for belongs to none: refused with the same questions to the database as what
   *   is hidden (docs/spec.md R16)
   */
  async #permitted(
    manager: EntityManager,
    actor: Actor,
    action: Action,
    sectionId: SectionId | undefined,
  ): Promise<SectionChapters> {
    const [section] = (await this.chapters.load(sectionId === undefined ? [] : [sectionId], manager)).values();
    if (section !== undefined) refuseArchived(actor, action, section.access);
    authorize(actor, action, section === undefined ? null : { kind: 'section', access: section.access });
    if (section === undefined) throw new Refusal('not-found');
    return section;
  }

  /** Lets the actor pass to a thread, or throws. @throws Refusal */
  async requireThread(actor: Actor, action: Action, threadId: string): Promise<void> {
    await this.dataSource.transaction((manager) => this.lockThread(manager, actor, action, threadId));
  }

  /** The thread, which nobody else changes until the transaction ends. @throws Refusal */
  async lockThread(manager: EntityManager, actor: Actor, action: Action, threadId: string): Promise<ThreadTarget> {
    const seen = await this.#thread(manager, threadId);
    const its = await this.#permitted(manager, actor, action, seen?.sectionId);
    if (seen === undefined || !its.mayRead(actor.seat, seen.generation)) throw new Refusal('not-found');
    // First the lock, then what it guards: a statement that waited for a lock still sees what was there when it began.
    await manager.query('SELECT 1 FROM comment_threads WHERE id = $1 FOR UPDATE', [threadId]);
    const row = await this.#thread(manager, threadId);
    if (row === undefined) throw new Refusal('not-found');
    const section = await this.#held(manager, actor, action, row.sectionId);
    if (!section.mayRead(actor.seat, row.generation)) throw new Refusal('not-found');
    return { threadId, section, generation: row.generation, resolved: row.resolved };
  }

  async #thread(manager: EntityManager, threadId: string | null): Promise<ThreadRow | undefined> {
    const [row]: ThreadRow[] = await manager.query(
      `SELECT section_id AS "sectionId", generation, coalesce((SELECT resolved FROM comment_thread_states
         WHERE thread_id = thread.id ORDER BY number DESC LIMIT 1), false) AS resolved
       FROM comment_threads thread WHERE id = $1`,
      [threadId],
    );
    return row;
  }

  /** A comment that the actor wrote. @throws Refusal `forbidden` for what he can read and somebody else wrote */
  async lockOwnComment(manager: EntityManager, actor: Actor, commentId: string): Promise<CommentTarget> {
    if (!(await this.#seesComment(manager, actor, commentId))) throw new Refusal('not-found');
    const row = await this.#comment(manager, commentId, true);
    if (row === undefined) throw new Refusal('not-found');
    const own = row.seatId === actor.seat?.seatId && row.personId === actor.personId;
    const { roundId, withdrawn } = row;
    if (row.threadId === null) {
      if (roundId === null || !(await this.rounds.mayRead(manager, actor, roundId))) throw new Refusal('not-found');
      if (!own) throw new Refusal('forbidden');
      await this.rounds.requireRemark(manager, actor, roundId);
      return { thread: null, roundId, withdrawn };
    }
    const thread = await this.lockThread(manager, actor, 'section.comment', row.threadId);
    if (!own) throw new Refusal('forbidden');
    return { thread, roundId, withdrawn };
  }

  /**
   * Before anything is locked, and with the same questions to the database whatever stands under the id: a remark in a thread, one
   * on the whole of a round, or nothing.
   */
  async #seesComment(manager: EntityManager, actor: Actor, commentId: string): Promise<boolean> {
    const row = await this.#comment(manager, commentId, false);
    const thread = await this.#thread(manager, row?.threadId ?? null);
    const [section] = (await this.chapters.load(thread === undefined ? [] : [thread.sectionId], manager)).values();
    const ofRound = await this.rounds.mayRead(manager, actor, row?.threadId === null ? row.roundId : null);
    return thread === undefined ? ofRound : section?.mayRead(actor.seat, thread.generation) === true;
  }

  async #comment(manager: EntityManager, commentId: string, lock: boolean): Promise<CommentRow | undefined> {
    const [row]: CommentRow[] = await manager.query(
      `SELECT thread_id AS "threadId", round_id AS "roundId", by_seat AS "seatId", by_person AS "personId",
              withdrawn_at IS NOT NULL AS withdrawn
       FROM comments WHERE id = $1 ${lock ? 'FOR UPDATE' : ''}`,
      [commentId],
    );
    return row;
  }

  /** What a comment says now. */
  async lastText(
    manager: EntityManager,
    commentId: string,
  ): Promise<{ readonly number: number; readonly body: string; readonly mentions: MentionInput[] }> {
    const [row]: { number: number; body: string; mentions: MentionInput[] }[] = await manager.query(
      `SELECT number, body, (
         SELECT coalesce(jsonb_agg(jsonb_build_object('seatId', seat_id, 'personId', person_id) ORDER BY place), '[]')
         FROM comment_mentions mention
         WHERE mention.comment_id = revision.comment_id AND mention.revision = revision.number
       ) AS mentions
       FROM comment_revisions revision WHERE comment_id = $1 ORDER BY number DESC LIMIT 1`,
      [commentId],
    );
    if (row === undefined) throw new Error('A comment without a text.');
    return row;
  }

  /** News for exactly those who may read what is said in this history of the section. After the commit. */
  async tell(section: SectionChapters, generation: number): Promise<void> {
    const seats = await this.seats.atTable(section.access.tableId);
    this.live.commentsChanged(section.sectionId, section.readersOf(generation, seats));
  }
}

interface ThreadRow {
  readonly sectionId: SectionId;
  readonly generation: number;
  readonly resolved: boolean;
}

interface CommentRow {
  readonly threadId: string | null;
  readonly roundId: string | null;
  readonly seatId: string;
  readonly personId: string;
  readonly withdrawn: boolean;
}
