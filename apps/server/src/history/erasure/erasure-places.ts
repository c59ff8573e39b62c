import { Injectable } from '@nestjs/common';
import { can, id, type Actor, type ErasurePreview, type SectionId } from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { OutcomeReader } from '../../decisions/outcome-reader';
import { SectionAccessService, type LoadedAccess } from '../../rights/section-access.service';
import { Chapters } from '../chapters';
import { ErasureLog } from './erasure-log';
import { ErasureThread } from './erasure-thread';

/** The most sections that one question looks through, so that its work has an end. */
const MOST_SECTIONS = 60;

/** Tells where words stand besides in one section, of what the asking seat may read. */
@Injectable()
export class ErasurePlaces {
  constructor(
    private readonly dataSource: DataSource,
    private readonly access: SectionAccessService,
    private readonly chapters: Chapters,
    private readonly outcomes: OutcomeReader,
    private readonly log: ErasureLog,
    private readonly thread: ErasureThread,
  ) {}

  /** The sections of the same document, and those from or to which text was moved, in which the words stand or stood. */
  async sections(
    actor: Actor,
    sectionId: SectionId,
    documentId: string,
    lines: readonly string[],
  ): Promise<ErasurePreview['sections']> {
    const rows: { sectionId: string; documentId: string; code: string; title: string }[] = await this.dataSource.query(
      `WITH RECURSIVE kin (section_id) AS (
         SELECT $1::uuid
         UNION
         SELECT CASE WHEN origin.section_id = kin.section_id THEN origin.from_section ELSE origin.section_id END
         FROM kin JOIN section_origins origin
           ON kin.section_id IN (origin.section_id, origin.from_section) AND origin.from_section IS NOT NULL
       )
       SELECT section.id AS "sectionId", section.document_id AS "documentId", section.code, section.title
       FROM sections section
       WHERE section.id <> $1 AND (section.document_id = $2 OR section.id IN (SELECT section_id FROM kin))
       ORDER BY section.document_id = $2 DESC, section.document_id, section.order_key`,
      [sectionId, documentId],
    );
    const loaded = await this.access.load(rows.map((row) => id<SectionId>(row.sectionId)));
    const readable = rows.filter((row) => may(actor, 'section.history', loaded.get(id<SectionId>(row.sectionId))));
    const found: ErasurePreview['sections'] = [];
    for (const row of readable.slice(0, MOST_SECTIONS)) {
      const its = loaded.get(id<SectionId>(row.sectionId))!;
      const words = await this.#find(actor, id<SectionId>(row.sectionId), its, lines);
      if (words.ever) found.push({ ...row, now: words.now, mayErase: may(actor, 'section.erase', its) });
    }
    return found;
  }

  /** Outcomes on this section in whose sealed text the words stand. */
  async sealed(
    actor: Actor,
    sectionId: SectionId,
    access: LoadedAccess,
    lines: readonly string[],
  ): Promise<ErasurePreview['outcomes']> {
    const rows: { outcomeId: string }[] = await this.dataSource.query(
      `SELECT outcome.id AS "outcomeId" FROM outcomes outcome
       JOIN outcome_preparations preparation ON preparation.id = outcome.preparation_id
       WHERE $1 = ANY (preparation.section_ids)`,
      [sectionId],
    );
    if (rows.length === 0) return [];
    const about = new Set(rows.map(({ outcomeId }) => outcomeId));
    const visible = (await this.outcomes.visibleTo(actor, access.tableId)).filter(({ outcomeId }) =>
      about.has(outcomeId),
    );
    const found: ErasurePreview['outcomes'] = [];
    for (const outcome of visible) {
      const texts = JSON.stringify(await this.outcomes.texts(outcome));
      const stands = lines.some((line) => texts.includes(JSON.stringify(line.trim()).slice(1, -1)));
      if (stands) found.push({ outcomeId: outcome.outcomeId, number: outcome.number });
    }
    return found;
  }

  /** Only in the histories that the seat may read: of the others not even a count is told. */
  async #find(
    actor: Actor,
    sectionId: SectionId,
    access: LoadedAccess,
    lines: readonly string[],
  ): Promise<{ readonly now: boolean; readonly ever: boolean }> {
    const chapters = await this.chapters.readable(actor.seat, access, sectionId);
    const stored = await this.log.histories(sectionId);
    const histories = (stored?.histories ?? []).filter(({ generation }) =>
      chapters.some((chapter) => chapter.generation === generation),
    );
    if (histories.length === 0) return { now: false, ever: false };
    const { found } = await this.thread.run({ kind: 'find', lines, histories });
    return found;
  }
}

function may(actor: Actor, action: 'section.history' | 'section.erase', access: LoadedAccess | undefined): boolean {
  return access !== undefined && can(actor, action, { kind: 'section', access });
}
