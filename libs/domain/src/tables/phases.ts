/** A stretch of a table's work, by dates (YYYY-MM-DD) of which the first and the last belong to it. */
export interface PhaseDates {
  readonly from: string;
  /** Null: no end is set. Only the last phase can be without. */
  readonly until: string | null;
  /** What must have been decided to go on, at the latest on `on`. */
  readonly gate: { readonly on: string } | null;
}

export type PhaseFault = 'endsBeforeStart' | 'overlaps' | 'gateOutside';

/**
 * The first thing that is wrong with a list of phases, which must follow each other (docs/spec.md T9).
 *
 * @returns which phase and what, or null
 */
export function phaseFault(phases: readonly PhaseDates[]): { readonly at: number; readonly fault: PhaseFault } | null {
  for (const [at, phase] of phases.entries()) {
    if (phase.until !== null && phase.until < phase.from) return { at, fault: 'endsBeforeStart' };
    const before = phases[at - 1];
    if (before !== undefined && (before.until === null || phase.from <= before.until)) return { at, fault: 'overlaps' };
    const gate = phase.gate?.on;
    if (gate !== undefined && (gate < phase.from || (phase.until !== null && gate > phase.until)))
      return { at, fault: 'gateOutside' };
  }
  return null;
}

/** Is the phase over, going on or still to come? */
export function phaseState(phase: PhaseDates, today: string): 'past' | 'current' | 'future' {
  if (today < phase.from) return 'future';
  return phase.until !== null && phase.until < today ? 'past' : 'current';
}

/** The phase whose gate comes next: the first gate that is not behind us. */
export function nextGate<Phase extends PhaseDates>(phases: readonly Phase[], today: string): Phase | null {
  return phases.find(({ gate }) => gate !== null && gate.on >= today) ?? null;
}
