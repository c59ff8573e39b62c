import 'reflect-metadata';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import { AddDocument, id } from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { AppModule } from './app.module';
import { ImportService } from '../documents/import.service';
import { runCommand, UsageError } from '../platform/command-line';
import { readConfig } from '../platform/config';
import { migrate, openDatabase } from '../platform/database';
import { httpSettingsOf } from '../platform/http/http-settings';

const USAGE = `Imports a Word or text file as a document, on behalf of a seat that may add documents.

  npm run import -- --file plan.md --table "Ontwikkeltafel jeugdhulp met verblijf" --as "Regiobureau Jeugd Zilverland"

  --file       a .docx file of at most 10 MB, or a .txt or .md file of at most 5 MB
  --table      the name of the table
  --as         the organisation whose seat adds it (a municipality, the chair or the secretary)
  --title      title of the document; without it, the one that is found in the file
  --kind       transformationPlan (default), agreement, learningCycleNote, minutes or rulesOfTheGame
  --formality  informal (default) or formal`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      file: { type: 'string' },
      table: { type: 'string' },
      as: { type: 'string' },
      title: { type: 'string' },
      kind: { type: 'string', default: 'transformationPlan' },
      formality: { type: 'string', default: 'informal' },
      help: { type: 'boolean', default: false },
    },
  });
  const { file, table, as } = values;
  if (values.help || file === undefined || table === undefined || as === undefined) throw new UsageError(USAGE);
  const about = AddDocument.pick({ kind: true, formality: true }).safeParse({
    kind: values.kind,
    formality: values.formality,
  });
  if (!about.success) throw new UsageError(USAGE);
  const config = readConfig(process.env);
  const database = await openDatabase(config);
  try {
    await migrate(database.owner);
    const app = await NestFactory.createApplicationContext(AppModule.with(httpSettingsOf(config), database.app), {
      logger: ['error', 'warn'],
      abortOnError: false,
    });
    try {
      const { tableId, seatId } = await seatOf(app.get(DataSource), table, as);
      process.stdout.write(`Reading ${file} ...\n`);
      const document = await app.get(ImportService).importFile(
        id(seatId),
        id(tableId),
        { name: basename(file), bytes: async () => new Uint8Array(await readFile(file)) },
        {
          ...about.data,
          ...(values.title === undefined ? {} : { title: values.title }),
        },
      );
      process.stdout.write(`Imported as "${document.title}": /documenten/${document.documentId}\n`);
    } finally {
      await app.close();
    }
  } finally {
    // A server may be using the same database: only who started it stops it.
    if (database.started) await database.close();
  }
}

async function seatOf(
  source: DataSource,
  table: string,
  organisation: string,
): Promise<{ tableId: string; seatId: string }> {
  const rows: { tableId: string; seatId: string }[] = await source.query(
    `SELECT "table".id AS "tableId", seat.id AS "seatId"
     FROM tables "table" JOIN seats seat ON seat.table_id = "table".id
     JOIN organisations organisation ON organisation.id = seat.organisation_id
     WHERE "table".name = $1 AND organisation.name = $2
     ORDER BY seat.role = ANY ('{commissioner,chair,secretary}') DESC`,
    [table, organisation],
  );
  const [row] = rows;
  if (row === undefined) throw new UsageError(`There is no seat of "${organisation}" at a table named "${table}".`);
  return row;
}

runCommand(main);
