import { Injectable } from '@nestjs/common';
import {
  can,
  commonAudience,
  EMPTY_OUTCOME,
  id,
  Refusal,
  type Actor,
  type OutcomeContent,
  type SeatAtTable,
  type SectionAccess,
  type SectionId,
  type TableId,
} from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { authorize } from '../rights/authorize';
import { SectionAccessService } from '../rights/section-access.service';
import { holdOpen } from '../tables/hold-open';
import { SeatReader } from '../tables/seat-reader';
import type { SealedDissent } from './sealed-outcome';

/** An outcome in the making, with who can read all of its sections as of now. */
export interface Preparation {
  readonly preparationId: string;
  readonly tableId: TableId;
  readonly tableName: string;
  readonly documentId: string;
  readonly documentTitle: string;
  readonly sectionIds: readonly SectionId[];
  readonly content: OutcomeContent;
  readonly state: 'open' | 'closed' | 'recorded' | 'dropped';
  readonly version: number;
  readonly closedAt: Date | null;
  readonly dissentUntil: Date | null;
  readonly access: SectionAccess;
  readonly seats: readonly SeatAtTable[];
}

/** What can be asked of a preparation: preparing is for chair and secretary, recording for the chair (docs/spec.md B18). */
export type PreparationAction = 'outcome.read' | 'outcome.prepare' | 'outcome.record' | 'outcome.dissent';

const COLUMNS = `
  preparation.id AS "preparationId", preparation.table_id AS "tableId", "table".name AS "tableName",
  preparation.document_id AS "documentId", document.title AS "documentTitle", preparation.section_ids AS "sectionIds",
  preparation.content, preparation.state, preparation.version, preparation.closed_at AS "closedAt",
  preparation.dissent_until AS "dissentUntil"`;
const FROM = `
  FROM outcome_preparations preparation
  JOIN documents document ON document.id = preparation.document_id
  JOIN tables "table" ON "table".id = preparation.table_id`;

@Injectable()
export class PreparationReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly access: SectionAccessService,
    private readonly seats: SeatReader,
  ) {}

  /**
   * The preparation, when the actor can read all of its sections and may do this.
   *
   * @param lock holds its row, and its table open, until the end of the transaction: of two commands at once one waits
   * @throws Refusal `not-found`, `forbidden`; `closed` with `lock`
   */
  async require(
    actor: Actor,
    action: PreparationAction,
    preparationId: string,
    manager: EntityManager = this.dataSource.manager,
    lock = false,
  ): Promise<Preparation> {
    const found = await this.#permitted(actor, action, preparationId, manager, false);
    if (!lock) return found;
    // Who may not see it must not wait for it either: how long that takes says that somebody is at it.
    const locked = await this.#permitted(actor, action, preparationId, manager, true);
    await holdOpen(manager, locked.tableId);
    return locked;
  }

  async #permitted(
    actor: Actor,
    action: PreparationAction,
    preparationId: string,
    manager: EntityManager,
    lock: boolean,
  ): Promise<Preparation> {
    if (actor.seat === null) throw new Refusal('not-found');
    const [row]: Row[] = await manager.query(
      `SELECT ${COLUMNS} ${FROM} WHERE preparation.id = $1 AND preparation.state <> 'dropped'
       ${lock ? 'FOR UPDATE OF preparation' : ''}`,
      [preparationId],
    );
    const preparation = await this.#complete(row, actor.seat.tableId, manager);
    const resource = preparation === null ? null : ({ kind: 'section', access: preparation.access } as const);
    authorize(actor, action === 'outcome.dissent' ? action : 'outcome.read', resource);
    const found = preparation as Preparation;
    if (action === 'outcome.prepare' || action === 'outcome.record')
      authorize(actor, action, { kind: 'table', tableId: found.tableId });
    return found;
  }

  /** The preparations of a table that are not done yet and that the actor may see. */
  async visibleTo(actor: Actor, tableId: TableId): Promise<Preparation[]> {
    const rows: Row[] = await this.dataSource.query(
      `SELECT ${COLUMNS} ${FROM} WHERE preparation.table_id = $1 AND preparation.state IN ('open', 'closed')
       ORDER BY preparation.created_at, preparation.id`,
      [tableId],
    );
    const all = await Promise.all(rows.map((row) => this.#complete(row, tableId, this.dataSource.manager)));
    return all.filter(
      (each): each is Preparation =>
        each !== null && can(actor, 'outcome.read', { kind: 'section', access: each.access }),
    );
  }

  /**
   * Who can read all of these sections.
   *
   * @throws Refusal `invalid-input` when one is not in the document, or the actor may not read it: the two are the same
   */
  async audienceOf(
    actor: Actor,
    tableId: TableId,
    documentId: string,
    sectionIds: readonly SectionId[],
    manager: EntityManager = this.dataSource.manager,
  ): Promise<SectionAccess> {
    const loaded = await this.access.load(sectionIds, manager);
    const readable = [...loaded.values()].filter(
      (each) =>
        each.documentId === documentId &&
        each.tableId === tableId &&
        can(actor, 'section.read', { kind: 'section', access: each }),
    );
    if (readable.length !== sectionIds.length) throw new Refusal('invalid-input', ['sectionIds']);
    return commonAudience(tableId, readable, await this.seats.atTable(tableId, manager));
  }

  /** The dissents that were handed in, by party. */
  async dissents(preparation: Preparation, manager: EntityManager = this.dataSource.manager): Promise<SeatDissent[]> {
    const rows: { seatId: string; words: string; at: Date }[] = await manager.query(
      'SELECT seat_id AS "seatId", words, at FROM outcome_dissents WHERE preparation_id = $1 ORDER BY at, seat_id',
      [preparation.preparationId],
    );
    return rows.flatMap(({ seatId, words, at }) => {
      const seat = preparation.seats.find((each) => each.seatId === seatId);
      if (seat === undefined) return [];
      const { organisationId, name } = seat.party;
      return [{ seatId, dissent: { organisationId, name, role: seat.role, text: words, at: at.toISOString() } }];
    });
  }

  /**
   * What is not there is asked about like what is, at the table of who asks: a refusal is the same questions to the database
   * (docs/spec.md R16).
   */
  async #complete(row: Row | undefined, askedAt: TableId, manager: EntityManager): Promise<Preparation | null> {
    const tableId = row === undefined ? askedAt : id<TableId>(row.tableId);
    const accesses = await this.access.load(row?.sectionIds ?? [], manager);
    const seats = await this.seats.atTable(tableId, manager);
    // A section that is gone can be read by nobody.
    if (row === undefined || accesses.size !== row.sectionIds.length) return null;
    // A field that came with a later version is empty in what was being prepared before it.
    const content = { ...EMPTY_OUTCOME, ...row.content };
    return { ...row, content, tableId, seats, access: commonAudience(tableId, [...accesses.values()], seats) };
  }
}

export interface SeatDissent {
  readonly seatId: string;
  readonly dissent: SealedDissent;
}

type Row = Omit<Preparation, 'access' | 'seats' | 'tableId'> & { readonly tableId: string };
