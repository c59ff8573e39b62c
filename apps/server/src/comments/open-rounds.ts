import { Inject, Injectable } from '@nestjs/common';
import {
  can,
  id,
  Refusal,
  roundState,
  type ActingSeat,
  type Actor,
  type DocumentId,
  type RoundFacts,
  type SectionId,
  type SectionThreads,
} from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { CLOCK, type Clock } from '../platform/clock';
import { actingAs } from '../rights/acting-as';
import { authorize } from '../rights/authorize';
import { LIVE_REVOCATION, type LiveRevocation } from '../rights/live-revocation';
import { SeatReader } from '../tables/seat-reader';
import { accessOfSeats, Chapters, type SectionChapters } from './chapters';
import { ROUNDS, type RoundRow } from './round-rows';

/** A round with its sections, as far as rights go. */
export interface LoadedRound extends RoundFacts {
  readonly row: RoundRow;
  readonly chapters: readonly { readonly section: SectionChapters; readonly generation: number }[];
}

/** The reaction rounds: which there are, who may read them, and in which a comment counts. */
@Injectable()
export class OpenRounds {
  constructor(
    private readonly dataSource: DataSource,
    private readonly chapters: Chapters,
    private readonly seats: SeatReader,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LIVE_REVOCATION) private readonly live: LiveRevocation,
  ) {}

  /** Rounds by their ids, or of a document, a table, or sections. */
  async load(
    by: 'round' | 'document' | 'table' | 'section',
    ids: readonly string[],
    manager: EntityManager = this.dataSource.manager,
  ): Promise<LoadedRound[]> {
    const rows: RoundRow[] = await manager.query(ROUNDS[by], [ids]);
    const sectionIds = rows.flatMap(({ sections }) => sections.map(({ sectionId }) => id<SectionId>(sectionId)));
    const chapters = await this.chapters.load([...new Set(sectionIds)], manager);
    return rows.map((row) => ({
      row,
      closesAt: row.closesAt,
      closedEarlyAt: row.closedEarlyAt,
      publishedAt: row.publishedAt,
      closedWithoutAt: row.closedWithoutAt,
      chapters: row.sections.flatMap(({ sectionId, generation }) => {
        const section = chapters.get(id<SectionId>(sectionId));
        return section === undefined ? [] : [{ section, generation }];
      }),
    }));
  }

  /**
   * Who reads a round: seats that read all its sections from its opening until now. Who was away in between would find in
   * it, published or sealed, what was said to the others then.
   */
  readable({ chapters }: LoadedRound, seat: Actor['seat']): boolean {
    return chapters.length > 0 && chapters.every(({ section, generation }) => section.mayReadSince(seat, generation));
  }

  /**
   * Is that there is this round known to who manages rounds with this seat (docs/spec.md T22)? Whose seat began later than
   * a round over texts that it reads today is told of it without its question and remarks. A round over any text that is
   * kept from the seat does not exist for it.
   */
  known(round: LoadedRound, seat: Actor['seat']): boolean {
    const { chapters } = round;
    if (this.readable(round, seat)) return true;
    if (seat === null || !can(actingAs(seat), 'round.manage', { kind: 'table', tableId: seat.tableId })) return false;
    return chapters.length > 0 && chapters.every(({ section }) => section.mayRead(seat, section.access.generation));
  }

  /** @param roundId null is a round that nobody may read, for which the same is asked */
  async mayRead(manager: EntityManager, actor: Actor, roundId: string | null): Promise<boolean> {
    const [round] = await this.load('round', roundId === null ? [] : [roundId], manager);
    return round !== undefined && this.readable(round, actor.seat);
  }

  /** Lets the actor pass to remarks on the whole of a round that he reads. @throws Refusal `forbidden`, `closed`, `archived` */
  async requireRemark(manager: EntityManager, actor: Actor, roundId: string): Promise<void> {
    const [round] = await this.load('round', [roundId], manager);
    if (round === undefined) throw new Refusal('not-found');
    authorize(actor, 'round.remark', { kind: 'table', tableId: id(round.row.tableId) });
    // A single one is put away by merging too; all of them with their document.
    if (round.chapters.every(({ section }) => section.access.archived)) throw new Refusal('archived');
  }

  isOpen(round: LoadedRound): boolean {
    return roundState(round, this.clock.now()) === 'open';
  }

  /**
   * The open round in which a comment of the actor on this section counts: only client representatives are asked. Where
   * there are two, since who opened the second may not know of the first, it is the one that was opened last.
   *
   * @param generation the history to which the comment belongs: one from before the round has words that not all of its
   * readers may read
   */
  async gathering(
    manager: EntityManager,
    actor: Actor,
    sectionId: SectionId,
    generation: number,
  ): Promise<string | null> {
    if (actor.seat?.role !== 'clientRepresentative') return null;
    const rounds = await this.load('section', [sectionId], manager);
    const found = rounds.find((round) => this.#gathers(round, actor, sectionId, generation));
    return found?.row.roundId ?? null;
  }

  /** Of each section the open round in which a comment of the actor would count. */
  async forComposer(
    actor: Actor,
    sectionIds: readonly SectionId[],
  ): Promise<Map<string, NonNullable<SectionThreads['round']>>> {
    if (actor.seat?.role !== 'clientRepresentative') return new Map();
    const rounds = await this.load('section', sectionIds);
    const chapters = new Map(
      rounds.flatMap((round) => round.chapters.map(({ section }) => [section.sectionId, section])),
    );
    return new Map(
      sectionIds.flatMap((sectionId) => {
        const generation = chapters.get(sectionId)?.access.generation;
        if (generation === undefined) return [];
        const found = rounds.find((round) => this.#gathers(round, actor, sectionId, generation));
        if (found === undefined) return [];
        const { roundId, question, closesAt } = found.row;
        return [[sectionId, { roundId, question, closesAt: closesAt.toISOString() }] as const];
      }),
    );
  }

  #gathers(round: LoadedRound, actor: Actor, sectionId: SectionId, generation: number): boolean {
    const covers = round.chapters.some(
      (opened) => opened.section.sectionId === sectionId && opened.generation <= generation,
    );
    return covers && this.isOpen(round) && this.readable(round, actor.seat);
  }

  /**
   * The rounds over any of these sections that the actor knows of and that still owe their answers: who records an
   * outcome on these texts is asked for a reason to go on without (docs/spec.md K14, T23). The question of one from before
   * the actor's seat is null.
   */
  async openRoundsOf(
    actor: Actor,
    sectionIds: readonly SectionId[],
    manager: EntityManager = this.dataSource.manager,
  ): Promise<{ readonly roundId: string; readonly question: string | null; readonly closesAt: Date }[]> {
    const rounds = await this.load('section', sectionIds, manager);
    return rounds
      .filter((round) => round.publishedAt === null && round.closedWithoutAt === null)
      .filter((round) => this.known(round, actor.seat))
      .map((round) => ({
        roundId: round.row.roundId,
        question: this.readable(round, actor.seat) ? round.row.question : null,
        closesAt: round.row.closesAt,
      }));
  }

  /**
   * News for exactly those who may read the round: the document's page shows it, and its sections' composers.
   *
   * @param drafts only what is not shown to all of them changed: told to those alone who draft the answers
   */
  async tell(roundId: string, drafts = false): Promise<void> {
    const [round] = await this.load('round', [roundId]);
    const [first] = round?.chapters ?? [];
    if (round === undefined || first === undefined) return;
    const seats = await this.seats.atTable(first.section.access.tableId);
    const readers = accessOfSeats(
      first.section.access,
      seats.filter((seat) => this.readable(round, seat) && (!drafts || mayDraft(seat))),
    );
    this.live.documentChanged(id<DocumentId>(round.row.documentId), [readers]);
    for (const { section } of round.chapters) this.live.commentsChanged(section.sectionId, readers);
  }
}

function mayDraft(seat: ActingSeat): boolean {
  return can(actingAs(seat), 'round.answer', { kind: 'table', tableId: seat.tableId });
}
