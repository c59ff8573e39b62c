import type { Plain } from './canonical-json';

/** What is recorded for good. Each kind has its own fields, named in the room that records it. */
export const SEALED_KINDS = ['outcome', 'adoption', 'supersession', 'publication', 'roundClosed'] as const;
export type SealedKind = (typeof SEALED_KINDS)[number];

/**
 * One record on its way into the sealed log of a table. Each field is committed to on its own, with its own salt, so that
 * one can be shown, or erased, without the others.
 */
export interface SealedEntry {
  readonly kind: SealedKind;
  /** Id of the record that this is (an outcome, an adoption). */
  readonly recordId: string;
  readonly fields: Readonly<Record<string, Plain>>;
}
