import { id, type SealBundle, type SealedKind, type TableId } from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { MIGRATIONS, typeOrmOptions } from '../../platform/database';
import { TestClock } from '../clock';
import { createTestDatabase } from '../database';
import { SealBundles } from '../../seal/seal-bundles';
import { SealErasure } from '../../seal/seal-erasure';
import { SealKeys } from '../../seal/seal-keys';
import { SealLogService } from '../../seal/seal-log.service';
import { SealReaders } from '../../seal/seal-readers';
import type { Random } from './random';

const RECORDS = 14;
const KINDS: readonly SealedKind[] = ['outcome', 'adoption', 'publication', 'supersession', 'roundClosed'];
const MEMORY = { sealKeyFile: null };

/** Real logs of two tables in a real database, made as the product makes them. */
export interface HonestLogs {
  /** As who administers the database. */
  readonly owner: DataSource;
  readonly tables: readonly TableId[];
  readonly log: SealLogService;
  /** The signed texts of each table, in the order in which they were made: what somebody may have kept. */
  readonly kept: ReadonlyMap<TableId, readonly string[]>;
  /** Another log on the same rows, with a key of its own: what an administrator of the database can make. */
  forger(): { readonly keys: SealKeys; readonly log: SealLogService };
  bundle(
    manager: EntityManager,
    tableId: TableId,
    readable?: (record: string) => boolean,
    withhold?: boolean,
  ): Promise<SealBundle>;
  append(manager: EntityManager, random: Random, tableId: TableId, log?: SealLogService): Promise<void>;
  close(): Promise<void>;
}

/** @param check asked at each stage, while the logs grow, are erased from and change their key */
export async function makeHonestLogs(
  random: Random,
  check: (tableId: TableId, bundle: SealBundle, kept: readonly string[]) => Promise<void>,
): Promise<HonestLogs> {
  const database = await createTestDatabase();
  const owner = await new DataSource({
    ...typeOrmOptions(database.owner),
    migrations: MIGRATIONS,
    migrationsRun: true,
  }).initialize();
  const clock = new TestClock();
  const keys = new SealKeys(owner, MEMORY, clock);
  const log = new SealLogService(owner, keys, clock);
  const erasure = new SealErasure(owner, log);
  const bundles = new SealBundles(owner, keys, new SealReaders());
  const tables = await makeTables(owner, random);
  const kept = new Map<TableId, string[]>(tables.map((tableId) => [tableId, []]));

  const append: HonestLogs['append'] = async (manager, dice, tableId, by = log) => {
    clock.advance(dice.below(90_000));
    const names = ['title', 'motivation', 'asked', 'dissent'].slice(0, 1 + dice.below(4));
    const fields = Object.fromEntries(names.map((name) => [name, valueOf(dice, name)]));
    await by.append(manager, tableId, { kind: dice.pick(KINDS), recordId: dice.uuid(), fields });
  };
  const bundle: HonestLogs['bundle'] = async (manager, tableId, readable = () => true, withhold = false) => {
    const rows: { record: string }[] = await manager.query(
      "SELECT record_id AS record FROM seal_leaves WHERE table_id = $1 AND kind <> 'erasure'",
      [tableId],
    );
    const mayRead = rows.map(({ record }) => record).filter(readable);
    // Of some records the reader does not get the dissent, as rooms withhold names.
    const kept = mayRead.filter((record) => record.charCodeAt(1) % 4 === 0);
    const withheld = new Map(kept.map((record) => [record, ['dissent']]));
    return bundles.build(manager, tableId, { records: new Set(mayRead), withheld: withhold ? withheld : new Map() });
  };

  for (let stage = 0; stage < RECORDS; stage += 1) {
    for (const tableId of tables) {
      await owner.transaction((manager) => append(manager, random, tableId));
      if (stage % 5 === 4) await eraseOne(owner, erasure, random, tableId);
      const whole = await bundle(owner.manager, tableId);
      kept.set(
        tableId,
        whole.checkpoints.map(({ note }) => note),
      );
      await check(tableId, whole, kept.get(tableId) ?? []);
    }
    if (stage === 6) await keys.rotate();
  }
  await dropConstraints(owner);
  return {
    owner,
    tables,
    log,
    kept,
    forger() {
      const own = new SealKeys(owner, MEMORY, clock);
      return { keys: own, log: new SealLogService(owner, own, clock) };
    },
    bundle,
    append,
    async close() {
      await owner.destroy();
      await database.drop();
    },
  };
}

async function makeTables(owner: DataSource, random: Random): Promise<TableId[]> {
  const regionId = random.uuid();
  await owner.query('INSERT INTO regions (id, name) VALUES ($1, $2)', [regionId, 'Regio']);
  const tables = [id<TableId>(random.uuid()), id<TableId>(random.uuid())];
  for (const tableId of tables) {
    await owner.query(
      "INSERT INTO tables (id, region_id, kind, name, purpose) VALUES ($1, $2, 'development', 'T', 'D')",
      [tableId, regionId],
    );
  }
  return tables;
}

/** Nothing in the database stands in the way of who administers it: triggers are switched off for each change. */
async function dropConstraints(owner: DataSource): Promise<void> {
  const rows: { table: string; name: string }[] = await owner.query(
    `SELECT conrelid::regclass::text AS table, conname AS name FROM pg_constraint
     WHERE conrelid::regclass::text LIKE 'seal%' AND contype <> 'n' ORDER BY contype = 'p', contype = 'u'`,
  );
  for (const { table, name } of rows)
    await owner.query(`ALTER TABLE ${table} DROP CONSTRAINT IF EXISTS ${name} CASCADE`);
}

function valueOf(random: Random, name: string): string | readonly { whom: string; by: string }[] {
  if (name === 'asked') return [{ whom: `Gemeente ${random.below(9)}`, by: `2027-0${1 + random.below(9)}-01` }];
  return `${name} ${random.below(1_000_000)} café`;
}

/** A field that was not erased yet, of any record. */
async function eraseOne(owner: DataSource, erasure: SealErasure, random: Random, tableId: TableId): Promise<void> {
  const rows: { record: string; field: string }[] = await owner.query(
    `SELECT leaf.record_id AS record, held.field FROM seal_leaves leaf JOIN seal_values held USING (table_id, leaf_index)
     WHERE leaf.table_id = $1 AND leaf.kind <> 'erasure' AND held.value IS NOT NULL ORDER BY leaf_index, field`,
    [tableId],
  );
  const { record, field } = random.pick(rows);
  await erasure.erase(tableId, record, [field], 'Verzoek', 'Regiobureau');
}
