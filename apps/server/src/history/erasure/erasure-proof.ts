import { Injectable } from '@nestjs/common';
import { WORDS_FROM, type ErasureProof, type SectionId } from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { needlesOf } from '../../platform/byte-search';

/** Everything in which the words of a section stand: its text, its index, and what quotes it. */
const PLACES = `
  SELECT bytes, generation = ANY ($3) AS shown FROM section_updates WHERE section_id = $1
  UNION ALL SELECT bytes, generation = ANY ($3) FROM section_snapshots WHERE section_id = $1
  UNION ALL SELECT base, generation = ANY ($3) FROM section_generations WHERE section_id = $1
  UNION ALL SELECT convert_to(body || E'\\n' || words::text, 'UTF8'), true FROM section_search WHERE section_id = $1
  UNION ALL SELECT convert_to(before || quote || after, 'UTF8'), generation = ANY ($3)
      AND EXISTS (SELECT 1 FROM comments WHERE thread_id = comment_threads.id AND withdrawn_at IS NULL)
    FROM comment_threads WHERE section_id = $1
  UNION ALL SELECT convert_to(name, 'UTF8'), generation = ANY ($3)
    FROM section_version_names WHERE section_id = $1 AND name IS NOT NULL
  UNION ALL SELECT convert_to(quote, 'UTF8'), round_id = ANY ($4)
    FROM round_lines WHERE section_id = $1 AND quote IS NOT NULL`;

/** Looks whether words are gone, by the bytes as they are stored and not by how they are read. */
@Injectable()
export class ErasureProofs {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Searches what the asker may read. Where the rest holds the words is not told: who asks would learn of a history from
   * before them whether words that they guess stand in it.
   *
   * @param readable the histories and the rounds of which they may know that they are there
   * @returns null when every line is too short to be looked for: it stands in too many places by chance
   */
  async search(
    sectionId: SectionId,
    lines: readonly string[],
    readable: { readonly generations: readonly number[]; readonly rounds: readonly string[] },
  ): Promise<ErasureProof | null> {
    const words = lines.map((line) => line.trim()).filter((line) => line.length >= WORDS_FROM);
    if (words.length === 0) return null;
    const [row]: ErasureProof[] = await this.dataSource.query(
      `SELECT (count(*) FILTER (WHERE shown))::int AS rows,
              coalesce(sum(octet_length(bytes)) FILTER (WHERE shown), 0)::float8 AS bytes,
              (count(*) FILTER (WHERE shown AND EXISTS (SELECT 1 FROM unnest($2::bytea[]) AS needle
                WHERE position(needle IN bytes) > 0)))::int AS found
       FROM (${PLACES}) place`,
      [sectionId, needlesOf(words), readable.generations, readable.rounds],
    );
    return row ?? null;
  }
}
