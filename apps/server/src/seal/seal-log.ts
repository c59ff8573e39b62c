import type { SealedEntry, TableId } from '@samenspel/domain';
import type { EntityManager } from 'typeorm';

/** Injection token of the sealed log. */
export const SEAL_LOG = Symbol('SealLog');

/** A record as the sealed log holds it. A field is null when it was erased: its commitment stands, its value is gone. */
export interface SealedRecord {
  readonly recordId: string;
  readonly kind: SealedEntry['kind'];
  /** Place in the log of its table, from 0. */
  readonly leafIndex: number;
  readonly at: Date;
  readonly fields: Readonly<Record<string, SealedEntry['fields'][string] | undefined>>;
}

/** The sealed log of each table (architecture 7). Whatever is recorded goes through it, in the transaction of its command. */
export interface SealLog {
  /** Adds a leaf to the log of the table and a checkpoint signed over it, in the caller's transaction. */
  append(manager: EntityManager, tableId: TableId, entry: SealedEntry): Promise<{ readonly leafIndex: number }>;
  /**
   * The records with these ids, in the order of the log. Answers what is asked: who may see it is up to the caller.
   *
   * @param without fields that are not wanted, and so are not read: a list needs no whole texts
   */
  read(
    tableId: TableId,
    recordIds: readonly string[],
    manager?: EntityManager,
    without?: readonly string[],
  ): Promise<SealedRecord[]>;
}
