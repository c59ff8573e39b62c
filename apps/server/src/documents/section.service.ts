import { Inject, Injectable } from '@nestjs/common';
import {
  audienceOf,
  id,
  isSecretariat,
  mayMake,
  Refusal,
  type Actor,
  type AddSection,
  type Audience,
  type DocumentId,
  type PresetInput,
  type SeatAtTable,
  type SectionId,
  type SectionView,
  type TableId,
} from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { LIVE_REVOCATION, type LiveRevocation } from '../rights/live-revocation';
import { SeatReader } from '../tables/seat-reader';
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
   * can not be meant, or a section that can not be seen here, `archived`
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

  /** A section that the actor can not see and one that does not exist are the same here. */
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

/** The audience that is meant. A seat elsewhere and a seat that does not exist are the same to who asks. */
function audienceAt(preset: PresetInput, seats: readonly SeatAtTable[]): Audience {
  switch (preset.kind) {
    case 'providerWithCommissioners':
      if (!seats.some(({ seatId, role }) => seatId === preset.provider && role === 'contractor')) throw wrongSeat();
      return audienceOf({ kind: preset.kind, provider: id(preset.provider) });
    case 'ownSeat':
      if (!seats.some(({ seatId }) => seatId === preset.own)) throw wrongSeat();
      return audienceOf({ kind: preset.kind, own: id(preset.own) });
    case 'commissionersWithSecretariat':
      if (!seats.some((seat) => seat.seatId === preset.secretariat && isSecretariat(seat))) throw wrongSeat();
      return audienceOf({ kind: preset.kind, secretariat: id(preset.secretariat) });
    case 'toRead':
      if (preset.own === undefined) return audienceOf({ kind: preset.kind });
      if (!seats.some(({ seatId }) => seatId === preset.own)) throw wrongSeat();
      return audienceOf({ kind: preset.kind, own: id(preset.own) });
    case 'wholeTable':
    case 'commissionersOnly':
    case 'clientRepresentativesOnly':
      return audienceOf(preset);
  }
}

function wrongSeat(): Refusal {
  return new Refusal('invalid-input', ['preset']);
}
