import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { canonicalText, createTextDoc, readBlocks, type RenderedBlock } from '@samenspel/collab';
import { canonicalJson, id, type SectionId } from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import * as Y from 'yjs';

/** The text of a section at one place of its log, exactly. */
export interface FrozenText {
  readonly sectionId: SectionId;
  readonly generation: number;
  /** The text holds every row of the log up to and including this one. */
  readonly seq: number;
  readonly blocks: readonly RenderedBlock[];
  /** SHA-256 of the canonical text, in hexadecimal: of what it says, not of how it came to be. */
  readonly hash: string;
}

/** Reads what stands in sections, from the log. Answers what is asked: who may see it is up to the caller. */
@Injectable()
export class SectionTexts {
  constructor(private readonly dataSource: DataSource) {}

  /** The texts of these sections as they stand now; what does not exist is not in the answer. */
  async heads(
    sectionIds: readonly SectionId[],
    manager: EntityManager = this.dataSource.manager,
  ): Promise<Map<SectionId, FrozenText>> {
    const states = await this.states(sectionIds, manager);
    return new Map([...states].map(([sectionId, state]) => [sectionId, frozen(sectionId, state)]));
  }

  /**
   * The text as it stood when the log held `seq` rows of `generation`; null when there was no such moment.
   * Rebuilt from the rows, so it costs what the history is long.
   */
  async at(
    sectionId: SectionId,
    generation: number,
    seq: number,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<FrozenText | null> {
    const bytes = await this.#rowsUpTo(sectionId, generation, seq, manager);
    return bytes === null ? null : frozen(sectionId, { generation, seq, updates: bytes });
  }

  /** The same text as `state`, from the rows since the history began: for when the snapshot in between cannot be read. */
  async fromRows(
    sectionId: SectionId,
    { generation, seq }: TextState,
    manager: EntityManager,
  ): Promise<TextState | null> {
    const updates = await this.#rowsUpTo(sectionId, generation, seq, manager);
    return updates === null ? null : { generation, seq, updates };
  }

  /** The updates that make up the text at a place that is there, from the nearest snapshot on. */
  async updatesAt(
    sectionId: SectionId,
    { generation, seq }: { readonly generation: number; readonly seq: number },
    manager: EntityManager = this.dataSource.manager,
  ): Promise<Uint8Array[]> {
    const rows: { base: Buffer | null; tail: Buffer[] }[] = await manager.query(
      `WITH begun AS (
         SELECT bytes, seq FROM (
           SELECT bytes, seq FROM section_snapshots WHERE section_id = $1 AND generation = $2 AND seq <= $3
           UNION ALL
           SELECT base, base_seq FROM section_generations WHERE section_id = $1 AND generation = $2
         ) either ORDER BY seq DESC LIMIT 1
       )
       SELECT (SELECT bytes FROM begun) AS base,
              coalesce((SELECT array_agg(row.bytes ORDER BY row.seq) FROM section_updates row
                WHERE row.section_id = $1 AND row.generation = $2 AND row.seq <= $3
                  AND row.seq > coalesce((SELECT seq FROM begun), 0)), '{}') AS tail`,
      [sectionId, generation, seq],
    );
    const { base, tail } = rows[0]!;
    return base === null ? tail : [base, ...tail];
  }

  /** The updates that make up the texts of these sections now. One statement, so one moment. */
  async states(
    sectionIds: readonly SectionId[],
    manager: EntityManager = this.dataSource.manager,
  ): Promise<Map<SectionId, TextState>> {
    const rows: StateRow[] = await manager.query(
      `SELECT head.section_id AS "sectionId", head.generation, head.head_seq::float8 AS seq, snapshot.bytes AS snapshot,
              coalesce((SELECT array_agg(row.bytes ORDER BY row.seq) FROM section_updates row
                WHERE row.section_id = head.section_id AND row.generation = head.generation
                  AND row.seq > coalesce(snapshot.seq, 0)), '{}') AS tail
       FROM section_heads head
       LEFT JOIN LATERAL (
         SELECT seq, bytes FROM section_snapshots own
         WHERE own.section_id = head.section_id AND own.generation = head.generation ORDER BY seq DESC LIMIT 1
       ) snapshot ON true
       WHERE head.section_id = ANY ($1)`,
      [sectionIds],
    );
    return new Map(
      rows.map(({ sectionId, generation, seq, snapshot, tail }) => [
        id<SectionId>(sectionId),
        { generation, seq, updates: snapshot === null ? tail : [snapshot, ...tail] },
      ]),
    );
  }

  async #rowsUpTo(
    sectionId: SectionId,
    generation: number,
    seq: number,
    manager: EntityManager,
  ): Promise<Uint8Array[] | null> {
    const rows: { base: Buffer | null; baseSeq: number; tail: Buffer[] }[] = await manager.query(
      `SELECT begun.base, coalesce(begun.base_seq, 0)::float8 AS "baseSeq",
              coalesce((SELECT array_agg(row.bytes ORDER BY row.seq) FROM section_updates row
                WHERE row.section_id = $1 AND row.generation = $2 AND row.seq > coalesce(begun.base_seq, 0)
                  AND row.seq <= $3), '{}') AS tail
       FROM (SELECT 1) one
       LEFT JOIN section_generations begun ON begun.section_id = $1 AND begun.generation = $2`,
      [sectionId, generation, seq],
    );
    const [row] = rows;
    if (row === undefined || row.tail.length !== seq - row.baseSeq) return null;
    return row.base === null ? (row.tail.length === 0 ? null : row.tail) : [row.base, ...row.tail];
  }
}

/** The updates that make up a text, and where in the log that is. */
export interface TextState {
  readonly generation: number;
  readonly seq: number;
  readonly updates: readonly Uint8Array[];
}

interface StateRow {
  readonly sectionId: string;
  readonly generation: number;
  readonly seq: number;
  readonly snapshot: Buffer | null;
  readonly tail: readonly Buffer[];
}

/** A throw-away document that holds the text. The caller destroys it. */
export function docOf(state: TextState): Y.Doc {
  const doc = createTextDoc();
  for (const update of state.updates) Y.applyUpdate(doc, update);
  return doc;
}

/** Hash of what a text says, in hexadecimal. */
export function hashOfText(blocks: readonly RenderedBlock[]): string {
  return createHash('sha256')
    .update(canonicalJson(canonicalText(blocks)))
    .digest('hex');
}

function frozen(sectionId: SectionId, state: TextState): FrozenText {
  const doc = docOf(state);
  const blocks = readBlocks(doc);
  doc.destroy();
  return { sectionId, generation: state.generation, seq: state.seq, blocks, hash: hashOfText(blocks) };
}
