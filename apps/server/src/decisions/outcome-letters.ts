import { Inject, Injectable } from '@nestjs/common';
import { can, includes, rightOn, type SeatAtTable, type SectionAccess } from '@samenspel/domain';
import type { EntityManager } from 'typeorm';
import { MAILER, type Mailer } from '../notifications/mailer';
import { CLOCK, type Clock } from '../platform/clock';
import { actingAs } from '../rights/acting-as';
import type { Preparation } from './preparation-reader';

/** What a letter may say: which table, which number and where to look. Never what an outcome says. */
interface About {
  readonly tableName: string;
  readonly number: string;
  readonly path: string;
}

const MOMENT = new Intl.DateTimeFormat('nl-NL', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'Europe/Amsterdam',
});

/** Letters to the persons of the seats that may read an outcome. In the transaction of the command, and without content. */
@Injectable()
export class OutcomeLetters {
  constructor(
    @Inject(MAILER) private readonly mailer: Mailer,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Voting seats are asked whether they stand apart, before the term ends. */
  async dissentAsked(manager: EntityManager, preparation: Preparation, until: Date): Promise<void> {
    const { access, seats, preparationId, tableName } = preparation;
    const voting = seats.filter((seat) => can(actingAs(seat), 'outcome.dissent', { kind: 'section', access }));
    await this.#send(manager, voting, {
      subject: 'Er wordt een uitkomst van de tafel voorbereid',
      lines: [
        `Aan ${tableName} wordt een uitkomst voorbereid.`,
        `Bent u het er niet mee eens? Dan kunt u dat tot ${MOMENT.format(until)} in uw eigen woorden vastleggen.`,
      ],
      path: `/besluiten/voorbereiding/${preparationId}`,
    });
  }

  /** An outcome was recorded. */
  async recorded(manager: EntityManager, readers: Readers, { tableName, number, path }: About): Promise<void> {
    await this.#send(manager, readersOf(readers), {
      subject: `Uitkomst ${number} is vastgelegd`,
      lines: [
        `De voorzitter heeft aan ${tableName} uitkomst ${number} vastgelegd.`,
        'Op de pagina leest u wat er staat, wat er wordt gevraagd en wie er nog over moet beslissen.',
      ],
      path,
    });
  }

  /** An organ adopted or refused it. */
  async adopted(manager: EntityManager, readers: Readers, { tableName, number, path }: About): Promise<void> {
    await this.#send(manager, readersOf(readers), {
      subject: `Er is besloten over uitkomst ${number}`,
      lines: [
        `Over uitkomst ${number} van ${tableName} is een besluit ingevoerd.`,
        'Op de pagina leest u wat de status nu is.',
      ],
      path,
    });
  }

  async #send(
    manager: EntityManager,
    seats: readonly SeatAtTable[],
    letter: { readonly subject: string; readonly lines: readonly string[]; readonly path: string },
  ): Promise<void> {
    const persons: { email: string }[] = await manager.query(
      `SELECT DISTINCT person.email FROM seat_occupants occupant JOIN persons person ON person.id = occupant.person_id
       WHERE occupant.seat_id = ANY ($1) AND occupant.from_at <= $2
         AND (occupant.until_at IS NULL OR $2 < occupant.until_at)
       ORDER BY person.email`,
      [seats.map(({ seatId }) => seatId), this.clock.now()],
    );
    const text = [...letter.lines, '', this.mailer.addressOf(letter.path)].join('\n');
    for (const { email } of persons)
      await this.mailer.queue(manager, { to: email, about: 'table', subject: letter.subject, text });
  }
}

export interface Readers {
  readonly seats: readonly SeatAtTable[];
  readonly access: SectionAccess;
}

function readersOf({ seats, access }: Readers): SeatAtTable[] {
  return seats.filter((seat) => includes(rightOn(seat, access), 'read'));
}
