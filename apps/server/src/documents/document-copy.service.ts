import { Inject, Injectable } from '@nestjs/common';
import { appendBlocks, copyBlocks } from '@samenspel/collab';
import {
  audiencePartsOf,
  can,
  id,
  mayMake,
  Refusal,
  type Actor,
  type Audience,
  type CopyDocument,
  type CopyPreview,
  type DocumentId,
  type DocumentSummary,
  type SectionId,
  type TableId,
} from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { LIVE_REVOCATION, type LiveRevocation } from '../rights/live-revocation';
import { SectionAccessService, type LoadedAccess } from '../rights/section-access.service';
import { SeatReader } from '../tables/seat-reader';
import { Document } from './document.entity';
import { summaryOf } from './document-reader';
import { DocumentService } from './document.service';
import { NewSections, type SectionToMake } from './new-section';
import { SectionOrigins } from './text/section-origins';
import { docOf, SectionTexts, type TextState } from './text/section-texts';

/** Copies documents at their table: of what the maker reads, what he may make himself. */
@Injectable()
export class DocumentCopyService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly documents: DocumentService,
    private readonly access: SectionAccessService,
    private readonly seats: SeatReader,
    private readonly newSections: NewSections,
    private readonly texts: SectionTexts,
    private readonly origins: SectionOrigins,
    @Inject(LIVE_REVOCATION) private readonly live: LiveRevocation,
  ) {}

  /** What a copy would hold and what would stay behind, of what the actor may read. */
  async preview(actor: Actor, documentId: DocumentId): Promise<CopyPreview> {
    const document = await this.documents.require(actor, 'document.add', documentId);
    const tableId = id<TableId>(document.tableId);
    const access = await this.access.ofDocument(documentId);
    const sections = await this.documents.sections(actor, documentId, tableId);
    const seats = await this.seats.atTable(tableId);
    return {
      document: summaryOf(document),
      tableId,
      sections: sections
        .filter(({ archivedAt }) => archivedAt === null)
        .flatMap(({ sectionId, code, title }) => {
          const its = access.get(id<SectionId>(sectionId));
          if (its === undefined) return [];
          const audience = audiencePartsOf(its, seats);
          return [{ sectionId, code, title, audience, copied: mayCopy(actor, its) }];
        }),
    };
  }

  /**
   * Makes a copy, with the texts as they stand.
   *
   * @throws Refusal `conflict` when it would no longer hold the sections that the actor was shown
   */
  async copy(actor: Actor, documentId: DocumentId, command: CopyDocument): Promise<DocumentSummary> {
    const original = await this.documents.require(actor, 'document.add', documentId);
    const tableId = id<TableId>(original.tableId);
    const { title, formality } = command;
    const summary = await this.dataSource.transaction(async (manager) => {
      const copied = await this.#copied(actor, original, manager);
      if (copied.map(({ sectionId }) => sectionId).join() !== command.sections.join()) throw new Refusal('conflict');
      const facts = { title, formality, kind: original.kind };
      const document = await this.documents.insert(manager, actor, tableId, facts);
      await this.#fill(manager, actor, { documentId: id(document.documentId), tableId }, copied);
      return document;
    });
    this.live.tableChanged(tableId);
    return summary;
  }

  /** The sections that are copied, in reading order. */
  async #copied(actor: Actor, original: Document, manager: EntityManager): Promise<Copied[]> {
    const documentId = id<DocumentId>(original.id);
    const access = await this.access.ofDocument(documentId, manager);
    const sections = await this.documents.sections(actor, documentId, id(original.tableId), manager);
    return sections.flatMap(({ sectionId, title, archivedAt }) => {
      const its = access.get(id<SectionId>(sectionId));
      if (its === undefined || archivedAt !== null || !mayCopy(actor, its)) return [];
      return [{ sectionId: id<SectionId>(sectionId), title, audience: audienceOf(its) }];
    });
  }

  async #fill(
    manager: EntityManager,
    actor: Actor,
    document: { readonly documentId: DocumentId; readonly tableId: TableId },
    copied: readonly Copied[],
  ): Promise<void> {
    if (actor.seat === null) throw new Refusal('no-seat');
    const by = { seatId: actor.seat.seatId, personId: actor.personId };
    const states = await this.texts.states(
      copied.map(({ sectionId }) => sectionId),
      manager,
    );
    const sections = copied.map(({ sectionId, title, audience }) => ({
      title,
      audience,
      blocks: textOf(states.get(sectionId)),
    }));
    const seats = await this.seats.atTable(document.tableId, manager);
    const made = await this.newSections.add(manager, by, document, seats, sections);
    for (const [at, { sectionId }] of copied.entries()) {
      const [copy, state] = [made[at], states.get(sectionId)];
      if (copy === undefined || state === undefined) continue;
      const from = { sectionId, generation: state.generation, seq: state.seq };
      await this.origins.record(manager, { kind: 'copied', sectionId: copy, at: { generation: 1, seq: 1 }, from, by });
    }
  }
}

interface Copied {
  readonly sectionId: SectionId;
  readonly title: string;
  readonly audience: Audience;
}

function audienceOf({ storedGrants, owners }: LoadedAccess): Audience {
  return { grants: storedGrants, owners, restricted: false };
}

function mayCopy(actor: Actor, access: LoadedAccess): boolean {
  const reads = can(actor, 'section.read', { kind: 'section', access });
  return reads && actor.seat !== null && mayMake(actor.seat, audienceOf(access));
}

function textOf(state: TextState | undefined): SectionToMake['blocks'] {
  if (state === undefined || state.updates.length === 0) return [];
  const doc = docOf(state);
  const copies = copyBlocks(doc);
  doc.destroy();
  return copies.length === 0 ? [] : (target) => appendBlocks(target, copies);
}
