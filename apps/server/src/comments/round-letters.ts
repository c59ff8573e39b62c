import { Injectable } from '@nestjs/common';
import { id, PLACES, type SeatAtTable } from '@samenspel/domain';
import type { EntityManager } from 'typeorm';
import { SeatLetters, type SeatLetter } from '../notifications/seat-letters';
import { SeatReader } from '../tables/seat-reader';
import { OpenRounds } from './open-rounds';

/** Letters about reaction rounds, to seats that read the round and nobody else, without its question (docs/spec.md N10). */
@Injectable()
export class RoundLetters {
  constructor(
    private readonly rounds: OpenRounds,
    private readonly seats: SeatReader,
    private readonly letters: SeatLetters,
  ) {}

  /** Client representatives are asked to react. */
  opened(manager: EntityManager, roundId: string): Promise<void> {
    const asked = (seat: SeatAtTable): boolean => seat.role === 'clientRepresentative';
    return this.#send(manager, roundId, asked, 'U kunt reageren op een document', (table) => [
      `Aan de tafel ${table} is een reactieronde geopend. U kunt opmerkingen maken bij een document.`,
      'Elke opmerking krijgt een antwoord.',
      '',
      'Bekijk de reactieronde en wat de sluitingsdatum is:',
    ]);
  }

  /** The answers are there, for everybody who reads the round. */
  published(manager: EntityManager, roundId: string): Promise<void> {
    return this.#send(manager, roundId, everybody, 'De reactienota is gepubliceerd', (table) => [
      `Aan de tafel ${table} is de reactienota van een reactieronde gepubliceerd. Daarin staat het antwoord op elke opmerking.`,
    ]);
  }

  /** The chair went on without answers. */
  closedWithout(manager: EntityManager, roundId: string): Promise<void> {
    return this.#send(manager, roundId, everybody, 'Een reactieronde is gesloten zonder antwoorden', (table) => [
      `Aan de tafel ${table} gaat de voorzitter verder zonder antwoord op een reactieronde. De reden staat op de pagina van de ronde.`,
    ]);
  }

  async #send(
    manager: EntityManager,
    roundId: string,
    to: (seat: SeatAtTable) => boolean,
    subject: string,
    lines: (tableName: string) => SeatLetter['lines'],
  ): Promise<void> {
    const [round] = await this.rounds.load('round', [roundId], manager);
    if (round === undefined) return;
    const seats = await this.seats.atTable(id(round.row.tableId), manager);
    const readers = seats.filter((seat) => to(seat) && this.rounds.readable(round, seat));
    const letter = { subject, lines: lines(round.row.tableName), path: PLACES.round(roundId) };
    await this.letters.send(
      manager,
      readers.map(({ seatId }) => seatId),
      letter,
    );
  }
}

const everybody = (): boolean => true;
