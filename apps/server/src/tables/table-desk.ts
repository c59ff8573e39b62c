import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { can, dayOf, PLACES, type Actor, type DeskEntry, type DeskNews, type TableId } from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { DeskSources, NEWS_MS, type DeskSource } from '../notifications/desk';
import { CLOCK, type Clock } from '../platform/clock';
import { PlanReader } from './plan.reader';

const DAY_MS = 24 * 3_600_000;
/** Meetings of the coming two weeks are on the desk. */
const SOON_MS = 14 * DAY_MS;

/** What a table puts on the desks of who sits there: meetings, gates and the end of a seat; messages as news. */
@Injectable()
export class TableDesk implements DeskSource, OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly plan: PlanReader,
    private readonly desks: DeskSources,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.desks.register(this);
  }

  async deskItems(actor: Actor): Promise<DeskEntry[]> {
    const table = await this.#tableOf(actor);
    if (table === null) return [];
    const now = this.clock.now();
    const own = { tableId: table.tableId, tableName: table.name };
    const meetings = (await this.#meetings(table.tableId)).filter(({ startsAt }) => startsAt > now);
    const items = [
      ...meetings.flatMap((meeting) => meetingItem(table.tableId, meeting, now)),
      ...(await this.#gates(table.tableId, now)),
      ...(await this.#endOfSeat(actor, table.tableId, now)),
    ];
    return items.map((item) => ({ ...item, ...own }));
  }

  async deskNews(actor: Actor): Promise<DeskNews[]> {
    const table = await this.#tableOf(actor);
    if (table === null) return [];
    const since = new Date(this.clock.now().getTime() - NEWS_MS).toISOString();
    const { messages } = await this.plan.read(actor, table.tableId);
    return [
      ...messages.flatMap(({ text, at }): DeskNews[] =>
        text === null || at < since
          ? []
          : [{ kind: 'message', label: firstWords(text), tableName: table.name, at, path: PLACES.messages(table.tableId) }],
      ), // prettier-ignore
      ...(await this.#meetings(table.tableId)).flatMap((meeting) => meetingNews(table, meeting, since)),
    ];
  }

  #meetings(tableId: TableId): Promise<MeetingRow[]> {
    return this.dataSource.query(
      `SELECT id AS "meetingId", title, starts_at AS "startsAt", cancelled_at AS "cancelledAt", moved_at AS "movedAt"
       FROM meetings WHERE table_id = $1 ORDER BY starts_at, id`,
      [tableId],
    );
  }

  /** What a phase is decided by, from two weeks before up to its day. */
  async #gates(tableId: TableId, now: Date): Promise<Item[]> {
    const rows: { what: string; on: string }[] = await this.dataSource.query(
      `SELECT gate_what AS what, gate_on::text AS "on" FROM table_phases
       WHERE table_id = $1 AND gate_on BETWEEN $2::date AND $3::date ORDER BY gate_on, place`,
      [tableId, dayOf(now), dayOf(new Date(now.getTime() + SOON_MS))],
    );
    return rows.map(({ what, on }) => ({
      kind: 'gate',
      label: what,
      // Noon, so that it is the same day wherever it is read.
      before: `${on}T12:00:00.000Z`,
      path: PLACES.phases(tableId),
    }));
  }

  /** The end of the own term in the seat, when it is near: for that person alone. */
  async #endOfSeat({ personId, seat }: Actor, tableId: TableId, now: Date): Promise<Item[]> {
    const rows: { until: Date; party: string }[] = await this.dataSource.query(
      `SELECT occupant.until_at AS until, organisation.name AS party FROM seat_occupants occupant
       JOIN seats seat ON seat.id = occupant.seat_id JOIN organisations organisation ON organisation.id = seat.organisation_id
       WHERE occupant.seat_id = $1 AND occupant.person_id = $2 AND occupant.from_at <= $3 AND occupant.until_at > $3
         AND occupant.until_at <= $4`,
      [seat?.seatId, personId, now, new Date(now.getTime() + SOON_MS)],
    );
    return rows.map(({ until, party }) => ({
      kind: 'seatEnds',
      label: party,
      before: until.toISOString(),
      path: PLACES.participants(tableId),
    }));
  }

  async #tableOf(actor: Actor): Promise<{ tableId: TableId; name: string } | null> {
    if (actor.seat === null || !can(actor, 'table.read', { kind: 'table', tableId: actor.seat.tableId })) return null;
    const rows: { name: string }[] = await this.dataSource.query('SELECT name FROM tables WHERE id = $1', [
      actor.seat.tableId,
    ]);
    return rows[0] === undefined ? null : { tableId: actor.seat.tableId, name: rows[0].name };
  }
}

type Item = Omit<DeskEntry, 'tableId' | 'tableName'>;

interface MeetingRow {
  readonly meetingId: string;
  readonly title: string;
  readonly startsAt: Date;
  readonly cancelledAt: Date | null;
  readonly movedAt: Date | null;
}

/** A meeting to come. One that was moved or cancelled lately is there however far away it is: somebody may count on it. */
function meetingItem(
  tableId: TableId,
  { meetingId, title, startsAt, cancelledAt, movedAt }: MeetingRow,
  now: Date,
): Item[] {
  const lately = (at: Date | null): boolean => at !== null && now.getTime() - at.getTime() <= SOON_MS;
  const isSoon = startsAt.getTime() - now.getTime() <= SOON_MS;
  const kind = cancelledAt !== null ? 'meetingCancelled' : lately(movedAt) ? 'meetingMoved' : 'meeting';
  if (!isSoon && !lately(cancelledAt ?? movedAt)) return [];
  return [{ kind, label: title, before: startsAt.toISOString(), path: PLACES.meeting(tableId, meetingId) }];
}

function meetingNews(table: { tableId: TableId; name: string }, meeting: MeetingRow, since: string): DeskNews[] {
  const { meetingId, title, cancelledAt, movedAt } = meeting;
  const at = (cancelledAt ?? movedAt)?.toISOString();
  if (at === undefined || at < since) return [];
  const kind = cancelledAt === null ? 'meetingMoved' : 'meetingCancelled';
  return [{ kind, label: title, tableName: table.name, at, path: PLACES.meeting(table.tableId, meetingId) }];
}

/** Enough of a message to know it by. */
function firstWords(text: string): string {
  const line = text.split('\n')[0] ?? '';
  return line.length <= 120 ? line : `${line.slice(0, 119)}…`;
}
