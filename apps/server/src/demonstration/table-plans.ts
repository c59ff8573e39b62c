import { randomUUID } from 'node:crypto';
import type { PersonId, SeatId, TableId } from '@samenspel/domain';
import type { EntityManager } from 'typeorm';
import type { DemoCalendar } from './calendar';
import { MEETINGS, MESSAGES, phasesOf } from './content/table-plans';
import type { TableName } from './people';

interface Seated {
  readonly tables: Readonly<Record<TableName, TableId>>;
  /** Seats by table, party and role: "development/OV/chair". */
  readonly seats: ReadonlyMap<string, SeatId>;
  /** Who acts for a seat. */
  readonly persons: ReadonlyMap<SeatId, PersonId>;
}

/** Who invites. */
const SECRETARY = { development: 'development/SOT/secretary', board: 'board/RBJ/secretary' } as const;

/** Gives the demonstration's tables phases, meetings near the moment of seeding, and messages, formal and informal. */
export async function fillPlans(manager: EntityManager, calendar: DemoCalendar, seated: Seated): Promise<void> {
  for (const [table, phases] of Object.entries(phasesOf(calendar))) {
    for (const [place, { name, from, until, gate }] of phases.entries()) {
      await manager.query(
        `INSERT INTO table_phases (table_id, place, name, from_on, until_on, gate_what, gate_on, gate_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [seated.tables[table as TableName], place, name, from, until, gate?.what, gate?.on, gate?.by],
      );
    }
  }
  for (const { table, title, day, time, place, formality, agenda, cancelled } of MEETINGS) {
    await manager.query(
      `INSERT INTO meetings (id, table_id, title, starts_at, place, formality, agenda, cancelled_at, changed_at, changed_by_seat)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        randomUUID(),
        seated.tables[table],
        title,
        calendar.at(day(calendar), ...time),
        place,
        formality,
        JSON.stringify(agenda),
        cancelled === true ? calendar.ago(1, 9) : null,
        cancelled === true ? calendar.ago(1, 9) : calendar.ago(25, 9),
        seatAt(seated, SECRETARY[table]),
      ],
    );
  }
  for (const { table, seat, daysAgo, formality, text, withdrawn } of MESSAGES) {
    const seatId = seatAt(seated, `${table}/${seat}`);
    const at = calendar.at(calendar.day(-daysAgo), 10);
    await manager.query(
      `INSERT INTO table_messages (id, table_id, seat_id, person_id, at, formality, text, withdrawn_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [randomUUID(), seated.tables[table], seatId, seated.persons.get(seatId), at, formality, text, withdrawn === true ? calendar.at(calendar.day(-daysAgo), 11) : null],
    ); // prettier-ignore
  }
}

function seatAt({ seats }: Seated, key: string): SeatId {
  const seatId = seats.get(key);
  if (seatId === undefined) throw new Error(`The demonstration has no seat ${key}.`);
  return seatId;
}
