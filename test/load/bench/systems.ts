import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { Member } from '../../support/member';
import { SERVER_FLAGS, freePort } from '../../support/product';
import type { Line } from './line';
import { OwnLine } from './own-line';
import { HocuspocusLine, YSocketIoLine, YWebsocketLine } from './peer-lines';
import { onServerCore, unpin } from './process-figures';

const ROOT = process.cwd();
/** People of the demonstration who write at its first table. */
const WRITERS = ['Marloes Terpstra', 'Sjoerd Wiersma', 'Annemiek Roos', 'Esra Yildiz', 'Joost Hartman'];
const SECTIONS_PER_DOCUMENT = 100;

/** A server that is measured. */
export interface System {
  readonly name: string;
  /** What holds of an update at the moment that others see it. */
  readonly durable: string;
  readonly pid: number;
  /** New, empty documents. */
  documents(count: number): Promise<string[]>;
  /** A connection of the n-th client. */
  line(n: number): Promise<Line>;
  kill(): Promise<void>;
  stop(): Promise<void>;
  /** Starts again on the same data. */
  again(): Promise<void>;
}

/** A process that says when it is ready. */
class ServerProcess {
  #child: ChildProcess | null = null;
  output = '';

  constructor(
    private readonly command: readonly string[],
    private readonly env: Readonly<Record<string, string>>,
    private readonly ready: RegExp,
  ) {}

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  async start(): Promise<void> {
    const [program, rest] = onServerCore(this.command);
    this.output = '';
    const child = spawn(program, rest, {
      cwd: ROOT,
      env: { PATH: process.env['PATH'] ?? '', ...this.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    await new Promise<void>((resolve, reject) => {
      const hear = (bytes: Buffer): void => {
        this.output += bytes.toString();
        if (this.ready.test(this.output)) resolve();
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.once('exit', (code) => reject(new Error(`${this.command.at(-1)} ended (${code}):\n${this.output}`)));
    });
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  }
}

/** The product as it is built, with its embedded PostgreSQL, in which the peers have a database too. */
export class OwnSystem implements System {
  readonly name = 'Samenspel';
  readonly durable = 'committed';
  readonly #server: ServerProcess;
  #members: Member[] = [];

  private constructor(
    readonly port: number,
    readonly dataDir: string,
  ) {
    this.#server = new ServerProcess(
      [process.execPath, ...SERVER_FLAGS, ...profile(), join(ROOT, 'apps/server/dist/main.js')],
      // Hundreds of clients of five people: that is what the setting is for.
      { PORT: String(port), SAMENSPEL_DATA: dataDir, SAMENSPEL_SOCKETS_PER_PERSON: '10000' },
      /Samenspel is ready/,
    );
  }

  static async start(): Promise<OwnSystem> {
    const system = new OwnSystem(await freePort(), mkdtempSync(join(tmpdir(), 'samenspel-bench-')));
    await system.again();
    const client = await system.database('postgres');
    await client.query('CREATE DATABASE bench');
    await client.end();
    return system;
  }

  get pid(): number {
    return this.#server.pid;
  }

  get socketDir(): string {
    return join(this.dataDir, 'run');
  }

  async database(name: string): Promise<Client> {
    const client = new Client({ host: this.socketDir, port: 5432, user: 'samenspel_owner', database: name });
    await client.connect();
    return client;
  }

  async documents(count: number): Promise<string[]> {
    const [member] = this.#members;
    if (member === undefined) throw new Error('nobody is signed in');
    const tableId = member.session?.seat?.tableId ?? '';
    const made: string[] = [];
    let documentId = '';
    for (let n = 0; n < count; n += 1) {
      if (n % SECTIONS_PER_DOCUMENT === 0) {
        const plan = { title: `Plan ${n}`, kind: 'transformationPlan', formality: 'informal' };
        ({ documentId } = await member.send<{ documentId: string }>('POST', `/api/tables/${tableId}/documents`, plan));
      }
      const section = { title: `Onderdeel ${n}`, preset: { kind: 'wholeTable' } };
      const { sectionId } = await member.send<{ sectionId: string }>(
        'POST',
        `/api/documents/${documentId}/sections`,
        section,
      );
      made.push(sectionId);
    }
    return made;
  }

  line(n: number): Promise<OwnLine> {
    return OwnLine.connect(this.port, this.#members[n % this.#members.length]?.cookie ?? '');
  }

  kill(): Promise<void> {
    return this.#server.end('SIGKILL');
  }

  stop(): Promise<void> {
    return this.#server.end('SIGINT');
  }

  async again(): Promise<void> {
    await this.#server.start();
    unpin(Number(readFileSync(join(this.dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]));
    if (this.#members.length > 0) return;
    const url = `http://localhost:${this.port}`;
    this.#members = [];
    for (const name of WRITERS) this.#members.push(await Member.signIn(url, name));
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

/** BENCH_PROFILE=folder writes a profile of our server there when it stops. */
function profile(): string[] {
  const folder = process.env['BENCH_PROFILE'];
  return folder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${folder}`];
}

type PeerKind = 'hocuspocus' | 'hocuspocus-0' | 'y-websocket' | 'y-socket-io';

const PEERS: Readonly<Record<PeerKind, { name: string; durable: string; script: string }>> = {
  hocuspocus: { name: 'Hocuspocus', durable: '2 to 10 s later', script: 'hocuspocus.mjs' },
  'hocuspocus-0': { name: 'Hocuspocus, debounce 0', durable: 'soon after', script: 'hocuspocus.mjs' },
  'y-websocket': { name: '@y/websocket-server', durable: 'never (memory)', script: 'y-websocket.mjs' },
  'y-socket-io': { name: 'y-socket.io', durable: 'never (memory)', script: 'y-socket-io.mjs' },
};

export class PeerSystem implements System {
  readonly name: string;
  readonly durable: string;
  readonly #server: ServerProcess;

  private constructor(
    private readonly kind: PeerKind,
    private readonly port: number,
    socketDir: string,
  ) {
    const { name, durable, script } = PEERS[kind];
    this.name = name;
    this.durable = durable;
    this.#server = new ServerProcess(
      [process.execPath, join(ROOT, 'test/load/peers', script)],
      {
        PORT: String(port),
        HOST: '127.0.0.1',
        DATABASE: socketDir,
        DEBOUNCE: kind === 'hocuspocus-0' ? '0' : 'default',
        NODE_ENV: 'production',
      },
      kind === 'y-websocket' ? /running at/ : /ready/,
    );
  }

  static async start(kind: PeerKind, socketDir: string): Promise<PeerSystem> {
    const system = new PeerSystem(kind, await freePort(), socketDir);
    await system.again();
    return system;
  }

  get pid(): number {
    return this.#server.pid;
  }

  documents(count: number): Promise<string[]> {
    // Named as ours are, since the name stands in every message of some.
    return Promise.resolve(Array.from({ length: count }, () => crypto.randomUUID()));
  }

  line(): Promise<Line> {
    if (this.kind === 'y-websocket') return Promise.resolve(new YWebsocketLine(this.port));
    return this.kind === 'y-socket-io' ? YSocketIoLine.connect(this.port) : HocuspocusLine.connect(this.port);
  }

  kill(): Promise<void> {
    return this.#server.end('SIGKILL');
  }

  stop(): Promise<void> {
    return this.#server.end('SIGTERM');
  }

  again(): Promise<void> {
    return this.#server.start();
  }
}
