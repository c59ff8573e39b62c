import type { Actor } from '@samenspel/domain';

/** Injection token of the check before what binds people. */
export const STEP_UP = Symbol('StepUp');

/** Proof that the person, and not just a browser left open, gives a command that cannot be undone. */
export interface StepUp {
  /** @throws Refusal `step-up-needed` unless the person confirmed who he is in this session within the last five minutes */
  require(actor: Actor): Promise<void>;
}
