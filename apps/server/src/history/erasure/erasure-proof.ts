import { Injectable } from '@nestjs/common';
import { WORDS_FROM, type ErasureProof, type SectionId } from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { needlesOf } from '../../platform/byte-search';

/** Everything in which the words of a section stand: its text, its index, and what quotes it. */
const PLACES = `
  SELECT bytes FROM section_updates WHERE section_id = $1
  UNION ALL SELECT bytes FROM section_snapshots WHERE section_id = $1
  UNION ALL SELECT base FROM section_generations WHERE section_id = $1
  UNION ALL SELECT convert_to(body || E'\\n' || words::text, 'UTF8') FROM section_search WHERE section_id = $1
  UNION ALL SELECT convert_to(before || quote || after, 'UTF8') FROM comment_threads WHERE section_id = $1
  UNION ALL SELECT convert_to(name, 'UTF8') FROM section_version_names WHERE section_id = $1 AND name IS NOT NULL
  UNION ALL SELECT convert_to(quote, 'UTF8') FROM round_lines WHERE section_id = $1 AND quote IS NOT NULL`;

/** Looks whether words are gone, by the bytes as they are stored and not by how they are read. */
@Injectable()
export class ErasureProofs {
  constructor(private readonly dataSource: DataSource) {}

  /** @returns null when every line is too short to be looked for: it stands in too many places by chance */
  async search(sectionId: SectionId, lines: readonly string[]): Promise<ErasureProof | null> {
    const words = lines.map((line) => line.trim()).filter((line) => line.length >= WORDS_FROM);
    if (words.length === 0) return null;
    const [row]: ErasureProof[] = await this.dataSource.query(
      `SELECT count(*)::int AS rows, coalesce(sum(octet_length(bytes)), 0)::float8 AS bytes,
              (count(*) FILTER (WHERE EXISTS (SELECT 1 FROM unnest($2::bytea[]) AS needle
                WHERE position(needle IN bytes) > 0)))::int AS found
       FROM (${PLACES}) place`,
      [sectionId, needlesOf(words)],
    );
    return row ?? null;
  }
}
