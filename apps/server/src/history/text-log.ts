import { Injectable } from '@nestjs/common';
import type { SignedRow } from '@samenspel/collab';
import type { SectionId, VersionPlace } from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { SectionTexts } from '../documents/text/section-texts';
import type { DatedRow } from './history-work';

/** Reads rows of the log of a section. Answers what is asked: who may see it is up to the caller. */
@Injectable()
export class TextLog {
  constructor(
    private readonly dataSource: DataSource,
    private readonly texts: SectionTexts,
  ) {}

  /** The updates that make up the text at a place that is there. */
  async updatesAt(sectionId: SectionId, place: VersionPlace): Promise<Uint8Array[]> {
    return (await this.texts.updatesAt(sectionId, place)).map(copied);
  }

  /**
   * The rows that lead from one place to a later one; null when no way does, because the text between was set back to an
   * older state.
   */
  async rowsBetween(sectionId: SectionId, from: VersionPlace, to: VersionPlace): Promise<SignedRow[] | null> {
    if (from.generation > to.generation || from.seq > to.seq) return null;
    const steps: { generation: number; upTo: number; broken: boolean }[] = await this.dataSource.query(
      `SELECT ended_generation AS generation, base_seq::float8 AS "upTo", reason = 'restored' AS broken
       FROM section_generations WHERE section_id = $1 AND generation > $2 AND generation <= $3 ORDER BY generation`,
      [sectionId, from.generation, to.generation],
    );
    if (steps.some(({ broken, upTo }) => broken || upTo < from.seq || upTo > to.seq)) return null;
    const ends = [...steps, { generation: to.generation, upTo: to.seq }];
    const rows: { client: number; bytes: Buffer }[] = await this.dataSource.query(
      `SELECT lease.client_id::float8 AS client, row.bytes
       FROM section_updates row
       JOIN section_leases lease ON lease.id = row.lease_id
       JOIN unnest($3::int[], $4::bigint[]) AS part (generation, up_to)
         ON part.generation = row.generation AND row.seq <= part.up_to
       WHERE row.section_id = $1 AND row.seq > $2
       ORDER BY row.generation, row.seq`,
      [sectionId, from.seq, ends.map(({ generation }) => generation), ends.map(({ upTo }) => upTo)],
    );
    return rows.map(({ client, bytes }) => ({ client, bytes: copied(bytes) }));
  }

  /** The rows of these histories up to a place, with their days in a zone. */
  async datedRows(
    sectionId: SectionId,
    generations: readonly number[],
    upTo: VersionPlace,
    zone: string,
  ): Promise<DatedRow[]> {
    const rows: { day: string; bytes: Buffer }[] = await this.dataSource.query(
      `SELECT (row.committed_at AT TIME ZONE $4)::date::text AS day, row.bytes
       FROM section_updates row
       WHERE row.section_id = $1 AND row.generation = ANY ($2)
         AND (row.generation < $3 OR (row.generation = $3 AND row.seq <= $5))
       ORDER BY row.generation, row.seq`,
      [sectionId, generations, upTo.generation, zone, upTo.seq],
    );
    return rows.map(({ day, bytes }) => ({ day, bytes: copied(bytes) }));
  }
}

/** Off the buffer of the connection, which would be sent to the thread as a whole. */
function copied(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes);
}
