import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { id, type SectionId } from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { SectionTexts, type TextState } from '../documents/text/section-texts';
import { WorkerThread } from '../platform/worker-thread';
import { searchTextOf, type SearchTextJob } from './search-text';

/** The way in which words are made (migration 0019). */
const MADE = 2;

/** Sections read in at once: their bytes are in memory together. */
const BATCH = 8;
/**
 * How often texts that changed are looked for, in milliseconds. Many edits of one section are then one reading; who asks
 * meanwhile has what he asks about read in first.
 */
const EVERY_MS = 30_000;
/** Reading in a thousand sections takes a tenth of the time of a core, and not all of it at once. */
const PAUSES = { perWork: 9, mostMs: 1_000 };
/** What one question may wait for: more is read in afterwards. */
const MOST_PER_QUESTION = 40;

/**
 * Keeps the words of the sections beside their texts, off the path of writing: texts that changed are looked for now and
 * then, and those that a question is about first. What is stored is as confidential as the text, and never in a log.
 */
@Injectable()
export class SearchIndexer implements OnModuleDestroy {
  readonly #logger = new Logger('search');
  readonly #reader = new WorkerThread(new URL('./search-reader.js', import.meta.url), searchTextOf);
  #timer: NodeJS.Timeout | null = null;
  #sweep: Promise<void> | null = null;
  readonly #ending = new AbortController();

  constructor(
    private readonly dataSource: DataSource,
    private readonly texts: SectionTexts,
  ) {}

  /** Begins to look for texts that changed, those from before the start first. */
  start(): void {
    this.#timer = setInterval(() => void this.sweep(), EVERY_MS);
    this.#timer.unref();
  }

  async onModuleDestroy(): Promise<void> {
    this.#ending.abort();
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#sweep;
    await this.#reader.stop();
  }

  /** Reads in everything that changed. One at a time; resolves when there is nothing left. */
  sweep(): Promise<void> {
    this.#sweep ??= this.#sweepOnce()
      .catch((cause: unknown) => this.#logger.error(`sweep failed: ${cause instanceof Error ? cause.name : 'unknown'}`))
      .finally(() => {
        this.#sweep = null;
      });
    return this.#sweep;
  }

  /**
   * Reads in what changed of these sections, so that what was saved just now is found. The work depends on these alone:
   * what the seat may not read makes no question slower.
   *
   * @returns false when so much had changed that a part is still to be read in
   */
  async refresh(sectionIds: readonly SectionId[]): Promise<boolean> {
    const stale = await this.#stale(MOST_PER_QUESTION + 1, sectionIds);
    const now = stale.slice(0, MOST_PER_QUESTION);
    for (let from = 0; from < now.length; from += BATCH) await this.#readIn(now.slice(from, from + BATCH));
    return stale.length <= MOST_PER_QUESTION;
  }

  async #sweepOnce(): Promise<void> {
    while (!this.#ending.signal.aborted) {
      const stale = await this.#stale(BATCH, null);
      if (stale.length === 0) return;
      const from = performance.now();
      await this.#readIn(stale);
      const wait = Math.min(PAUSES.mostMs, PAUSES.perWork * (performance.now() - from));
      await pause(wait, null, { signal: this.#ending.signal, ref: false }).catch(() => undefined); // stopped
    }
  }

  async #stale(most: number, among: readonly SectionId[] | null): Promise<SectionId[]> {
    const rows: { sectionId: string }[] = await this.dataSource.query(
      `SELECT head.section_id AS "sectionId" FROM section_heads head
       LEFT JOIN section_search found ON found.section_id = head.section_id
       WHERE ($2::uuid[] IS NULL OR head.section_id = ANY ($2::uuid[]))
         AND (found.section_id IS NULL OR found.generation <> head.generation OR found.seq <> head.head_seq
           OR found.access_version <> head.access_version OR found.made <> $3)
       LIMIT $1`,
      [most, among, MADE],
    );
    return rows.map(({ sectionId }) => id<SectionId>(sectionId));
  }

  async #readIn(sectionIds: readonly SectionId[]): Promise<void> {
    const { states, versions } = await this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      const rows: { sectionId: string; version: number }[] = await manager.query(
        'SELECT section_id AS "sectionId", access_version AS version FROM section_heads WHERE section_id = ANY ($1)',
        [sectionIds],
      );
      return {
        states: await this.texts.states(sectionIds, manager),
        versions: new Map(rows.map(({ sectionId, version }) => [sectionId, version])),
      };
    });
    for (const [sectionId, state] of states) await this.#store(sectionId, state, versions.get(sectionId) ?? 1);
  }

  async #store(sectionId: SectionId, state: TextState, version: number): Promise<void> {
    const body = await this.#bodyOf({ updates: state.updates });
    // Two readers at once: the later moment stays, whichever is stored last.
    await this.dataSource.query(
      `INSERT INTO section_search (section_id, generation, seq, access_version, made, body, words)
       -- Of a history that ended meanwhile nothing is stored: words may have been erased from it.
       SELECT $1, generation, $3, $4, $6, plain, search_words(plain)
       FROM section_heads, search_plain($5) AS plain WHERE section_id = $1 AND generation = $2
       ON CONFLICT (section_id) DO UPDATE SET generation = excluded.generation, seq = excluded.seq,
         access_version = excluded.access_version, made = excluded.made, body = excluded.body, words = excluded.words
       WHERE (section_search.generation, section_search.seq, section_search.access_version, section_search.made)
         < (excluded.generation, excluded.seq, excluded.access_version, excluded.made)`,
      [sectionId, state.generation, state.seq, version, body, MADE],
    );
  }

  /** One text that can not be read must not keep the others from being found: it is found by its title. */
  async #bodyOf(job: SearchTextJob): Promise<string> {
    try {
      return await this.#reader.run(job);
    } catch (cause) {
      this.#logger.error(`text not read: ${cause instanceof Error ? cause.name : 'unknown'}`);
      return '';
    }
  }
}
