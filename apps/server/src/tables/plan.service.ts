import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  id,
  phaseFault,
  Refusal,
  type Action,
  type Actor,
  type CancelMeeting,
  type ChangeMeeting,
  type ChangePhases,
  type MeetingId,
  type MeetingInput,
  type PostMessage,
  type TableId,
  type TablePlanView,
} from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { CLOCK, type Clock } from '../platform/clock';
import { authorize } from '../rights/authorize';
import { LIVE_REVOCATION, type LiveRevocation } from '../rights/live-revocation';
import { holdOpen } from './hold-open';
import { MeetingLetters, type MeetingMoment } from './meeting-letters';
import { PlanReader } from './plan.reader';
import { changedOne, type Changed } from './versions';

/** Commands on what a table is doing: its phases, meetings and messages. */
@Injectable()
export class PlanService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly reader: PlanReader,
    private readonly letters: MeetingLetters,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LIVE_REVOCATION) private readonly live: LiveRevocation,
  ) {}

  read(actor: Actor, tableId: TableId): Promise<TablePlanView> {
    return this.reader.read(actor, tableId);
  }

  /**
   * Puts these phases in the place of those that the table has.
   *
   * @throws Refusal `invalid-input` naming the phase that does not follow the one before it, or whose gate is outside it;
   * `conflict` when somebody else changed them meanwhile
   */
  changePhases(actor: Actor, tableId: TableId, { version, phases }: ChangePhases): Promise<TablePlanView> {
    return this.#change(actor, 'table.plan', tableId, async (manager) => {
      const fault = phaseFault(phases);
      if (fault !== null) throw new Refusal('invalid-input', [`phases.${fault.at}.${fault.fault}`]);
      const changed: Changed = await manager.query(
        'UPDATE tables SET plan_version = plan_version + 1 WHERE id = $1 AND plan_version = $2',
        [tableId, version],
      );
      changedOne(changed);
      await manager.query('DELETE FROM table_phases WHERE table_id = $1', [tableId]);
      for (const [place, { name, from, until, gate }] of phases.entries()) {
        await manager.query(
          `INSERT INTO table_phases (table_id, place, name, from_on, until_on, gate_what, gate_on, gate_by)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
          [tableId, place, name, from, until, gate?.what, gate?.on, gate?.by],
        );
      }
    });
  }

  /** Puts a meeting on the calendar. */
  addMeeting(actor: Actor, tableId: TableId, meeting: MeetingInput): Promise<TablePlanView> {
    return this.#change(actor, 'table.plan', tableId, async (manager) => {
      const { title, startsAt, place, formality, agenda } = meeting;
      const meetingId = randomUUID();
      await manager.query(
        `INSERT INTO meetings (id, table_id, title, starts_at, place, formality, agenda, changed_at, changed_by_seat)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [meetingId, tableId, title, startsAt, place, formality, JSON.stringify(agenda), this.clock.now(), seatOf(actor)],
      ); // prettier-ignore
      await this.letters.planned(manager, tableId, { meetingId, startsAt: new Date(startsAt) });
    });
  }

  /** @throws Refusal `conflict` when somebody else changed the meeting meanwhile */
  async changeMeeting(actor: Actor, meetingId: MeetingId, meeting: ChangeMeeting): Promise<TablePlanView> {
    return this.#change(actor, 'table.plan', await this.#tableOf('meetings', meetingId), async (manager, tableId) => {
      const { version, title, startsAt, place, formality, agenda } = meeting;
      const before = await lockMeeting(manager, meetingId);
      const changed: Changed = await manager.query(
        `UPDATE meetings SET title = $3, starts_at = $4, place = $5, formality = $6, agenda = $7, changed_at = $8,
                changed_by_seat = $9, version = version + 1,
                moved_from = CASE WHEN starts_at = $4 THEN moved_from ELSE starts_at END,
                moved_at = CASE WHEN starts_at = $4 THEN moved_at ELSE $8 END
         WHERE id = $1 AND version = $2`,
        [meetingId, version, title, startsAt, place, formality, JSON.stringify(agenda), this.clock.now(), seatOf(actor)],
      ); // prettier-ignore
      changedOne(changed);
      await this.#tellOfChange(manager, tableId, before, { meetingId, startsAt: new Date(startsAt), place });
    });
  }

  /** Cancels a meeting, or lets it go on after all. @throws Refusal `conflict` */
  async cancelMeeting(
    actor: Actor,
    meetingId: MeetingId,
    { version, cancelled }: CancelMeeting,
  ): Promise<TablePlanView> {
    return this.#change(actor, 'table.plan', await this.#tableOf('meetings', meetingId), async (manager, tableId) => {
      const now = this.clock.now();
      const before = await lockMeeting(manager, meetingId);
      const changed: Changed = await manager.query(
        `UPDATE meetings SET cancelled_at = CASE WHEN $3 THEN coalesce(cancelled_at, $4) END, changed_at = $4,
                changed_by_seat = $5, version = version + 1
         WHERE id = $1 AND version = $2`,
        [meetingId, version, cancelled, now, seatOf(actor)],
      );
      changedOne(changed);
      if (cancelled === (before.cancelledAt !== null)) return;
      await this.letters[cancelled ? 'cancelled' : 'resumed'](manager, tableId, { ...before, meetingId });
    });
  }

  /** Posts a message to the whole table. Sent twice under one id, it is there once. */
  post(actor: Actor, tableId: TableId, { messageId, text, formality }: PostMessage): Promise<TablePlanView> {
    return this.#change(actor, 'message.post', tableId, async (manager) => {
      await manager.query(
        `INSERT INTO table_messages (id, table_id, seat_id, person_id, at, formality, text)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING`,
        [messageId, tableId, seatOf(actor), actor.personId, this.clock.now(), formality, text],
      );
    });
  }

  /** Withdraws a message of the own seat: it stays as such, without its words. @throws Refusal `forbidden` for another's */
  async withdraw(actor: Actor, messageId: string): Promise<TablePlanView> {
    return this.#change(actor, 'message.post', await this.#tableOf('table_messages', messageId), async (manager) => {
      const [, count]: Changed = await manager.query(
        'UPDATE table_messages SET withdrawn_at = coalesce(withdrawn_at, $3) WHERE id = $1 AND seat_id = $2',
        [messageId, seatOf(actor), this.clock.now()],
      );
      if (count !== 1) throw new Refusal('forbidden');
    });
  }

  /** A meeting that was cancelled is told of when it goes on after all. */
  async #tellOfChange(
    manager: EntityManager,
    tableId: TableId,
    before: MeetingRow,
    now: MeetingMoment & { readonly place: string },
  ): Promise<void> {
    if (before.cancelledAt !== null) return;
    if (before.startsAt.getTime() !== now.startsAt.getTime())
      await this.letters.moved(manager, tableId, now, before.startsAt);
    else if (before.place !== now.place) await this.letters.elsewhere(manager, tableId, now);
  }

  /** One transaction in which the table is and stays open, then news of it to who sits there. */
  async #change(
    actor: Actor,
    action: Action,
    tableId: TableId | null,
    work: (manager: EntityManager, tableId: TableId) => Promise<void>,
  ): Promise<TablePlanView> {
    authorize(actor, action, tableId === null ? null : { kind: 'table', tableId });
    const at = tableId as TableId;
    await this.dataSource.transaction(async (manager) => {
      await holdOpen(manager, at);
      await work(manager, at);
    });
    this.live.tableChanged(at);
    return this.reader.read(actor, at);
  }

  async #tableOf(table: 'meetings' | 'table_messages', rowId: string): Promise<TableId | null> {
    const rows: { tableId: string }[] = await this.dataSource.query(
      `SELECT table_id AS "tableId" FROM ${table} WHERE id = $1`,
      [rowId],
    );
    return rows[0] === undefined ? null : id(rows[0].tableId);
  }
}

interface MeetingRow {
  readonly startsAt: Date;
  readonly place: string;
  readonly cancelledAt: Date | null;
}

/** The meeting as it is before it is changed; of two who change it at once the second sees what the first made of it. */
async function lockMeeting(manager: EntityManager, meetingId: MeetingId): Promise<MeetingRow> {
  const rows: MeetingRow[] = await manager.query(
    `SELECT starts_at AS "startsAt", place, cancelled_at AS "cancelledAt" FROM meetings WHERE id = $1 FOR UPDATE`,
    [meetingId],
  );
  if (rows[0] === undefined) throw new Refusal('not-found');
  return rows[0];
}

function seatOf(actor: Actor): string {
  if (actor.seat === null) throw new Refusal('no-seat');
  return actor.seat.seatId;
}
