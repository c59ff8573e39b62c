import { Refusal, type TableId } from '@samenspel/domain';
import type { EntityManager } from 'typeorm';

/**
 * Keeps the table from being closed until the end of the transaction: a command that was let in just before must not
 * change anything after. One command at a time: of two that shared the lock and then both wanted to change the row, each
 * would wait for the other.
 *
 * @throws Refusal `closed`
 */
export async function holdOpen(manager: EntityManager, tableId: TableId): Promise<void> {
  const rows: { closed: boolean }[] = await manager.query(
    'SELECT closed_at IS NOT NULL AS closed FROM tables WHERE id = $1 FOR NO KEY UPDATE',
    [tableId],
  );
  if (rows[0]?.closed !== false) throw new Refusal('closed');
}
