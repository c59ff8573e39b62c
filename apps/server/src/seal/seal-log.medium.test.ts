import { id, NotCanonical, parseCheckpoint, parseNote, type SealedEntry, type TableId } from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHttpApp, type HttpApp } from '../testing/http-app';
import { makeWorld, type TestWorld } from '../testing/world';
import { SEAL_LOG, type SealLog } from './seal-log';

let http: HttpApp;
let world: TestWorld;
let log: SealLog;
let app: DataSource;
const tableId = (): TableId => id(world.tableId);
const elsewhere = (): TableId => id(world.elsewhere.tableId);

beforeAll(async () => {
  http = await startHttpApp();
  world = await makeWorld(http);
  log = http.app.get<SealLog>(SEAL_LOG);
  app = http.app.get(DataSource);
});
afterAll(() => http?.close());

const outcome = (fields: SealedEntry['fields'], recordId: string = crypto.randomUUID()): SealedEntry => ({
  kind: 'outcome',
  recordId,
  fields,
});
const append = (entry: SealedEntry, table = tableId()): Promise<{ leafIndex: number }> =>
  app.transaction((manager) => log.append(manager, table, entry));
const sizeOf = async (table: TableId): Promise<number> => {
  const [row] = await app.query('SELECT count(*) AS size FROM seal_leaves WHERE table_id = $1', [table]);
  return Number(row.size);
};

describe('[Z1] the log of a table', () => {
  it('gives back what was put in, in its order, and only that of the table that is asked for', async () => {
    const one = outcome({ title: 'Eén', asked: [{ whom: 'Noorderveen', by: '2027-01-01' }], dissent: null });
    const two = outcome({ title: 'Twee' });
    const first = await append(one);
    const second = await append(two);
    expect(second.leafIndex).toBe(first.leafIndex + 1);
    const read = await log.read(tableId(), [two.recordId, one.recordId, crypto.randomUUID()]);
    expect(read).toEqual([
      { recordId: one.recordId, kind: 'outcome', leafIndex: first.leafIndex, at: http.clock.now(), fields: one.fields },
      {
        recordId: two.recordId,
        kind: 'outcome',
        leafIndex: second.leafIndex,
        at: http.clock.now(),
        fields: two.fields,
      },
    ]);
    expect(await log.read(elsewhere(), [one.recordId])).toEqual([]);
  });

  it('has a signed checkpoint for each of its sizes, that ends where it ends', async () => {
    await append(outcome({ title: 'Drie' }));
    const size = await sizeOf(tableId());
    const rows: { note: string }[] = await app.query(
      'SELECT note FROM seal_checkpoints WHERE table_id = $1 ORDER BY size',
      [tableId()],
    );
    const checkpoints = rows.map(({ note }) => parseCheckpoint(parseNote(note)?.text ?? ''));
    expect(checkpoints.map((checkpoint) => checkpoint?.size)).toEqual(Array.from({ length: size }, (_, at) => at + 1));
  });

  it('takes twenty records that come at once, and leaves no gap', async () => {
    const before = await sizeOf(tableId());
    const places = await Promise.all(
      Array.from({ length: 20 }, (_, at) => append(outcome({ title: `Tegelijk ${at}` }))),
    );
    expect(places.map(({ leafIndex }) => leafIndex).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, at) => before + at),
    );
  });

  it('leaves nothing of a command that failed after it', async () => {
    const before = await sizeOf(tableId());
    const failing = app.transaction(async (manager) => {
      await log.append(manager, tableId(), outcome({ title: 'Niet' }));
      throw new Error('planted');
    });
    await expect(failing).rejects.toThrow('planted');
    expect(await sizeOf(tableId())).toBe(before);
    expect(await append(outcome({ title: 'Wel' }))).toEqual({ leafIndex: before });
  });

  it('takes a record once: of two that come at once one is refused', async () => {
    const twice = outcome({ title: 'Dubbel' });
    const answers = await Promise.allSettled([append(twice), append(twice)]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(append(twice)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('never goes back in time, also when the clock does', async () => {
    http.clock.advance(60_000);
    const late = outcome({ title: 'Later' });
    await append(late);
    http.clock.advance(-30_000);
    const next = outcome({ title: 'Volgende' });
    await append(next);
    const read = await log.read(tableId(), [late.recordId, next.recordId]);
    expect(read[1]?.at).toEqual(read[0]?.at);
  });

  it.each([
    ['a number', { amount: 3 as never }],
    ['text that is not NFC', { title: 'e\u0301' }],
    ['half a character', { title: '\ud800' }],
  ])('refuses %s, and nothing changes', async (_, fields) => {
    const before = await sizeOf(tableId());
    await expect(append(outcome(fields))).rejects.toThrow(NotCanonical);
    expect(await sizeOf(tableId())).toBe(before);
  });

  it('refuses a record without fields, a name of a field that is none, and a table that is not there', async () => {
    await expect(append(outcome({}))).rejects.toThrow(RangeError);
    await expect(append(outcome({ 'a name': 'x' }))).rejects.toThrow(RangeError);
    await expect(append(outcome({ title: 'x' }), id(crypto.randomUUID()))).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('[Z2] what was sealed', () => {
  it.each(['seal_installation', 'seal_keys', 'seal_leaves', 'seal_fields', 'seal_nodes', 'seal_checkpoints'])(
    'refuses to be updated, deleted or truncated: %s',
    async (table) => {
      await append(outcome({ title: 'Vast' }));
      const [{ column }] = await http.owner.query(
        `SELECT column_name AS column FROM information_schema.columns WHERE table_name = $1 LIMIT 1`,
        [table],
      );
      const change = [`UPDATE ${table} SET ${column} = ${column}`, `DELETE FROM ${table}`, `TRUNCATE ${table} CASCADE`];
      for (const statement of change) {
        await expect(http.owner.query(statement), statement).rejects.toThrow('append-only');
        await expect(app.query(statement), statement).rejects.toThrow('permission denied');
      }
    },
  );

  it('can have a value erased with its salt, and changed in no other way', async () => {
    for (const to of ['value = \'"x"\'', 'value = NULL', 'salt = NULL', "field = 'other', value = NULL, salt = NULL"]) {
      await expect(http.owner.query(`UPDATE seal_values SET ${to}`), to).rejects.toThrow();
    }
    await expect(app.query('UPDATE seal_values SET leaf_index = 0')).rejects.toThrow('permission denied');
    for (const statement of ['DELETE FROM seal_values', 'TRUNCATE seal_values']) {
      await expect(http.owner.query(statement)).rejects.toThrow('append-only');
      await expect(app.query(statement)).rejects.toThrow('permission denied');
    }
  });
});

describe('[Z3] a log in the database that is not what was signed', () => {
  it.each([
    "UPDATE seal_leaves SET leaf_hash = decode(repeat('00', 32), 'hex')",
    "UPDATE seal_nodes SET hash = decode(repeat('00', 32), 'hex')",
    'DELETE FROM seal_nodes',
    'DELETE FROM seal_checkpoints',
    "UPDATE seal_checkpoints SET note = replace(note, 'time 2', 'time 1')",
    'DELETE FROM seal_fields; DELETE FROM seal_values; DELETE FROM seal_leaves',
  ])('is not built on: %s', async (change) => {
    // Of an odd size, so that the last leaf is not yet covered by a node.
    for (let size = 0; size < 4 || size % 2 === 0; size = await sizeOf(elsewhere())) {
      await append(outcome({ title: `${size}` }), elsewhere());
    }
    const runner = http.owner.createQueryRunner();
    await runner.query('BEGIN; SET LOCAL session_replication_role = replica');
    try {
      await runner.query(change);
      await expect(log.append(runner.manager, elsewhere(), outcome({ title: 'Nieuw' }))).rejects.toMatchObject({
        code: 'seal-broken',
      });
    } finally {
      await runner.query('ROLLBACK');
      await runner.release();
    }
    await append(outcome({ title: 'Weer' }), elsewhere());
  });
});
