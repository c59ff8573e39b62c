// Builds the interface and the server when a source is newer than what was built.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { environment, node, root } from './prepare.mjs';

const SOURCES = [
  'verifier',
  'apps/server',
  'apps/web',
  'libs/domain',
  'libs/collab',
  'package-lock.json',
  'tsconfig.base.json',
];
const SKIP = new Set(['node_modules', 'dist', '.vite']);
const stamp = join(root, 'apps', 'server', 'dist', '.built');

/** What the sources are now: differs when any of them does. */
export function fingerprint() {
  const hash = createHash('sha256');
  const add = (path) => {
    const at = statSync(join(root, path));
    if (at.isDirectory()) {
      for (const entry of readdirSync(join(root, path)).sort()) if (!SKIP.has(entry)) add(join(path, entry));
    } else if (!path.endsWith('.test.ts')) {
      hash.update(`${path}\0${at.size}\0${Math.floor(at.mtimeMs)}\n`);
    }
  };
  for (const source of SOURCES) add(source);
  return hash.digest('hex');
}

/** Builds what is not up to date. A check of file sizes and times only: starting again must not wait for a build tool. */
export function build() {
  const now = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  console.log('Building (the first time this takes about half a minute) ...');
  const nx = join(root, 'node_modules', 'nx', 'dist', 'bin', 'nx.js');
  const bin = existsSync(nx) ? nx : join(root, 'node_modules', 'nx', 'bin', 'nx.js');
  const result = spawnSync(node(), [bin, 'run-many', '-t', 'build', '--output-style=static'], {
    cwd: root,
    env: environment(),
    encoding: 'utf8',
  });
  if (result.status !== 0) {
    console.error(result.stdout, result.stderr);
    console.error('The build failed; the lines above say where.');
    process.exit(1);
  }
  writeFileSync(stamp, now);
}
