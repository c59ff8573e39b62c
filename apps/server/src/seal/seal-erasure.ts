import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { erasureName, Refusal, SEALED_KINDS, type ErasureFields, type TableId } from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { SealLogService } from './seal-log.service';

/** Takes values out of the log for good, as the law gives a person the right to. */
@Injectable()
export class SealErasure {
  constructor(
    private readonly dataSource: DataSource,
    private readonly log: SealLogService,
  ) {}

  /**
   * Erases the value and the salt of these fields of a record, and writes in the log that it was done. The leaf stays, so
   * that the log can still be checked; without its salt the commitment says nothing about what stood there.
   *
   * @param reason why, without the data that is erased: it stays
   * @param by who decided it
   * @throws Refusal `not-found` for a record that is not in the log, `invalid-input` for a field that it has not, or that
   *   was erased before
   */
  async erase(
    tableId: TableId,
    recordId: string,
    fields: readonly string[],
    reason: string,
    by: string,
  ): Promise<{ readonly leafIndex: number }> {
    const names = [...new Set(fields)].sort();
    return this.dataSource.transaction(async (manager) => {
      const leaves: { index: string }[] = await manager.query(
        `SELECT leaf_index AS index FROM seal_leaves
         WHERE table_id = $1 AND record_id = $2 AND kind = ANY ($3)`,
        [tableId, recordId, SEALED_KINDS],
      );
      const [leaf] = leaves;
      if (leaf === undefined) throw new Refusal('not-found');
      const note: ErasureFields = { fields: names, reason: reason.normalize('NFC'), by };
      const added = await this.log.append(manager, tableId, {
        kind: 'erasure',
        recordId: erasureName(recordId, randomUUID()),
        fields: { ...note },
      });
      const [, count]: [unknown, number] = await manager.query(
        `UPDATE seal_values SET salt = NULL, value = NULL
         WHERE table_id = $1 AND leaf_index = $2 AND field = ANY ($3) AND value IS NOT NULL`,
        [tableId, leaf.index, names],
      );
      if (names.length === 0 || count !== names.length) throw new Refusal('invalid-input', ['fields']);
      return added;
    });
  }
}
