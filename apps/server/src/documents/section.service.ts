import { Inject, Injectable } from '@nestjs/common';
import {
  id,
  mayMake,
  Refusal,
  type Actor,
  type AddSection,
  type DocumentId,
  type SectionId,
  type SectionView,
  type TableId,
} from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { LIVE_REVOCATION, type LiveRevocation } from '../rights/live-revocation';
import { SeatReader } from '../tables/seat-reader';
import { audienceAt } from './audience-at';
import { DocumentService } from './document.service';
import { NewSections } from './new-section';

@Injectable()
export class SectionService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly documents: DocumentService,
    private readonly newSections: NewSections,
    private readonly seats: SeatReader,
    @Inject(LIVE_REVOCATION) private readonly live: LiveRevocation,
  ) {}

  /**
   * Adds an empty section to a document, at the end or behind another one.
   *
   * @throws Refusal `forbidden` for an audience to which the acting seat does not belong, `invalid-input` for a seat that
   * cannot be meant, or a section that cannot be seen here, `archived`
   */
  async add(actor: Actor, documentId: DocumentId, command: AddSection): Promise<SectionView> {
    const document = await this.documents.require(actor, 'section.add', documentId);
    const tableId = id<TableId>(document.tableId);
    const seats = await this.seats.atTable(tableId);
    const audience = audienceAt(command.preset, seats);
    if (actor.seat === null || !mayMake(actor.seat, audience)) throw new Refusal('forbidden');
    const maker = { seatId: actor.seat.seatId, personId: actor.personId };
    const after = await this.#behind(actor, documentId, tableId, command.after);
    const [sectionId] = await this.dataSource.transaction(async (manager) => {
      const section = { title: command.title, audience, blocks: [] };
      const made = await this.newSections.add(manager, maker, { documentId, tableId }, seats, [section], after);
      // Looked at again under the lock: of adding and archiving at once, one comes first.
      await this.documents.require(actor, 'section.add', documentId, manager);
      return made;
    });
    this.live.documentChanged(documentId, [{ ...audience, tableId }]);
    if (sectionId === undefined) throw new Refusal('not-found');
    return this.documents.section(actor, documentId, tableId, sectionId);
  }

  /** A section that the actor cannot see and one that does not exist are the same here. */
  async #behind(
    actor: Actor,
    documentId: DocumentId,
    tableId: TableId,
    after: string | undefined,
  ): Promise<SectionId | null> {
    if (after === undefined) return null;
    const sections = await this.documents.sections(actor, documentId, tableId);
    if (!sections.some(({ sectionId }) => sectionId === after)) throw new Refusal('invalid-input', ['after']);
    return id<SectionId>(after);
  }
}
