import { Inject, Injectable } from '@nestjs/common';
import {
  id,
  Refusal,
  type Actor,
  type AddRemark,
  type DocumentId,
  type OpenRound,
  type RoundView,
  type SectionId,
} from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { CLOCK, type Clock } from '../platform/clock';
import { authorize } from '../rights/authorize';
import { holdOpen } from '../tables/hold-open';
import { SeatReader } from '../tables/seat-reader';
import { Chapters, type SectionChapters } from './chapters';
import { authorOf, storeComment } from './comment-rows';
import { CommentTargets } from './comment-targets';
import { OpenRounds } from './open-rounds';
import { RoundLetters } from './round-letters';
import { RoundReader } from './round-reader';

/** Opening a reaction round, reacting in it, and closing it before its date. */
@Injectable()
export class RoundsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly chapters: Chapters,
    private readonly targets: CommentTargets,
    private readonly rounds: OpenRounds,
    private readonly reader: RoundReader,
    private readonly seats: SeatReader,
    private readonly letters: RoundLetters,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Opens a round on sections of a document that the actor and at least one client representative read.
   *
   * @throws Refusal `invalid-input` for such sections or dates; `round-open` when one of them is in an open round already
   * that the actor knows of; `conflict`, `archived`
   */
  async open(actor: Actor, documentId: DocumentId, command: OpenRound): Promise<RoundView> {
    const tableId = await this.targets.requireDocument(actor, documentId);
    authorize(actor, 'round.manage', { kind: 'table', tableId });
    const now = this.clock.now();
    const closesAt = new Date(command.closesAt);
    const answerBy = new Date(command.answerBy);
    if (closesAt <= now) throw new Refusal('invalid-input', ['closesAt']);
    if (answerBy < closesAt) throw new Refusal('invalid-input', ['answerBy']);
    const { seatId, personId } = authorOf(actor);
    await this.dataSource.transaction(async (manager) => {
      await manager.query('SELECT 1 FROM documents WHERE id = $1 FOR UPDATE', [documentId]);
      await holdOpen(manager, tableId);
      const sections = await this.#sections(manager, actor, documentId, command.sectionIds);
      if (sections.some(({ access }) => access.archived)) throw new Refusal('archived');
      await this.#requireFree(manager, actor, sections);
      const added: unknown[] = await manager.query(
        `INSERT INTO rounds (id, document_id, question, opened_at, closes_at, answer_by, by_seat, by_person)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING RETURNING id`,
        [command.roundId, documentId, command.question, now, closesAt, answerBy, seatId, personId],
      );
      if (added.length === 0) throw new Refusal('conflict');
      await manager.query(
        `INSERT INTO round_sections (round_id, section_id, generation)
         SELECT $1, * FROM unnest($2::uuid[], $3::int[])`,
        [command.roundId, sections.map(({ sectionId }) => sectionId), sections.map(({ access }) => access.generation)],
      );
      await this.letters.opened(manager, command.roundId);
    });
    await this.rounds.tell(command.roundId);
    return this.reader.read(actor, command.roundId);
  }

  /** Adds a remark that is about no place in the text. Sent twice, it stands once. */
  async remark(actor: Actor, roundId: string, { commentId, body }: AddRemark): Promise<RoundView> {
    await this.#inRound(actor, 'round.remark', roundId, async (manager, state) => {
      if (state !== 'open') throw new Refusal('round-over');
      await this.rounds.requireRemark(manager, actor, roundId);
      const comment = { commentId, threadId: null, roundId, author: authorOf(actor), at: this.clock.now(), body };
      await storeComment(manager, { ...comment, mentions: [] });
    });
    return this.reader.read(actor, roundId);
  }

  /** Closes a round by hand: what came in is answered from now on. */
  async close(actor: Actor, roundId: string): Promise<RoundView> {
    await this.#inRound(actor, 'round.manage', roundId, async (manager, state) => {
      if (state !== 'open') throw new Refusal('round-over');
      const { seatId, personId } = authorOf(actor);
      await manager.query(
        `INSERT INTO round_closings (round_id, kind, at, by_seat, by_person) VALUES ($1, 'early', $2, $3, $4)`,
        [roundId, this.clock.now(), seatId, personId],
      );
    });
    return this.reader.read(actor, roundId);
  }

  async #inRound(
    actor: Actor,
    action: 'round.remark' | 'round.manage',
    roundId: string,
    work: (manager: EntityManager, state: ReturnType<RoundReader['state']>) => Promise<void>,
  ): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await lockRound(manager, roundId);
      const round = await this.reader.require(actor, action, roundId, manager);
      await holdOpen(manager, id(round.row.tableId));
      await work(manager, this.reader.state(round));
    });
    await this.rounds.tell(roundId);
  }

  /** A section elsewhere, one that is hidden and one that does not exist are the same to who asks. */
  async #sections(
    manager: EntityManager,
    actor: Actor,
    documentId: DocumentId,
    wanted: readonly string[],
  ): Promise<SectionChapters[]> {
    const sectionIds = [...new Set(wanted)].map((one) => id<SectionId>(one));
    const found = [...(await this.chapters.load(sectionIds, manager)).values()].filter(
      ({ access }) => access.documentId === documentId,
    );
    const reads = (seat: Actor['seat']): boolean =>
      found.every((section) => section.mayRead(seat, section.access.generation));
    if (found.length !== sectionIds.length || !reads(actor.seat)) throw new Refusal('invalid-input', ['sectionIds']);
    const [first] = found;
    const seats = first === undefined ? [] : await this.seats.atTable(first.access.tableId, manager);
    if (!seats.some((seat) => seat.role === 'clientRepresentative' && reads(seat)))
      throw new Refusal('invalid-input', ['sectionIds']);
    return found;
  }

  /** A round that the actor may not even know of is not in the way: a refusal would say that it is there. */
  async #requireFree(manager: EntityManager, actor: Actor, sections: readonly SectionChapters[]): Promise<void> {
    const rounds = await this.rounds.load(
      'section',
      sections.map(({ sectionId }) => sectionId),
      manager,
    );
    if (rounds.some((round) => this.rounds.isOpen(round) && this.rounds.known(round, actor.seat)))
      throw new Refusal('round-open');
  }
}

/** Whoever changes a round waits for who is changing it: its rows are records and cannot be locked themselves. */
export async function lockRound(manager: EntityManager, roundId: string): Promise<void> {
  await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [roundId]);
}
