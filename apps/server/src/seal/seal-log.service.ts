import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  appendLeaf,
  canonicalJson,
  checkpointText,
  commitmentBytes,
  equalBytes,
  hashLeaf,
  originOf,
  parseCheckpoint,
  parseNote,
  peaksOf,
  Refusal,
  rootOf,
  SALT_BYTES,
  toHex,
  type LeafKind,
  type Plain,
  type SealedEntry,
  type TableId,
  type TreeNode,
} from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { CLOCK, type Clock } from '../platform/clock';
import { sha256 } from './hash';
import { SealKeys } from './seal-keys';
import type { SealedRecord, SealLog } from './seal-log';

interface Head {
  readonly size: number;
  readonly peaks: readonly TreeNode[];
  readonly lastAt: Date | null;
}

/** A leaf on its way in: what a room records, or the log's own note of an erasure. */
interface Entry extends Omit<SealedEntry, 'kind'> {
  readonly kind: LeafKind;
}

interface Committed {
  readonly field: string;
  readonly salt: Buffer;
  readonly value: string;
  readonly commitment: string;
}

const FIELD_NAME = /^[a-z][A-Za-z0-9]{0,39}$/;

@Injectable()
export class SealLogService implements SealLog {
  constructor(
    private readonly dataSource: DataSource,
    private readonly keys: SealKeys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Adds a leaf and the checkpoint over it, in the caller's transaction. One at a time per table: the row of the table is
   * locked until that transaction ends.
   *
   * @throws NotCanonical for a value that has no one way to be written; text must be in Unicode's composed form (NFC)
   * @throws Refusal `conflict` when the record stands in the log already, `seal-key-missing`, and `seal-broken` when the
   *   log in the database is not what was signed last: to sign on top of that would make it look right
   */
  async append(
    manager: EntityManager,
    tableId: TableId,
    entry: SealedEntry | Entry,
  ): Promise<{ readonly leafIndex: number }> {
    const committed = await commit(entry.fields);
    await this.#lock(manager, tableId);
    const signer = await this.keys.signer(manager);
    const origin = originOf(signer.installation, tableId);
    const head = await this.#head(manager, tableId, origin);
    const at = new Date(Math.max(this.clock.now().getTime(), head.lastAt?.getTime() ?? 0));
    const hash = await hashLeaf(sha256, {
      table: tableId,
      index: head.size,
      kind: entry.kind,
      record: entry.recordId,
      at: at.toISOString(),
      fields: Object.fromEntries(committed.map(({ field, commitment }) => [field, commitment])),
    });
    await this.#insertLeaf(manager, tableId, entry, { index: head.size, at, hash, committed });
    const { complete, peaks } = await appendLeaf(sha256, head.peaks, { level: 0, index: head.size, hash });
    for (const node of complete.filter(({ level }) => level > 0)) {
      await manager.query('INSERT INTO seal_nodes (table_id, level, node_index, hash) VALUES ($1, $2, $3, $4)', [
        tableId,
        node.level,
        node.index,
        node.hash,
      ]);
    }
    const size = head.size + 1;
    const root = await rootOf(
      sha256,
      peaks.map((peak) => peak.hash),
    );
    const note = await signer.sign(checkpointText({ origin, size, root, at: at.toISOString() }));
    await manager.query('INSERT INTO seal_checkpoints (table_id, size, note) VALUES ($1, $2, $3)', [
      tableId,
      size,
      note,
    ]);
    return { leafIndex: head.size };
  }

  async read(
    tableId: TableId,
    recordIds: readonly string[],
    manager: EntityManager = this.dataSource.manager,
    without: readonly string[] = [],
  ): Promise<SealedRecord[]> {
    const rows: { index: string; kind: SealedEntry['kind']; record: string; at: Date; field: string; value: string }[] =
      await manager.query(
        `SELECT leaf.leaf_index AS index, leaf.kind, leaf.record_id AS record, leaf.at, held.field, held.value
         FROM seal_leaves leaf JOIN seal_values held USING (table_id, leaf_index)
         WHERE leaf.table_id = $1 AND leaf.record_id = ANY ($2) AND held.field <> ALL ($3)
         ORDER BY leaf.leaf_index, held.field`,
        [tableId, recordIds, without],
      );
    const records = new Map<string, SealedRecord & { fields: Record<string, Plain> }>();
    for (const { index, kind, record, at, field, value } of rows) {
      const found = records.get(record) ?? { recordId: record, kind, leafIndex: Number(index), at, fields: {} };
      found.fields[field] = value === null ? null : (JSON.parse(value) as Plain);
      records.set(record, found);
    }
    return [...records.values()];
  }

  async #lock(manager: EntityManager, tableId: TableId): Promise<void> {
    // Of this strength so that a row that refers to the table does not have to wait.
    const rows: unknown[] = await manager.query('SELECT 1 FROM tables WHERE id = $1 FOR NO KEY UPDATE', [tableId]);
    if (rows.length === 0) throw new Refusal('not-found');
  }

  /** Where the log stands, checked against what was signed last. */
  async #head(manager: EntityManager, tableId: TableId, origin: string): Promise<Head> {
    const [last]: { size: string; at: Date; note: string | null }[] = await manager.query(
      `SELECT leaf.leaf_index + 1 AS size, leaf.at, checkpoint.note
       FROM seal_leaves leaf
       LEFT JOIN seal_checkpoints checkpoint
         ON checkpoint.table_id = leaf.table_id AND checkpoint.size = leaf.leaf_index + 1
       WHERE leaf.table_id = $1 ORDER BY leaf.leaf_index DESC LIMIT 1`,
      [tableId],
    );
    if (last === undefined) return this.#empty(manager, tableId);
    const size = Number(last.size);
    const peaks: TreeNode[] = [];
    for (const place of peaksOf(size)) peaks.push(await this.#node(manager, tableId, place));
    const root = await rootOf(
      sha256,
      peaks.map(({ hash }) => hash),
    );
    const note = last.note === null ? null : parseNote(last.note);
    const checkpoint = note === null ? null : parseCheckpoint(note.text);
    const stands =
      note !== null &&
      checkpoint?.origin === origin &&
      checkpoint.size === size &&
      equalBytes(checkpoint.root, root) &&
      (await this.keys.signedByUs(manager, note));
    if (!stands) throw new Refusal('seal-broken');
    return { size, peaks, lastAt: last.at };
  }

  /** An empty log that has checkpoints lost its leaves. */
  async #empty(manager: EntityManager, tableId: TableId): Promise<Head> {
    const rows: unknown[] = await manager.query('SELECT 1 FROM seal_checkpoints WHERE table_id = $1 LIMIT 1', [
      tableId,
    ]);
    if (rows.length > 0) throw new Refusal('seal-broken');
    return { size: 0, peaks: [], lastAt: null };
  }

  async #node(
    manager: EntityManager,
    tableId: TableId,
    { level, index }: { readonly level: number; readonly index: number },
  ): Promise<TreeNode> {
    const [row]: { hash: Buffer }[] =
      level === 0
        ? await manager.query('SELECT leaf_hash AS hash FROM seal_leaves WHERE table_id = $1 AND leaf_index = $2', [
            tableId,
            index,
          ])
        : await manager.query('SELECT hash FROM seal_nodes WHERE table_id = $1 AND level = $2 AND node_index = $3', [
            tableId,
            level,
            index,
          ]);
    if (row === undefined) throw new Refusal('seal-broken');
    return { level, index, hash: new Uint8Array(row.hash) };
  }

  async #insertLeaf(
    manager: EntityManager,
    tableId: TableId,
    entry: Pick<Entry, 'kind' | 'recordId'>,
    leaf: { index: number; at: Date; hash: Uint8Array; committed: readonly Committed[] },
  ): Promise<void> {
    const inserted: unknown[] = await manager.query(
      `INSERT INTO seal_leaves (table_id, leaf_index, kind, record_id, at, leaf_hash) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT DO NOTHING RETURNING leaf_index`,
      [tableId, leaf.index, entry.kind, entry.recordId, leaf.at, leaf.hash],
    );
    if (inserted.length === 0) throw new Refusal('conflict');
    const names = leaf.committed.map(({ field }) => field);
    await manager.query(
      `INSERT INTO seal_fields (table_id, leaf_index, field, commitment)
       SELECT $1, $2, field, decode(commitment, 'hex') FROM unnest($3::text[], $4::text[]) AS given (field, commitment)`,
      [tableId, leaf.index, names, leaf.committed.map(({ commitment }) => commitment)],
    );
    await manager.query(
      `INSERT INTO seal_values (table_id, leaf_index, field, salt, value)
       SELECT $1, $2, field, salt, value FROM unnest($3::text[], $4::bytea[], $5::text[]) AS given (field, salt, value)`,
      [tableId, leaf.index, names, leaf.committed.map(({ salt }) => salt), leaf.committed.map(({ value }) => value)],
    );
  }
}

/** Commits to each field on its own. Before anything is locked: a value that cannot be sealed holds nobody up. */
async function commit(fields: Readonly<Record<string, Plain>>): Promise<Committed[]> {
  const names = Object.keys(fields).sort();
  const odd = names.filter((name) => !FIELD_NAME.test(name));
  if (names.length === 0 || odd.length > 0) throw new RangeError(`These fields can not be sealed: ${odd.join(', ')}.`);
  return Promise.all(
    names.map(async (field) => {
      const value = fields[field] ?? null;
      const salt = randomBytes(SALT_BYTES);
      const commitment = toHex(await sha256(commitmentBytes(salt, value)));
      return { field, salt, value: canonicalJson(value), commitment };
    }),
  );
}
