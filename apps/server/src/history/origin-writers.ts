import { Injectable } from '@nestjs/common';
import { id, type Actor, type FirstWriter, type SeatAtTable, type SectionId } from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { SectionAccessService } from '../rights/section-access.service';
import { AuthorReader } from './author-reader';
import { Chapters } from './chapters';
import type { OpenHistory } from './history.service';

/** Letters that were placed again, and who wrote them first; null when this reader may not know. */
export interface WrittenStretch {
  readonly client: number;
  readonly from: number;
  readonly until: number;
  readonly writer: FirstWriter | null;
}

interface SpanRow extends Omit<WrittenStretch, 'writer'> {
  readonly seatId: string | null;
  readonly person: string | null;
  /** Where it was written first. */
  readonly sectionId: string;
  readonly generation: number;
}

/** Tells who first wrote text that was moved since, of times and sections that the asking seat may read. */
@Injectable()
export class OriginWriters {
  constructor(
    private readonly dataSource: DataSource,
    private readonly access: SectionAccessService,
    private readonly chapters: Chapters,
    private readonly authors: AuthorReader,
  ) {}

  /** By client and place, in order. */
  async of(
    actor: Actor,
    sectionId: SectionId,
    open: OpenHistory,
    clients: readonly number[],
  ): Promise<WrittenStretch[]> {
    const rows: SpanRow[] = await this.dataSource.query(
      `SELECT span.client_id::float8 AS client, span.from_clock::float8 AS "from", span.until_clock::float8 AS until,
              lease.seat_id AS "seatId", person.name AS person, lease.section_id AS "sectionId", lease.generation
       FROM section_origin_spans span
       JOIN section_leases lease ON lease.id = span.written_lease
       LEFT JOIN persons person ON person.id = lease.person_id
       WHERE span.section_id = $1 AND span.client_id = ANY ($2)
       ORDER BY span.client_id, span.from_clock`,
      [sectionId, clients],
    );
    if (rows.length === 0) return [];
    const readable = await this.#readable(actor, rows);
    const named = await this.authors.namesVisible(open.access.tableId);
    const own = open.seats.find(({ seatId }) => seatId === actor.seat?.seatId)?.party.organisationId;
    return rows.map(({ client, from, until, ...by }) => ({
      client,
      from,
      until,
      writer: readable.has(`${by.sectionId} ${by.generation}`) ? writerOf(by, open.seats, named, own) : null,
    }));
  }

  /** The histories among these that the seat may read, as "section generation". */
  async #readable(actor: Actor, rows: readonly SpanRow[]): Promise<ReadonlySet<string>> {
    const readable = new Set<string>();
    const sections = [...new Set(rows.map((row) => id<SectionId>(row.sectionId)))];
    for (const [sectionId, access] of await this.access.load(sections))
      for (const { generation } of await this.chapters.readable(actor.seat, access, sectionId))
        readable.add(`${sectionId} ${generation}`);
    return readable;
  }
}

function writerOf(
  { seatId, person }: Pick<SpanRow, 'seatId' | 'person'>,
  seats: readonly SeatAtTable[],
  named: boolean,
  own: string | undefined,
): FirstWriter | null {
  if (seatId === null) return { kind: 'imported' };
  const party = seats.find((seat) => seat.seatId === seatId)?.party;
  if (party === undefined) return null;
  return { kind: 'party', party, person: named || party.organisationId === own ? person : null };
}
