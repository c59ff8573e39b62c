import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { SectionId } from '@samenspel/domain';
import { DataSource, type DataSourceOptions } from 'typeorm';
import type { DatabaseAddress } from '../platform/embedded-postgres';
import { WorkerStopped, WorkerThread } from '../platform/worker-thread';
import { portionsOf, QUESTION, restAfter, thoseThatFit, type StaleText } from './portions';
import { IS_STALE, MADE, readIn, type ReadInDone, type ReadInJob } from './search-reading';

/**
 * How often texts that changed are looked for, in milliseconds. Many edits of one section are then one reading; who asks
 * meanwhile has what he asks about read in first.
 */
const EVERY_MS = 30_000;
/** Texts looked for at once; only their ids and sizes are held. */
const MOST_LOOKED_FOR = 1_000;

type Reader = WorkerThread<ReadInJob, ReadInDone>;

/**
 * Keeps the words of the sections beside their texts, off the path of writing: texts that changed are looked for now and
 * then, and those that a question is about first. What is stored is as confidential as the text, and never in a log.
 */
@Injectable()
export class SearchIndexer implements OnModuleDestroy {
  readonly #logger = new Logger('search');
  /** Apart, so that nobody's question waits behind a large text that he may not read. */
  readonly #forQuestions: Reader = new WorkerThread(new URL('./search-reader.js', import.meta.url), readIn);
  readonly #forSweeps: Reader = new WorkerThread(new URL('./search-reader.js', import.meta.url), readIn);
  readonly #last = new Map<Reader, Promise<unknown>>();
  #timer: NodeJS.Timeout | null = null;
  #sweep: Promise<void> | null = null;
  readonly #ending = new AbortController();

  constructor(private readonly dataSource: DataSource) {}

  /** Begins to look for texts that changed, those from before the start first. */
  start(): void {
    this.#timer = setInterval(() => void this.sweep(), EVERY_MS);
    this.#timer.unref();
  }

  async onModuleDestroy(): Promise<void> {
    this.#ending.abort();
    if (this.#timer !== null) clearInterval(this.#timer);
    await Promise.all([this.#forQuestions.stop(), this.#forSweeps.stop()]);
    await this.#sweep;
  }

  /** Reads in everything that changed. One at a time; resolves when there is nothing left. */
  sweep(): Promise<void> {
    this.#sweep ??= this.#sweepOnce()
      .catch((cause: unknown) => this.#tell('sweep failed', cause))
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
    const stale = await this.#stale(QUESTION.sections + 1, sectionIds);
    const now = thoseThatFit(stale);
    for (const portion of portionsOf(now)) await this.#readIn(this.#forQuestions, portion);
    if (now.length === stale.length) return true;
    void this.sweep();
    return false;
  }

  /** Waits between two portions of a sweep. */
  rest(ms: number): Promise<void> {
    return pause(ms, undefined, { signal: this.#ending.signal, ref: false }).catch(() => undefined); // stopped
  }

  async #sweepOnce(): Promise<void> {
    // What fails is left until the next sweep: one text must not keep the others from being found.
    const failed = new Set<string>();
    for (;;) {
      const stale = (await this.#stale(MOST_LOOKED_FOR, null)).filter(({ sectionId }) => !failed.has(sectionId));
      if (stale.length === 0) return;
      for (const portion of portionsOf(stale)) {
        if (this.#ending.signal.aborted) return;
        const from = performance.now();
        await this.#readIn(this.#forSweeps, portion).catch((cause: unknown) => {
          if (!this.#ending.signal.aborted) this.#tell('texts not read in', cause);
          for (const { sectionId } of portion) failed.add(sectionId);
        });
        await this.rest(restAfter(performance.now() - from));
      }
    }
  }

  /** Sections whose words are not those of their text, the small ones first. */
  #stale(most: number, among: readonly SectionId[] | null): Promise<StaleText[]> {
    return this.dataSource.query(
      `SELECT head.section_id AS "sectionId", (coalesce(snapshot.size, 0) + coalesce(tail.size, 0))::float8 AS bytes
       FROM section_heads head
       LEFT JOIN section_search found ON found.section_id = head.section_id
       LEFT JOIN LATERAL (
         SELECT seq, octet_length(bytes) AS size FROM section_snapshots own
         WHERE own.section_id = head.section_id AND own.generation = head.generation ORDER BY seq DESC LIMIT 1
       ) snapshot ON true
       LEFT JOIN LATERAL (
         SELECT sum(octet_length(bytes)) AS size FROM section_updates row
         WHERE row.section_id = head.section_id AND row.generation = head.generation AND row.seq > coalesce(snapshot.seq, 0)
       ) tail ON true
       WHERE ($2::uuid[] IS NULL OR head.section_id = ANY ($2::uuid[])) AND ${IS_STALE}
       ORDER BY bytes, head.section_id LIMIT $1`,
      [most, among],
    );
  }

  /** One portion at a time on each thread: its time runs from when it begins. */
  #readIn(reader: Reader, portion: readonly StaleText[]): Promise<void> {
    const turn = (this.#last.get(reader) ?? Promise.resolve()).then(() => this.#readPortion(reader, portion));
    this.#last.set(
      reader,
      turn.catch(() => undefined),
    );
    return turn;
  }

  async #readPortion(reader: Reader, portion: readonly StaleText[]): Promise<void> {
    const sectionIds = portion.map(({ sectionId }) => sectionId);
    try {
      const { unread } = await reader.run({ database: addressOf(this.dataSource), sectionIds });
      if (unread > 0) this.#tell(`${unread} texts not read`, null);
    } catch (cause) {
      if (!(cause instanceof WorkerStopped) || this.#ending.signal.aborted) throw cause;
      // The thread ran out of time or memory: each by itself, and the one that does it is found by its title alone.
      if (portion.length > 1) for (const text of portion) await this.#readPortion(reader, [text]);
      else await this.#passOver(portion[0]!.sectionId);
    }
  }

  async #passOver(sectionId: string): Promise<void> {
    this.#tell('text too large to be read', null);
    await this.dataSource.query(
      `INSERT INTO section_search (section_id, generation, seq, access_version, made, body, words)
       SELECT section_id, generation, head_seq, access_version, ${MADE}, '', '' FROM section_heads WHERE section_id = $1
       ON CONFLICT (section_id) DO UPDATE SET generation = excluded.generation, seq = excluded.seq,
         access_version = excluded.access_version, made = excluded.made, body = '', words = ''`,
      [sectionId],
    );
  }

  /** The cause's text may quote what was written: its kind is enough. */
  #tell(what: string, cause: unknown): void {
    this.#logger.error(cause instanceof Error ? `${what}: ${cause.name}` : what);
  }
}

function addressOf({ options }: DataSource): DatabaseAddress {
  const { host, port, username, password, database, ssl } = options as Extract<DataSourceOptions, { type: 'postgres' }>;
  return {
    host: host ?? 'localhost',
    port: port ?? 5432,
    user: username ?? '',
    database: database ?? '',
    ...(typeof password === 'string' ? { password } : {}),
    ...(ssl === undefined ? {} : { ssl: ssl as NonNullable<DatabaseAddress['ssl']> }),
  };
}
