import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { writeBackup } from '../platform/backup/write-backup';
import { runCommand, UsageError } from '../platform/command-line';
import { readConfig } from '../platform/config';
import { openDatabase } from '../platform/database';

const USAGE = `Writes everything in the database to one file. The server may go on running.

  npm run backup                        to backups/samenspel-<moment>.backup
  npm run backup -- --to /safe/place/today.backup

The file holds all that people wrote, also what only some may read: keep it as you keep the database. It is not encrypted.
The key with which outcomes are sealed is not in it: keep a copy of that apart (docs/operator-guide.md).`;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { to: { type: 'string' }, help: { type: 'boolean', default: false } } });
  if (values.help) throw new UsageError(USAGE);
  const now = new Date();
  const moment = now.toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const file = resolve(values.to ?? `backups/samenspel-${moment}.backup`);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const database = await openDatabase(readConfig(process.env));
  try {
    const rows = await writeBackup(database.owner, file, now);
    const total = Object.values(rows).reduce((sum, count) => sum + count, 0);
    process.stdout.write(`Backed up ${total} rows of ${Object.keys(rows).length} tables, and read back: ${file}\n`);
  } finally {
    // A server may be using the same database: only who started it stops it.
    if (database.started) await database.close();
  }
}

runCommand(main);
