import { Injectable } from '@nestjs/common';
import { SCHEMA_VERSION } from '@samenspel/collab';
import type { ErasedUpdate, HistoryBytes } from '@samenspel/collab/server';
import type { SectionId, VersionPlace } from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';

/** One history of a section as it stands in the log. */
export interface StoredHistory extends HistoryBytes {
  readonly generation: number;
  readonly baseSeq: number;
}

/** All histories of a section at one moment, oldest first. */
export interface StoredHistories {
  readonly head: VersionPlace;
  readonly histories: readonly StoredHistory[];
}

/** Reads whole histories, and has the database take a passage out of them. */
@Injectable()
export class ErasureLog {
  constructor(private readonly dataSource: DataSource) {}

  /** One statement, so one moment. */
  async histories(
    sectionId: SectionId,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<StoredHistories | null> {
    const rows: HistoryRow[] = await manager.query(
      `WITH begun AS (
         SELECT 1 AS generation, NULL::bytea AS base, 0::bigint AS base_seq
         UNION ALL
         SELECT generation, base, base_seq FROM section_generations WHERE section_id = $1
       )
       SELECT begun.generation, begun.base, begun.base_seq::float8 AS "baseSeq", head.generation AS "headGeneration",
              head.head_seq::float8 AS "headSeq",
              coalesce((SELECT array_agg(row.bytes ORDER BY row.seq) FROM section_updates row
                WHERE row.section_id = $1 AND row.generation = begun.generation), '{}') AS rows
       FROM begun JOIN section_heads head ON head.section_id = $1
       ORDER BY begun.generation`,
      [sectionId],
    );
    const [first] = rows;
    if (first === undefined) return null;
    return {
      head: { generation: first.headGeneration, seq: first.headSeq },
      histories: rows.map(({ generation, base, baseSeq, rows: own }) => ({
        generation,
        baseSeq,
        base: base === null ? null : new Uint8Array(base),
        rows: own.map((bytes) => new Uint8Array(bytes)),
      })),
    };
  }

  /**
   * Carries out an erasure that was written down in this transaction, under the section's lock. The database takes the
   * letters out by itself; what it made is compared, byte for byte, with what was checked beforehand.
   *
   * @throws Error when they differ: nothing may be stored then
   */
  async carryOut(
    manager: EntityManager,
    sectionId: SectionId,
    erasureId: string,
    histories: readonly StoredHistory[],
    changed: readonly ErasedUpdate[],
  ): Promise<void> {
    const places = changed.map(({ history, row, bytes }) => {
      const { generation, baseSeq } = histories[history]!;
      return { generation, seq: row === null ? null : baseSeq + row + 1, bytes };
    });
    const expected = new Map(places.map(({ generation, seq, bytes }) => [`${generation}.${seq}`, bytes]));
    const rows = places.filter(({ seq }) => seq !== null);
    const made: { generation: number; seq: number | null; bytes: Buffer }[] = await manager.query(
      'SELECT generation, seq::float8 AS seq, bytes FROM erase_passage($1, $2, $3, $4)',
      [
        erasureId,
        places.filter(({ seq }) => seq === null).map(({ generation }) => generation),
        rows.map(({ generation }) => generation),
        rows.map(({ seq }) => seq),
      ],
    );
    const same = made.every(({ generation, seq, bytes }) =>
      bytes.equals(expected.get(`${generation}.${seq}`) ?? new Uint8Array()),
    );
    if (!same || made.length !== expected.size) throw new Error('The database erased something else than was checked.');
    await this.#renewSnapshots(manager, sectionId);
  }

  /** Snapshots hold what was there before: each history begins again with what it began with. */
  async #renewSnapshots(manager: EntityManager, sectionId: SectionId): Promise<void> {
    await manager.query('DELETE FROM section_snapshots WHERE section_id = $1', [sectionId]);
    await manager.query(
      `INSERT INTO section_snapshots (section_id, generation, seq, bytes, schema_version)
       SELECT section_id, generation, base_seq, base, $2 FROM section_generations WHERE section_id = $1`,
      [sectionId, SCHEMA_VERSION],
    );
  }
}

interface HistoryRow {
  readonly generation: number;
  readonly base: Buffer | null;
  readonly baseSeq: number;
  readonly headGeneration: number;
  readonly headSeq: number;
  readonly rows: readonly Buffer[];
}
