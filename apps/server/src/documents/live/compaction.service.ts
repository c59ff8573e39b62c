import { Injectable } from '@nestjs/common';
import { SCHEMA_VERSION } from '@samenspel/collab';
import type { CompactionInput, CompactionOutput, LogRow } from '@samenspel/collab/server';
import type { Pool, PoolClient } from 'pg';

/** Rows and bytes in a tail that make a new snapshot worth its work. */
export const COMPACT_ROWS = 500;
export const COMPACT_BYTES = 256 * 1024;
/** For each so many bytes of a snapshot one row more is let stand behind it. */
const BYTES_PER_ROW = 256;

/**
 * Turns the tail of a section's log into a snapshot, so that opening a section stays cheap. Log rows stay: they are the
 * history. One section at a time; a lock that is tried, not waited for, keeps two of them from doing the same work.
 */
@Injectable()
export class CompactionService {
  readonly #failed = new Set<string>();
  /** Of these it was told that they cannot be compacted; not again until one could be. */
  readonly #told = new Set<string>();
  #running = false;
  readonly #wanted = new Set<string>();

  constructor(
    private readonly pool: Pool,
    private readonly compactor: (input: CompactionInput) => Promise<CompactionOutput>,
    private readonly done: (sectionId: string, generation: number, snapshot: Uint8Array, seq: number) => void,
    private readonly failed: (sectionId: string, cause: unknown) => void,
  ) {}

  /** A section's tail grew. Starts a compaction when it is worth it and none is running for it. */
  grown(sectionId: string, rows: number, tailBytes: number, snapshotBytes: number): void {
    // A large text is written anew only when a good part of it is new, or its tail is long for what the text is.
    const enough =
      rows >= Math.max(COMPACT_ROWS, snapshotBytes / BYTES_PER_ROW) ||
      tailBytes >= Math.max(COMPACT_BYTES, snapshotBytes / 4);
    if (!enough || rows < 2 || this.#failed.has(sectionId)) return;
    this.#wanted.add(sectionId);
    void this.#run();
  }

  /** Compacts every section with a long tail, open or closed. Resolves when there is none left. */
  async sweep(): Promise<number> {
    // What failed before may have been the machine: tried again now and then, so that no tail grows for ever.
    this.#failed.clear();
    const { rows } = await this.pool.query<{ sectionId: string }>(
      `SELECT head.section_id AS "sectionId" FROM section_heads head
       WHERE head.head_seq - coalesce((SELECT max(seq) FROM section_snapshots own
         WHERE own.section_id = head.section_id AND own.generation = head.generation), 0) >= $1`,
      [COMPACT_ROWS],
    );
    for (const { sectionId } of rows) this.#wanted.add(sectionId);
    await this.#run();
    return rows.length;
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    try {
      for (let [next] = this.#wanted; next !== undefined; [next] = this.#wanted) {
        this.#wanted.delete(next);
        try {
          await this.#compact(next);
          this.#told.delete(next);
        } catch (cause) {
          // One section that cannot be compacted must not keep the others from it; it stays readable from its log.
          this.#failed.add(next);
          if (!this.#told.has(next)) this.failed(next, cause);
          this.#told.add(next);
        }
      }
    } finally {
      this.#running = false;
    }
  }

  async #compact(sectionId: string): Promise<void> {
    const client = await this.pool.connect();
    try {
      await client.query('BEGIN');
      const head = await this.#lock(client, sectionId);
      if (head !== null) {
        const rows = await this.#tail(client, sectionId, head);
        if (rows.length > 1) {
          const output = await this.compactor({ snapshot: head.snapshot, snapshotSeq: head.snapshotSeq, rows });
          await client.query(
            `INSERT INTO section_snapshots (section_id, generation, seq, bytes, schema_version) VALUES ($1, $2, $3, $4, $5)`,
            [sectionId, head.generation, output.seq, Buffer.from(output.snapshot), SCHEMA_VERSION],
          );
          await client.query('DELETE FROM section_snapshots WHERE section_id = $1 AND generation = $2 AND seq < $3', [
            sectionId,
            head.generation,
            output.seq,
          ]);
          await client.query('COMMIT');
          this.done(sectionId, head.generation, output.snapshot, output.seq);
          return;
        }
      }
      await client.query('COMMIT');
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    } finally {
      client.release();
    }
  }

  /** An advisory lock, not one on the head: writing goes on meanwhile. */
  async #lock(client: PoolClient, sectionId: string): Promise<Head | null> {
    const { rows } = await client.query<Head & { locked: boolean }>(
      `SELECT pg_try_advisory_xact_lock(hashtextextended($1::text, 1)) AS locked, head.generation, snapshot.bytes AS snapshot,
              coalesce(snapshot.seq, 0)::float8 AS "snapshotSeq"
       FROM section_heads head
       LEFT JOIN LATERAL (
         SELECT seq, bytes FROM section_snapshots own
         WHERE own.section_id = head.section_id AND own.generation = head.generation ORDER BY seq DESC LIMIT 1
       ) snapshot ON true
       WHERE head.section_id = $1::uuid`,
      [sectionId],
    );
    return rows[0]?.locked ? rows[0] : null;
  }

  async #tail(client: PoolClient, sectionId: string, head: Head): Promise<LogRow[]> {
    const { rows } = await client.query<LogRow>(
      `SELECT seq::float8 AS seq, bytes FROM section_updates
       WHERE section_id = $1 AND generation = $2 AND seq > $3 ORDER BY seq`,
      [sectionId, head.generation, head.snapshotSeq],
    );
    return rows;
  }
}

interface Head {
  readonly generation: number;
  readonly snapshot: Buffer | null;
  readonly snapshotSeq: number;
}
