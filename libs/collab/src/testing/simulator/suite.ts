import type { Violation } from './context';
import { Goals } from './goals';
import { planOf } from './plan';
import { shrink } from './shrink';
import { MAX_NODES, simulate } from './simulation';

/** What a run of many histories came to. The counts of broken promises are 0 where all is well. */
export interface Totals {
  seeds: number;
  steps: number;
  committed: number;
  /** Copies that differ from each other or from the log, or that never came to rest (I2, I3, I5, I14). */
  diverged: number;
  /** Acknowledged or kept text that is gone, or stored twice (I1). */
  lost: number;
  /** Text that was shown, or called saved, before it was in the log (I4, I6). */
  seenUnsaved: number;
  /** Bytes for who may not have them, and taken from who may not write (I7, I9). */
  leaks: number;
  /** Text under a wrong name, or of a form that must not get in (I10, I11). */
  forged: number;
  violations: number;
}

export interface Failure {
  readonly seed: number;
  readonly violation: Violation;
}

/** The class of broken promise to which an invariant belongs. */
const CLASS: Readonly<Record<string, keyof Totals>> = {
  I1: 'lost',
  I2: 'diverged',
  I3: 'diverged',
  I4: 'seenUnsaved',
  I5: 'diverged',
  I6: 'seenUnsaved',
  I7: 'leaks',
  I9: 'leaks',
  I10: 'forged',
  I11: 'forged',
  I14: 'diverged',
};

/**
 * Carries out the histories of seeds `from` to `from + count - 1`.
 * @param stopAt ends after so many failures
 * @param progress told now and then how many seeds are done
 */
export async function runSeeds(
  from: number,
  count: number,
  stopAt: number,
  progress: (done: number) => void = () => undefined,
): Promise<{ totals: Totals; failures: Failure[]; goals: Goals }> {
  const totals: Totals = {
    seeds: 0, steps: 0, committed: 0, diverged: 0, lost: 0, seenUnsaved: 0, leaks: 0, forged: 0, violations: 0,
  }; // prettier-ignore
  const goals = new Goals();
  const failures: Failure[] = [];
  for (let seed = from; seed < from + count && failures.length < stopAt; seed += 1) {
    const outcome = await simulate(seed);
    totals.seeds += 1;
    totals.steps += outcome.steps;
    totals.committed += outcome.committed;
    goals.add(outcome.goals);
    if (outcome.violation !== null) {
      totals.violations += 1;
      totals[CLASS[outcome.violation.invariant] ?? 'diverged'] += 1;
      failures.push({ seed, violation: outcome.violation });
    }
    if (totals.seeds % 100 === 0) progress(totals.seeds);
  }
  return { totals, failures, goals };
}

/** A failure in words: what was broken, the fewest commands that break it, what happened then, and the line that repeats it. */
export async function explain({ seed, violation }: Failure): Promise<string> {
  const all = planOf(seed, MAX_NODES).commands.map((_, at) => at);
  const same = async (only: readonly number[]): Promise<boolean> =>
    (await simulate(seed, { only: new Set(only) })).violation?.invariant === violation.invariant;
  const only = await shrink(all, same, MAX_RUNS);
  const told = await simulate(seed, { only: new Set(only), told: true });
  return [
    `seed ${seed}: ${violation.invariant}: ${violation.what}`,
    ...told.told.slice(-TOLD_LINES),
    `npm run campaign:simulate -- --seed ${seed} --only ${only.length === 0 ? 'none' : only.join(',')}`,
  ].join('\n');
}

/** Histories tried to make a failing one shorter. */
const MAX_RUNS = 200;
/** Last lines of a failing history that are printed. */
const TOLD_LINES = 60;
