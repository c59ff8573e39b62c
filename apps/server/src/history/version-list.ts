import { Injectable } from '@nestjs/common';
import {
  Refusal,
  type PartyView,
  type SeatAtTable,
  type SectionId,
  type VersionPlace,
  type VersionSummary,
} from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { errorCode } from '../platform/http/problem';
import { firstSeqOf, type ReadableChapter } from './chapters';

/** SQLSTATE for a zone that PostgreSQL does not know. */
const UNKNOWN_ZONE = '22023';

interface PlaceRow {
  readonly generation: number;
  readonly seq: number;
  readonly day: string;
  readonly at: Date;
  readonly ofDay: boolean;
  readonly name: string | null;
  readonly namedBy: string | null;
  readonly seats: readonly string[] | null;
}

/** Lists versions from the rows of the log, without rebuilding a text. */
@Injectable()
export class VersionList {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Of these chapters: what stood at the end of each day, what was named, and the beginnings.
   *
   * @param more places that are asked for besides
   */
  async of(
    sectionId: SectionId,
    chapters: readonly ReadableChapter[],
    zone: string,
    seats: readonly SeatAtTable[],
    more: readonly VersionPlace[] = [],
  ): Promise<VersionSummary[]> {
    const begun = chapters.map((chapter) => ({
      generation: chapter.generation,
      seq: firstSeqOf(chapter),
      at: chapter.startedAt,
    }));
    const rows: PlaceRow[] = await this.dataSource
      .query(
        `WITH written AS (
           SELECT row.generation, row.seq, row.committed_at, (row.committed_at AT TIME ZONE $3)::date AS day, lease.seat_id
           FROM section_updates row JOIN section_leases lease ON lease.id = row.lease_id
           WHERE row.section_id = $1 AND row.generation = ANY ($2)
         ), days AS (
           SELECT generation, day, max(seq) AS seq FROM written GROUP BY generation, day
         ), named AS (
           SELECT DISTINCT ON (generation, seq) generation, seq, name, by_seat
           FROM section_version_names WHERE section_id = $1 AND generation = ANY ($2)
           ORDER BY generation, seq, nth DESC
         ), begun AS (
           SELECT * FROM unnest($4::int[], $5::bigint[], $6::timestamptz[]) AS given (generation, seq, at)
         ), places AS (
           SELECT generation, seq FROM days
           UNION SELECT generation, seq FROM named WHERE name IS NOT NULL
           UNION SELECT generation, seq FROM begun
           UNION SELECT generation, seq FROM unnest($7::int[], $8::bigint[]) AS asked (generation, seq)
         )
         SELECT place.generation, place.seq::float8 AS seq,
                coalesce(row.day, (begun.at AT TIME ZONE $3)::date)::text AS day,
                coalesce(row.committed_at, begun.at) AS at, days.seq IS NOT NULL AS "ofDay",
                named.name, named.by_seat AS "namedBy",
                (SELECT array_agg(DISTINCT own.seat_id) FROM written own
                 WHERE own.generation = place.generation AND own.day = row.day AND own.seq <= place.seq
                   AND own.seat_id IS NOT NULL) AS seats
         FROM places place
         LEFT JOIN written row ON row.generation = place.generation AND row.seq = place.seq
         LEFT JOIN begun ON begun.generation = place.generation AND begun.seq = place.seq
         LEFT JOIN days ON days.generation = place.generation AND days.seq = place.seq
         LEFT JOIN named ON named.generation = place.generation AND named.seq = place.seq
         WHERE row.seq IS NOT NULL OR begun.seq IS NOT NULL
         ORDER BY place.generation DESC, place.seq DESC`,
        [
          sectionId,
          chapters.map(({ generation }) => generation),
          zone,
          begun.map(({ generation }) => generation),
          begun.map(({ seq }) => seq),
          begun.map(({ at }) => at),
          more.map(({ generation }) => generation),
          more.map(({ seq }) => seq),
        ],
      )
      .catch((error: unknown) => {
        if (error instanceof Error && errorCode(error) === UNKNOWN_ZONE) throw new Refusal('invalid-input', ['zone']);
        throw error;
      });
    return rows.map((row) => summaryOf(row, seats));
  }
}

function summaryOf(row: PlaceRow, seats: readonly SeatAtTable[]): VersionSummary {
  return {
    place: { generation: row.generation, seq: row.seq },
    day: row.day,
    at: row.at.toISOString(),
    name: row.name,
    namedBy: row.name === null ? null : (seats.find(({ seatId }) => seatId === row.namedBy)?.party ?? null),
    ofDay: row.ofDay,
    parties: partiesOf(row.seats ?? [], seats),
  };
}

/** Two seats of one organisation are one party. */
export function partiesOf(seatIds: readonly string[], seats: readonly SeatAtTable[]): PartyView[] {
  const parties = new Map<string, PartyView>();
  for (const { seatId, party } of seats) if (seatIds.includes(seatId)) parties.set(party.organisationId, party);
  return [...parties.values()];
}
