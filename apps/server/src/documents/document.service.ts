import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  can,
  id,
  plannedSections,
  Refusal,
  TEMPLATES,
  type Action,
  type Actor,
  type AddDocument,
  type DocumentId,
  type DocumentSummary,
  type DocumentView,
  type SeatId,
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
import { NewSections, type SectionToMake } from './new-section';
import { SectionOrigins } from './text/section-origins';
import { sectionViews } from './section-views';

@Injectable()
export class DocumentService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly access: SectionAccessService,
    private readonly seats: SeatReader,
    private readonly newSections: NewSections,
    private readonly origins: SectionOrigins,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LIVE_REVOCATION) private readonly live: LiveRevocation,
  ) {}

  /** A document with the sections that the acting seat may read, and no trace of the others. */
  async read(actor: Actor, documentId: DocumentId): Promise<DocumentView> {
    const document = await this.require(actor, 'document.read', documentId);
    const tableId = id<TableId>(document.tableId);
    const table = await this.dataSource.manager.findOneByOrFail(Table, { id: tableId });
    const sections = await this.sections(actor, documentId, tableId);
    return {
      ...summaryOf(document),
      tableId,
      tableName: table.name,
      mayAddSection: document.archivedAt === null && can(actor, 'section.add', { kind: 'table', tableId }),
      mayEdit: can(actor, 'document.edit', { kind: 'table', tableId }),
      sections: sections.filter(({ archivedAt }) => archivedAt === null),
      archive: sections.filter(({ archivedAt }) => archivedAt !== null),
    };
  }

  /**
   * Adds a document: empty, or with the sections of a template that the acting seat may make.
   *
   * @throws Refusal `invalid-input` for a template of another kind of document, and for a provider that is not at the table
   */
  async add(actor: Actor, tableId: TableId, command: AddDocument): Promise<DocumentSummary> {
    authorize(actor, 'document.add', { kind: 'table', tableId });
    if (actor.seat === null) throw new Refusal('no-seat');
    const maker = { seatId: actor.seat.seatId, personId: actor.personId };
    const seats = await this.seats.atTable(tableId);
    const { provider } = command;
    if (provider !== undefined && !seats.some(({ seatId, role }) => seatId === provider && role === 'contractor'))
      throw new Refusal('invalid-input', ['provider']);
    const sections = sectionsToMake(actor.seat, command);
    const summary = await this.dataSource.transaction(async (manager) => {
      const document = await this.insert(manager, actor, tableId, command);
      const place = { documentId: id<DocumentId>(document.documentId), tableId };
      const made = await this.newSections.add(manager, maker, place, seats, sections);
      const at = { generation: 1, seq: 1 };
      for (const sectionId of made)
        await this.origins.record(manager, { kind: 'template', sectionId, at, from: null, by: maker });
      return document;
    });
    this.live.tableChanged(tableId);
    return summary;
  }

  /**
   * The document, when the actor may do this with it.
   *
   * @throws Refusal `archived` for what is more than reading, of a document that was put away
   */
  async require(
    actor: Actor,
    action: Action,
    documentId: DocumentId,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<Document> {
    const document = await manager.findOneBy(Document, { id: documentId });
    authorize(actor, action, document === null ? null : { kind: 'table', tableId: id(document.tableId) });
    if (document?.archivedAt && !ALSO_WHEN_ARCHIVED.includes(action)) throw new Refusal('archived');
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
      archivedAt: null,
      archivedBySeat: null,
    };
    await manager.insert(Document, document);
    return summaryOf(document);
  }

  /** The sections of a document that the actor may read, in reading order, those that were archived included. */
  async sections(
    actor: Actor,
    documentId: DocumentId,
    tableId: TableId,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<SectionView[]> {
    const access = await this.access.ofDocument(documentId, manager);
    const readable = [...access].filter(([, its]) => can(actor, 'section.read', { kind: 'section', access: its }));
    const rows = await this.#rows(
      readable.map(([sectionId]) => sectionId),
      manager,
    );
    return sectionViews(actor, rows, new Map(readable), await this.seats.atTable(tableId, manager));
  }

  /** One section as the actor sees it. @throws Refusal `not-found` */
  async section(actor: Actor, documentId: DocumentId, tableId: TableId, sectionId: SectionId): Promise<SectionView> {
    const view = (await this.sections(actor, documentId, tableId)).find((each) => each.sectionId === sectionId);
    if (view === undefined) throw new Refusal('not-found');
    return view;
  }

  #rows(sectionIds: readonly SectionId[], manager: EntityManager): Promise<Section[]> {
    return manager
      .createQueryBuilder(Section, 'section')
      .where('section.id = ANY (:sectionIds)', { sectionIds })
      .getMany();
  }
}

/** What can be asked of a document that was put away. Bringing it back is decided by who asks for it. */
const ALSO_WHEN_ARCHIVED: readonly Action[] = ['document.read', 'document.add'];

function sectionsToMake(seat: NonNullable<Actor['seat']>, { template, kind, provider }: AddDocument): SectionToMake[] {
  if (template === undefined) return [];
  const chosen = TEMPLATES[template];
  if (chosen.kind !== kind) throw new Refusal('invalid-input', ['template']);
  return plannedSections(chosen, seat, provider === undefined ? null : id<SeatId>(provider)).flatMap(
    ({ section, audience }) => (audience === null ? [] : [{ title: section.title, blocks: section.blocks, audience }]),
  );
}
