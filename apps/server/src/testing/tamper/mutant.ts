import type { Finding, TableId } from '@samenspel/domain';
import type { EntityManager } from 'typeorm';
import type { HonestLogs } from './honest-log';
import type { Random } from './random';

/** A change that was made, and how to tell that it was found. */
export interface Mutant {
  /** For the report of one that was missed. */
  readonly what: string;
  /** Does a finding name what was changed? */
  names(finding: Finding): boolean;
  /**
   * A log that is right by itself and is not the one that was: found by who kept a checkpoint of at least this size, of
   * this table, and by nobody else.
   */
  readonly onlyAgainst?: { readonly tableId: TableId; readonly from: number };
}

/**
 * Changes rows as who administers the database may, in a transaction that is rolled back.
 * @returns null when there was nothing to change, or what came of it is the same as before
 */
export type RowMutation = (manager: EntityManager, random: Random, logs: HonestLogs) => Promise<Mutant | null>;

export const anything = (): boolean => true;

/** The part of a finding that says where: a record by its place, or a checkpoint by the size that ends with that record. */
export const atLeaf =
  (...places: readonly number[]) =>
  (finding: Finding): boolean =>
    places.some((place) => finding.leaf === place || finding.size === place + 1);
