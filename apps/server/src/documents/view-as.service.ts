import { Injectable } from '@nestjs/common';
import { id, Refusal, type Actor, type DocumentId, type SeatId, type TableId, type ViewAs } from '@samenspel/domain';
import { SeatReader } from '../tables/seat-reader';
import { summaryOf } from './document-reader';
import { DocumentService } from './document.service';

/** "Bekijk als": a document with the eyes of another seat. */
@Injectable()
export class ViewAsService {
  constructor(
    private readonly documents: DocumentService,
    private readonly seats: SeatReader,
  ) {}

  /**
   * The sections that both the actor and the other seat may read (architecture 2): never more than the actor reads himself,
   * so nothing here says whether the other reads more.
   *
   * @throws Refusal `not-found` for a seat that is not at the document's table
   */
  async read(actor: Actor, documentId: DocumentId, seatId: SeatId): Promise<ViewAs> {
    const document = await this.documents.require(actor, 'document.read', documentId);
    const tableId = id<TableId>(document.tableId);
    const seat = (await this.seats.atTable(tableId)).find((each) => each.seatId === seatId);
    if (seat === undefined) throw new Refusal('not-found');
    const own = new Set((await this.documents.sections(actor, documentId, tableId)).map((each) => each.sectionId));
    const theirs = await this.documents.sections({ ...actor, seat }, documentId, tableId);
    return {
      seat: { seatId: seat.seatId, role: seat.role, party: seat.party },
      document: summaryOf(document),
      sections: theirs.filter(({ sectionId, archivedAt }) => archivedAt === null && own.has(sectionId)),
    };
  }
}
