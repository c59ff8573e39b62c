import 'reflect-metadata';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ConsoleLogger, LogLevel } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module';
import { DemonstrationSeed } from '../demonstration/demonstration-seed';
import { SetupService } from '../identity/setup.service';
import { MailSender } from '../notifications/mail-sender';
import { TermLetters } from '../tables/term-letters';
import { SearchIndexer } from '../search/search-indexer';
import type { Config } from '../platform/config';
import { migrate, openDatabase } from '../platform/database';
import { freePort } from '../platform/free-port';
import { configureHttp } from '../platform/http/configure-http';
import { isRestoreUnfinished } from '../platform/backup/restore-backup';
import { httpSettingsOf } from '../platform/http/http-settings';
import { QuietConsoleLogger } from '../platform/operating/quiet-console-logger';
import { Figures } from '../platform/operating/figures';
import { serveFigures } from '../platform/operating/figures-server';
import { assertDurable } from '../platform/durable-settings';
import { watchLoop } from '../platform/operating/loop-watch';
import { serveWeb } from '../platform/serve-web';
import { lockForServer, oneAtATime } from '../platform/server-lock';
import { SocketAdapter } from '../documents/live/socket-adapter';

export interface RunningServer {
  readonly url: string;
  readonly port: number;
  /** The one-time address at which the first administrator is made; null once there is one, and in a demonstration. */
  readonly setupUrl: string | null;
  stop(): Promise<void>;
}

/** The folder of the built interface, beside the built server. */
const WEB_DIST = resolve(fileURLToPath(new URL('.', import.meta.url)), '../../web/dist');

/**
 * Opens the database, brings its structure up to date, seeds the demonstration once and listens.
 * @param say gets a line for each step, for whoever waits
 * @param excluded called when another server took the database while it was away: this one must end
 */
export async function startServer(
  config: Config,
  say: (line: string) => void,
  excluded: () => void,
): Promise<RunningServer> {
  say(
    config.databaseUrl === null
      ? `Starting the embedded database in ${config.dataDir} ...`
      : 'Connecting to the database ...',
  );
  const database = await openDatabase(config);
  try {
    const lock = await lockForServer(database.owner, config.redisUrl !== null, excluded);
    if (lock === null) {
      throw new AlreadyRunning(
        config.databaseUrl === null
          ? `Samenspel is already running on the data in ${resolve(config.dataDir)}. Stop it there first, or set SAMENSPEL_DATA to another folder.`
          : 'Another Samenspel server is running on this database. Stop it first, or run all servers with the same REDIS_URL.',
      );
    }
    if (await isRestoreUnfinished(database.owner)) throw new RestoreUnfinished();
    const steps = await oneAtATime(database.owner, () => migrate(database.owner));
    if (steps.length > 0) say(`Database brought up to date: ${steps.length} step(s).`);
    await assertDurable(database.app);
    const port = await freePort(config.host, config.port);
    if (port !== config.port) say(`Port ${config.port} is taken by another program; using ${port} instead.`);
    const settings = httpSettingsOf(config, port);
    const app = await NestFactory.create<NestExpressApplication>(
      AppModule.with(settings, database.app, undefined, config.redisUrl ?? undefined),
      {
        bodyParser: false,
        logger: loggerFor(config),
        abortOnError: false,
      },
    );
    configureHttp(app, config.proxies);
    serveWeb(app, WEB_DIST);
    app.useWebSocketAdapter(new SocketAdapter(app, settings.allowedOrigins));
    // Before the demonstration is put in: its outcomes are sealed, and the key for that is made as the rooms start.
    await app.init();
    const seed = app.get(DemonstrationSeed);
    if (settings.demonstration) {
      if (await oneAtATime(database.owner, () => seed.seedOnce())) say('The demonstration region was made.');
    } else {
      await seed.assertNoDemonstrationAccounts();
    }
    app.get(MailSender).start();
    app.get(TermLetters).start();
    if (!settings.demonstration && config.smtp === null) {
      say('No mail goes out: SAMENSPEL_SMTP_URL is not set. The administrator hands the links of invitations over.');
    }
    const setupUrl = settings.demonstration ? null : await app.get(SetupService).renewLink();
    await app.listen(port, config.host);
    const metrics = config.metrics;
    const figures = metrics === null ? null : await serveFigures(app.get(Figures), metrics.host, metrics.port);
    app.get(SearchIndexer).start();
    const unwatch = watchLoop();
    return {
      setupUrl,
      url: config.publicUrl?.origin ?? `http://localhost:${port}`,
      port,
      stop: async () => {
        unwatch();
        await app.close();
        await figures?.close();
        await lock.release();
        await database.close();
      },
    };
  } catch (error) {
    // Another server may be using it: what is not ours to stop stays.
    if (!(error instanceof AlreadyRunning)) await database.close();
    throw error;
  }
}

/** Warnings and errors to read, or all that happens as JSON; Nest's own news of its start is of no use to an operator. */
function loggerFor({ logFormat }: Config): LogLevel[] | ConsoleLogger {
  return logFormat === 'text'
    ? ['error', 'warn']
    : new QuietConsoleLogger({ json: true, colors: false, logLevels: ['error', 'warn', 'log'] });
}

/** A restore that was broken off: half of it is not a past that anybody may go on from. */
export class RestoreUnfinished extends Error {
  constructor() {
    super(
      'A restore into this database was broken off. Throw this folder or database away, and restore into a new one.',
    );
  }
}

/** A second server on the same data. */
export class AlreadyRunning extends Error {}
