import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';

/** Processor time of all threads of a process since it began, in microseconds. Linux only. */
export function cpuOf(pid: number): number {
  let nanoseconds = 0;
  for (const task of readdirSync(`/proc/${pid}/task`)) {
    try {
      nanoseconds += Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]);
    } catch {
      continue; // the thread ended while we looked
    }
  }
  return nanoseconds / 1_000;
}

/** Memory of a process that is in use, in MB. */
export function memoryOf(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1_024;
}

/** Can processes be kept on one core each? With fewer than two cores, or without taskset, nothing is pinned. */
export const PINNED = spawnSync('taskset', ['-c', '1', 'true']).status === 0;

/** The command that starts `command` on the core of the servers. */
export function onServerCore(command: readonly string[]): [string, string[]] {
  const [program = '', ...rest] = PINNED ? ['taskset', '-c', '0', ...command] : command;
  return [program, rest];
}

/** Lets a process, started on the servers' core, run anywhere: the database is not what is compared. */
export function unpin(pid: number): void {
  if (PINNED) spawnSync('taskset', ['-apc', '0-1', String(pid)]);
}

/** Keeps this process, the generator, off the servers' core. */
export function onGeneratorCore(): void {
  if (PINNED) spawnSync('taskset', ['-apc', '1', String(process.pid)]);
}
