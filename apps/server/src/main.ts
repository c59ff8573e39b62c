import { ConfigError, readConfig } from './platform/config';
import { AlreadyRunning, startServer } from './platform/start-server';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const server = await startServer(config, say);
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

function fail(error: unknown): never {
  const known = error instanceof ConfigError || error instanceof AlreadyRunning;
  process.stderr.write(
    `\nSamenspel could not start.\n${known ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
}

main().catch(fail);
