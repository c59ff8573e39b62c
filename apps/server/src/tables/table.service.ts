import { Inject, Injectable } from '@nestjs/common';
import { can, type Actor, type SeatView, type TableId, type TableView } from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { CLOCK, type Clock } from '../platform/clock';
import { authorize } from '../rights/authorize';
import { Region } from './region.entity';
import { SeatReader } from './seat-reader';
import { TableDocuments } from './table-documents';
import { Table } from './table.entity';

type PersonAtSeat = NonNullable<SeatView['persons']>[number] & { seatId: string };

@Injectable()
export class TableService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly seats: SeatReader,
    private readonly documents: TableDocuments,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A table as the acting seat sees it. */
  async read(actor: Actor, tableId: TableId): Promise<TableView> {
    authorize(actor, 'table.read', { kind: 'table', tableId });
    const table = await this.dataSource.manager.findOneByOrFail(Table, { id: tableId });
    const region = await this.dataSource.manager.findOneByOrFail(Region, { id: table.regionId });
    const words = await this.#words(tableId);
    const seats = await this.seats.atTable(tableId);
    const own = seats.find((seat) => seat.seatId === actor.seat?.seatId)?.party.organisationId;
    const named = seats.filter((seat) => table.occupantsVisible || seat.party.organisationId === own);
    const persons = await this.#personsAt(named.map(({ seatId }) => seatId));
    return {
      tableId,
      name: table.name,
      kind: table.kind,
      label: words.label,
      reportsTo: words.reportsTo,
      closedAt: table.closedAt?.toISOString() ?? null,
      regionName: region.name,
      purpose: table.purpose,
      occupantsVisible: table.occupantsVisible,
      namesVisible: table.namesVisible,
      seats: seats.map((seat) => ({
        seatId: seat.seatId,
        role: seat.role,
        party: seat.party,
        persons: named.includes(seat) ? personsOf(seat.seatId, persons) : null,
      })),
      documents: await this.documents.ofTable(tableId),
      mayAddDocument: can(actor, 'document.add', { kind: 'table', tableId }),
    };
  }

  async #words(tableId: TableId): Promise<{ label: string | null; reportsTo: string | null }> {
    const rows: { label: string | null; reportsTo: string | null }[] = await this.dataSource.query(
      `SELECT label.label, above.name AS "reportsTo"
       FROM tables "table"
       LEFT JOIN region_labels label ON label.region_id = "table".region_id AND label.kind = "table".kind
       LEFT JOIN tables above ON above.id = "table".reports_to
       WHERE "table".id = $1`,
      [tableId],
    );
    return rows[0] ?? { label: null, reportsTo: null };
  }

  async #personsAt(seatIds: readonly string[]): Promise<PersonAtSeat[]> {
    const rows: (Omit<PersonAtSeat, 'until'> & { until: Date | null })[] = await this.dataSource.query(
      `SELECT DISTINCT ON (person.name, person.id, occupant.seat_id) person.name, person.job_title AS "jobTitle",
              person.id AS "personId", occupant.seat_id AS "seatId", occupant.stand_in AS "standIn",
              occupant.until_at AS until
       FROM seat_occupants occupant JOIN persons person ON person.id = occupant.person_id
       WHERE occupant.seat_id = ANY ($1) AND occupant.from_at <= $2
         AND (occupant.until_at IS NULL OR $2 < occupant.until_at)
       ORDER BY person.name, person.id, occupant.seat_id, occupant.until_at DESC NULLS FIRST`,
      [seatIds, this.clock.now()],
    );
    return rows.map((row) => ({ ...row, until: row.until?.toISOString() ?? null }));
  }
}

function personsOf(seatId: string, persons: readonly PersonAtSeat[]): NonNullable<SeatView['persons']> {
  return persons.filter((person) => person.seatId === seatId).map(({ seatId: _, ...person }) => person);
}
