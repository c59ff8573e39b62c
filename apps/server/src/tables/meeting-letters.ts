import { Inject, Injectable } from '@nestjs/common';
import { dutchMoment, PLACES, type TableId } from '@samenspel/domain';
import type { EntityManager } from 'typeorm';
import { SeatLetters } from '../notifications/seat-letters';
import { CLOCK, type Clock } from '../platform/clock';

/** A meeting as far as letters go: never what it is about. */
export interface MeetingMoment {
  readonly meetingId: string;
  readonly startsAt: Date;
}

/** Letters to everybody who sits at the table about a meeting that is still to come (docs/spec.md N9). */
@Injectable()
export class MeetingLetters {
  constructor(
    private readonly letters: SeatLetters,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  planned(manager: EntityManager, tableId: TableId, meeting: MeetingMoment): Promise<void> {
    return this.#tell(manager, tableId, meeting, [meeting.startsAt], 'Er is een vergadering gepland', (table) => [
      `Aan ${table} is een vergadering gepland op ${dutchMoment(meeting.startsAt)}.`,
    ]);
  }

  moved(manager: EntityManager, tableId: TableId, meeting: MeetingMoment, from: Date): Promise<void> {
    const moments = [meeting.startsAt, from];
    return this.#tell(manager, tableId, meeting, moments, 'Een vergadering is verzet', (table) => [
      `De vergadering van ${table} op ${dutchMoment(from)} is verzet.`,
      `Zij begint nu op ${dutchMoment(meeting.startsAt)}.`,
    ]);
  }

  elsewhere(manager: EntityManager, tableId: TableId, meeting: MeetingMoment): Promise<void> {
    return this.#tell(manager, tableId, meeting, [meeting.startsAt], 'Een vergadering is ergens anders', (table) => [
      `De vergadering van ${table} op ${dutchMoment(meeting.startsAt)} is op een andere plaats dan eerder was gemeld.`,
    ]);
  }

  cancelled(manager: EntityManager, tableId: TableId, meeting: MeetingMoment): Promise<void> {
    return this.#tell(manager, tableId, meeting, [meeting.startsAt], 'Een vergadering gaat niet door', (table) => [
      `De vergadering van ${table} op ${dutchMoment(meeting.startsAt)} gaat niet door.`,
    ]);
  }

  resumed(manager: EntityManager, tableId: TableId, meeting: MeetingMoment): Promise<void> {
    return this.#tell(manager, tableId, meeting, [meeting.startsAt], 'Een vergadering gaat toch door', (table) => [
      `De vergadering van ${table} op ${dutchMoment(meeting.startsAt)} gaat toch door.`,
    ]);
  }

  /** Of what was, nobody needs a letter: a meeting that is written down afterwards calls nobody. */
  async #tell(
    manager: EntityManager,
    tableId: TableId,
    { meetingId }: MeetingMoment,
    moments: readonly Date[],
    subject: string,
    lines: (table: string) => string[],
  ): Promise<void> {
    const now = this.clock.now();
    if (moments.every((moment) => moment <= now)) return;
    const rows: { name: string; seats: string[] }[] = await manager.query(
      `SELECT "table".name, array_agg(seat.id) AS seats FROM tables "table" JOIN seats seat ON seat.table_id = "table".id
       WHERE "table".id = $1 GROUP BY "table".id`,
      [tableId],
    );
    for (const { name, seats } of rows) {
      const path = PLACES.meeting(tableId, meetingId);
      await this.letters.send(manager, seats, { subject, lines: lines(name), path });
    }
  }
}
