import { Injectable } from '@nestjs/common';
import {
  can,
  type Actor,
  type AgendaItem,
  type Formality,
  type MeetingView,
  type MessageView,
  type PhaseInput,
  type TableId,
  type TablePlanView,
} from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { authorize } from '../rights/authorize';
import { partyOf, SEAT_COLUMNS, type SeatRow } from './seat-reader';

const MOST_MESSAGES = 100;

/** Reads what a table is doing: phases, meetings, messages. */
@Injectable()
export class PlanReader {
  constructor(private readonly dataSource: DataSource) {}

  /** What the table is doing, as the acting seat sees it. */
  async read(actor: Actor, tableId: TableId): Promise<TablePlanView> {
    const table = { kind: 'table', tableId } as const;
    authorize(actor, 'table.read', table);
    const [version, phases, meetings, messages] = await Promise.all([
      this.#version(tableId),
      this.#phases(tableId),
      this.meetings(tableId, null),
      this.#messages(actor, tableId),
    ]);
    const mayPlan = can(actor, 'table.plan', table);
    return { tableId, version, mayPlan, mayPost: can(actor, 'message.post', table), phases, meetings, messages };
  }

  /**
   * The meetings of a table, the first one first, cancelled ones too. Answers what is asked: who may see it is up to the caller.
   *
   * @param since those that begin from then on; null for all that there ever were
   */
  async meetings(tableId: TableId, since: Date | null): Promise<MeetingView[]> {
    const rows: MeetingRow[] = await this.dataSource.query(
      `SELECT id AS "meetingId", version, title, starts_at AS "startsAt", place, formality, agenda, cancelled_at AS "cancelledAt"
       FROM meetings WHERE table_id = $1 AND ($2::timestamptz IS NULL OR starts_at >= $2) ORDER BY starts_at, id`,
      [tableId, since],
    );
    return rows.map((row) => ({
      ...row,
      startsAt: row.startsAt.toISOString(),
      cancelledAt: row.cancelledAt?.toISOString() ?? null,
    }));
  }

  async #version(tableId: TableId): Promise<number> {
    const rows: { version: number }[] = await this.dataSource.query(
      'SELECT plan_version AS version FROM tables WHERE id = $1',
      [tableId],
    );
    return rows[0]?.version ?? 1;
  }

  async #phases(tableId: TableId): Promise<PhaseInput[]> {
    const rows: PhaseRow[] = await this.dataSource.query(
      `SELECT name, from_on::text AS "from", until_on::text AS until, gate_what AS what, gate_on::text AS "on", gate_by AS "by"
       FROM table_phases WHERE table_id = $1 ORDER BY place`,
      [tableId],
    );
    return rows.map(({ name, from, until, what, on, by }) => ({
      name,
      from,
      until,
      gate: what === null || on === null || by === null ? null : { what, on, by },
    }));
  }

  async #messages(actor: Actor, tableId: TableId): Promise<MessageView[]> {
    const rows: MessageRow[] = await this.dataSource.query(
      `SELECT message.id AS "messageId", message.at, message.formality, message.withdrawn_at AS "withdrawnAt",
              CASE WHEN message.withdrawn_at IS NULL THEN message.text END AS text, ${SEAT_COLUMNS},
              CASE WHEN "table".names_visible OR organisation.id = own.organisation_id THEN person.name END AS person
       FROM table_messages message
       JOIN tables "table" ON "table".id = message.table_id
       JOIN seats seat ON seat.id = message.seat_id
       JOIN organisations organisation ON organisation.id = seat.organisation_id
       JOIN persons person ON person.id = message.person_id
       LEFT JOIN seats own ON own.id = $2
       WHERE message.table_id = $1 ORDER BY message.at DESC, message.id LIMIT ${MOST_MESSAGES}`,
      [tableId, actor.seat?.seatId],
    );
    const mayPost = can(actor, 'message.post', { kind: 'table', tableId });
    return rows.map((row) => ({
      messageId: row.messageId,
      by: partyOf(row),
      person: row.person,
      at: row.at.toISOString(),
      formality: row.formality,
      text: row.text,
      withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
      mayWithdraw: mayPost && row.withdrawnAt === null && row.seatId === actor.seat?.seatId,
    }));
  }
}

interface MeetingRow {
  readonly meetingId: string;
  readonly version: number;
  readonly title: string;
  readonly startsAt: Date;
  readonly place: string;
  readonly formality: Formality;
  readonly agenda: AgendaItem[];
  readonly cancelledAt: Date | null;
}

interface PhaseRow {
  readonly name: string;
  readonly from: string;
  readonly until: string | null;
  readonly what: string | null;
  readonly on: string | null;
  readonly by: string | null;
}

interface MessageRow extends SeatRow {
  readonly messageId: string;
  readonly at: Date;
  readonly formality: Formality;
  readonly text: string | null;
  readonly withdrawnAt: Date | null;
  readonly person: string | null;
}
