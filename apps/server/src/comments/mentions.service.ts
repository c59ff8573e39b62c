import { Inject, Injectable } from '@nestjs/common';
import {
  PLACES,
  Refusal,
  type Actor,
  type Mentionable,
  type MentionInput,
  type MentionView,
  type SectionId,
} from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { MAILER, type Letter, type Mailer } from '../notifications/mailer';
import { CLOCK, type Clock } from '../platform/clock';
import { authorize } from '../rights/authorize';
import { Chapters, type SectionChapters } from './chapters';
import { ThreadReader, type Faces } from './thread-reader';

interface Occupant {
  readonly seatId: string;
  readonly personId: string;
  readonly name: string;
  readonly email: string;
}

/** Who can be mentioned where, and telling them. */
@Injectable()
export class Mentions {
  constructor(
    private readonly dataSource: DataSource,
    private readonly chapters: Chapters,
    private readonly threads: ThreadReader,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(MAILER) private readonly mailer: Mailer,
  ) {}

  /** The parties that read a section, and the persons of these that the actor may know. */
  async mentionable(actor: Actor, sectionId: SectionId): Promise<Mentionable> {
    const section = (await this.chapters.load([sectionId])).get(sectionId);
    authorize(actor, 'section.comment', section === undefined ? null : { kind: 'section', access: section.access });
    if (section === undefined) throw new Refusal('not-found');
    const faces = await this.threads.faces(actor, section.access.tableId);
    const readers = faces.seats.filter((seat) => section.mayRead(seat, section.access.generation));
    const persons = await this.#occupants(
      readers.filter(({ seatId }) => faces.knows(seatId)).map(({ seatId }) => seatId),
      this.dataSource.manager,
    );
    const view = (seatId: string, person: Occupant | null): MentionView =>
      faces.mention({ seatId, personId: person?.personId ?? null, name: person?.name ?? null });
    return {
      seats: readers.filter(({ seatId }) => seatId !== actor.seat?.seatId).map(({ seatId }) => view(seatId, null)),
      persons: persons.filter(({ personId }) => personId !== actor.personId).map((one) => view(one.seatId, one)),
    };
  }

  /**
   * Lets mentions pass, or not: who may not read is not drawn in, and nobody is named whom the actor may not know.
   *
   * @throws Refusal `invalid-input`, the same for who may not read, is not there, or does not exist
   */
  async check(
    manager: EntityManager,
    mentions: readonly MentionInput[],
    section: SectionChapters,
    generation: number,
    faces: Faces,
  ): Promise<void> {
    if (mentions.length === 0) return;
    const occupants = await this.#occupants([...new Set(mentions.map(({ seatId }) => seatId))], manager);
    for (const { seatId, personId } of mentions) {
      const seat = faces.seats.find((one) => one.seatId === seatId);
      const person = occupants.some((one) => one.seatId === seatId && one.personId === personId);
      const may =
        seat !== undefined &&
        section.mayRead(seat, generation) &&
        (personId === null || (faces.knows(seatId) && person));
      if (!may) throw new Refusal('invalid-input', ['mentions']);
    }
  }

  /** Queues a letter to whoever is mentioned, without a word of what was said. */
  async tell(
    manager: EntityManager,
    mentions: readonly MentionInput[],
    author: string,
    threadId: string,
  ): Promise<void> {
    if (mentions.length === 0) return;
    const occupants = await this.#occupants([...new Set(mentions.map(({ seatId }) => seatId))], manager);
    const meant = occupants.filter(
      (one) =>
        one.personId !== author &&
        mentions.some(
          ({ seatId, personId }) => seatId === one.seatId && (personId === null || personId === one.personId),
        ),
    );
    const [place]: { documentId: string; tableName: string }[] = await manager.query(
      `SELECT document.id AS "documentId", "table".name AS "tableName"
       FROM comment_threads thread
       JOIN sections section ON section.id = thread.section_id
       JOIN documents document ON document.id = section.document_id
       JOIN tables "table" ON "table".id = document.table_id
       WHERE thread.id = $1`,
      [threadId],
    );
    if (place === undefined) return;
    const address = this.mailer.addressOf(PLACES.thread(place.documentId, threadId));
    for (const to of new Set(meant.map(({ email }) => email)))
      await this.mailer.queue(manager, letterOf(to, place.tableName, address));
  }

  async #occupants(seatIds: readonly string[], manager: EntityManager): Promise<Occupant[]> {
    return manager.query(
      `SELECT DISTINCT occupant.seat_id AS "seatId", person.id AS "personId", person.name, person.email
       FROM seat_occupants occupant JOIN persons person ON person.id = occupant.person_id
       WHERE occupant.seat_id = ANY ($1) AND occupant.from_at <= $2
         AND (occupant.until_at IS NULL OR $2 < occupant.until_at)
       ORDER BY person.name`,
      [seatIds, this.clock.now()],
    );
  }
}

function letterOf(to: string, tableName: string, address: string): Letter {
  return {
    to,
    about: 'table',
    subject: 'U bent genoemd in een opmerking',
    text: [
      `U bent genoemd in een opmerking bij een document van de tafel ${tableName}.`,
      '',
      'Lees de opmerking en reageer:',
      address,
      '',
      'Wat er staat, sturen wij niet per mail.',
    ].join('\n'),
  };
}
