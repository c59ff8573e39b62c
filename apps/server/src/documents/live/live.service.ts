import { Injectable, Logger } from '@nestjs/common';
import { SectionEngine, type EngineLog } from '@samenspel/collab/server';
import type { DocumentId, SectionId, SessionId, TableId } from '@samenspel/domain';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import type { LiveRevocation } from '../../rights/live-revocation';
import { CompactionService } from './compaction.service';
import { workerCompactor } from './compactor';
import { PgSectionStore } from './pg-section-store';
import { SectionFactSource } from './section-facts';

/** Closed sections with long tails are looked for this often, in milliseconds. */
const SWEEP_MS = 10 * 60_000;

/** The engine of this node on its real ports, and what commands must tell it. */
@Injectable()
export class LiveService implements LiveRevocation {
  readonly engine: SectionEngine;
  readonly compaction: CompactionService;
  readonly #logger = new Logger('live');
  readonly #compactor = workerCompactor();
  #sweep: NodeJS.Timeout | null = null;

  constructor(
    private readonly pool: Pool,
    private readonly dataSource: DataSource,
    facts: SectionFactSource,
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
      this.#compactor.run,
      (sectionId, snapshot, seq) => this.engine.compacted(sectionId, snapshot, seq),
      (sectionId, cause) => log.error('compaction-failed', { sectionId }, cause),
    );
    this.engine = new SectionEngine({
      store: new PgSectionStore(pool),
      facts,
      scheduler: {
        after: (ms, callback) => {
          const timer = setTimeout(callback, ms);
          return () => clearTimeout(timer);
        },
      },
      log,
      grown: (sectionId, rows, bytes) => this.compaction.grown(sectionId, rows, bytes),
    });
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

  /** News of a document goes to its table: that a document exists is known to all who sit there, what is in it is not told. */
  documentChanged(documentId: DocumentId): void {
    void this.#tellTable('SELECT table_id AS id FROM documents WHERE id = $1', documentId, (tableId) =>
      this.engine.tell(
        { type: 'news', kind: 'document-changed', id: documentId },
        ({ speaker }) => speaker.actor.seat?.tableId === tableId,
      ),
    );
  }

  tableChanged(tableId: TableId): void {
    this.engine.tell(
      { type: 'news', kind: 'table-changed', id: tableId },
      ({ speaker }) => speaker.actor.seat?.tableId === tableId,
    );
  }

  async #tellTable(sql: string, value: string, tell: (tableId: string) => void): Promise<void> {
    try {
      const rows: { id: string }[] = await this.dataSource.query(sql, [value]);
      if (rows[0] !== undefined) tell(rows[0].id);
    } catch (cause) {
      // News is a hint: who misses it sees the change at the next fetch.
      this.#logger.warn(`news not told: ${cause instanceof Error ? cause.name : 'unknown'}`);
    }
  }

  /** Lets what is in flight finish, then closes every connection. */
  async drain(): Promise<void> {
    if (this.#sweep !== null) clearInterval(this.#sweep);
    await this.engine.drain();
    await this.#compactor.stop();
    await this.pool.end();
  }
}

function firstFrame(cause: unknown): string | undefined {
  return cause instanceof Error
    ? cause.stack
        ?.split('\n')
        .find((line) => line.trim().startsWith('at '))
        ?.trim()
    : undefined;
}
