import { Injectable } from '@nestjs/common';
import {
  mayReadGeneration,
  Refusal,
  type ActingSeat,
  type Grant,
  type SectionAccess,
  type SectionId,
  type VersionPlace,
} from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';

/** A history of a section that may be read, and where in the log it begins and ends. */
export interface ReadableChapter {
  readonly generation: number;
  readonly reason: 'first' | 'audience' | 'restored' | 'erased';
  readonly startedAt: Date;
  /** The text with which it began has every row up to this one, of the history before. */
  readonly baseSeq: number;
  readonly lastSeq: number;
  readonly current: boolean;
}

interface ChapterRow extends ReadableChapter {
  /** As they stood when it ended, and when that was; null while it lasts. */
  readonly grants: readonly Grant[] | null;
  readonly endedAt: Date | null;
  /** When the asking seat was added to its table. */
  readonly seatedAt: Date;
}

/** Reads which histories a section has had. The one place that decides which of them a seat may look into. */
@Injectable()
export class Chapters {
  constructor(private readonly dataSource: DataSource) {}

  /** The histories that this seat may read, the newest first. Of the others nothing is told, not even that they were. */
  async readable(
    seat: ActingSeat | null,
    access: SectionAccess,
    sectionId: SectionId,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<ReadableChapter[]> {
    if (seat === null) return [];
    const rows: ChapterRow[] = await manager.query(
      `WITH begun AS (
         SELECT 1 AS generation, 'first' AS reason, created_at AS started_at, 0::bigint AS base_seq
         FROM sections WHERE id = $1
         UNION ALL
         SELECT generation, reason, started_at, base_seq FROM section_generations WHERE section_id = $1
       )
       SELECT begun.generation, begun.reason, begun.started_at AS "startedAt", begun.base_seq::float8 AS "baseSeq",
              coalesce((SELECT max(row.seq) FROM section_updates row
                WHERE row.section_id = $1 AND row.generation = begun.generation), begun.base_seq)::float8 AS "lastSeq",
              begun.generation = head.generation AS current, ended.ended_grants AS grants,
              ended.started_at AS "endedAt", seat.added_at AS "seatedAt"
       FROM begun
       JOIN section_heads head ON head.section_id = $1
       JOIN seats seat ON seat.id = $2
       LEFT JOIN section_generations ended ON ended.section_id = $1 AND ended.ended_generation = begun.generation
       ORDER BY begun.generation DESC`,
      [sectionId, seat.seatId],
    );
    return rows.filter(({ current, grants, endedAt, seatedAt }) => {
      if (current) return mayReadGeneration(seat, access, null, seatedAt);
      // A history that ended without a word about who could read it is nobody's.
      return grants !== null && endedAt !== null && mayReadGeneration(seat, access, { grants, endedAt }, seatedAt);
    });
  }
}

/**
 * The chapter in which a place stands.
 *
 * @throws Refusal `not-found`, alike for a place that is not there and one that may not be read
 */
export function chapterOf(chapters: readonly ReadableChapter[], { generation, seq }: VersionPlace): ReadableChapter {
  const chapter = chapters.find((each) => each.generation === generation);
  if (chapter === undefined || seq > chapter.lastSeq || seq < firstSeqOf(chapter)) throw new Refusal('not-found');
  return chapter;
}

/** The first history begins with its first row, unless nothing was ever written; a later one with what it took over. */
export function firstSeqOf({ reason, baseSeq, lastSeq }: ReadableChapter): number {
  return reason === 'first' ? Math.min(1, lastSeq) : baseSeq;
}
