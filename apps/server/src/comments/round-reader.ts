import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  can,
  canonicalJson,
  closingOf,
  Refusal,
  roundState,
  type Action,
  type Actor,
  type DocumentId,
  type DocumentRounds,
  type RemarkView,
  type RoundState,
  type RoundSummary,
  type RoundView,
} from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { CLOCK, type Clock } from '../platform/clock';
import { CommentTargets } from './comment-targets';
import { OpenRounds, type LoadedRound } from './open-rounds';
import { LINES, REMARKS, type RemarkRow, type RoundRow } from './round-rows';
import { ThreadReader, type Faces } from './thread-reader';

/** Reads rounds as an actor may see them. */
@Injectable()
export class RoundReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly rounds: OpenRounds,
    private readonly targets: CommentTargets,
    private readonly threads: ThreadReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The rounds of a document that the actor may read, the newest first. */
  async ofDocument(actor: Actor, documentId: DocumentId): Promise<DocumentRounds> {
    const tableId = await this.targets.requireDocument(actor, documentId);
    const rounds = (await this.rounds.load('document', [documentId])).filter((round) =>
      this.rounds.known(round, actor.seat),
    );
    const readable = rounds.filter((round) => this.rounds.readable(round, actor.seat));
    return {
      rounds: readable.map((round) => this.#summary(round)),
      fromBefore: await this.#fromBefore(rounds.filter((round) => !readable.includes(round))),
      mayOpen: can(actor, 'round.manage', { kind: 'table', tableId }),
    };
  }

  /** Those that are done are of no use to who did not read them. */
  async #fromBefore(rounds: readonly LoadedRound[]): Promise<DocumentRounds['fromBefore']> {
    const due = rounds.filter((round) => ['open', 'answering'].includes(this.state(round)));
    return Promise.all(
      due.map(async (round) => {
        const { state, closesAt, answerBy } = this.#summary(round);
        return { state, closesAt, answerBy, codes: (await this.#sections(round.row)).map(({ code }) => code) };
      }),
    );
  }

  /** The round, when the actor may read it and do this with it. @throws Refusal `not-found`, `forbidden` */
  async require(
    actor: Actor,
    action: Action | null,
    roundId: string,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<LoadedRound> {
    const [round] = await this.rounds.load('round', [roundId], manager);
    if (round === undefined || !this.rounds.readable(round, actor.seat)) throw new Refusal('not-found');
    if (action !== null && !this.#may(actor, action, round)) throw new Refusal('forbidden');
    return round;
  }

  state(round: LoadedRound): RoundState {
    return roundState(round, this.clock.now());
  }

  /** The remarks of a round: as they are now, or as they were published. */
  async remarks(round: LoadedRound, manager: EntityManager = this.dataSource.manager): Promise<RemarkRow[]> {
    const { roundId } = round.row;
    return round.publishedAt === null
      ? manager.query(REMARKS, [roundId, closingOf(round)])
      : manager.query(LINES, [roundId]);
  }

  async read(actor: Actor, roundId: string): Promise<RoundView> {
    const round = await this.require(actor, null, roundId);
    const { row } = round;
    const state = this.state(round);
    const faces = await this.threads.faces(actor, round.chapters[0]!.section.access.tableId);
    const remarks = await this.remarks(round);
    const mayAnswer = this.#may(actor, 'round.answer', round);
    const mayManage = this.#may(actor, 'round.manage', round);
    return {
      ...this.#summary(round),
      tableId: row.tableId,
      tableName: row.tableName,
      documentId: row.documentId,
      documentTitle: row.documentTitle,
      formality: row.formality,
      openedBy: faces.seat(row.openedBy).party,
      sections: await this.#sections(row),
      remarks: remarks
        .filter((remark) => this.#mayReadRemark(actor, round, remark))
        .map((remark) => remarkView(actor, remark, faces, mayAnswer || state === 'published')),
      ...(await this.#records(roundId, faces)),
      may: {
        remark: state === 'open' && this.#may(actor, 'round.remark', round),
        answer: state === 'answering' && mayAnswer,
        close: state === 'open' && mayManage,
        publish: state === 'answering' && mayManage,
        closeWithout: (state === 'open' || state === 'answering') && this.#may(actor, 'round.closeWithout', round),
        addend: state === 'published' && mayManage,
      },
      previewHash: state === 'answering' && mayManage ? hashOfRemarks(remarks) : null,
    };
  }

  #may(actor: Actor, action: Action, { chapters }: LoadedRound): boolean {
    const tableId = chapters[0]?.section.access.tableId;
    return tableId !== undefined && can(actor, action, { kind: 'table', tableId });
  }

  #mayReadRemark(actor: Actor, { chapters }: LoadedRound, { sectionId, generation }: RemarkRow): boolean {
    if (sectionId === null || generation === null) return true;
    const chapter = chapters.find(({ section }) => section.sectionId === sectionId);
    return chapter?.section.mayRead(actor.seat, generation) ?? false;
  }

  #summary(round: LoadedRound): RoundSummary {
    const { roundId, question, openedAt, answerBy } = round.row;
    return {
      roundId,
      state: this.state(round),
      question,
      opensAt: openedAt.toISOString(),
      closesAt: closingOf(round).toISOString(),
      answerBy: answerBy.toISOString(),
    };
  }

  async #sections({ sections }: RoundRow): Promise<RoundView['sections']> {
    return this.dataSource.query(
      `SELECT id AS "sectionId", code, title FROM sections WHERE id = ANY ($1) ORDER BY order_key`,
      [sections.map(({ sectionId }) => sectionId)],
    );
  }

  async #records(roundId: string, faces: Faces): Promise<Pick<RoundView, 'publication' | 'closedWithout' | 'addenda'>> {
    const [published]: { at: Date; seatId: string; hash: string }[] = await this.dataSource.query(
      'SELECT at, by_seat AS "seatId", hash FROM round_publications WHERE round_id = $1',
      [roundId],
    );
    const [without]: { at: Date; seatId: string; reason: string }[] = await this.dataSource.query(
      `SELECT at, by_seat AS "seatId", reason FROM round_closings WHERE round_id = $1 AND kind = 'without'`,
      [roundId],
    );
    const addenda: { at: Date; seatId: string; text: string }[] = await this.dataSource.query(
      'SELECT at, by_seat AS "seatId", text FROM round_addenda WHERE round_id = $1 ORDER BY at, id',
      [roundId],
    );
    const by = <T extends { at: Date; seatId: string }>({ at, seatId, ...rest }: T) => ({
      ...rest,
      at: at.toISOString(),
      party: faces.seat(seatId).party,
    });
    return {
      publication: published === undefined ? null : by(published),
      closedWithout: without === undefined ? null : by(without),
      addenda: addenda.map(by),
    };
  }
}

/** Of what would be published, so that nothing else is: null while a remark has no answer. */
export function hashOfRemarks(remarks: readonly RemarkRow[]): string | null {
  if (remarks.some(({ verdict }) => verdict === null)) return null;
  const text = (value: string | null): string | null => value?.normalize('NFC') ?? null;
  const said = remarks.map((remark) => ({
    comment: remark.commentId,
    seat: remark.seatId,
    section: remark.sectionId,
    quote: text(remark.quote),
    remark: text(remark.body),
    verdict: remark.verdict,
    why: text(remark.why),
    place: text(remark.place),
    by: remark.answerSeat,
  }));
  return createHash('sha256').update(canonicalJson(said)).digest('hex');
}

function remarkView(actor: Actor, row: RemarkRow, faces: Faces, answers: boolean): RemarkView {
  const { party, role } = faces.seat(row.seatId);
  const { sectionId, code, title, quote, verdict, why, place, version, answerSeat, answerAt } = row;
  const about = sectionId !== null && code !== null && title !== null && quote !== null;
  const answered = verdict !== null && why !== null && place !== null && version !== null;
  return {
    commentId: row.commentId,
    party,
    role,
    own: row.seatId === actor.seat?.seatId && row.personId === actor.personId,
    at: row.at.toISOString(),
    about: about ? { sectionId, code, title, quote } : null,
    body: row.body,
    answer:
      answers && answered && answerSeat !== null && answerAt !== null
        ? { verdict, why, place, version, party: faces.seat(answerSeat).party, at: answerAt.toISOString() }
        : null,
  };
}
