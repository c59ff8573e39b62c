// What must be there before anything runs: the packages of the lock file and the Node that the project brings.
// Plain JavaScript without dependencies: on a fresh clone there is nothing yet.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const stamp = join(root, 'node_modules', '.samenspel-installed');

/** Installs the packages of the lock file when they are not what is installed. */
export function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.log('Installing packages (the first time this takes about a minute) ...');
  const result = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (result.status !== 0) {
    console.error('The packages could not be installed. Check the network and run the same command again.');
    process.exit(1);
  }
  writeFileSync(stamp, lock);
}

/** The Node that came with the packages; where there is none for this platform, the one that runs now, if it is new enough. */
export function node() {
  const own = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(own)) return own;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  console.error(
    `There is no packaged Node for ${process.platform}-${process.arch}: install Node 24 or newer and try again.`,
  );
  process.exit(1);
}

/** The environment in which our own commands run: our Node before any other. */
export function environment() {
  return { ...process.env, PATH: `${dirname(node())}:${join(root, 'node_modules', '.bin')}:${process.env.PATH ?? ''}` };
}

/** Installs, builds and runs one of the server's commands with the arguments given to npm. */
export async function command(file) {
  install();
  const { build } = await import('./build.mjs');
  build();
  // Paths in the arguments are meant from where the command was given, the data folder from the project.
  const result = spawnSync(
    node(),
    ['--enable-source-maps', join(root, 'apps/server/dist', file), ...process.argv.slice(2)],
    {
      cwd: process.env.INIT_CWD ?? root,
      env: { ...process.env, SAMENSPEL_DATA: process.env.SAMENSPEL_DATA ?? join(root, 'data') },
      stdio: 'inherit',
    },
  );
  process.exit(result.status ?? 1);
}
