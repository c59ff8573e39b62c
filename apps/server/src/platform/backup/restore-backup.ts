import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { migrate, MIGRATIONS, takeSteps } from '../database';
import type { DatabaseAddress } from '../embedded-postgres';
import { checkBackup, partsOf, type BackupPart, type Header, type TableStart } from './format';
import { quoted, tablesInOrder } from './tables';

/** Stands in the database from the first row that is put back until everything is done that must follow. */
const UNFINISHED = 'restore_unfinished';

/** A backup that cannot be put back here, with what to do. */
export class CannotRestore extends Error {}

/**
 * Puts a backup into an empty database: the structure as it was when the backup was made, the rows, then the steps that
 * came since. The rows come all or not at all.
 *
 * @returns how many rows of each table were put back
 * @throws CannotRestore, DamagedBackup; nothing was changed then
 */
export async function restoreBackup(owner: DatabaseAddress, file: string): Promise<Record<string, number>> {
  const { header, rows } = await checkBackup(file);
  assertKnown(header);
  await assertEmpty(owner);
  await takeSteps(owner, MIGRATIONS.slice(0, header.migrations.length));
  const client = new Client({ ...owner });
  await client.connect();
  try {
    await client.query('BEGIN');
    await emptyAll(client);
    await putBack(client, file);
    await moveSequences(client);
    // Until every section has a new history nobody may come in: newer text of browsers would be merged with the old past.
    await client.query(`CREATE TABLE ${UNFINISHED} (since timestamptz NOT NULL DEFAULT now())`);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
  await migrate(owner);
  return rows;
}

/** @throws CannotRestore for a backup of a structure that this version does not know */
export function assertKnown({ migrations }: Header): void {
  const known = MIGRATIONS.map((step) => new step().name);
  if (migrations.some((name, at) => known[at] !== name))
    throw new CannotRestore(
      'This backup was made by a newer version of Samenspel. Install that version, or a later one, and restore with it.',
    );
}

async function assertEmpty(owner: DatabaseAddress): Promise<void> {
  const client = new Client({ ...owner });
  await client.connect();
  try {
    const { rows } = await client.query(`SELECT 1 FROM pg_tables WHERE schemaname = 'public' LIMIT 1`);
    if (rows.length > 0)
      throw new CannotRestore(
        'There is something in this database already. A backup is put into an empty one only: choose a new folder in SAMENSPEL_DATA, or an empty database.',
      );
  } finally {
    await client.end();
  }
}

/** What the steps themselves wrote (an id of the installation) gives way to what the backup holds. */
async function emptyAll(client: Client): Promise<void> {
  for (const { name } of (await tablesInOrder(client)).reverse()) {
    const { rowCount } = await client.query(`SELECT 1 FROM ${quoted(name)} LIMIT 1`);
    if (rowCount === 0) continue;
    // Records refuse to be deleted; here nobody has been yet, and it is undone when anything fails.
    await client.query(`ALTER TABLE ${quoted(name)} DISABLE TRIGGER USER`);
    await client.query(`DELETE FROM ${quoted(name)}`);
    await client.query(`ALTER TABLE ${quoted(name)} ENABLE TRIGGER USER`);
  }
}

async function putBack(client: Client, file: string): Promise<void> {
  const parts = partsOf(file);
  for (let part = await next(parts); part !== null; part = await next(parts)) {
    if (part.kind !== 'table') continue;
    await pipeline(Readable.from(rowsOf(parts)), client.query(copyFrom(copyInto(part.start))));
  }
}

function copyInto({ table, columns }: TableStart): string {
  return `COPY ${quoted(table)} (${columns.map(quoted).join(', ')}) FROM STDIN`;
}

/** The rows of the table that has just begun. The parts are asked one by one: a `for` would close them at the first end. */
async function* rowsOf(parts: AsyncGenerator<BackupPart>): AsyncGenerator<string> {
  for (let part = await next(parts); part?.kind === 'row'; part = await next(parts)) yield `${part.line}\n`;
}

async function next(parts: AsyncGenerator<BackupPart>): Promise<BackupPart | null> {
  const { done, value } = await parts.next();
  return done === true ? null : value;
}

/** Says that all that must follow a restore was done: the server may start. */
export async function finishRestore(owner: DatabaseAddress): Promise<void> {
  const client = new Client({ ...owner });
  await client.connect();
  await client.query(`DROP TABLE ${UNFINISHED}`);
  await client.end();
}

/** Was a restore broken off before it was finished? */
export async function isRestoreUnfinished(owner: DatabaseAddress): Promise<boolean> {
  const client = new Client({ ...owner });
  await client.connect();
  const { rows } = await client.query<{ found: boolean }>('SELECT to_regclass($1) IS NOT NULL AS found', [UNFINISHED]);
  await client.end();
  return rows[0]?.found === true;
}

/** Numbers that PostgreSQL gives out go on after the highest that was put back. */
async function moveSequences(client: Client): Promise<void> {
  const { rows } = await client.query<{ sequence: string; name: string; column: string }>(
    `SELECT pg_get_serial_sequence(quote_ident(cls.relname), att.attname) AS sequence, cls.relname AS name, att.attname AS column
     FROM pg_class cls JOIN pg_namespace nsp ON nsp.oid = cls.relnamespace
     JOIN pg_attribute att ON att.attrelid = cls.oid AND att.attnum > 0 AND NOT att.attisdropped
     WHERE nsp.nspname = 'public' AND cls.relkind = 'r' AND cls.relname <> 'migrations'
       AND pg_get_serial_sequence(quote_ident(cls.relname), att.attname) IS NOT NULL`,
  );
  for (const { sequence, name, column } of rows)
    await client.query(
      `SELECT setval($1, coalesce((SELECT max(${quoted(column)}) FROM ${quoted(name)}), 0) + 1, false)`,
      [sequence],
    );
}
