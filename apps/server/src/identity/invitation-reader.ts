import { Inject, Injectable } from '@nestjs/common';
import { linkState, type InvitationView, type OwnSeatView } from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { CLOCK, type Clock } from '../platform/clock';
import { partyOf, SEAT_COLUMNS, type SeatRow } from '../tables/seat-reader';
import { hashOf } from './token';

const SEAT_JOINS = `
  JOIN organisations organisation ON organisation.id = seat.organisation_id
  JOIN tables "table" ON "table".id = seat.table_id
  JOIN regions region ON region.id = "table".region_id
  LEFT JOIN region_labels label ON label.region_id = "table".region_id AND label.kind = "table".kind`;
const TABLE_COLUMNS = `
  "table".name AS "tableName", "table".kind AS "tableKind", label.label AS "tableLabel", region.name AS "regionName"`;
const INVITATION_COLUMNS = `
  invitation.id AS "invitationId", invitation.email, invitation.until_at AS "until", invitation.invited_at AS "invitedAt",
  invitation.sent_at AS "sentAt", invitation.expires_at AS "expiresAt", invitation.accepted_at AS "usedAt",
  invitation.withdrawn_at AS "withdrawnAt",
  (SELECT name FROM persons WHERE id = invitation.invited_by) AS "invitedBy"`;

interface TableColumns {
  readonly tableName: string;
  readonly tableKind: OwnSeatView['tableKind'];
  readonly tableLabel: string | null;
  readonly regionName: string;
}

/** An invitation with its seat, as stored. */
export interface Invitation extends SeatRow, TableColumns {
  readonly invitationId: string;
  readonly email: string;
  readonly until: Date | null;
  readonly invitedAt: Date;
  /** Name of who invited. */
  readonly invitedBy: string;
  readonly sentAt: Date;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
  readonly withdrawnAt: Date | null;
}

/** Reads invitations and the seats that they are for. Who may see it is up to the caller. */
@Injectable()
export class InvitationReader {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** All of them, the newest first. */
  async all(): Promise<Invitation[]> {
    return this.#where(this.dataSource.manager, 'true ORDER BY invitation.invited_at DESC, invitation.id', []);
  }

  async byId(manager: EntityManager, invitationId: string): Promise<Invitation | null> {
    const [row] = await this.#where(manager, 'invitation.id = $1', [invitationId]);
    return row ?? null;
  }

  /**
   * The one that a link belongs to, when it can still be accepted: neither used, withdrawn, too old, nor for a term that is
   * over.
   */
  async openByToken(manager: EntityManager, token: string, lock = false): Promise<Invitation | null> {
    const found = await this.#where(manager, `invitation.token_hash = $1 ${lock ? 'FOR UPDATE OF invitation' : ''}`, [
      hashOf(token),
    ]);
    const [row] = found;
    const now = this.clock.now();
    if (row === undefined || linkState(row, now) !== 'open') return null;
    return row.until !== null && row.until <= now ? null : row;
  }

  /** The seats of open tables, to which somebody can be invited. */
  async seats(): Promise<OwnSeatView[]> {
    const rows: (SeatRow & TableColumns)[] = await this.dataSource.query(
      `SELECT ${SEAT_COLUMNS}, ${TABLE_COLUMNS} FROM seats seat ${SEAT_JOINS}
       WHERE "table".closed_at IS NULL ORDER BY "table".name, organisation.name, seat.role, seat.id`,
    );
    return rows.map(seatViewOf);
  }

  viewOf(row: Invitation): InvitationView {
    return {
      invitationId: row.invitationId,
      email: row.email,
      seat: seatViewOf(row),
      until: row.until?.toISOString() ?? null,
      state: linkState(row, this.clock.now()),
      invitedAt: row.invitedAt.toISOString(),
      sentAt: row.sentAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
    };
  }

  async #where(manager: EntityManager, condition: string, values: unknown[]): Promise<Invitation[]> {
    return manager.query(
      `SELECT ${INVITATION_COLUMNS}, ${SEAT_COLUMNS}, ${TABLE_COLUMNS}
       FROM invitations invitation JOIN seats seat ON seat.id = invitation.seat_id ${SEAT_JOINS} WHERE ${condition}`,
      values,
    );
  }
}

export function seatViewOf(row: SeatRow & TableColumns): OwnSeatView {
  return {
    seatId: row.seatId,
    role: row.role,
    party: partyOf(row),
    tableId: row.tableId,
    tableName: row.tableName,
    tableKind: row.tableKind,
    tableLabel: row.tableLabel,
  };
}
