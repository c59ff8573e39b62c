import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CLOCK, type Clock } from '../platform/clock';
import { MAILER, type Mailer } from './mailer';

/** A letter about something at a table: which table and where to look, never what is written there. */
export interface SeatLetter {
  readonly subject: string;
  readonly lines: readonly string[];
  /** Path of the page where it stands. */
  readonly path: string;
}

/** Letters to who sits on seats now. In the transaction of the command, and without content (docs/spec.md N1, N5). */
@Injectable()
export class SeatLetters {
  constructor(
    @Inject(MAILER) private readonly mailer: Mailer,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** One letter for each address, however many of the seats somebody has. */
  async send(manager: EntityManager, seatIds: readonly string[], letter: SeatLetter): Promise<void> {
    const persons: { email: string }[] = await manager.query(
      `SELECT DISTINCT person.email FROM seat_occupants occupant JOIN persons person ON person.id = occupant.person_id
       WHERE occupant.seat_id = ANY ($1) AND occupant.from_at <= $2
         AND (occupant.until_at IS NULL OR $2 < occupant.until_at)
       ORDER BY person.email`,
      [seatIds, this.clock.now()],
    );
    for (const { email } of persons) await this.sendTo(manager, email, letter);
  }

  async sendTo(manager: EntityManager, to: string, { subject, lines, path }: SeatLetter): Promise<void> {
    const text = [...lines, '', this.mailer.addressOf(path)].join('\n');
    await this.mailer.queue(manager, { to, about: 'table', subject, text });
  }
}
