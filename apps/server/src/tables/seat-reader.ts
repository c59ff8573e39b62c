import { Injectable } from '@nestjs/common';
import {
  id,
  ROLES,
  type OwnSeatView,
  type PartyView,
  type Role,
  type SeatAtTable,
  type TableId,
} from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import type { Organisation } from './organisation.entity';

/** Columns of a seat with its party, for `partyOf` and `seatOf`; needs the aliases `seat` and `organisation`. */
export const SEAT_COLUMNS = `
  seat.id AS "seatId", seat.table_id AS "tableId", seat.role AS "role", organisation.id AS "organisationId",
  organisation.name AS "partyName", organisation.abbreviation AS "abbreviation", organisation.kind AS "partyKind",
  organisation.mark_shape AS "markShape", organisation.mark_hue AS "markHue"`;

export interface SeatRow {
  readonly seatId: string;
  readonly tableId: string;
  readonly role: Role;
  readonly organisationId: string;
  readonly partyName: string;
  readonly abbreviation: string;
  readonly partyKind: Organisation['kind'];
  readonly markShape: Organisation['markShape'];
  readonly markHue: number;
}

export function partyOf(row: SeatRow): PartyView {
  return {
    organisationId: row.organisationId,
    name: row.partyName,
    abbreviation: row.abbreviation,
    kind: row.partyKind,
    mark: { shape: row.markShape, hue: row.markHue },
  };
}

function seatOf(row: SeatRow): SeatAtTable {
  return { seatId: id(row.seatId), tableId: id(row.tableId), role: row.role, party: partyOf(row) };
}

/** Reads seats for the other rooms. Answers what is asked: who may see it is up to the caller. */
@Injectable()
export class SeatReader {
  constructor(private readonly dataSource: DataSource) {}

  /** The seats of a table, by role and name. */
  async atTable(tableId: TableId, manager: EntityManager = this.dataSource.manager): Promise<SeatAtTable[]> {
    const rows: SeatRow[] = await manager.query(
      `SELECT ${SEAT_COLUMNS} FROM seats seat JOIN organisations organisation ON organisation.id = seat.organisation_id
       WHERE seat.table_id = $1 ORDER BY array_position($2::text[], seat.role), organisation.name, seat.id`,
      [tableId, ROLES],
    );
    return rows.map(seatOf);
  }

  /** The seats that these persons occupy at `now`. */
  async occupiedBy(personIds: readonly string[], now: Date): Promise<(OwnSeatView & { personId: string })[]> {
    const rows: (SeatRow & TableColumns & { personId: string })[] = await this.dataSource.query(
      `SELECT DISTINCT ON ("tableName", seat.id, occupant.person_id) ${SEAT_COLUMNS},
              "table".name AS "tableName", "table".kind AS "tableKind", label.label AS "tableLabel", occupant.person_id AS "personId"
       FROM seat_occupants occupant
       JOIN seats seat ON seat.id = occupant.seat_id
       JOIN organisations organisation ON organisation.id = seat.organisation_id
       JOIN tables "table" ON "table".id = seat.table_id
       LEFT JOIN region_labels label ON label.region_id = "table".region_id AND label.kind = "table".kind
       WHERE occupant.person_id = ANY ($1) AND occupant.from_at <= $2
         AND (occupant.until_at IS NULL OR $2 < occupant.until_at)
       ORDER BY "tableName", seat.id, occupant.person_id`,
      [personIds, now],
    );
    return rows.map((row) => ({
      seatId: row.seatId,
      role: row.role,
      party: partyOf(row),
      tableId: row.tableId,
      tableName: row.tableName,
      tableKind: row.tableKind,
      tableLabel: row.tableLabel,
      personId: row.personId,
    }));
  }
}

interface TableColumns {
  readonly tableName: string;
  readonly tableKind: OwnSeatView['tableKind'];
  readonly tableLabel: string | null;
}
