import type { FaultKind, Result } from './history';
import type { Script } from './script';

/** So many tries are worth the waiting. */
const MOST_TRIES = 60;

/** Leaves out whatever a history can do without and still show a fault of this kind: large pieces first, then single steps. */
export async function shrunk(
  script: Script,
  kind: FaultKind,
  play: (script: Script) => Promise<Result>,
): Promise<{ script: Script; result: Result }> {
  let best = { script, result: await play(script) };
  let tries = 0;
  for (let size = Math.ceil(script.steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < best.script.steps.length && tries < MOST_TRIES; tries += 1) {
      const steps = best.script.steps.filter((_, index) => index < at || index >= at + size);
      const result = await play({ ...script, steps });
      if (result.faults.some((fault) => fault.kind === kind)) best = { script: { ...script, steps }, result };
      else at += size;
    }
  }
  return best;
}
