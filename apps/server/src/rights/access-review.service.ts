import { Inject, Injectable } from '@nestjs/common';
import {
  can,
  id,
  inReadingOrder,
  Refusal,
  reviewedRight,
  seriesOfCode,
  type AccessReviewView,
  type Actor,
  type SeatAtTable,
  type SectionAccess,
  type SectionId,
  type TableId,
} from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { CLOCK, type Clock } from '../platform/clock';
import { SeatReader } from '../tables/seat-reader';
import { authorize } from './authorize';
import { SectionAccessService } from './section-access.service';

/** Who can do what at a table, section by section. */
@Injectable()
export class AccessReviewService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly access: SectionAccessService,
    private readonly seats: SeatReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** All sections of a table, by code and kind of document: who administers reads no title (docs/spec.md R10). */
  async forAdministrator(actor: Actor, tableId: TableId): Promise<AccessReviewView> {
    authorize(actor, 'administration.read', { kind: 'installation' });
    return this.#review(tableId, await this.access.ofTable(tableId), false);
  }

  /** The sections that the acting seat may read, with their titles (docs/spec.md R11). */
  async forSeat(actor: Actor, tableId: TableId): Promise<AccessReviewView> {
    authorize(actor, 'table.read', { kind: 'table', tableId });
    const all = await this.access.ofTable(tableId);
    const readable = [...all].filter(([, access]) => can(actor, 'section.read', { kind: 'section', access }));
    return this.#review(tableId, new Map(readable), true);
  }

  async #review(
    tableId: TableId,
    accesses: ReadonlyMap<SectionId, SectionAccess>,
    titles: boolean,
  ): Promise<AccessReviewView> {
    const tables: { name: string }[] = await this.dataSource.query('SELECT name FROM tables WHERE id = $1', [tableId]);
    if (tables[0] === undefined) throw new Refusal('not-found');
    const seats = await this.seats.atTable(tableId);
    const occupants = await this.#occupants(tableId);
    const documents = await this.#documents(tableId, titles);
    const sections = await this.#sections([...accesses.keys()], titles);
    return {
      tableId,
      tableName: tables[0].name,
      seats: seats.map(({ seatId, role, party }) => ({ seatId, role, party, occupants: occupants.get(seatId) ?? 0 })),
      documents: documents.map(({ documentId, kind, number, title }) => ({
        kind,
        number,
        title,
        sections: inReadingOrder(sections.filter((section) => section.documentId === documentId)).map(
          ({ sectionId, code, title, restricted }) => ({
            code,
            title,
            restricted,
            rights: rightsOn(accesses.get(id<SectionId>(sectionId)), seats),
          }),
        ),
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

  /** Titles are not even read from the database for who may not have them. */
  #documents(tableId: TableId, titles: boolean): Promise<DocumentRow[]> {
    return this.dataSource.query(
      `SELECT id AS "documentId", kind, ${titles ? 'title' : 'NULL AS title'},
              row_number() OVER (PARTITION BY kind ORDER BY created_at, id)::int AS number
       FROM documents WHERE table_id = $1 ORDER BY created_at, id`,
      [tableId],
    );
  }

  async #sections(sectionIds: readonly string[], titles: boolean): Promise<SectionRow[]> {
    const rows: Omit<SectionRow, 'series'>[] = await this.dataSource.query(
      `SELECT id AS "sectionId", document_id AS "documentId", code, ${titles ? 'title' : 'NULL AS title'}, restricted,
              order_key AS "orderKey"
       FROM sections WHERE id = ANY ($1)`,
      [sectionIds],
    );
    return rows.map((row) => ({ ...row, series: seriesOfCode(row.code) }));
  }
}

function rightsOn(
  access: SectionAccess | undefined,
  seats: readonly SeatAtTable[],
): AccessReviewView['documents'][number]['sections'][number]['rights'] {
  return access === undefined ? [] : seats.map((seat) => reviewedRight(seat, access));
}

interface DocumentRow {
  readonly documentId: string;
  readonly kind: AccessReviewView['documents'][number]['kind'];
  readonly number: number;
  readonly title: string | null;
}

interface SectionRow {
  readonly sectionId: string;
  readonly documentId: string;
  readonly code: string;
  readonly series: string;
  readonly title: string | null;
  readonly restricted: boolean;
  readonly orderKey: string;
}
