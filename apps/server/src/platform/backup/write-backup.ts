import { createHash, type Hash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { createGzip, type Gzip } from 'node:zlib';
import { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { DatabaseAddress } from '../embedded-postgres';
import { add, checkBackup, END_OF_TABLE, FORMAT, type Header } from './format';
import { linesIn } from './lines';
import { migrationsOf, quoted, tablesInOrder } from './tables';

/**
 * Writes everything in the database, as it stood at one moment, to a file; people go on working meanwhile. The file gets
 * its name only when it is whole, was read back and is on the disk.
 *
 * @param owner reads all tables, also those that the application may only add to
 * @returns how many rows of each table are in it
 */
export async function writeBackup(owner: DatabaseAddress, file: string, now: Date): Promise<Record<string, number>> {
  const part = `${file}.part`;
  const client = new Client({ ...owner });
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await writeTables(client, part, now);
    await client.query('COMMIT');
    const { rows } = await checkBackup(part);
    await onDisk(part);
    await rename(part, file);
    return rows;
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  } finally {
    await client.end();
  }
}

async function writeTables(client: Client, file: string, now: Date): Promise<void> {
  const out = new Lines(file);
  const header: Header = { format: FORMAT, createdAt: now.toISOString(), migrations: await migrationsOf(client) };
  await out.write(JSON.stringify(header));
  const rows: Record<string, number> = {};
  for (const { name, columns } of await tablesInOrder(client)) {
    rows[name] = 0;
    await out.write(JSON.stringify({ table: name, columns }));
    const copy = client.query(copyTo(`COPY ${quoted(name)} (${columns.map(quoted).join(', ')}) TO STDOUT`));
    for await (const line of linesIn(copy)) {
      await out.write(line);
      rows[name] += 1;
    }
    await out.write(END_OF_TABLE);
  }
  await out.end((sha256) => JSON.stringify({ rows, sha256 }));
}

/** Lines on their way into a gzipped file that nobody but its owner may read, hashed as they go. */
class Lines {
  readonly #hash: Hash = createHash('sha256');
  readonly #gzip: Gzip = createGzip({ level: 6 });
  readonly #done: Promise<void>;

  constructor(file: string) {
    const sink = this.#gzip.pipe(createWriteStream(file, { mode: 0o600, flags: 'wx' }));
    this.#done = finished(sink);
    // Told by `end`; without this a full disk would end the process before that.
    this.#done.catch((error: Error) => this.#gzip.destroy(error));
  }

  async write(line: string): Promise<void> {
    add(this.#hash, line);
    if (!this.#gzip.write(`${line}\n`)) await once(this.#gzip, 'drain');
  }

  async end(last: (sha256: string) => string): Promise<void> {
    this.#gzip.end(`${last(this.#hash.digest('hex'))}\n`);
    await this.#done;
  }
}

async function onDisk(file: string): Promise<void> {
  const handle = await open(file, 'r');
  await handle.sync();
  await handle.close();
}
