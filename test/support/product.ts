import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');
export const NODE = join(ROOT, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');

/** How `npm start` runs Node. */
export const SERVER_FLAGS: readonly string[] = (
  JSON.parse(readFileSync(join(ROOT, 'scripts/server-flags.json'), 'utf8')) as { flags: string[] }
).flags;

/** The built product as a process of its own, with its own database in a folder of its own. */
export interface Product {
  readonly url: string;
  readonly dataDir: string;
  /** The port on this machine, also where people reach it by another address. */
  readonly port: number;
  readonly pid: number;
  readonly output: () => string;
  /** Resolves when the process has ended, however that came. */
  readonly ended: Promise<void>;
  /** As the operator does it: asks it to stop and waits. Returns the exit code. */
  stop(): Promise<number | null>;
  /** kill -9 of the server; the database is left as it is. */
  kill(): Promise<void>;
  /** Starts again on the same data and port. */
  again(): Promise<Product>;
  /** Stops everything and removes the data. */
  remove(): Promise<void>;
}

export interface ProductOptions {
  readonly dataDir?: string;
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** The folder of a server that was built otherwise. */
  readonly dist?: string;
  /** Arguments for Node itself. */
  readonly nodeArgs?: readonly string[];
}

export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'samenspel-product-'));
  const port = options.port ?? (await freePort());
  let output = '';
  const main = join(options.dist ?? join(ROOT, 'apps/server/dist'), 'main.js');
  const child = spawn(NODE, [...SERVER_FLAGS, ...(options.nodeArgs ?? []), main], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', PORT: String(port), SAMENSPEL_DATA: dataDir, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const url = await ready(child, () => output);
  const product: Product = {
    url,
    dataDir,
    port,
    pid: child.pid ?? 0,
    output: () => output,
    ended: exited(child).then(() => undefined),
    stop: async () => {
      const gone = exited(child);
      child.kill('SIGINT');
      return gone;
    },
    kill: async () => {
      const gone = exited(child);
      child.kill('SIGKILL');
      await gone;
    },
    again: () => startProduct({ ...options, dataDir, port }),
    remove: async () => {
      // After a kill the database is an orphan: a start takes it over, so that it can be stopped in order.
      if (child.exitCode === null && child.signalCode === null) await product.stop();
      else if (child.signalCode !== null) await (await product.again()).stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return product;
}

function ready(child: ChildProcess, output: () => string): Promise<string> {
  return new Promise((resolvePromise, reject) => {
    const look = (): void => {
      const found = /Samenspel is ready: (\S+)/.exec(output());
      if (found?.[1] !== undefined) resolvePromise(found[1]);
    };
    child.stdout?.on('data', look);
    child.once('exit', (code) => reject(new Error(`the server ended (${code}):\n${output()}`)));
    look();
  });
}

function exited(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolvePromise) => child.once('exit', (code) => resolvePromise(code)));
}

export function freePort(): Promise<number> {
  return new Promise((resolvePromise, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolvePromise(port));
    });
  });
}
