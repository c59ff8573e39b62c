import { appendLeaf, fromHex, hashLeaf, keyStatementText, toHex, type TableId, type TreeNode } from '@samenspel/domain';
import type { EntityManager } from 'typeorm';
import { sha256 } from '../../seal/hash';
import type { SealLogService } from '../../seal/seal-log.service';
import type { HonestLogs } from './honest-log';
import { atLeaf, type RowMutation } from './mutant';
import type { Random } from './random';

/** What stands behind a size of the log, per table of the seal. */
const BEHIND: Readonly<Record<string, string>> = {
  seal_values: 'leaf_index >= $2',
  seal_fields: 'leaf_index >= $2',
  seal_leaves: 'leaf_index >= $2',
  seal_nodes: '(node_index + 1) * (1 << level) > $2',
  seal_checkpoints: 'size > $2',
};

interface Chosen {
  readonly tableId: TableId;
  readonly size: number;
  /** Smaller than the size. */
  readonly keep: number;
}

async function choose(manager: EntityManager, random: Random, logs: HonestLogs): Promise<Chosen> {
  const tableId = random.pick(logs.tables);
  const [row] = await manager.query('SELECT count(*)::int AS size FROM seal_leaves WHERE table_id = $1', [tableId]);
  const { size } = row as { size: number };
  return { tableId, size, keep: random.below(size) };
}

async function cut(manager: EntityManager, { tableId, keep }: Chosen, tables: readonly string[]): Promise<void> {
  for (const table of tables) {
    await manager.query(`DELETE FROM ${table} WHERE table_id = $1 AND ${BEHIND[table] ?? ''}`, [tableId, keep]);
  }
}

/** The end of the log goes, in every table: what is left is right by itself. An old backup that was put back is the same. */
export const loseTail: RowMutation = async (manager, random, logs) => {
  const chosen = await choose(manager, random, logs);
  await cut(manager, chosen, Object.keys(BEHIND));
  return {
    what: `lost the tail behind ${chosen.keep}`,
    names: ({ code }) => code === 'older-lost',
    onlyAgainst: { tableId: chosen.tableId, from: chosen.keep + 1 },
  };
};

/** The end of the log goes in some of the tables only. */
export const loseTailInPart: RowMutation = async (manager, random, logs) => {
  const chosen = await choose(manager, random, logs);
  const tables = random.some(Object.keys(BEHIND));
  if (tables.length === 0) return null;
  await cut(manager, chosen, tables);
  let left = 0;
  for (const [table, behind] of Object.entries(BEHIND)) {
    const [row] = await manager.query(`SELECT count(*)::int AS count FROM ${table} WHERE table_id = $1 AND ${behind}`, [
      chosen.tableId,
      chosen.keep,
    ]);
    left += (row as { count: number }).count;
  }
  if (left === 0) {
    return {
      what: `lost the tail behind ${chosen.keep}, which had no nodes`,
      names: ({ code }) => code === 'older-lost',
      onlyAgainst: { tableId: chosen.tableId, from: chosen.keep + 1 },
    };
  }
  return {
    what: `lost the tail behind ${chosen.keep} in ${tables.join(', ')}`,
    names: ({ leaf, size }) => (leaf ?? -1) >= chosen.keep || (size ?? -1) > chosen.keep || leaf !== undefined,
  };
};

/** Another history with the right key: by who holds the server, or by two servers that went on from one backup. */
export const fork: RowMutation = async (manager, random, logs) => {
  const chosen = await choose(manager, random, logs);
  await cut(manager, chosen, Object.keys(BEHIND));
  const more = 1 + random.below(chosen.size - chosen.keep + 2);
  for (let at = 0; at < more; at += 1) await logs.append(manager, random, chosen.tableId);
  return {
    what: `forked at ${chosen.keep}, ${more} more`,
    names: ({ code }) => code === 'older-lost' || code === 'older-other',
    onlyAgainst: { tableId: chosen.tableId, from: chosen.keep + 1 },
  };
};

/** Everything anew, right by itself, with a key of the forger's own in the place of ours. */
export const signAnew: RowMutation = async (manager, random, logs) => {
  const chosen = await choose(manager, random, logs);
  const records: { kind: 'outcome'; record: string; fields: Record<string, string> }[] = await manager.query(
    `SELECT leaf.kind, leaf.record_id AS record,
            jsonb_object_agg(held.field, coalesce(held.value, '"gone"')::jsonb) AS fields
     FROM seal_leaves leaf JOIN seal_values held USING (table_id, leaf_index)
     WHERE leaf.table_id = $1 AND leaf.kind <> 'erasure' GROUP BY leaf.leaf_index, leaf.kind, leaf.record_id
     ORDER BY leaf.leaf_index`,
    [chosen.tableId],
  );
  await cut(manager, { ...chosen, keep: 0 }, Object.keys(BEHIND));
  await manager.query('DELETE FROM seal_keys');
  const { log } = logs.forger();
  for (const { kind, record, fields } of records) {
    await log.append(manager, chosen.tableId, { kind, recordId: record, fields: { ...fields, title: 'Vervalst' } });
  }
  return {
    what: 'signed anew with another key',
    names: ({ code }) => code === 'older-key' || code === 'older-lost',
    onlyAgainst: { tableId: chosen.tableId, from: 1 },
  };
};

/** A key of the forger's own beside or in the place of ours, for which ours did not sign. */
export const smuggleKey: RowMutation = async (manager, random, logs) => {
  const chosen = await choose(manager, random, logs);
  const [last] = await manager.query('SELECT max(number) AS number FROM seal_keys');
  const number = (last as { number: number }).number + random.below(2);
  const forger = logs.forger();
  const statement = await ownStatement(manager, forger, number);
  await manager.query('DELETE FROM seal_keys WHERE number = $1', [number]);
  await manager.query('INSERT INTO seal_keys (number, public_key, statement) VALUES ($1, $2, $3)', [
    number,
    statement.publicKey,
    statement.note,
  ]);
  await appendAfter(manager, random, logs, chosen, forger.log);
  return { what: `smuggled key ${number}`, names: ({ key }) => key === number };
};

async function appendAfter(
  manager: EntityManager,
  random: Random,
  logs: HonestLogs,
  chosen: Chosen,
  log: SealLogService,
): Promise<void> {
  await cut(manager, { ...chosen, keep: 0 }, Object.keys(BEHIND));
  for (let at = 0; at < 3; at += 1) await logs.append(manager, random, chosen.tableId, log);
}

async function ownStatement(
  manager: EntityManager,
  { keys }: ReturnType<HonestLogs['forger']>,
  number: number,
): Promise<{ publicKey: Buffer; note: string }> {
  // Signs for itself, as the first key does: on rows that are put back after it.
  await manager.query('SAVEPOINT own; DELETE FROM seal_keys');
  const signer = await keys.signer(manager);
  const [own] = await manager.query('SELECT public_key FROM seal_keys');
  await manager.query('ROLLBACK TO SAVEPOINT own');
  const { public_key: publicKey } = own as { public_key: Buffer };
  const since = '2026-11-23T09:00:00.000Z';
  const installation = signer.installation;
  const text = keyStatementText({ installation, number, publicKey: new Uint8Array(publicKey), since });
  return { publicKey, note: await signer.sign(text) };
}

/** A value with everything that follows from it, up to the checkpoints, which only the key can make. */
export const rewriteRecord: RowMutation = async (manager, random, logs) => {
  const { tableId, keep: index } = await choose(manager, random, logs);
  const fields: { field: string; commitment: string }[] = await manager.query(
    `SELECT field, encode(commitment, 'hex') AS commitment FROM seal_fields
     WHERE table_id = $1 AND leaf_index = $2 ORDER BY field`,
    [tableId, index],
  );
  const { field } = random.pick(fields);
  const commitment = random.bytes(32);
  await manager.query('UPDATE seal_fields SET commitment = $4 WHERE table_id = $1 AND leaf_index = $2 AND field = $3', [
    tableId,
    index,
    field,
    commitment,
  ]);
  const [leaf] = await manager.query(
    'SELECT kind, record_id, at FROM seal_leaves WHERE table_id = $1 AND leaf_index = $2',
    [tableId, index],
  );
  const { kind, record_id: record, at } = leaf as { kind: string; record_id: string; at: Date };
  const hash = await hashLeaf(sha256, {
    table: tableId,
    index,
    kind,
    record,
    at: at.toISOString(),
    fields: Object.fromEntries(
      fields.map((one) => [one.field, one.field === field ? commitment.toString('hex') : one.commitment]),
    ),
  });
  await manager.query('UPDATE seal_leaves SET leaf_hash = $3 WHERE table_id = $1 AND leaf_index = $2', [
    tableId,
    index,
    Buffer.from(hash),
  ]);
  await regrow(manager, tableId);
  return { what: `rewrote record ${index}, tree and all`, names: atLeaf(index) };
};

async function regrow(manager: EntityManager, tableId: TableId): Promise<void> {
  await manager.query('DELETE FROM seal_nodes WHERE table_id = $1', [tableId]);
  const leaves: { hash: string }[] = await manager.query(
    "SELECT encode(leaf_hash, 'hex') AS hash FROM seal_leaves WHERE table_id = $1 ORDER BY leaf_index",
    [tableId],
  );
  let peaks: readonly TreeNode[] = [];
  for (const [index, { hash }] of leaves.entries()) {
    const grown = await appendLeaf(sha256, peaks, { level: 0, index, hash: fromHex(hash) ?? new Uint8Array() });
    peaks = grown.peaks;
    for (const node of grown.complete.filter(({ level }) => level > 0)) {
      await manager.query("INSERT INTO seal_nodes VALUES ($1, $2, $3, decode($4, 'hex'))", [
        tableId,
        node.level,
        node.index,
        toHex(node.hash),
      ]);
    }
  }
}

/** Two records change places, with all their fields and values. */
export const swapRecords: RowMutation = async (manager, random, logs) => {
  const { tableId, size, keep: one } = await choose(manager, random, logs);
  const other = random.below(size);
  if (one === other) return null;
  for (const table of ['seal_leaves', 'seal_fields', 'seal_values']) {
    await manager.query(
      `UPDATE ${table} SET leaf_index = CASE WHEN leaf_index = $2 THEN $3::bigint ELSE $2::bigint END
       WHERE table_id = $1 AND leaf_index IN ($2, $3)`,
      [tableId, one, other],
    );
  }
  return { what: `swapped records ${one} and ${other}`, names: atLeaf(one, other) };
};

/** A value goes, and nothing in the log says why. */
export const eraseQuietly: RowMutation = async (manager, random, logs) => {
  const { tableId, keep: index } = await choose(manager, random, logs);
  const [, count]: [unknown, number] = await manager.query(
    'UPDATE seal_values SET salt = NULL, value = NULL WHERE table_id = $1 AND leaf_index = $2 AND value IS NOT NULL',
    [tableId, index],
  );
  return count === 0 ? null : { what: `erased record ${index} quietly`, names: atLeaf(index) };
};

/** A record that looks right in every way, but that nobody signed for. */
export const addUnsigned: RowMutation = async (manager, random, logs) => {
  const { tableId, size } = await choose(manager, random, logs);
  await logs.append(manager, random, tableId);
  await manager.query('DELETE FROM seal_checkpoints WHERE table_id = $1 AND size > $2', [tableId, size]);
  return { what: 'added a record without a signature', names: atLeaf(size) };
};

/** The log of one table takes the place of another's. */
export const exchangeLogs: RowMutation = async (manager, _random, logs) => {
  const [one, other] = logs.tables;
  for (const table of Object.keys(BEHIND)) {
    await manager.query(
      `UPDATE ${table} SET table_id = CASE WHEN table_id = $1::uuid THEN $2::uuid ELSE $1::uuid END`,
      [one, other],
    );
  }
  return { what: 'exchanged two logs', names: ({ code }) => code === 'checkpoint-log' };
};
