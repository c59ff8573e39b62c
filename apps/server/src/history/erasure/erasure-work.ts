import {
  eraseHistories,
  findWords,
  planErasure,
  type ErasedUpdate,
  type ErasurePlan,
  type HistoryBytes,
  type PassageToErase,
} from '@samenspel/collab/server';

/** Work on whole histories, that can take longer than the others should wait. */
export type ErasureJob =
  | ({ readonly kind: 'plan' } & PassageToErase)
  | { readonly kind: 'find'; readonly lines: readonly string[]; readonly histories: readonly HistoryBytes[] };

export interface ErasureResult {
  /** What has to go, and what each update becomes without it; null when no such passage stands there. */
  readonly plan: (ErasurePlan & { readonly changed: readonly ErasedUpdate[] }) | null;
  readonly found: { readonly now: boolean; readonly ever: boolean };
}

/** Does one job. Pure: on a thread of its own in the built server, in line where there is none. */
export function doErasureJob(job: ErasureJob): ErasureResult {
  if (job.kind === 'find') return { plan: null, found: findWords(job.lines, job.histories) };
  const plan = planErasure(job);
  if (plan === null) return { plan: null, found: { now: false, ever: false } };
  return {
    plan: { ...plan, changed: eraseHistories(job.histories, plan.numbers) },
    found: { now: true, ever: true },
  };
}
