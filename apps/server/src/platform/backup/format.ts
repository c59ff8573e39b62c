import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { linesIn } from './lines';

/**
 * A backup is one gzipped text: a line with what it is, then for each table a line with its name and columns, its rows as
 * PostgreSQL's COPY writes them (one line each), and `\.`; at the end a line with the number of rows of each table and the
 * SHA-256 of all lines before it. Readable without this program.
 */
export const FORMAT = 'samenspel-backup/1';

export const Header = z.object({
  format: z.literal(FORMAT),
  createdAt: z.iso.datetime(),
  /** Names of the steps of the database's structure that had been taken. */
  migrations: z.array(z.string()).min(1),
});
export type Header = z.infer<typeof Header>;

const TableStart = z.object({ table: z.string(), columns: z.array(z.string()).min(1) });
export type TableStart = z.infer<typeof TableStart>;

const Footer = z.object({ rows: z.record(z.string(), z.number().int()), sha256: z.string() });

/** End of a table's rows. COPY never writes it as a row: a backslash in a value is doubled. */
export const END_OF_TABLE = '\\.';

/** A file that is not a whole backup, with what is wrong. */
export class DamagedBackup extends Error {
  constructor(what: string) {
    super(`This is not a whole backup of Samenspel: ${what}.`);
    this.name = 'DamagedBackup';
  }
}

export type BackupPart =
  | { readonly kind: 'header'; readonly header: Header }
  | { readonly kind: 'table'; readonly start: TableStart }
  | { readonly kind: 'row'; readonly line: string }
  | { readonly kind: 'end-of-table' };

/**
 * The parts of a backup, in order. Ends without error only when the file is whole: read it through once before anything is
 * done with it.
 *
 * @throws DamagedBackup
 */
export async function* partsOf(file: string): AsyncGenerator<BackupPart> {
  const hash = createHash('sha256');
  const counts: Record<string, number> = {};
  let table: string | null = null;
  let first = true;
  let whole = false;
  for await (const line of linesOf(file)) {
    if (whole) throw new DamagedBackup('something follows its end');
    if (first) {
      first = false;
      const header = parsed(Header, line);
      if (header === null) throw new DamagedBackup('it does not begin as one');
      add(hash, line);
      yield { kind: 'header', header };
    } else if (table !== null) {
      add(hash, line);
      if (line === END_OF_TABLE) {
        table = null;
        yield { kind: 'end-of-table' };
      } else {
        counts[table] = (counts[table] ?? 0) + 1;
        yield { kind: 'row', line };
      }
    } else {
      const start = parsed(TableStart, line);
      if (start === null) {
        checkFooter(line, counts, hash);
        whole = true;
        continue;
      }
      add(hash, line);
      table = start.table;
      counts[table] = 0;
      yield { kind: 'table', start };
    }
  }
  if (!whole) throw new DamagedBackup('its end is missing');
}

/** Reads the whole file and checks it. Returns its header and how many rows each table has. @throws DamagedBackup */
export async function checkBackup(file: string): Promise<{ header: Header; rows: Record<string, number> }> {
  let header: Header | null = null;
  let table = '';
  const rows: Record<string, number> = {};
  for await (const part of partsOf(file)) {
    if (part.kind === 'header') header = part.header;
    if (part.kind === 'table') {
      table = part.start.table;
      rows[table] = 0;
    }
    if (part.kind === 'row') rows[table] = (rows[table] ?? 0) + 1;
  }
  if (header === null) throw new DamagedBackup('it is empty');
  return { header, rows };
}

export function add(hash: Hash, line: string): void {
  hash.update(line).update('\n');
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const source = createReadStream(file);
  const gunzip = createGunzip();
  source.on('error', (error) => gunzip.destroy(error));
  try {
    yield* linesIn(source.pipe(gunzip));
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw code.startsWith('Z_') ? new DamagedBackup('it can not be unpacked to its end') : error;
  }
}

function parsed<T>(schema: z.ZodType<T>, line: string): T | null {
  try {
    return schema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

function checkFooter(line: string, counts: Record<string, number>, hash: Hash): void {
  const footer = parsed(Footer, line);
  if (footer === null) throw new DamagedBackup('a line is no part of one');
  if (JSON.stringify(footer.rows) !== JSON.stringify(counts)) throw new DamagedBackup('rows are missing');
  if (footer.sha256 !== hash.digest('hex')) throw new DamagedBackup('its content was changed');
}
