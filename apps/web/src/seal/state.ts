import { canonicalJson, type Plain } from '@samenspel/domain';
import type { SealCheck } from './seal.store';

/**
 * `wrong`: this record is not what was recorded, or is not in the log, or the page shows something else than the log holds.
 * `elsewhere`: this record is right, and something else in the log is not.
 */
export type RecordState = 'unchecked' | 'right' | 'wrong' | 'elsewhere' | 'unsupported';

/**
 * What a check of the whole log says of one record in it.
 * @param shown fields as the page shows them: a server could show one thing and seal another
 */
export function stateOf(
  check: SealCheck | undefined,
  recordId: string,
  shown: Readonly<Record<string, Plain>> = {},
): RecordState {
  if (check === undefined || check.state === 'checking') return 'unchecked';
  if (check.state === 'unsupported') return 'unsupported';
  const { findings } = check.verdict;
  const sealed = check.records[recordId];
  if (sealed === undefined || findings.some(({ record }) => record === recordId)) return 'wrong';
  for (const [field, value] of Object.entries(shown)) {
    const held = sealed[field] ?? null;
    // An erased field is shown as absent, and is null in the log.
    if (held !== canonicalJson(value) && !(held === null && value === null)) return 'wrong';
  }
  return findings.length === 0 ? 'right' : 'elsewhere';
}
