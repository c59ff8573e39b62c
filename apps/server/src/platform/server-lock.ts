import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { DatabaseAddress } from './embedded-postgres';

/** Any number: all that take this lock are servers on the same database. */
const SERVER_LOCK = 20_260_302;
const START_LOCK = 20_260_303;
/** Between two attempts to get the lock back, in milliseconds. */
const AGAIN_MS = 200;

export interface ServerLock {
  release(): Promise<void>;
}

interface Held {
  readonly client: Client;
  /** The database's own process behind this connection. */
  readonly pid: number;
  readonly since: string;
}

/**
 * A server that is alone takes the database for itself: live connections of another would not hear of a withdrawn right. Servers
 * among others share it. The lock is the connection's: it goes with the process, however that ends. When the connection goes
 * with the database instead, the lock is taken again.
 *
 * @param lost called when another server took it meanwhile: this one must not go on
 * @returns null when another server has it in a way that excludes this one
 */
export async function lockForServer(
  address: DatabaseAddress,
  amongOthers: boolean,
  lost: () => void,
): Promise<ServerLock | null> {
  let released = false;
  const first = await take(address, amongOthers, null);
  if (first === null) return null;
  let held = first;
  const watch = (): void => void held.client.once('end', () => void takeAgain());
  const takeAgain = async (): Promise<void> => {
    while (!released) {
      try {
        const next = await take(address, amongOthers, held);
        if (next === null) return lost();
        held = next;
        if (released) await held.client.end();
        else watch();
        return;
      } catch {
        await pause(AGAIN_MS, undefined, { ref: false }); // the database is still away
      }
    }
  };
  watch();
  return {
    release: () => {
      released = true;
      return held.client.end();
    },
  };
}

/** @param before ours, of which the database may not have noticed yet that it is gone */
async function take(address: DatabaseAddress, amongOthers: boolean, before: Held | null): Promise<Held | null> {
  const client = await lockClient(address);
  try {
    if (before !== null) {
      await client.query(
        `SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity WHERE pid = $1 AND backend_start::text = $2`,
        [before.pid, before.since],
      );
    }
    const lock = amongOthers ? 'pg_try_advisory_lock_shared' : 'pg_try_advisory_lock';
    const { rows } = await client.query<{ locked: boolean; pid: number; since: string }>(
      `SELECT ${lock}($1) AS locked, pid, backend_start::text AS since FROM pg_stat_activity WHERE pid = pg_backend_pid()`,
      [SERVER_LOCK],
    );
    const [row] = rows;
    if (row?.locked) return { client, pid: row.pid, since: row.since };
  } catch (error) {
    await client.end();
    throw error;
  }
  await client.end();
  return null;
}

/** One server at a time brings the structure up to date and puts in what a new database begins with. */
export async function oneAtATime<Result>(address: DatabaseAddress, work: () => Promise<Result>): Promise<Result> {
  const client = await lockClient(address);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [START_LOCK]);
    return await work();
  } finally {
    await client.end();
  }
}

async function lockClient(address: DatabaseAddress): Promise<Client> {
  const client = new Client({ ...address, application_name: 'samenspel-server-lock', keepAlive: true });
  client.on('error', () => undefined); // its end is what counts
  await client.connect();
  return client;
}
