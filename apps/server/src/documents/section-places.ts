import { Injectable } from '@nestjs/common';
import { orderKeyBetween, type DocumentId, type SectionId } from '@samenspel/domain';
import type { EntityManager } from 'typeorm';

interface Place {
  readonly sectionId: string;
  readonly key: string;
}

/**
 * Finds order keys. The caller holds the lock of the document. All sections of the document count, those that the actor may
 * not read as well: keys are unique and shown to nobody, so nobody learns by them what lies between.
 */
@Injectable()
export class SectionPlaces {
  /** As many keys as asked, one behind the other, directly behind this section; null: behind all. Reads the places once. */
  async keysBehind(
    manager: EntityManager,
    documentId: DocumentId,
    section: SectionId | null,
    count: number,
  ): Promise<string[]> {
    const places = await this.#places(manager, documentId, null);
    const at = section === null ? places.length - 1 : indexOf(places, section);
    const keys: string[] = [];
    for (let left = count; left > 0; left -= 1)
      keys.push(orderKeyBetween(keys.at(-1) ?? places[at]?.key ?? null, places[at + 1]?.key ?? null));
    return keys;
  }

  /** A key for `moving` directly behind, or directly before, another section. */
  async keyBeside(
    manager: EntityManager,
    documentId: DocumentId,
    moving: SectionId,
    beside: { readonly section: SectionId; readonly side: 'behind' | 'before' },
  ): Promise<string> {
    const places = await this.#places(manager, documentId, moving);
    const at = indexOf(places, beside.section) - (beside.side === 'before' ? 1 : 0);
    return orderKeyBetween(places[at]?.key ?? null, places[at + 1]?.key ?? null);
  }

  async #places(manager: EntityManager, documentId: DocumentId, without: SectionId | null): Promise<Place[]> {
    return manager.query(
      `SELECT id AS "sectionId", order_key AS key FROM sections
       WHERE document_id = $1 AND id IS DISTINCT FROM $2 ORDER BY order_key`,
      [documentId, without],
    );
  }
}

function indexOf(places: readonly Place[], section: SectionId): number {
  const at = places.findIndex(({ sectionId }) => sectionId === section);
  if (at === -1) throw new Error(`Section ${section} is not in this document.`);
  return at;
}
