import { randomBytes, randomUUID } from 'node:crypto';
import type {
  CommitResult,
  FrameToCommit,
  Lease,
  LogRow,
  SectionStore,
  StoredText,
  TailRow,
} from '@samenspel/collab/server';
import type { Pool } from 'pg';

/** The engine's store on PostgreSQL. Whatever changes something is one statement, so one moment. */
export class PgSectionStore implements SectionStore {
  constructor(private readonly pool: Pool) {}

  async load(sectionIds: readonly string[]): Promise<Map<string, StoredText>> {
    const { rows } = await this.pool.query<LoadedRow>(
      `SELECT head.section_id AS "sectionId", head.generation, snapshot.bytes AS snapshot,
              coalesce(snapshot.seq, 0)::float8 AS "snapshotSeq",
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
    return new Map(rows.map((row) => [row.sectionId, textOf(row)]));
  }

  async loadWhole(sectionId: string): Promise<StoredText | null> {
    // A later history begins with the state that it took over; its rows count on from there.
    const { rows } = await this.pool.query<Omit<LoadedRow, 'sectionId'>>(
      `SELECT head.generation, begun.base AS snapshot, coalesce(begun.base_seq, 0)::float8 AS "snapshotSeq",
              coalesce((SELECT array_agg(row.bytes ORDER BY row.seq) FROM section_updates row
                WHERE row.section_id = head.section_id AND row.generation = head.generation
                  AND row.seq > coalesce(begun.base_seq, 0)), '{}') AS tail
       FROM section_heads head
       LEFT JOIN section_generations begun
         ON begun.section_id = head.section_id AND begun.generation = head.generation
       WHERE head.section_id = $1`,
      [sectionId],
    );
    return rows[0] === undefined ? null : textOf(rows[0]);
  }

  async tail(sectionId: string, generation: number, afterSeq: number): Promise<TailRow[]> {
    const { rows } = await this.pool.query<TailRow>({
      name: 'tail',
      text: `SELECT seq::float8 AS seq, bytes, lease_id AS "leaseId", frame FROM section_updates
        WHERE section_id = $1 AND generation = $2 AND seq > $3 ORDER BY seq`,
      values: [sectionId, generation, afterSeq],
    });
    const bytes = copied(rows.map((row) => row.bytes));
    return rows.map((row, at) => ({ ...row, bytes: bytes[at] ?? row.bytes }));
  }

  async commit(frames: readonly FrameToCommit[]): Promise<CommitResult[]> {
    const [only, ...more] = frames;
    const alone = only !== undefined && more.length === 0 ? await this.#commitAlone(only) : null;
    return alone === null ? this.#commitAll(frames) : [alone];
  }

  /** Null when the frame did not get in: nothing has changed, and why is for `#commitAll` to say. */
  async #commitAlone(frame: FrameToCommit): Promise<CommitResult | null> {
    const { sectionId, generation, accessVersion, leaseId, sessionId } = frame;
    const { rows } = await this.pool.query<{ seq: number | null }>({
      name: 'commit-frame',
      text: 'SELECT commit_frame($1, $2, $3, $4, $5, $6, $7)::float8 AS seq',
      values: [sectionId, generation, accessVersion, leaseId, frame.frame, bufferOf(frame.bytes), sessionId],
    });
    const seq = rows[0]?.seq ?? null;
    return seq === null ? null : { outcome: 'committed', seq };
  }

  async #commitAll(frames: readonly FrameToCommit[]): Promise<CommitResult[]> {
    const { rows } = await this.pool.query<{ outcome: CommitResult['outcome']; seq: number }>({
      name: 'commit-frames',
      text: 'SELECT outcome, at_seq::float8 AS seq FROM commit_frames($1, $2, $3, $4, $5, $6, $7) ORDER BY nth',
      values: [
        frames.map((frame) => frame.sectionId),
        frames.map((frame) => frame.generation),
        frames.map((frame) => frame.accessVersion),
        frames.map((frame) => frame.leaseId),
        frames.map((frame) => frame.frame),
        frames.map((frame) => bufferOf(frame.bytes)),
        frames.map((frame) => frame.sessionId),
      ],
    });
    return rows.map(({ outcome, seq }) => (outcome === 'fenced' ? { outcome } : { outcome, seq }));
  }

  async createLease(request: Parameters<SectionStore['createLease']>[0]): Promise<Lease | null> {
    for (;;) {
      const leaseId = randomUUID();
      // A client id that was never used here: whoever held it before must not seem to have written this.
      const clientId = randomBytes(4).readUInt32BE() || 1;
      const { rows } = await this.pool.query<{ taken: boolean; made: boolean; others: number[] }>(
        `WITH fence AS (
           SELECT 1 FROM section_heads head JOIN sessions session ON session.id = $7 AND session.ended_at IS NULL
           WHERE head.section_id = $2 AND head.generation = $3 AND head.access_version = $8
         ), made AS (
           INSERT INTO section_leases (id, section_id, generation, client_id, person_id, seat_id, session_id)
           SELECT $1, $2, $3, $4, $5, $6, $7 FROM fence
           ON CONFLICT (section_id, client_id) DO NOTHING RETURNING id
         )
         SELECT NOT EXISTS (SELECT 1 FROM made) AND EXISTS (SELECT 1 FROM fence) AS taken, EXISTS (SELECT 1 FROM made) AS made,
           array(SELECT client_id::float8 FROM section_leases WHERE section_id = $2 AND person_id = $5) AS others`,
        [leaseId, request.sectionId, request.generation, clientId, request.personId, request.seatId, request.sessionId, request.accessVersion],
      ); // prettier-ignore
      const [row] = rows;
      if (row?.taken) continue;
      if (!row?.made) return null;
      const { sectionId, generation, personId, seatId } = request;
      // The statement does not see what it adds itself.
      const personClients = [...row.others, clientId];
      return { leaseId, sectionId, generation, clientId, personId, seatId, personClients, lastFrame: 0, lastSeq: 0, lastBytes: null }; // prettier-ignore
    }
  }

  async findFrame(sectionId: string, leaseId: string, frame: number): Promise<LogRow | null> {
    const { rows } = await this.pool.query<{ seq: number; bytes: Buffer }>(
      `SELECT seq::float8 AS seq, bytes FROM section_updates WHERE section_id = $1 AND lease_id = $2 AND frame = $3`,
      [sectionId, leaseId, frame],
    );
    const [row] = rows;
    return row === undefined ? null : { seq: row.seq, bytes: new Uint8Array(row.bytes) };
  }

  async findLease(sectionId: string, leaseId: string): Promise<Lease | null> {
    const { rows } = await this.pool.query<Lease>(
      `SELECT lease.id AS "leaseId", lease.section_id AS "sectionId", lease.generation, lease.client_id::float8 AS "clientId",
              lease.person_id AS "personId", lease.seat_id AS "seatId", coalesce(last.frame, 0) AS "lastFrame",
              coalesce(last.seq, 0)::float8 AS "lastSeq", last.bytes AS "lastBytes",
              array(SELECT own.client_id::float8 FROM section_leases own
                WHERE own.section_id = lease.section_id AND own.person_id = lease.person_id) AS "personClients"
       FROM section_leases lease
       LEFT JOIN LATERAL (
         SELECT frame, seq, bytes FROM section_updates row WHERE row.lease_id = lease.id ORDER BY frame DESC LIMIT 1
       ) last ON true
       WHERE lease.id = $1 AND lease.section_id = $2 AND lease.person_id IS NOT NULL`,
      [leaseId, sectionId],
    );
    const [lease] = rows;
    if (lease === undefined) return null;
    return { ...lease, lastBytes: lease.lastBytes === null ? null : new Uint8Array(lease.lastBytes) };
  }
}

interface LoadedRow {
  readonly sectionId: string;
  readonly generation: number;
  readonly snapshot: Buffer | null;
  readonly snapshotSeq: number;
  readonly tail: readonly Buffer[];
}

function textOf({ generation, snapshot, snapshotSeq, tail }: Omit<LoadedRow, 'sectionId'>): StoredText {
  return {
    generation,
    snapshot: snapshot === null ? null : new Uint8Array(snapshot),
    snapshotSeq,
    tail: copied(tail).map((bytes, at) => ({ seq: snapshotSeq + 1 + at, bytes })),
  };
}

/**
 * The same rows in one piece of memory of their own. As the database's client gives them they are parts of what came from its
 * socket, of which a row of a few bytes, kept for as long as the section is open, would keep 64 kB.
 */
function copied(rows: readonly Uint8Array[]): Uint8Array[] {
  const all = new Uint8Array(rows.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let end = 0;
  return rows.map((row) => {
    all.set(row, end);
    end += row.byteLength;
    return all.subarray(end - row.byteLength, end);
  });
}

/** The same bytes, as the database's client takes them. */
function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
