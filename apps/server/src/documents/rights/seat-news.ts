import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { includes, isCommon, isFor, rightOn, type Actor, type ActingSeat, type DeskNews } from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { DeskSources, NEWS_MS, type DeskSource } from '../../notifications/desk';
import { CLOCK, type Clock } from '../../platform/clock';
import { SeatReader } from '../../tables/seat-reader';
import { SectionAccessService } from '../../rights/section-access.service';

/** Tells at a table that a seat was added, and owners that it reads restricted sections of theirs (docs/spec.md R14). */
@Injectable()
export class SeatNews implements DeskSource, OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly access: SectionAccessService,
    private readonly seats: SeatReader,
    private readonly desks: DeskSources,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.desks.register(this);
  }

  deskItems(): Promise<[]> {
    return Promise.resolve([]);
  }

  async deskNews({ seat }: Actor): Promise<DeskNews[]> {
    if (seat === null) return [];
    const added = await this.#addedSince(seat);
    if (added.length === 0) return [];
    const seats = await this.seats.atTable(seat.tableId);
    const mine = [...(await this.access.ofTable(seat.tableId)).values()].filter(
      (access) =>
        includes(rightOn(seat, access), 'read') &&
        access.owners.some((owner) => isFor(owner, seat)) &&
        !isCommon(access, seats),
    );
    return added.flatMap(({ seatId, at, tableName }): DeskNews[] => {
      const other = seats.find((each) => each.seatId === seatId);
      if (other === undefined) return [];
      const reads = mine.some((access) => includes(rightOn(other, access), 'read'));
      return [
        {
          kind: reads ? 'closedToSeat' : 'seat',
          label: other.party.name,
          tableName,
          at: at.toISOString(),
          path: reads ? `/tafels/${seat.tableId}/rechten` : `/tafels/${seat.tableId}`,
        },
      ];
    });
  }

  /** Of the last month, and since the own seat is there: who was at the table before is no news. */
  #addedSince(seat: ActingSeat): Promise<{ seatId: string; at: Date; tableName: string }[]> {
    return this.dataSource.query(
      `SELECT other.id AS "seatId", other.added_at AS at, "table".name AS "tableName"
       FROM seats own
       JOIN seats other ON other.table_id = own.table_id AND other.added_at > own.added_at AND other.added_at >= $2
       JOIN tables "table" ON "table".id = own.table_id
       WHERE own.id = $1 ORDER BY other.added_at`,
      [seat.seatId, new Date(this.clock.now().getTime() - NEWS_MS)],
    );
  }
}
