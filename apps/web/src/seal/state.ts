import { canonicalJson, type Plain } from '@samenspel/domain';
import type { SealCheck } from './seal.store';

/**
 * `wrong`: this record is not what was recorded, or is not in the log, or the page shows something else than the log holds.
 * `elsewhere`: this record is right, and something else in the log is not.
 * `part`: what was checked of this record is right, and something that the page shows of it is withheld from the check.
 */
export type RecordState = 'unchecked' | 'right' | 'part' | 'wrong' | 'elsewhere' | 'unsupported';

/**
 * What a check of the whole log says of one record in it.
 * @param shown fields as the page shows them, null for what it does not show: a server could show one thing and seal another
 */
export function stateOf(
  check: SealCheck | undefined,
  recordId: string,
  shown: Readonly<Record<string, Plain>> = {},
): RecordState {
  if (check === undefined || check.state === 'checking') return 'unchecked';
  if (check.state === 'unsupported') return 'unsupported';
  const { findings } = check.verdict;
  const sealed = check.records.get(recordId);
  if (sealed === undefined || findings.some(({ record }) => record === recordId)) return 'wrong';
  for (const [field, value] of Object.entries(shown)) {
    const held = sealed.values.get(field) ?? null;
    // An erased field is null in the log, and empty on the page; one that is withheld cannot be held against anything.
    const fits = held === null ? isEmpty(value) || sealed.withheld.has(field) : held === canonicalJson(value);
    if (!fits) return 'wrong';
  }
  if (findings.length > 0) return 'elsewhere';
  return Object.keys(shown).some((field) => sealed.withheld.has(field)) ? 'part' : 'right';
}

const isEmpty = (value: Plain): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0);
