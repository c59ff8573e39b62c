import { Inject, Injectable } from '@nestjs/common';
import {
  can,
  id,
  MOST_ARCHIVED,
  Refusal,
  reviewedRight,
  type AccessQuery,
  type AccessReviewView,
  type Actor,
  type SeatAtTable,
  type SectionAccess,
  type SectionId,
  type TableId,
} from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { CLOCK, type Clock } from '../../platform/clock';
import { SeatReader } from '../../tables/seat-reader';
import { authorize } from '../../rights/authorize';
import { SectionAccessService, type LoadedAccess } from '../../rights/section-access.service';
import { TableSections } from './table-sections';

/** Who can do what at a table, section by section. */
@Injectable()
export class AccessReviewService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly access: SectionAccessService,
    private readonly seats: SeatReader,
    private readonly sections: TableSections,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** All sections of a table, by code and kind of document: who administers reads no title (docs/spec.md R10, R20). */
  async forAdministrator(actor: Actor, tableId: TableId, query: AccessQuery): Promise<AccessReviewView> {
    authorize(actor, 'administration.read', { kind: 'installation' });
    return this.#review(tableId, await this.access.ofTable(tableId), query, false);
  }

  /** The sections that the acting seat may read, with their titles (docs/spec.md R11). */
  async forSeat(actor: Actor, tableId: TableId, query: AccessQuery): Promise<AccessReviewView> {
    authorize(actor, 'table.read', { kind: 'table', tableId });
    const all = await this.access.ofTable(tableId);
    const readable = [...all].filter(([, access]) => can(actor, 'section.read', { kind: 'section', access }));
    return this.#review(tableId, new Map(readable), query, true);
  }

  async #review(
    tableId: TableId,
    all: ReadonlyMap<SectionId, LoadedAccess>,
    { archived }: AccessQuery,
    titles: boolean,
  ): Promise<AccessReviewView> {
    const tables: { name: string }[] = await this.dataSource.query('SELECT name FROM tables WHERE id = $1', [tableId]);
    if (tables[0] === undefined) throw new Refusal('not-found');
    const put = [...all].filter(([, access]) => access.archived);
    const accesses = new Map(
      archived === undefined ? [...all].filter(([, access]) => !access.archived) : put.slice(0, MOST_ARCHIVED),
    );
    const seats = await this.seats.atTable(tableId);
    const occupants = await this.#occupants(tableId);
    const documents = await this.sections.byDocument(tableId, [...accesses.keys()], titles);
    return {
      tableId,
      tableName: tables[0].name,
      archived: put.length,
      seats: seats.map(({ seatId, role, party }) => ({ seatId, role, party, occupants: occupants.get(seatId) ?? 0 })),
      documents: documents.map(({ kind, number, title, sections }) => ({
        kind,
        number,
        title,
        sections: sections.map(({ sectionId, code, title, restricted }) => ({
          code,
          title,
          restricted,
          rights: rightsOn(accesses.get(id<SectionId>(sectionId)), seats),
        })),
      })),
    };
  }

  async #occupants(tableId: TableId): Promise<Map<string, number>> {
    const rows: { seatId: string; count: number }[] = await this.dataSource.query(
      `SELECT seat.id AS "seatId", count(DISTINCT occupant.person_id)::int AS count
       FROM seats seat JOIN seat_occupants occupant ON occupant.seat_id = seat.id
       WHERE seat.table_id = $1 AND occupant.from_at <= $2 AND (occupant.until_at IS NULL OR $2 < occupant.until_at)
       GROUP BY seat.id`,
      [tableId, this.clock.now()],
    );
    return new Map(rows.map(({ seatId, count }) => [seatId, count]));
  }
}

function rightsOn(
  access: SectionAccess | undefined,
  seats: readonly SeatAtTable[],
): AccessReviewView['documents'][number]['sections'][number]['rights'] {
  return access === undefined ? [] : seats.map((seat) => reviewedRight(seat, access));
}
