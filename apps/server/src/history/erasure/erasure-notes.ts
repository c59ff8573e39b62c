import { Injectable } from '@nestjs/common';
import type { Actor, ErasureNote, SeatAtTable, SectionId } from '@samenspel/domain';
import { DataSource } from 'typeorm';

/** Tells the readers of a section that something was erased from it, by whom and why. */
@Injectable()
export class ErasureNotes {
  constructor(private readonly dataSource: DataSource) {}

  /** By the history that began with each. */
  async of(
    actor: Actor,
    sectionId: SectionId,
    seats: readonly SeatAtTable[],
  ): Promise<ReadonlyMap<number, ErasureNote>> {
    const rows: NoteRow[] = await this.dataSource.query(
      `SELECT erasure.generation, erasure.by_seat AS "seatId", person.name AS person, erasure.reason, erasure.letters,
              "table".names_visible AS named
       FROM section_erasures erasure
       JOIN persons person ON person.id = erasure.by_person
       JOIN sections section ON section.id = erasure.section_id
       JOIN documents document ON document.id = section.document_id
       JOIN tables "table" ON "table".id = document.table_id
       WHERE erasure.section_id = $1`,
      [sectionId],
    );
    const own = seats.find(({ seatId }) => seatId === actor.seat?.seatId)?.party.organisationId;
    return new Map(
      rows.map(({ generation, seatId, person, reason, letters, named }) => {
        const by = seats.find((seat) => seat.seatId === seatId)?.party ?? null;
        const known = by !== null && (named || by.organisationId === own);
        return [generation, { by, person: known ? person : null, reason, letters }];
      }),
    );
  }
}

interface NoteRow {
  readonly generation: number;
  readonly seatId: string;
  readonly person: string;
  readonly reason: string;
  readonly letters: number;
  readonly named: boolean;
}
