import { Inject, Injectable } from '@nestjs/common';
import {
  id,
  Refusal,
  ROLES,
  type Actor,
  type Archive,
  type DocumentId,
  type DocumentSummary,
  type Rename,
  type SectionAccess,
  type SectionId,
  type TableId,
} from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { CLOCK, type Clock } from '../platform/clock';
import { authorize } from '../rights/authorize';
import { LIVE_REVOCATION, type LiveRevocation } from '../rights/live-revocation';
import { SectionAccessService } from '../rights/section-access.service';
import { Document } from './document.entity';
import { summaryOf } from './document-reader';
import { DocumentService } from './document.service';
import { SectionCodes } from './section-codes';

/** Renames documents, puts them away and brings them back. */
@Injectable()
export class DocumentEditsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly documents: DocumentService,
    private readonly access: SectionAccessService,
    private readonly codes: SectionCodes,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LIVE_REVOCATION) private readonly live: LiveRevocation,
  ) {}

  /** @throws Refusal `conflict` when the title is not the one that the actor saw, `archived` */
  async rename(actor: Actor, documentId: DocumentId, { title, was }: Rename): Promise<DocumentSummary> {
    const document = await this.documents.require(actor, 'document.edit', documentId);
    const unchanged = { id: documentId, title: was };
    const { affected } = await this.dataSource.manager.update(Document, unchanged, { title });
    if (affected !== 1) throw new Refusal('conflict');
    this.#tell(documentId, id(document.tableId));
    return summaryOf({ ...document, title });
  }

  /**
   * Puts a document away, so that it can only be read, or brings it back. Nothing is deleted. Answered when nobody can write
   * in it any more.
   */
  async archive(actor: Actor, documentId: DocumentId, { archived }: Archive): Promise<DocumentSummary> {
    let sections: SectionId[] | null = null;
    const document = await this.dataSource.transaction(async (manager) => {
      const found = await manager.findOneBy(Document, { id: documentId });
      authorize(actor, 'document.edit', found === null ? null : { kind: 'table', tableId: id(found.tableId) });
      await this.codes.lock(manager, documentId);
      const now = await manager.findOneByOrFail(Document, { id: documentId });
      if ((now.archivedAt !== null) === archived) return now;
      const marks = {
        archivedAt: archived ? this.clock.now() : null,
        archivedBySeat: archived ? (actor.seat?.seatId ?? null) : null,
      };
      await manager.update(Document, { id: documentId }, marks);
      sections = await this.#bumpAll(manager, documentId);
      return { ...now, ...marks };
    });
    return this.#letGo(document, sections);
  }

  /** @param sections null when nothing changed */
  async #letGo(document: Document, sections: readonly SectionId[] | null): Promise<DocumentSummary> {
    if (sections !== null) {
      await Promise.all(sections.map((sectionId) => this.live.sectionRightsChanged(sectionId)));
      this.#tell(id(document.id), id(document.tableId));
    }
    return summaryOf(document);
  }

  /** Frames under the old rights fail at the fence from here on. Heads are locked in the order of their ids, as commits do. */
  async #bumpAll(manager: EntityManager, documentId: DocumentId): Promise<SectionId[]> {
    const sectionIds = [...(await this.access.ofDocument(documentId, manager)).keys()];
    await manager.query(
      'SELECT 1 FROM section_heads WHERE section_id = ANY ($1) ORDER BY section_id FOR NO KEY UPDATE',
      [sectionIds],
    );
    await manager.query('UPDATE section_heads SET access_version = access_version + 1 WHERE section_id = ANY ($1)', [
      sectionIds,
    ]);
    return sectionIds;
  }

  /** Everybody at the table sees the document's title and that it is put away: this is no news of any section. */
  #tell(documentId: DocumentId, tableId: TableId): void {
    this.live.documentChanged(documentId, [everybodyAt(tableId)]);
    this.live.tableChanged(tableId);
  }
}

function everybodyAt(tableId: TableId): SectionAccess {
  return { tableId, owners: [], grants: ROLES.map((role) => ({ grantee: { kind: 'role', role }, right: 'read' })) };
}
