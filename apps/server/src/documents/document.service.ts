import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  can,
  id,
  Refusal,
  type Actor,
  type AddDocument,
  type DocumentId,
  type DocumentSummary,
  type DocumentView,
  type SectionId,
  type SectionView,
  type TableId,
} from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { CLOCK, type Clock } from '../platform/clock';
import { authorize } from '../rights/authorize';
import { LIVE_REVOCATION, type LiveRevocation } from '../rights/live-revocation';
import { SectionAccessService } from '../rights/section-access.service';
import { SeatReader } from '../tables/seat-reader';
import { Table } from '../tables/table.entity';
import { Document } from './document.entity';
import { summaryOf } from './document-reader';
import { Section } from './section.entity';
import { sectionViews } from './section-views';

@Injectable()
export class DocumentService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly access: SectionAccessService,
    private readonly seats: SeatReader,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LIVE_REVOCATION) private readonly live: LiveRevocation,
  ) {}

  /** A document with the sections that the acting seat may read, and no trace of the others. */
  async read(actor: Actor, documentId: DocumentId): Promise<DocumentView> {
    const document = await this.require(actor, 'document.read', documentId);
    const tableId = id<TableId>(document.tableId);
    const table = await this.dataSource.manager.findOneByOrFail(Table, { id: tableId });
    return {
      ...summaryOf(document),
      tableId,
      tableName: table.name,
      mayAddSection: can(actor, 'section.add', { kind: 'table', tableId }),
      sections: await this.sections(actor, documentId, tableId),
    };
  }

  /** Adds an empty document. */
  async add(actor: Actor, tableId: TableId, command: AddDocument): Promise<DocumentSummary> {
    authorize(actor, 'document.add', { kind: 'table', tableId });
    const summary = await this.insert(this.dataSource.manager, actor, tableId, command);
    this.live.tableChanged(tableId);
    return summary;
  }

  /** The document, when the actor may do this with it. @throws Refusal */
  async require(actor: Actor, action: 'document.read' | 'section.add', documentId: DocumentId): Promise<Document> {
    const document = await this.dataSource.manager.findOneBy(Document, { id: documentId });
    authorize(actor, action, document === null ? null : { kind: 'table', tableId: id(document.tableId) });
    return document as Document;
  }

  /** Stores a document that the acting seat makes. */
  async insert(
    manager: EntityManager,
    actor: Pick<Actor, 'seat'>,
    tableId: TableId,
    { title, kind, formality }: AddDocument,
  ): Promise<DocumentSummary> {
    if (actor.seat === null) throw new Refusal('no-seat');
    const document = {
      id: randomUUID(),
      tableId,
      title,
      kind,
      formality,
      createdAt: this.clock.now(),
      createdBySeat: actor.seat.seatId,
    };
    await manager.insert(Document, document);
    return summaryOf(document);
  }

  /** The sections of a document that the actor may read, in reading order. */
  async sections(actor: Actor, documentId: DocumentId, tableId: TableId): Promise<SectionView[]> {
    const access = await this.access.ofDocument(documentId);
    const readable = [...access].filter(([, its]) => can(actor, 'section.read', { kind: 'section', access: its }));
    const rows = await this.#rows(readable.map(([sectionId]) => sectionId));
    return sectionViews(actor, rows, new Map(readable), await this.seats.atTable(tableId));
  }

  #rows(sectionIds: readonly SectionId[]): Promise<Section[]> {
    return this.dataSource.manager
      .createQueryBuilder(Section, 'section')
      .where('section.id = ANY (:sectionIds)', { sectionIds })
      .getMany();
  }
}
