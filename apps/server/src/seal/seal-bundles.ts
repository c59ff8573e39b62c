import { Injectable } from '@nestjs/common';
import { toHex, type Actor, erasedRecordOf, type SealBundle, type SealSummary, type TableId } from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { authorize } from '../rights/authorize';
import { fingerprintOf, SealKeys } from './seal-keys';
import { SealReaders, type Readable } from './seal-readers';

type Leaf = SealBundle['leaves'][number];

/** The sealed log of a table as somebody at it may see it. */
@Injectable()
export class SealBundles {
  constructor(
    private readonly dataSource: DataSource,
    private readonly keys: SealKeys,
    private readonly readers: SealReaders,
  ) {}

  /** Where the log stands. */
  async summary(actor: Actor, tableId: TableId): Promise<SealSummary> {
    authorize(actor, 'seal.check', { kind: 'table', tableId });
    const [last]: { size: number; note: string }[] = await this.dataSource.query(
      'SELECT size::int AS size, note FROM seal_checkpoints WHERE table_id = $1 ORDER BY size DESC LIMIT 1',
      [tableId],
    );
    const key = (await this.keys.known()).at(-1);
    return {
      tableId,
      size: last?.size ?? 0,
      checkpoint: last?.note ?? null,
      fingerprint: key === undefined ? null : fingerprintOf(key.publicKey),
      ready: await this.keys.ready(),
    };
  }

  /** The whole log with the values of what the actor may read: the same bytes for the same log and reader. */
  async read(actor: Actor, tableId: TableId): Promise<SealBundle> {
    authorize(actor, 'seal.check', { kind: 'table', tableId });
    const records: { kind: string; record: string }[] = await this.dataSource.query(
      'SELECT kind, record_id AS record FROM seal_leaves WHERE table_id = $1',
      [tableId],
    );
    // Before the transaction: the rooms ask the database themselves, and must not wait for a connection that this holds.
    const readable = await this.readers.readable(actor, records);
    return this.dataSource.transaction('REPEATABLE READ', (manager) => this.build(manager, tableId, readable));
  }

  /**
   * The rows of a log as they stand in the database, whatever they are: what was changed there must be seen by who checks.
   * @param readable records whose values may be read, and fields of these that are withheld
   */
  async build(
    manager: EntityManager,
    tableId: TableId,
    { records: readable, withheld }: Readable,
  ): Promise<SealBundle> {
    const query = <T>(sql: string): Promise<T[]> => manager.query(sql, [tableId]);
    const leaves = (
      await query<{ leaf_index: string; kind: string; record_id: string; at: Date; leaf_hash: Buffer }>(
        'SELECT leaf_index, kind, record_id, at, leaf_hash FROM seal_leaves WHERE table_id = $1 ORDER BY leaf_index',
      )
    ).map((row): Leaf => ({
      at: row.at.toISOString(),
      hash: toHex(row.leaf_hash),
      index: row.leaf_index,
      kind: row.kind,
      record: row.record_id,
    }));
    // Who may read a record may read what was erased from it and why: what is gone must be explained.
    const notes = leaves.filter(({ kind, record }) => kind === 'erasure' && readable.has(erasedRecordOf(record) ?? ''));
    const mayRead = new Set([...readable, ...notes.map(({ record }) => record)]);
    const recordAt = new Map(leaves.map(({ index, record }) => [index, record]));
    const commitments = await query<{ leaf_index: string; field: string; commitment: Buffer }>(
      'SELECT leaf_index, field, commitment FROM seal_fields WHERE table_id = $1 ORDER BY leaf_index, field COLLATE "C"',
    );
    const values = await query<{ leaf_index: string; field: string; salt: Buffer | null; value: string | null }>(
      'SELECT leaf_index, field, salt, value FROM seal_values WHERE table_id = $1 ORDER BY leaf_index, field COLLATE "C"',
    );
    const nodes = await query<{ level: number; node_index: string; hash: Buffer }>(
      'SELECT level, node_index, hash FROM seal_nodes WHERE table_id = $1 ORDER BY level, node_index',
    );
    const checkpoints = await query<{ size: string; note: string }>(
      'SELECT size, note FROM seal_checkpoints WHERE table_id = $1 ORDER BY size',
    );
    const isWithheld = ({ leaf_index, field }: { leaf_index: string; field: string }): boolean => {
      const record = recordAt.get(leaf_index) ?? '';
      return readable.has(record) && withheld.get(record)?.includes(field) === true;
    };
    // Keys in the order of the alphabet and rows in the order of the log: written down, it is canonical JSON.
    return {
      checkpoints: checkpoints.map(({ size, note }) => ({ note, size })),
      commitments: commitments.map(({ leaf_index, field, commitment }) => ({
        commitment: toHex(commitment),
        field,
        index: leaf_index,
      })),
      form: 'samenspel-bundle/1',
      installation: await this.keys.installation(manager),
      keys: (await this.keys.known(manager)).map(({ number, publicKey, statement }) => ({
        number: String(number),
        publicKey: toHex(publicKey),
        statement,
      })),
      leaves,
      nodes: nodes.map(({ level, node_index, hash }) => ({
        hash: toHex(hash),
        index: node_index,
        level: String(level),
      })),
      readable: [...mayRead].sort(),
      table: tableId,
      values: values.flatMap((row) => {
        const record = recordAt.get(row.leaf_index);
        // A value without its leaf is shown to be there, and not what it is: nobody can say who may read it.
        if (record === undefined) return [{ field: row.field, index: row.leaf_index, salt: null, value: null }];
        if (!mayRead.has(record) || isWithheld(row)) return [];
        const salt = row.salt === null ? null : toHex(row.salt);
        return [{ field: row.field, index: row.leaf_index, salt, value: row.value }];
      }),
      withheld: commitments.filter(isWithheld).map(({ field, leaf_index }) => ({ field, index: leaf_index })),
    };
  }
}
