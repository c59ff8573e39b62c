import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { NODE, ROOT } from './product';

export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Runs one of the operator's commands, as npm does once everything is built, and waits for its end. */
export function command(
  name: 'backup' | 'restore',
  args: readonly string[],
  env: Record<string, string>,
): Promise<Ended> {
  const child = spawn(NODE, ['--enable-source-maps', join(ROOT, `apps/server/dist/${name}.js`), ...args], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve) => child.once('exit', (code) => resolve({ code, output })));
}
