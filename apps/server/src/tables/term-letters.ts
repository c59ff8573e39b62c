import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { id, letterIsDue, type ActingSeat, type DeskItem, type PersonId, type SessionId } from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { DeskSources } from '../notifications/desk';
import { SeatLetters } from '../notifications/seat-letters';
import { termLetter } from '../notifications/term-words';
import { CLOCK, type Clock } from '../platform/clock';
import { RepeatedLook } from '../platform/repeated-look';

const LOOK_EVERY_MS = 10 * 60_000;

interface Seated {
  readonly personId: PersonId;
  readonly email: string;
  readonly seat: ActingSeat;
}

/**
 * Letters about terms that come near. They follow from the desks: what is on nobody's desk is in no letter, and what a seat may
 * not know of is on its desk neither (docs/spec.md N8). Any number may run on one database.
 */
@Injectable()
export class TermLetters implements OnModuleDestroy {
  private readonly log = new Logger('terms');
  readonly #looks = new RepeatedLook(() => this.sendDue(), LOOK_EVERY_MS, this.log);

  constructor(
    private readonly dataSource: DataSource,
    private readonly desks: DeskSources,
    private readonly letters: SeatLetters,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Looks at all desks from now on. */
  start(): void {
    this.#looks.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.#looks.stop();
  }

  /** Queues a letter about every term that comes near, once for each person, term and moment. Returns how many. */
  async sendDue(): Promise<number> {
    let queued = 0;
    for (const seated of await this.#seated()) {
      const { personId, seat } = seated;
      const items = await this.desks.items({ personId, sessionId: id<SessionId>(''), seat, administrator: false });
      const due = items.filter((item) => letterIsDue(item, this.clock.now()));
      for (const item of due) if (await this.#queue(seated, item)) queued += 1;
    }
    return queued;
  }

  async #queue({ personId, seat, email }: Seated, item: DeskItem): Promise<boolean> {
    const { kind, path, tableName, before } = item;
    const letter = before === null ? null : termLetter(kind, tableName, new Date(before));
    if (letter === null) return false;
    return this.dataSource.transaction(async (manager) => {
      const fresh: unknown[] = await manager.query(
        `INSERT INTO term_letters (seat_id, person_id, kind, path, before, queued_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT DO NOTHING RETURNING kind`,
        [seat.seatId, personId, kind, path, before, this.clock.now()],
      );
      if (fresh.length === 0) return false;
      await this.letters.sendTo(manager, email, { ...letter, path });
      return true;
    });
  }

  /** Who sits at a table that is open, now. */
  async #seated(): Promise<Seated[]> {
    const now = this.clock.now();
    const rows: { personId: string; email: string; seatId: string; tableId: string; role: ActingSeat['role'] }[] =
      await this.dataSource.query(
        `SELECT DISTINCT person.id AS "personId", person.email, seat.id AS "seatId", seat.table_id AS "tableId", seat.role
         FROM seat_occupants occupant
         JOIN persons person ON person.id = occupant.person_id
         JOIN seats seat ON seat.id = occupant.seat_id
         JOIN tables "table" ON "table".id = seat.table_id AND "table".closed_at IS NULL
         WHERE occupant.from_at <= $1 AND (occupant.until_at IS NULL OR $1 < occupant.until_at)
         ORDER BY seat.id, person.id`,
        [now],
      );
    return rows.map(({ personId, email, seatId, tableId, role }) => ({
      personId: id(personId),
      email,
      seat: { seatId: id(seatId), tableId: id(tableId), role },
    }));
  }
}
