import type { Goals } from './goals';
import type { Timeline } from './timeline';
import type { Trace } from './trace';

/** A promise of the product that was broken. */
export interface Violation {
  /** The invariant: see docs/simulator.md. */
  readonly invariant: string;
  readonly what: string;
  readonly at: number;
}

/** What every part of a simulation shares. */
export interface SimulationContext {
  readonly seed: number;
  readonly timeline: Timeline;
  readonly goals: Goals;
  readonly trace: Trace;
  /** Told here and not thrown: the code under test must not be able to catch it. The first one counts. */
  violated(invariant: string, what: string): void;
}
