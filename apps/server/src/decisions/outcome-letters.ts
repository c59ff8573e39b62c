import { Injectable } from '@nestjs/common';
import { can, dutchMoment, includes, PLACES, rightOn, type SeatAtTable, type SectionAccess } from '@samenspel/domain';
import type { EntityManager } from 'typeorm';
import { SeatLetters, type SeatLetter } from '../notifications/seat-letters';
import { actingAs } from '../rights/acting-as';
import type { Preparation } from './preparation-reader';

/** What a letter may say: which table, which number and where to look. Never what an outcome says. */
interface About {
  readonly tableName: string;
  readonly number: string;
  readonly path: string;
}

/** Letters to the persons of the seats that may read an outcome. In the transaction of the command, and without content. */
@Injectable()
export class OutcomeLetters {
  constructor(private readonly letters: SeatLetters) {}

  /** Voting seats are asked whether they stand apart, before the term ends. */
  async dissentAsked(manager: EntityManager, preparation: Preparation, until: Date): Promise<void> {
    const { access, seats, preparationId, tableName } = preparation;
    const voting = seats.filter((seat) => can(actingAs(seat), 'outcome.dissent', { kind: 'section', access }));
    await this.#send(manager, voting, {
      subject: 'Er wordt een uitkomst van de tafel voorbereid',
      lines: [
        `Aan ${tableName} wordt een uitkomst voorbereid.`,
        `Bent u het er niet mee eens? Dan kunt u dat tot ${dutchMoment(until)} in uw eigen woorden vastleggen.`,
      ],
      path: PLACES.dissent(preparationId),
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

  #send(manager: EntityManager, seats: readonly SeatAtTable[], letter: SeatLetter): Promise<void> {
    const seatIds = seats.map(({ seatId }) => seatId);
    return this.letters.send(manager, seatIds, letter);
  }
}

export interface Readers {
  readonly seats: readonly SeatAtTable[];
  readonly access: SectionAccess;
}

function readersOf({ seats, access }: Readers): SeatAtTable[] {
  return seats.filter((seat) => includes(rightOn(seat, access), 'read'));
}
