import { setImmediate as others } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { beginHistory, SCHEMA_VERSION } from '@samenspel/collab';
import { id, Refusal, type Grant, type SectionId } from '@samenspel/domain';
import type { EntityManager } from 'typeorm';
import { CLOCK, type Clock } from '../../platform/clock';
import type { Maker } from '../new-section';
import { SectionTexts, type TextState } from './section-texts';

/** Texts that are read, or histories that are written, in one statement. */
const BATCH = 32;
/** Bytes of prepared histories that one command may hold in memory; what is beyond them is made under the locks. */
const MAX_PREPARED = 64 * 1024 * 1024;

type Reason = 'audience' | 'restored' | 'erased';

/** What a new history of a section begins with, and the place of the log of which that is the text. */
interface Beginning {
  readonly generation: number;
  readonly seq: number;
  /** Null when the log cannot be read to its end (docs/spec.md C24). */
  readonly base: Buffer | null;
  readonly untidied: Error | null;
}

/** Beginnings that were made before anything was locked. Of use as far as the log still stands where they were made. */
export type PreparedHistories = ReadonlyMap<SectionId, Beginning>;

/** A section of which the history ends, with the grants that it ends with: who they let read may look back into it. */
export interface EndingHistory {
  readonly sectionId: SectionId;
  readonly grants: readonly Grant[];
}

interface Options {
  /** The number of the new history is this or higher. */
  readonly atLeast?: number;
  /** When the old one ends: what else begins with this transaction counts from the same moment. */
  readonly at?: Date;
  readonly prepared?: PreparedHistories;
}

/** Begins new histories of sections. */
@Injectable()
export class Generations {
  readonly #logger = new Logger('generations');

  constructor(
    private readonly texts: SectionTexts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Makes what new histories of these sections would begin with: the work that grows with the texts, done while nobody
   * waits. Others are served in between. Twice, since what was written during the first time is little.
   */
  async prepare(sectionIds: readonly SectionId[], manager: EntityManager): Promise<PreparedHistories> {
    const prepared = new Map<SectionId, Beginning>();
    await this.#prepare(sectionIds, prepared, manager);
    const heads = await headsOf(manager, sectionIds, false);
    await this.#prepare(
      heads.filter((head) => !stands(prepared.get(head.sectionId), head)).map(({ sectionId }) => sectionId),
      prepared,
      manager,
    );
    return prepared;
  }

  /**
   * Begins a new history with the text as it stands, without what was struck from it. The rows of the old one stay, for who
   * could read them. After the commit the caller awaits `live.sectionRestarted(sectionId)`.
   *
   * @param ended the grants with which the old history ends
   * @throws Refusal `not-found`; `section-damaged` when its log cannot be read to its end
   */
  async start(
    manager: EntityManager,
    sectionId: SectionId,
    reason: Reason,
    by: Maker | null,
    ended: readonly Grant[],
    options: Options = {},
  ): Promise<number> {
    const { begun, damaged } = await this.startAll(manager, [{ sectionId, grants: ended }], reason, by, options);
    if (damaged.length > 0) throw new Refusal('section-damaged');
    const generation = begun.get(sectionId);
    if (generation === undefined) throw new Refusal('not-found');
    return generation;
  }

  /**
   * The same for many at once, in a number of statements that grows with batches of sections. A section whose log cannot be
   * read to its end keeps its history, with an alarm: what was struck from it cannot be told from what stands.
   */
  async startAll(
    manager: EntityManager,
    ending: readonly EndingHistory[],
    reason: Reason,
    by: Maker | null,
    { atLeast = 0, at = this.clock.now(), prepared = new Map() }: Options = {},
  ): Promise<{ readonly begun: ReadonlyMap<SectionId, number>; readonly damaged: readonly SectionId[] }> {
    const heads = await headsOf(
      manager,
      ending.map(({ sectionId }) => sectionId),
      true,
    );
    const beginnings = new Map<SectionId, Beginning>();
    const moved: SectionId[] = [];
    for (const head of heads) {
      const made = prepared.get(head.sectionId);
      if (made !== undefined && stands(made, head)) beginnings.set(head.sectionId, made);
      else moved.push(head.sectionId);
    }
    for (const batch of inBatches(moved))
      for (const [sectionId, state] of await this.texts.states(batch, manager))
        beginnings.set(sectionId, await this.#beginningOf(sectionId, state, manager));

    const begun = new Map<SectionId, number>();
    const damaged: SectionId[] = [];
    const rows: NewHistory[] = [];
    for (const { sectionId, grants } of ending) {
      const beginning = beginnings.get(sectionId);
      if (beginning === undefined) continue;
      const generation = Math.max(beginning.generation + 1, atLeast);
      this.#alarm(sectionId, generation, beginning);
      if (beginning.base === null) {
        damaged.push(sectionId);
        continue;
      }
      begun.set(sectionId, generation);
      rows.push({ ...beginning, sectionId, base: beginning.base, begun: generation, grants: JSON.stringify(grants) });
    }
    for (const batch of inBatches(rows)) await write(manager, batch, reason, by, at);
    return { begun, damaged };
  }

  async #prepare(
    sectionIds: readonly SectionId[],
    prepared: Map<SectionId, Beginning>,
    manager: EntityManager,
  ): Promise<void> {
    let held = [...prepared.values()].reduce((sum, { base }) => sum + (base?.byteLength ?? 0), 0);
    for (const batch of inBatches(sectionIds)) {
      if (held > MAX_PREPARED) return;
      for (const [sectionId, state] of await this.texts.states(batch, manager)) {
        const made = await this.#beginningOf(sectionId, state, manager);
        prepared.set(sectionId, made);
        held += made.base?.byteLength ?? 0;
        await others();
      }
    }
  }

  /** A damaged snapshot is passed over: the rows say all that it says (docs/spec.md C24). */
  async #beginningOf(sectionId: SectionId, state: TextState, manager: EntityManager): Promise<Beginning> {
    const made = beginningOf(state);
    if (made.base !== null) return made;
    const whole = await this.texts.fromRows(sectionId, state, manager);
    return whole === null ? made : beginningOf(whole);
  }

  /** The cause's text may quote what was written: its kind is enough. */
  #alarm(sectionId: SectionId, generation: number, { base, untidied }: Beginning): void {
    if (untidied === null) return;
    const event = base === null ? 'history-not-begun' : 'history-not-tidied';
    this.#logger.error(JSON.stringify({ event, sectionId, generation, cause: untidied.name }));
  }
}

function beginningOf({ generation, seq, updates }: TextState): Beginning {
  try {
    const { bytes, untidied } = beginHistory(updates);
    return { generation, seq, base: Buffer.from(bytes), untidied };
  } catch (cause) {
    return { generation, seq, base: null, untidied: cause instanceof Error ? cause : new Error('not read') };
  }
}

interface Head {
  readonly sectionId: SectionId;
  readonly generation: number;
  readonly seq: number;
}

/** Is this the beginning of what the log holds at this head? */
function stands(made: Beginning | undefined, head: Head): boolean {
  return made !== undefined && made.generation === head.generation && made.seq === head.seq;
}

/** @param lock in the order of their ids, as commits do, until the end of the transaction */
async function headsOf(manager: EntityManager, sectionIds: readonly SectionId[], lock: boolean): Promise<Head[]> {
  const rows: { sectionId: string; generation: number; seq: number }[] = await manager.query(
    `SELECT section_id AS "sectionId", generation, head_seq::float8 AS seq FROM section_heads
     WHERE section_id = ANY ($1) ORDER BY section_id ${lock ? 'FOR NO KEY UPDATE' : ''}`,
    [sectionIds],
  );
  return rows.map((row) => ({ ...row, sectionId: id<SectionId>(row.sectionId) }));
}

interface NewHistory extends Beginning {
  readonly sectionId: SectionId;
  readonly base: Buffer;
  /** The number of the new one. */
  readonly begun: number;
  readonly grants: string;
}

async function write(
  manager: EntityManager,
  rows: readonly NewHistory[],
  reason: Reason,
  by: Maker | null,
  at: Date,
): Promise<void> {
  await manager.query(
    `WITH begun AS (
       SELECT * FROM unnest($1::uuid[], $2::int[], $3::bytea[], $4::bigint[], $5::int[], $6::text[])
         AS begun (section_id, generation, base, seq, ended_generation, ended_grants)
     ), histories AS (
       INSERT INTO section_generations (section_id, generation, base, base_seq, reason, started_at, by_seat, by_person,
         ended_generation, ended_grants)
       SELECT section_id, generation, base, seq, $7, $8::timestamptz, $9::uuid, $10::uuid, ended_generation,
         ended_grants::jsonb FROM begun
     ), snapshots AS (
       INSERT INTO section_snapshots (section_id, generation, seq, bytes, schema_version)
       SELECT section_id, generation, seq, base, $11::int FROM begun
     )
     UPDATE section_heads head SET generation = begun.generation FROM begun WHERE head.section_id = begun.section_id`,
    [
      rows.map(({ sectionId }) => sectionId),
      rows.map(({ begun }) => begun),
      rows.map(({ base }) => base),
      rows.map(({ seq }) => seq),
      rows.map(({ generation }) => generation),
      rows.map(({ grants }) => grants),
      reason,
      at,
      by?.seatId ?? null,
      by?.personId ?? null,
      SCHEMA_VERSION,
    ],
  );
}

function inBatches<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / BATCH) }, (_, at) => all.slice(at * BATCH, (at + 1) * BATCH));
}
