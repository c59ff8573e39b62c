import { ConfigError, readConfig } from '../platform/config';
import { NotDurable } from '../platform/durable-settings';
import { AlreadyRunning, RestoreUnfinished, startServer } from './start-server';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const server = await startServer(config, say, () =>
    fail(new AlreadyRunning('Another Samenspel server took the database while it was away.'), 'go on'),
  );
  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) return;
    stopping = true;
    say(`\n${signal}: finishing what is being saved ...`);
    server.stop().then(
      () => {
        say('Stopped. Everything is saved.');
        process.exit(0);
      },
      (error: unknown) => fail(error),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  // Started by `npm start`: when that was killed, nobody is left who could stop us.
  process.on('disconnect', () => stop('SIGTERM'));
  say('');
  say(`Samenspel is ready: ${server.url}`);
  if (config.mode === 'demonstration')
    say('Open that address and choose a person of the demonstration region to sign in. No password is needed.');
  say('Press Ctrl-C to stop.');
  if (server.setupUrl !== null) {
    say('');
    say('Nobody administers this installation yet. Open this address within 24 hours to begin; it works once:');
    say(server.setupUrl);
  }
}

function fail(error: unknown, what: 'start' | 'go on' = 'start'): never {
  process.stderr.write(`\nSamenspel could not ${what}.\n${wordsOf(error)}\n`);
  process.exit(1);
}

/** What the operator can mend is told in a sentence, anything else with its place in the code. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const known = [ConfigError, AlreadyRunning, NotDurable, RestoreUnfinished].some((kind) => error instanceof kind);
  return known ? error.message : (error.stack ?? error.message);
}

main().catch((error: unknown) => fail(error));
