import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Random } from '@samenspel/collab/testing';
import type { DocumentSummary, SectionView } from '@samenspel/domain';
import { CrashDatabase, SmallDisk } from './crash-database';
import { judge, type Held, type Ledger, type LoggedRow, type Verdict } from './crash-ledger';
import { CrashNode } from './crash-node';
import { Typist, held } from './crash-typist';
import { Member, until } from './member';
import { NODE, ROOT, freePort, startProduct } from './product';
import { TestRedis } from './redis';
import { TcpProxy } from './tcp-proxy';

const WRITERS = ['Marloes Terpstra', 'Annemiek Roos', 'Eline Drost', 'Esra Yildiz'];
/** Each writer at two browsers. */
const PAGES = 2;
const SECTIONS = 3;
const DISK_MEGABYTES = 320;

/** What a part is played on. */
export interface CrashShape {
  readonly servers: number;
  /** On a small disk of its own, where this machine lets us make one. */
  readonly disk: boolean;
}

/** Everything of one campaign's part: a database, servers, bad lines between them, and people who type. */
export class CrashStage {
  readonly typists: Typist[] = [];
  #typing: NodeJS.Timeout | null = null;
  #sectionIds: string[] = [];

  private constructor(
    readonly folder: string,
    readonly random: Random,
    readonly ledger: Ledger,
    readonly database: CrashDatabase,
    readonly redis: TestRedis | null,
    readonly disk: SmallDisk | null,
    readonly nodes: readonly CrashNode[],
    readonly front: TcpProxy,
    readonly url: string,
  ) {}

  static async open(random: Random, ledger: Ledger, shape: CrashShape): Promise<CrashStage> {
    // Short: a Unix socket's path has a limit.
    const folder = mkdtempSync(join(tmpdir(), 'crash-'));
    const disk = shape.disk ? SmallDisk.mount(folder, DISK_MEGABYTES) : null;
    const dataDir = join(folder, 'data');
    const first = await startProduct({ dataDir, port: await freePort() });
    const database = new CrashDatabase(dataDir);
    // From here on its database is one of the operator's own, behind lines that can be made bad.
    await first.kill();
    const redis = shape.servers > 1 && TestRedis.here ? await TestRedis.open(await freePort(), folder) : null;
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const nodes: CrashNode[] = [];
    const front = await TcpProxy.open({ port }, () => nodes.filter(({ up }) => up).map((one) => ({ port: one.port })), {
      random,
      patient: true,
    });
    const stage = new CrashStage(folder, random, ledger, database, redis, disk, nodes, front, url);
    for (let n = 0; n < (redis === null ? 1 : shape.servers); n += 1) nodes.push(await stage.#node(n));
    for (const one of nodes) await one.start();
    await stage.#fill();
    return stage;
  }

  /** Words that were acknowledged so far. */
  get acknowledged(): number {
    return this.ledger.acknowledged.size;
  }

  startTyping(): void {
    this.#typing ??= setInterval(() => {
      for (const typist of this.typists) for (let n = this.random.below(4); n > 0; n -= 1) typist.type(this.random);
    }, 12);
  }

  stopTyping(): void {
    if (this.#typing !== null) clearInterval(this.#typing);
    this.#typing = null;
  }

  /** The next time that a server passes this point, after some times, it dies there. */
  arm(name: string, after: number): void {
    writeFileSync(join(this.folder, 'failpoint'), JSON.stringify({ name, after, does: 'kill' }));
  }

  /** Waits until everybody's text is being saved that was typed since. Returns how long that took from then, in milliseconds. */
  async untilSaving(since: number, ms = 120_000): Promise<number> {
    const saving = (): boolean => this.typists.every(({ lastAcknowledged }) => lastAcknowledged > since);
    await this.#wait(saving, ms, 'not everybody is saving again');
    return Math.max(...this.typists.map(({ lastAcknowledged }) => lastAcknowledged)) - since;
  }

  /** Everything that was typed is saved and everybody has it; then what was promised is held against what is there. */
  async judge(): Promise<Verdict & { readonly refused: readonly string[] }> {
    await this.#wait(() => this.typists.every(({ saved }) => saved), 60_000, 'not everything is saved');
    const reader = await Member.signIn(this.url, 'Jeroen Pols');
    const client = reader.connect();
    const fresh: Held[] = [];
    for (const sectionId of this.#sectionIds) {
      const section = client.open(sectionId);
      await until(section, () => section.state === 'live');
      fresh.push(held('a new reader', section));
    }
    const same = (): boolean =>
      this.typists.every((typist) =>
        typist.holds().every((copy) => copy.text === fresh.find(({ sectionId }) => sectionId === copy.sectionId)?.text),
      );
    // The last of what others wrote may still be on its way. When it never comes, the judgement says so.
    await this.#wait(same, 5_000, '').catch(() => undefined);
    const copies = this.typists.flatMap((typist) => typist.holds());
    const drafts = this.typists.flatMap((typist) => typist.drafts);
    for (const word of drafts.flatMap(({ words }) => words)) this.ledger.kept.delete(word);
    const log = await this.#log();
    client.destroy();
    return {
      ...judge(this.ledger, log, fresh, copies),
      refused: [...drafts.map(({ problem }) => problem), ...this.typists.flatMap(({ warnings }) => warnings)],
    };
  }

  async close(): Promise<void> {
    this.stopTyping();
    for (const typist of this.typists) typist.leave();
    for (const { lines } of this.nodes) lines.database.heal();
    this.disk?.free();
    this.database.resume();
    await this.database.start();
    for (const node of this.nodes) await node.close();
    await this.front.close();
    await this.redis?.kill();
    await this.database.stop();
    this.disk?.unmount();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A server with lines of its own to the database and to Redis. */
  async #node(nth: number): Promise<CrashNode> {
    const { folder, database, redis, random } = this;
    const socket = '.s.PGSQL.5432';
    const lineDir = join(folder, `line-${nth}`);
    mkdirSync(lineDir, { mode: 0o700 });
    const databaseLine = await TcpProxy.open(
      { path: join(lineDir, socket) },
      () => [{ path: join(database.socketDir, socket) }],
      { random },
    );
    const redisPort = await freePort();
    const redisLine =
      redis === null ? null : await TcpProxy.open({ port: redisPort }, () => [{ port: redis.port }], { random });
    const address = (role: string): string => `postgres://${role}@localhost/samenspel?host=${lineDir}`;
    const options = {
      dataDir: database.dataDir,
      port: await freePort(),
      dist: failpointsDist(),
      nodeArgs: ['--import', join(ROOT, 'test/support/failpoint.mjs')],
      env: {
        SAMENSPEL_URL: this.url,
        SAMENSPEL_SEAL_KEY: join(database.dataDir, 'seal-key.pem'),
        DATABASE_URL: address('samenspel_app'),
        DATABASE_OWNER_URL: address('samenspel_owner'),
        FAILPOINT_FILE: join(folder, 'failpoint'),
        ...(redis === null ? {} : { REDIS_URL: `redis://127.0.0.1:${redisPort}` }),
      },
    };
    return new CrashNode(options, { database: databaseLine, redis: redisLine });
  }

  async #fill(): Promise<void> {
    const members = await Promise.all(WRITERS.map((name) => Member.signIn(this.url, name)));
    const [first] = members;
    if (first === undefined) throw new Error('nobody writes');
    const document = await first.send<DocumentSummary>(
      'POST',
      `/api/tables/${first.session?.seat?.tableId ?? ''}/documents`,
      {
        title: 'Proef',
        kind: 'transformationPlan',
        formality: 'informal',
      },
    );
    for (let n = 0; n < SECTIONS; n += 1) {
      const { sectionId } = await first.send<SectionView>('POST', `/api/documents/${document.documentId}/sections`, {
        title: `Deel ${n}`,
        preset: { kind: 'wholeTable' },
      });
      this.#sectionIds.push(sectionId);
    }
    for (const [at, member] of members.entries()) {
      for (let page = 0; page < PAGES; page += 1) {
        const name = `${member.person.name}, page ${page}`;
        // Long polling needs a balancer that sends each browser to one server.
        const transport = at === 3 && page === 1 && this.nodes.length === 1 ? 'polling' : 'websocket';
        const own = this.#sectionIds.filter((_, nth) => nth !== (at + page) % SECTIONS);
        this.typists.push(new Typist(name, member, own, this.ledger, [transport]));
      }
    }
  }

  async #log(): Promise<LoggedRow[]> {
    const client = await this.database.connect();
    try {
      const { rows } = await client.query<LoggedRow>(
        `SELECT section_id AS "sectionId", seq::float8 AS seq, lease_id AS "leaseId", frame, bytes
         FROM section_updates WHERE section_id = ANY ($1)`,
        [this.#sectionIds],
      );
      return rows;
    } finally {
      await client.end();
    }
  }

  async #wait(wanted: () => boolean, ms: number, problem: string): Promise<void> {
    const deadline = Date.now() + ms;
    while (!wanted()) {
      if (Date.now() > deadline) {
        const states = this.typists.map(({ state }) => state).join('\n');
        throw new Error(`${problem}\n${states}\n${this.nodes.map(({ output }) => output.slice(-2_000)).join('\n')}`);
      }
      await new Promise((tick) => setTimeout(tick, 5));
    }
  }
}

let dist: string | null = null;

/** The server with points of failure, built once. */
export function failpointsDist(): string {
  if (dist !== null) return dist;
  const built = spawnSync(NODE, [join(ROOT, 'scripts/failpoints.mjs')], { cwd: ROOT, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`the server with points of failure was not built:\n${built.stderr}`);
  return (dist = built.stdout.trim().split('\n').at(-1) ?? '');
}
