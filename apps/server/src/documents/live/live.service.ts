import { randomBytes, randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import {
  SectionEngine,
  compact,
  type AddressedNews,
  type EngineLog,
  type FrameToCommit,
  type SectionStore,
} from '@samenspel/collab/server';
import { type DocumentId, type SectionAccess, type SectionId, type SessionId, type TableId } from '@samenspel/domain';
import type { Pool } from 'pg';
import type { Clock } from '../../platform/clock';
import { Figures } from '../../platform/operating/figures';
import { WorkerThread } from '../../platform/worker-thread';
import type { LiveRevocation } from '../../rights/live-revocation';
import { CompactionService } from './compaction.service';
import { PgClusterStore } from './pg-cluster-store';
import { PgSectionStore } from './pg-section-store';
import type { RedisBus } from './redis-bus';
import { SectionFactSource } from './section-facts';

/** Closed sections with long tails are looked for this often, in milliseconds. */
const SWEEP_MS = 10 * 60_000;

/** The engine of this node on its real ports, and what commands must tell it. */
@Injectable()
export class LiveService implements LiveRevocation, OnApplicationBootstrap {
  readonly engine: SectionEngine;
  readonly compaction: CompactionService;
  readonly #logger = new Logger('live');
  readonly #compactor = new WorkerThread(new URL('./compaction.js', import.meta.url), compact);
  readonly #cluster: PgClusterStore;
  #sweep: NodeJS.Timeout | null = null;

  constructor(
    private readonly pool: Pool,
    facts: SectionFactSource,
    figures: Figures,
    clock: Clock,
    private readonly bus: RedisBus | null,
  ) {
    const log: EngineLog = {
      error: (event, details, cause) =>
        // The cause's text may quote what was written: its kind is enough to find it in the code.
        this.#logger.error(
          JSON.stringify({
            event,
            ...details,
            cause: cause instanceof Error ? cause.name : undefined,
            at: firstFrame(cause),
          }),
        ),
    };
    this.compaction = new CompactionService(
      pool,
      (input) => this.#compactor.run(input),
      (...done) => this.engine.compacted(...done),
      (sectionId, cause) => log.error('compaction-failed', { sectionId }, cause),
    );
    this.#cluster = new PgClusterStore(pool, clock, randomUUID());
    this.engine = new SectionEngine({
      cluster: this.#cluster,
      ...(bus === null ? {} : { bus }),
      store: measured(new PgSectionStore(pool), figures),
      facts,
      scheduler: {
        after: (ms, callback) => {
          const timer = setTimeout(callback, ms);
          return () => clearTimeout(timer);
        },
        elapsed: () => performance.now(),
      },
      log,
      newKey: () => randomBytes(6).readUIntBE(0, 6),
      grown: (...growth) => this.compaction.grown(...growth),
    });
    figures.gauge('connections', 'Open live connections.', () => this.engine.figures.connections);
    figures.gauge('sections_open', 'Sections that are held in memory.', () => this.engine.figures.rooms);
    figures.gauge(
      'sections_quarantined',
      'Open sections whose log can not be read to its end.',
      () => this.engine.figures.quarantined,
    );
    figures.gauge('frames_waiting', 'Pieces of text that wait to be saved.', () => this.engine.figures.waiting);
  }

  /** Before the first connection: a server among others hands out nothing until it has heard how things stand. */
  async onApplicationBootstrap(): Promise<void> {
    await this.bus?.connect();
    if (this.bus !== null) await this.#cluster.tidy();
    await this.engine.start();
  }

  startSweeping(): void {
    this.#sweep = setInterval(() => {
      this.compaction
        .sweep()
        .catch((cause: unknown) => this.#logger.error('sweep failed', cause instanceof Error ? cause.name : ''));
    }, SWEEP_MS);
    this.#sweep.unref();
  }

  sessionEnded(sessionIds: readonly SessionId[]): Promise<void> {
    return this.engine.sessionsEnded(new Set(sessionIds));
  }

  seatChanged(sessionId: SessionId): Promise<void> {
    return this.engine.sessionsEnded(new Set([sessionId]));
  }

  sectionRightsChanged(sectionId: SectionId): Promise<void> {
    return this.engine.rightsChanged(sectionId);
  }

  sectionAppended(sectionId: SectionId): Promise<void> {
    return this.engine.appended(sectionId);
  }

  sectionRestarted(sectionId: SectionId): Promise<void> {
    return this.engine.restarted([sectionId]);
  }

  sectionsRestarted(sectionIds: readonly SectionId[]): Promise<void> {
    return this.engine.restarted(sectionIds);
  }

  everybodyKnows(): Promise<void> {
    return this.engine.everybodyKnows();
  }

  documentChanged(documentId: DocumentId, access: readonly SectionAccess[]): void {
    this.#tell({ kind: 'document-changed', id: documentId, to: { readersOf: access } });
  }

  commentsChanged(sectionId: SectionId, access: SectionAccess): void {
    this.#tell({ kind: 'comments-changed', id: sectionId, to: { readersOf: [access] } });
  }

  outcomesChanged(tableId: TableId, access: readonly SectionAccess[]): void {
    this.#tell({ kind: 'outcomes-changed', id: tableId, to: { readersOf: access } });
  }

  tableChanged(tableId: TableId): void {
    this.#tell({ kind: 'table-changed', id: tableId, to: { tableId } });
  }

  #tell(news: AddressedNews): void {
    this.engine.tell(news);
  }

  /** Lets what is in flight finish, then closes every connection. */
  async drain(): Promise<void> {
    if (this.#sweep !== null) clearInterval(this.#sweep);
    await this.engine.drain();
    if (this.bus !== null)
      await this.#cluster
        .leave()
        .catch(() => this.#logger.warn('Other servers wait for this one until its term ends.'));
    await this.bus?.close();
    await this.#compactor.stop();
    await this.pool.end();
  }
}

/** The store, with a clock beside its commits. */
function measured(store: PgSectionStore, figures: Figures): SectionStore {
  return {
    load: (sectionIds) => store.load(sectionIds),
    loadWhole: (sectionId) => store.loadWhole(sectionId),
    tail: (...of) => store.tail(...of),
    createLease: (request) => store.createLease(request),
    findFrame: (...of) => store.findFrame(...of),
    findLease: (...of) => store.findLease(...of),
    commit: async (frames: readonly FrameToCommit[]) => {
      const end = figures.commits.startTimer();
      try {
        const results = await store.commit(frames);
        end({ outcome: 'committed' });
        figures.frames.inc(results.filter(({ outcome }) => outcome === 'committed').length);
        return results;
      } catch (error) {
        end({ outcome: 'failed' });
        throw error;
      }
    },
  };
}

function firstFrame(cause: unknown): string | undefined {
  return cause instanceof Error
    ? cause.stack
        ?.split('\n')
        .find((line) => line.trim().startsWith('at '))
        ?.trim()
    : undefined;
}
