import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { isRunning, startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres';

/** How soon it is seen that it ended, and between two attempts to start it, in milliseconds. */
const LOOK_MS = 200;
const AGAIN_MS = 1_000;

/** The embedded PostgreSQL, started again whenever it ends by itself: nobody else would. */
export async function startKeptPostgres(options: { dataDir: string }): Promise<EmbeddedPostgres> {
  const logger = new Logger('database');
  const first = await startEmbeddedPostgres(options);
  let postgres = first;
  let stopping = false;
  let starting: Promise<void> | null = null;
  const start = async (): Promise<void> => {
    while (!stopping) {
      try {
        postgres = await startEmbeddedPostgres(options);
        return logger.warn('The database is back.');
      } catch (error) {
        logger.error(`The database does not start: ${error instanceof Error ? error.message : 'unknown'}`);
        await pause(AGAIN_MS, undefined, { ref: false });
      }
    }
  };
  const look = setInterval(() => {
    if (stopping || starting !== null || isRunning(postgres.pid)) return;
    logger.error('The database ended by itself; it is started again.');
    starting = start().finally(() => (starting = null));
  }, LOOK_MS);
  look.unref();
  return {
    ...first,
    get pid() {
      return postgres.pid;
    },
    stop: async () => {
      stopping = true;
      clearInterval(look);
      await starting;
      await postgres.stop();
    },
  };
}
