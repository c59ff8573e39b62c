import { DataSource } from 'typeorm';
import { Client } from 'pg';
import type { Config } from './config';
import type { DatabaseAddress } from './embedded-postgres';
import { startKeptPostgres } from './kept-postgres';
import { Facts1795305600001 } from './migrations/0001-facts';
import { Text1795305600002 } from './migrations/0002-text';
import { Generations1795305600003 } from './migrations/0003-generations';
import { Identity1795305600004 } from './migrations/0004-identity';
import { Tables1795305600005 } from './migrations/0005-tables';
import { Documents1795305600006 } from './migrations/0006-documents';
import { History1795305600007 } from './migrations/0007-history';
import { Comments1795305600008 } from './migrations/0008-comments';
import { Seal1795305600009 } from './migrations/0009-seal';
import { Decisions1795305600010 } from './migrations/0010-decisions';
import { Search1795305600011 } from './migrations/0011-search';
import { Nodes1795305600012 } from './migrations/0012-nodes';
import { Erasure1795305600013 } from './migrations/0013-erasure';
import { OneFrame1795305600014 } from './migrations/0014-one-frame';
import { Seats1795305600015 } from './migrations/0015-seats';
import { Anchors1795305600016 } from './migrations/0016-anchors';
import { Codes1795305600017 } from './migrations/0017-codes';
import { Letters1795305600018 } from './migrations/0018-letters';
import { Occupants1796169600019 } from './migrations/0019-occupants';
import { Terms1796169600020 } from './migrations/0020-terms';
import { SearchWords1796169600021 } from './migrations/0021-search-words';

/** Every step of the database's structure, oldest first. */
export const MIGRATIONS = [
  Facts1795305600001,
  Text1795305600002,
  Generations1795305600003,
  Identity1795305600004,
  Tables1795305600005,
  Documents1795305600006,
  History1795305600007,
  Comments1795305600008,
  Seal1795305600009,
  Decisions1795305600010,
  Search1795305600011,
  Nodes1795305600012,
  Erasure1795305600013,
  OneFrame1795305600014,
  Seats1795305600015,
  Anchors1795305600016,
  Codes1795305600017,
  Letters1795305600018,
  Occupants1796169600019,
  Terms1796169600020,
  SearchWords1796169600021,
];

const OLDEST_POSTGRES = 15;

export interface Database {
  readonly app: DatabaseAddress;
  readonly owner: DatabaseAddress;
  /** Did this process start it, or was it running already? */
  readonly started: boolean;
  /** Stops the embedded database; a database of the operator's own is left alone. */
  close(): Promise<void>;
}

/** Reaches the operator's PostgreSQL, or starts the embedded one. */
export async function openDatabase(config: Config): Promise<Database> {
  if (config.databaseUrl !== null) {
    const app = addressOf(config.databaseUrl);
    const owner = addressOf(config.databaseOwnerUrl ?? config.databaseUrl);
    await checkVersion(owner);
    return { app, owner, started: false, close: () => Promise.resolve() };
  }
  const postgres = await startKeptPostgres({ dataDir: config.dataDir });
  return { app: postgres.app, owner: postgres.owner, started: postgres.started, close: () => postgres.stop() };
}

/** Brings the structure up to date. Returns the names of the steps that were taken. */
export function migrate(owner: DatabaseAddress): Promise<string[]> {
  return takeSteps(owner, MIGRATIONS);
}

/** Takes those of these steps that the database has not taken yet. Returns their names. */
export async function takeSteps(owner: DatabaseAddress, migrations: typeof MIGRATIONS): Promise<string[]> {
  const source = await new DataSource({ ...typeOrmOptions(owner), migrations }).initialize();
  try {
    const done = await source.runMigrations({ transaction: 'each' });
    return done.map(({ name }) => name);
  } finally {
    await source.destroy();
  }
}

export function typeOrmOptions({ user, ...address }: DatabaseAddress) {
  return { type: 'postgres', ...address, username: user } as const;
}

function addressOf(url: string): DatabaseAddress {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const mode = searchParams.get('sslmode');
  return {
    host: searchParams.get('host') ?? decodeURIComponent(hostname),
    port: Number(searchParams.get('port') ?? (port || 5432)),
    user: decodeURIComponent(username) || 'postgres',
    database: decodeURIComponent(pathname.slice(1)) || 'postgres',
    ...(password === '' ? {} : { password: decodeURIComponent(password) }),
    ...(mode === null || mode === 'disable' ? {} : { ssl: { rejectUnauthorized: mode !== 'require' } }),
  };
}

async function checkVersion(address: DatabaseAddress): Promise<void> {
  const client = new Client({ ...address });
  await client.connect();
  try {
    const { rows } = await client.query<{ version: string }>("SELECT current_setting('server_version_num') AS version");
    const major = Math.floor(Number(rows[0]?.version ?? 0) / 10_000);
    if (major < OLDEST_POSTGRES) throw new Error(`PostgreSQL ${OLDEST_POSTGRES} or newer is needed; this is ${major}.`);
  } finally {
    await client.end();
  }
}
