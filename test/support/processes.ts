import { existsSync, readFileSync, readdirSync } from 'node:fs';

/** The processes below this one, however deep, itself first. Linux only. */
export function familyOf(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const parent = parentOf(Number(entry));
    if (parent !== null) parents.set(Number(entry), parent);
  }
  const family = [pid];
  for (const member of family) for (const [child, parent] of parents) if (parent === member) family.push(child);
  return family;
}

function parentOf(pid: number): number | null {
  try {
    // The name in brackets may hold anything, spaces and brackets too.
    const [, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return Number(parent);
  } catch {
    return null; // it ended while we looked
  }
}

/** Sends a signal to each; who is gone already is left out. */
export function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

/** Resolves when none of them runs any more. */
export async function untilGone(pids: readonly number[], ms = 10_000): Promise<void> {
  const deadline = Date.now() + ms;
  while (pids.some(runs)) {
    if (Date.now() > deadline) throw new Error(`still running: ${pids.filter(runs).join(', ')}`);
    await new Promise((tick) => setTimeout(tick, 5));
  }
}

/** Does it run? One that has ended and only waits to be buried does not. */
export function runs(pid: number): boolean {
  if (!existsSync(`/proc/${pid}`)) return false;
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
