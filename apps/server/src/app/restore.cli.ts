import 'reflect-metadata';
import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';
import { AfterRestore } from './after-restore';
import { checkBackup, DamagedBackup } from '../platform/backup/format';
import { assertKnown, CannotRestore, finishRestore, restoreBackup } from '../platform/backup/restore-backup';
import { runCommand, UsageError } from '../platform/command-line';
import { readConfig, type Config } from '../platform/config';
import { openDatabase } from '../platform/database';
import { httpSettingsOf } from '../platform/http/http-settings';

const USAGE = `Puts a backup into a new, empty installation.

  SAMENSPEL_DATA=/srv/samenspel-new npm run restore -- --from /safe/place/today.backup

  --from          the file that npm run backup wrote
  --check         only reads the file and says whether it is whole
  --end-sessions  signs everybody out: do so after a break-in

SAMENSPEL_DATA must be a new or empty folder, or DATABASE_URL an empty database: nothing is ever overwritten.`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      from: { type: 'string' },
      check: { type: 'boolean', default: false },
      'end-sessions': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || values.from === undefined) throw new UsageError(USAGE);
  const file = resolve(values.from);
  if (!existsSync(file)) throw new UsageError(`There is no file ${file}.`);
  say('Reading the backup ...');
  const { header } = await checkBackup(file);
  assertKnown(header);
  say(`It is whole. Made on ${header.createdAt}.`);
  if (!values.check) await restore(file, values['end-sessions']);
}

async function restore(file: string, endSessions: boolean): Promise<void> {
  const config = readConfig(process.env);
  assertNew(config);
  const database = await openDatabase(config);
  try {
    say('Putting it back ...');
    const rows = await restoreBackup(database.owner, file);
    const app = await NestFactory.createApplicationContext(AppModule.with(httpSettingsOf(config), database.app), {
      logger: ['error', 'warn'],
      abortOnError: false,
    });
    try {
      const now = new Date();
      const { begun, damaged } = await app.get(AfterRestore).beginAnew(Math.floor(now.getTime() / 1000));
      await app.get(AfterRestore).voidWhatWasUnderWay(now);
      if (endSessions) await app.get(AfterRestore).endSessions(now);
      await finishRestore(database.owner);
      const total = Object.values(rows).reduce((sum, count) => sum + count, 0);
      say(`Put back ${total} rows of ${Object.keys(rows).length} tables; ${begun} sections begin a new history.`);
      if (damaged > 0) say(`${damaged} sections were damaged in the backup: they can only be read, up to the damage.`);
      say('What people typed after the backup was made and still have open is offered back to them as a draft.');
      say('Invitations and links that were open are withdrawn, and letters that waited are not sent: invite again.');
      say('The key of the seal is in no backup: put the seal-key.pem of the old installation in the new data folder.');
      say('Look at what was changed in rights and seats since the backup: that is as it was before.');
    } finally {
      await app.close();
    }
  } finally {
    if (database.started) await database.close();
  }
}

/** The folder of a running installation is never touched, not even to look whether its database is empty. */
function assertNew(config: Config): void {
  const { dataDir, databaseUrl } = config;
  if (databaseUrl !== null || !existsSync(dataDir) || readdirSync(dataDir).length === 0) return;
  throw new CannotRestore(
    `There is something in ${resolve(dataDir)} already. Set SAMENSPEL_DATA to a new folder, and start the server on that afterwards.`,
  );
}

runCommand(main, [CannotRestore, DamagedBackup]);
