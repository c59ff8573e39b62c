/** Processor time that is looked at, in milliseconds. */
const SAMPLE_MS = 40;

/**
 * How many times slower than by itself this machine is just now, because of what else it does: at least 1. A time that is
 * promised for a machine of its own is held to that many times as much.
 */
export function contention(): number {
  const begun = process.cpuUsage();
  const from = performance.now();
  for (;;) {
    const { user, system } = process.cpuUsage(begun);
    const used = (user + system) / 1_000;
    if (used >= SAMPLE_MS) return Math.max(1, (performance.now() - from) / used);
  }
}
