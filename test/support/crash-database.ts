import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { familyOf, runs, signal, untilGone } from './processes';

/** The PostgreSQL that a product started in its folder, as the operator of its own: killed, stopped, full and started again. */
export class CrashDatabase {
  #pid: number;
  readonly #command: readonly string[];
  readonly #owner: { uid: number; gid: number };

  constructor(readonly dataDir: string) {
    this.#pid = this.#postmaster();
    this.#command = readFileSync(`/proc/${this.#pid}/cmdline`, 'utf8').split('\0').filter(Boolean);
    const { uid, gid } = statSync(`/proc/${this.#pid}`);
    this.#owner = { uid, gid };
  }

  get socketDir(): string {
    return join(this.dataDir, 'run');
  }

  /** As the owner of the tables, straight, without any proxy. */
  async connect(): Promise<Client> {
    const client = new Client({ host: this.socketDir, port: 5432, user: 'samenspel_owner', database: 'samenspel' });
    client.on('error', () => undefined); // it goes with the database; the next query says so
    await client.connect();
    return client;
  }

  get running(): boolean {
    return runs(this.#pid);
  }

  /** kill -9 of the postmaster and every process below it. Its locks are cleared, unless who starts it again does that. */
  async kill({ locks }: { locks: 'cleared' | 'left' } = { locks: 'cleared' }): Promise<void> {
    // Stopped first, so that it has no child that we did not count: one that lives on keeps the next from starting.
    signal([this.#pid], 'SIGSTOP');
    const pids = familyOf(this.#pid);
    signal(pids, 'SIGKILL');
    await untilGone(pids);
    if (locks === 'cleared') this.#clean();
  }

  /** SIGSTOP: it takes connections (the kernel does) and never answers. */
  pause(): void {
    signal(familyOf(this.#pid), 'SIGSTOP');
  }

  resume(): void {
    signal(familyOf(this.#pid), 'SIGCONT');
  }

  /** Stops in order. */
  async stop(): Promise<void> {
    const pids = familyOf(this.#pid);
    this.resume();
    signal([this.#pid], 'SIGINT');
    await untilGone(pids, 20_000);
  }

  /** Starts it exactly as it was started, when it does not run. Resolves when it answers. */
  async start(): Promise<void> {
    if (this.running) return this.#untilAnswering();
    this.#clean();
    const [file = '', ...args] = this.#command;
    const root = process.getuid?.() === 0 && this.#owner.uid === 0;
    // PostgreSQL refuses to run as root: in a user namespace of its own it does not see that it is.
    const [program, all] = root ? ['unshare', ['-U', '--', file, ...args]] : [file, args];
    const log = openSync(join(this.dataDir, 'postgres.log'), 'a');
    const child = spawn(program, all, {
      detached: true,
      stdio: ['ignore', log, log],
      ...(root ? {} : this.#owner),
    });
    closeSync(log);
    child.unref();
    this.#pid = child.pid ?? 0;
    await this.#untilAnswering();
  }

  async #untilAnswering(): Promise<void> {
    const deadline = Date.now() + 30_000;
    for (;;) {
      try {
        const client = await this.connect();
        await client.query('SELECT 1');
        await client.end();
        return;
      } catch (error) {
        if (Date.now() > deadline) throw error;
        if (!this.running) throw new Error(`PostgreSQL ended while it was started:\n${this.#logged}`, { cause: error });
        await new Promise((tick) => setTimeout(tick, 10));
      }
    }
  }

  /** Writes over the last row of a section's log, as who owns the machine: everybody else is refused by the table itself. */
  async spoilLastRow(sectionId: string): Promise<void> {
    const database = await this.connect();
    await database.query('BEGIN');
    await database.query('SET LOCAL session_replication_role = replica');
    await database.query(
      `UPDATE section_updates SET bytes = '\\x0102030405' WHERE section_id = $1
       AND seq = (SELECT max(seq) FROM section_updates WHERE section_id = $1)`,
      [sectionId],
    );
    await database.query('COMMIT');
    await database.end();
  }

  get #logged(): string {
    return readFileSync(join(this.dataDir, 'postgres.log'), 'utf8').slice(-2_000);
  }

  #postmaster(): number {
    return Number(readFileSync(join(this.dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  }

  /** After kill -9 its locks stay behind, and by then the number may be another process's. */
  #clean(): void {
    rmSync(join(this.dataDir, 'postgres', 'postmaster.pid'), { force: true });
    for (const name of ['.s.PGSQL.5432', '.s.PGSQL.5432.lock']) rmSync(join(this.socketDir, name), { force: true });
  }
}

/** A disk of its own that can be filled; null where this machine does not let us make one. */
export class SmallDisk {
  private constructor(readonly path: string) {}

  /** @param path a folder that exists */
  static mount(path: string, megabytes: number): SmallDisk | null {
    const made = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0700`, 'samenspel-test', path]);
    return made.status === 0 ? new SmallDisk(path) : null;
  }

  /** Takes all that is left. */
  fill(): void {
    spawnSync('dd', ['if=/dev/zero', `of=${join(this.path, 'filler')}`, 'bs=64k']);
  }

  /** Gives it back. */
  free(): void {
    rmSync(join(this.path, 'filler'), { force: true });
  }

  unmount(): void {
    const done = spawnSync('umount', [this.path]);
    if (done.status !== 0) throw new Error(`${this.path} is still mounted: ${String(done.stderr)}`);
  }
}
