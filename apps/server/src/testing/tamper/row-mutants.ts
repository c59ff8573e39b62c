import type { EntityManager } from 'typeorm';
import { anything, atLeaf, type Mutant, type RowMutation } from './mutant';
import type { Random } from './random';

type Row = Record<string, unknown> & { readonly ctid: string };

interface Sealed {
  readonly table: string;
  readonly columns: readonly string[];
  /** What tells its rows apart. */
  readonly key: string;
  /** What a finding about this row must name. */
  names(row: Row): Mutant['names'];
}

const byLeaf = (row: Row): Mutant['names'] => atLeaf(Number(row['leaf_index']));

/** Every table of the seal with every column that it has. */
export const SEALED: readonly Sealed[] = [
  { table: 'seal_installation', key: 'single', columns: ['id'], names: () => anything },
  {
    table: 'seal_keys',
    key: 'number',
    columns: ['number', 'public_key', 'statement'],
    names: () => (finding) => finding.key !== undefined || finding.code === 'checkpoint-key',
  },
  {
    table: 'seal_leaves',
    key: 'table_id, leaf_index',
    columns: ['table_id', 'leaf_index', 'kind', 'record_id', 'at', 'leaf_hash'],
    names: byLeaf,
  },
  {
    table: 'seal_fields',
    key: 'table_id, leaf_index, field',
    columns: ['table_id', 'leaf_index', 'field', 'commitment'],
    names: byLeaf,
  },
  {
    table: 'seal_values',
    key: 'table_id, leaf_index, field',
    columns: ['table_id', 'leaf_index', 'field', 'salt', 'value'],
    names: byLeaf,
  },
  {
    table: 'seal_nodes',
    key: 'table_id, level, node_index',
    columns: ['table_id', 'level', 'node_index', 'hash'],
    names: (row) => atLeaf(Number(row['node_index']) * 2 ** Number(row['level'])),
  },
  {
    table: 'seal_checkpoints',
    key: 'table_id, size',
    columns: ['table_id', 'size', 'note'],
    names: (row) => (finding) => finding.size === Number(row['size']),
  },
];

/** In one order, so that the same seed chooses the same row. */
const rowsOf = (manager: EntityManager, { table, key }: Sealed): Promise<Row[]> =>
  manager.query(`SELECT ctid, * FROM ${table} ORDER BY ${key}`);

/** One column of one row becomes something else. */
export const changeColumn: RowMutation = async (manager, random) => {
  const sealed = random.pick(SEALED);
  const column = random.pick(sealed.columns);
  const rows = await rowsOf(manager, sealed);
  const row = random.pick(rows);
  const other = random.pick(rows)[column];
  const value = changed(random, row[column], other);
  if (same(value, row[column])) return null;
  await manager.query(`UPDATE ${sealed.table} SET ${column} = $1 WHERE ctid = $2`, [value, row.ctid]);
  return { what: `${sealed.table}.${column}: ${shown(row[column])} -> ${shown(value)}`, names: sealed.names(row) };
};

/** A row goes. */
export const deleteRow: RowMutation = async (manager, random) => {
  const sealed = random.pick(SEALED.filter(({ table }) => table !== 'seal_installation'));
  const row = random.pick(await rowsOf(manager, sealed));
  await manager.query(`DELETE FROM ${sealed.table} WHERE ctid = $1`, [row.ctid]);
  return { what: `${sealed.table}: deleted ${shown(row)}`, names: sealed.names(row) };
};

/** A row comes: the likeness of another one, at another place. */
export const insertRow: RowMutation = async (manager, random) => {
  const places = { seal_keys: 'number', seal_nodes: 'node_index', seal_checkpoints: 'size' } as Record<string, string>;
  const sealed = random.pick(SEALED.filter(({ table }) => table !== 'seal_installation'));
  const row = random.pick(await rowsOf(manager, sealed));
  const place = places[sealed.table] ?? (random.below(2) === 0 && 'field' in row ? 'field' : 'leaf_index');
  const fresh = {
    ...row,
    [place]: place === 'field' ? `other${random.below(99)}` : Number(row[place]) + 1 + random.below(30),
  };
  const columns = sealed.columns.join(', ');
  const values = sealed.columns.map((column) => fresh[column]);
  await manager.query(
    `INSERT INTO ${sealed.table} (${columns}) VALUES (${sealed.columns.map((_, at) => `$${at + 1}`).join(', ')})`,
    values,
  );
  return { what: `${sealed.table}: inserted ${shown(fresh)}`, names: sealed.names(fresh) };
};

/** Two rows of one table exchange what stands in some of their columns. */
export const swapRows: RowMutation = async (manager, random) => {
  const contents: Readonly<Record<string, readonly string[]>> = {
    seal_leaves: ['kind', 'record_id', 'at', 'leaf_hash'],
    seal_fields: ['commitment'],
    seal_values: ['salt', 'value'],
    seal_nodes: ['hash'],
    seal_checkpoints: ['note'],
  };
  const sealed = random.pick(SEALED.filter(({ table }) => table in contents));
  const { table } = sealed;
  const rows = await rowsOf(manager, sealed);
  const [one, other] = [random.pick(rows), random.pick(rows)];
  const columns = (contents[table] ?? []).filter((column) => !same(one[column], other[column]));
  if (columns.length === 0) return null;
  for (const [to, from] of [
    [one, other],
    [other, one],
  ] as const) {
    const set = columns.map((column, at) => `${column} = $${at + 2}`).join(', ');
    await manager.query(`UPDATE ${table} SET ${set} WHERE ctid = $1`, [
      to.ctid,
      ...columns.map((column) => from[column]),
    ]);
  }
  const names = [sealed.names(one), sealed.names(other)];
  return { what: `${table}: swapped ${columns.join(', ')}`, names: (finding) => names.some((says) => says(finding)) };
};

function changed(random: Random, value: unknown, other: unknown): unknown {
  if (random.below(3) === 0) return other;
  if (value instanceof Date) return new Date(value.getTime() + random.pick([1, -1, 1000, 86_400_000, -3_600_000]));
  if (Buffer.isBuffer(value)) return flipped(random, value);
  if (typeof value === 'number') return value + random.pick([1, 2, 7]);
  if (typeof value === 'string' && /^\d{1,15}$/.test(value)) return String(Number(value) + 1 + random.below(40));
  if (typeof value === 'string') return /^[0-9a-f-]{36}$/.test(value) ? random.uuid() : retyped(random, value);
  return value === null ? null : value;
}

function flipped(random: Random, value: Buffer): Buffer {
  const bytes = Buffer.from(value);
  const at = random.below(bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
  return bytes;
}

/** One letter more, less or other; a likeness of one; a space where nobody looks. */
export function retyped(random: Random, text: string): string {
  const at = random.below(text.length + 1);
  const [before, here, after] = [text.slice(0, at), text.slice(at, at + 1), text.slice(at + 1)];
  return random.pick([
    () => `${before}${after}`,
    () => `${before}${here}${here}${after}`,
    () => `${before} ${here}${after}`,
    () => `${before}\u200b${here}${after}`,
    () => text.normalize('NFD'),
    () => text.replace('e', '\u0435'),
    () => `${text}\n`,
    () => text.toUpperCase(),
    () => text.replace(/\d/, (digit) => String((Number(digit) + 1) % 10)),
    () => '',
  ])();
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
const shown = (value: unknown): string => JSON.stringify(value).slice(0, 300);
