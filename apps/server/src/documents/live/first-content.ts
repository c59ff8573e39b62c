import { randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { writeBlocks } from '@samenspel/collab';
import type { ContentBlock, SectionId } from '@samenspel/domain';
import type { EntityManager } from 'typeorm';
import * as Y from 'yjs';
import type { FirstText, SectionContentWriter } from '../section-content';

const EMPTY_BLOCK: ContentBlock = { type: 'block', kind: 'paragraph', runs: [] };

/** The first text of a section, as row 1 of its log, under a client id that the server holds for itself. */
@Injectable()
export class FirstContent implements SectionContentWriter {
  async write(manager: EntityManager, sectionId: SectionId, text: FirstText, at?: Date): Promise<void> {
    const doc = new Y.Doc();
    doc.clientID = randomBytes(4).readUInt32BE() || 1;
    // A text begins with a block to type in: two people who each made their own first one would have two.
    if (typeof text === 'function') text(doc);
    else writeBlocks(doc, text.length === 0 ? [EMPTY_BLOCK] : text, randomUUID);
    const leaseId = randomUUID();
    await manager.query(
      `INSERT INTO section_leases (id, section_id, generation, client_id)
       SELECT $1, section_id, generation, $3 FROM section_heads WHERE section_id = $2`,
      [leaseId, sectionId, doc.clientID],
    );
    // Only on an empty log: two beginnings of one text would double it.
    const rows: unknown[] = await manager.query(
      `WITH begun AS (
         UPDATE section_heads SET head_seq = 1 WHERE section_id = $1 AND head_seq = 0 RETURNING generation
       )
       INSERT INTO section_updates (section_id, generation, seq, lease_id, frame, bytes, committed_at)
       SELECT $1, generation, 1, $2, 1, $3, coalesce($4, clock_timestamp()) FROM begun RETURNING 1`,
      [sectionId, leaseId, Buffer.from(Y.encodeStateAsUpdate(doc)), at ?? null],
    );
    doc.destroy();
    if (rows.length !== 1) throw new Error(`Section ${sectionId} has a text already.`);
  }
}
