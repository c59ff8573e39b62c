import { Inject, Injectable } from '@nestjs/common';
import {
  id,
  Refusal,
  type Action,
  type Actor,
  type AddAddendum,
  type AnswerRemark,
  type CloseWithout,
  type PublishRound,
  type RoundView,
  type TableId,
} from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { CLOCK, type Clock } from '../platform/clock';
import { SEAL_LOG, type SealLog } from '../seal/seal-log';
import { authorOf } from './comment-rows';
import { OpenRounds, type LoadedRound } from './open-rounds';
import { RoundLetters } from './round-letters';
import { hashOfRemarks, RoundReader } from './round-reader';
import { holdOpen } from '../tables/hold-open';
import { lockRound } from './rounds.service';

/** Answering a round, publishing the answers, and going on without. */
@Injectable()
export class RoundAnswers {
  constructor(
    private readonly dataSource: DataSource,
    private readonly rounds: OpenRounds,
    private readonly reader: RoundReader,
    private readonly letters: RoundLetters,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SEAL_LOG) private readonly seal: SealLog,
  ) {}

  /**
   * Drafts the answer to a remark; client representatives see it once it is published.
   *
   * @throws Refusal `conflict` when the round does not wait for answers, or somebody changed this one meanwhile
   */
  answer(actor: Actor, roundId: string, commentId: string, command: AnswerRemark): Promise<RoundView> {
    const draft = async (manager: EntityManager, round: LoadedRound): Promise<void> => {
      this.#requireAnswering(round);
      const remarks = await this.reader.remarks(round, manager);
      if (!remarks.some((remark) => remark.commentId === commentId)) throw new Refusal('not-found');
      const { seatId, personId } = authorOf(actor);
      const { verdict, why, place, version } = command;
      const changed: unknown[] = await manager.query(
        `INSERT INTO round_answers (comment_id, round_id, verdict, why, place, version, at, by_seat, by_person)
         SELECT $1::uuid, $2::uuid, $3::text, $4::text, $5::text, 1, $7::timestamptz, $8::uuid, $9::uuid WHERE $6::int = 0
         ON CONFLICT (comment_id) DO NOTHING RETURNING comment_id`,
        [commentId, roundId, verdict, why, place, version, this.clock.now(), seatId, personId],
      );
      if (changed.length > 0) return;
      const [, count]: [unknown, number] = await manager.query(
        `UPDATE round_answers SET verdict = $3, why = $4, place = $5, version = version + 1, at = $7, by_seat = $8,
           by_person = $9 WHERE comment_id = $1 AND round_id = $2 AND version = $6`,
        [commentId, roundId, verdict, why, place, version, this.clock.now(), seatId, personId],
      );
      if (count !== 1) throw new Refusal('conflict');
    };
    return this.#with(actor, 'round.answer', roundId, draft, true);
  }

  /**
   * Publishes the answers, for good.
   *
   * @throws Refusal `conflict` when a remark has no answer, or anything is other than what the actor saw
   */
  publish(actor: Actor, roundId: string, { hash }: PublishRound): Promise<RoundView> {
    return this.#with(actor, 'round.manage', roundId, async (manager, round) => {
      this.#requireAnswering(round);
      const remarks = await this.reader.remarks(round, manager);
      if (hashOfRemarks(remarks) !== hash) throw new Refusal('conflict');
      const { seatId, personId } = authorOf(actor);
      await manager.query(
        'INSERT INTO round_publications (round_id, at, by_seat, by_person, hash) VALUES ($1, $2, $3, $4, $5)',
        [roundId, this.clock.now(), seatId, personId, hash],
      );
      for (const [index, remark] of remarks.entries()) {
        await manager.query(
          `INSERT INTO round_lines (round_id, number, comment_id, section_id, section_code, section_title, quote, remark,
             remark_at, remark_seat, verdict, why, place, answer_seat, answer_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
          [
            roundId,
            index + 1,
            remark.commentId,
            remark.sectionId,
            remark.code,
            remark.title,
            remark.quote,
            remark.body,
            remark.at,
            remark.seatId,
            remark.verdict,
            remark.why,
            remark.place,
            remark.answerSeat,
            remark.answerAt,
          ],
        );
      }
      await this.letters.published(manager, roundId);
    });
  }

  /** Adds a correction to published answers, which themselves stay as they are. */
  addend(actor: Actor, roundId: string, { addendumId, text }: AddAddendum): Promise<RoundView> {
    return this.#with(actor, 'round.manage', roundId, async (manager, round) => {
      if (this.reader.state(round) !== 'published') throw new Refusal('conflict');
      const { seatId, personId } = authorOf(actor);
      await manager.query(
        `INSERT INTO round_addenda (id, round_id, text, at, by_seat, by_person) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (id) DO NOTHING`,
        [addendumId, roundId, text, this.clock.now(), seatId, personId],
      );
    });
  }

  /** The chair goes on without answers, for a reason that stands in the record. */
  closeWithout(actor: Actor, roundId: string, { reason }: CloseWithout): Promise<RoundView> {
    return this.#with(actor, 'round.closeWithout', roundId, (manager) =>
      this.recordWithout(manager, actor, roundId, reason),
    );
  }

  /**
   * The same within another command's transaction: recording an outcome on texts with an unanswered round. The caller
   * tells who may know by `OpenRounds.tell` after the commit.
   *
   * @throws Refusal `not-found`, `forbidden`, `conflict` when the round owes no answers any more
   */
  async recordWithout(manager: EntityManager, actor: Actor, roundId: string, reason: string): Promise<void> {
    await lockRound(manager, roundId);
    const round = await this.reader.require(actor, 'round.closeWithout', roundId, manager);
    const state = this.reader.state(round);
    if (state !== 'open' && state !== 'answering') throw new Refusal('conflict');
    const { seatId, personId } = authorOf(actor);
    const at = this.clock.now();
    const remarks = await this.reader.remarks(round, manager);
    await manager.query(
      `INSERT INTO round_closings (round_id, kind, at, by_seat, by_person, reason) VALUES ($1, 'without', $2, $3, $4, $5)`,
      [roundId, at, seatId, personId, reason],
    );
    const text = (value: string): string => value.normalize('NFC');
    await this.seal.append(manager, id<TableId>(round.row.tableId), {
      kind: 'roundClosed',
      recordId: roundId,
      fields: {
        document: round.row.documentId,
        question: text(round.row.question),
        openedAt: round.row.openedAt.toISOString(),
        closedAt: at.toISOString(),
        closedBySeat: seatId,
        reason: text(reason),
        remarks: remarks.map(({ commentId, body }) => ({ comment: commentId, text: text(body) })),
      },
    });
    await this.letters.closedWithout(manager, roundId);
  }

  /** Of these rounds, those that the actor may read: what their sealed record is opened for. */
  async readableBy(actor: Actor, roundIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rounds = await this.rounds.load('round', roundIds);
    return new Set(rounds.filter((round) => this.rounds.readable(round, actor.seat)).map(({ row }) => row.roundId));
  }

  #requireAnswering(round: LoadedRound): void {
    if (this.reader.state(round) !== 'answering') throw new Refusal('conflict');
  }

  async #with(
    actor: Actor,
    action: Action,
    roundId: string,
    work: (manager: EntityManager, round: LoadedRound) => Promise<void>,
    drafts = false,
  ): Promise<RoundView> {
    await this.dataSource.transaction(async (manager) => {
      await lockRound(manager, roundId);
      const round = await this.reader.require(actor, action, roundId, manager);
      await holdOpen(manager, id(round.row.tableId));
      await work(manager, round);
    });
    await this.rounds.tell(roundId, drafts);
    return this.reader.read(actor, roundId);
  }
}
