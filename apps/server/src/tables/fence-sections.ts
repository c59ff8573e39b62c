import { id, type SectionId, type TableId } from '@samenspel/domain';
import type { EntityManager } from 'typeorm';

/**
 * Holds every section of the table until the end of the transaction: no frame, no change of rights meanwhile. Locked in the
 * order of their ids, as commits do.
 */
export async function holdSections(manager: EntityManager, tableId: TableId): Promise<SectionId[]> {
  const rows: { id: string }[] = await manager.query(
    `SELECT head.section_id AS id FROM section_heads head
     JOIN sections section ON section.id = head.section_id
     JOIN documents document ON document.id = section.document_id
     WHERE document.table_id = $1 ORDER BY head.section_id FOR NO KEY UPDATE OF head`,
    [tableId],
  );
  return rows.map((row) => id<SectionId>(row.id));
}

/**
 * Frames that were admitted under what held before fail at the fence: the version of every section of the table goes up.
 * After the commit the caller awaits `live.sectionRightsChanged` for each.
 */
export async function fenceSections(manager: EntityManager, tableId: TableId): Promise<SectionId[]> {
  const sectionIds = await holdSections(manager, tableId);
  await manager.query('UPDATE section_heads SET access_version = access_version + 1 WHERE section_id = ANY ($1)', [
    sectionIds,
  ]);
  return sectionIds;
}
