/** What can be wrong with a log. docs/seal.md says of each what it means and what could have caused it. */
export const FINDING_CODES = [
  'form',
  'form-text',
  'form-order',
  'table-other',
  'key-changed',
  'key-missing',
  'leaf-missing',
  'leaf-twice',
  'leaf-changed',
  'leaf-time',
  'record-twice',
  'node-missing',
  'node-changed',
  'node-stray',
  'checkpoint-missing',
  'checkpoint-beyond',
  'checkpoint-form',
  'checkpoint-log',
  'checkpoint-size',
  'checkpoint-root',
  'checkpoint-time',
  'checkpoint-key',
  'checkpoint-signature',
  'commitment-stray',
  'value-stray',
  'value-hidden',
  'value-missing',
  'value-changed',
  'value-gone',
  'erasure-undone',
  'readable-stray',
  'withheld-stray',
  'older-form',
  'older-log',
  'older-key',
  'older-signature',
  'older-lost',
  'older-other',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** One thing that is wrong, and where. */
export interface Finding {
  readonly code: FindingCode;
  /** Place in the log. */
  readonly leaf?: number;
  /** What the leaf says it is of. */
  readonly record?: string;
  readonly field?: string;
  /** Size of the log that a checkpoint is of. */
  readonly size?: number;
  /** Number of a key, from 0. */
  readonly key?: number;
  /** Name of a list of the bundle. */
  readonly list?: string;
}
