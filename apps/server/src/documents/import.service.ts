import { Inject, Injectable } from '@nestjs/common';
import {
  audienceOf,
  can,
  id,
  planFromFile,
  Refusal,
  type Actor,
  type AddDocument,
  type DocumentSummary,
  type ImportedPlan,
  type ImportPreview,
  type PersonId,
  type SeatAtTable,
  type SeatId,
  type SessionId,
  type TableId,
} from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { CLOCK, type Clock } from '../platform/clock';
import { RateLimit } from '../platform/http/rate-limit';
import { authorize } from '../rights/authorize';
import { LIVE_REVOCATION, type LiveRevocation } from '../rights/live-revocation';
import { SeatReader } from '../tables/seat-reader';
import { DocumentService } from './document.service';
import { NewSections, type Maker } from './new-section';

/** A file to take in: its name tells the kind of file, its bytes are not trusted. Not read before it is admitted. */
export interface UploadedFile {
  readonly name: string;
  bytes(): Promise<Uint8Array>;
}

/** What the document is to be; without a title it takes the one that was found in the file. */
export type ImportAs = Omit<AddDocument, 'title'> & { readonly title?: string };

const IMPORTS_PER_WINDOW = 30;
const WINDOW_MS = 10 * 60_000;

@Injectable()
export class ImportService {
  private readonly limit: RateLimit;

  constructor(
    private readonly dataSource: DataSource,
    private readonly documents: DocumentService,
    private readonly newSections: NewSections,
    private readonly seats: SeatReader,
    @Inject(CLOCK) clock: Clock,
    @Inject(LIVE_REVOCATION) private readonly live: LiveRevocation,
  ) {
    this.limit = new RateLimit(clock, IMPORTS_PER_WINDOW, WINDOW_MS);
  }

  /** What the file would become. Stores nothing. */
  async preview(actor: Actor, tableId: TableId, file: UploadedFile): Promise<ImportPreview> {
    authorize(actor, 'document.add', { kind: 'table', tableId });
    this.limit.use(actor.sessionId);
    return { plan: await planOf(file) };
  }

  /** Makes a document of the file, all of it or nothing. @throws Refusal that says what is wrong with the file */
  async import(actor: Actor, tableId: TableId, file: UploadedFile, as: ImportAs): Promise<DocumentSummary> {
    authorize(actor, 'document.add', { kind: 'table', tableId });
    this.limit.use(actor.sessionId);
    if (actor.seat === null) throw new Refusal('no-seat');
    const maker = { seatId: actor.seat.seatId, personId: actor.personId };
    return this.#store(maker, tableId, await planOf(file), as);
  }

  /**
   * The same for the operator at the command line, on behalf of a seat.
   *
   * @throws Refusal `not-found` for a seat that is not at the table, `forbidden` for one that may not add documents
   */
  async importFile(seatId: SeatId, tableId: TableId, file: UploadedFile, as: ImportAs): Promise<DocumentSummary> {
    const seat = (await this.seats.atTable(tableId)).find((its) => its.seatId === seatId);
    if (seat === undefined) throw new Refusal('not-found');
    if (!can(asSeat(seat), 'document.add', { kind: 'table', tableId })) throw new Refusal('forbidden');
    return this.#store({ seatId, personId: null }, tableId, await planOf(file), as);
  }

  async #store(maker: Maker, tableId: TableId, plan: ImportedPlan, as: ImportAs): Promise<DocumentSummary> {
    const seats = await this.seats.atTable(tableId);
    const seat = seats.find(({ seatId }) => seatId === maker.seatId) ?? null;
    const summary = await this.dataSource.transaction(async (manager) => {
      const document = await this.documents.insert(manager, { seat }, tableId, {
        ...as,
        title: as.title ?? plan.title,
      });
      const sections = plan.sections.map((section) => ({ ...section, audience: audienceOf({ kind: 'wholeTable' }) }));
      await this.newSections.add(manager, maker, { documentId: id(document.documentId), tableId }, seats, sections);
      return document;
    });
    this.live.tableChanged(tableId);
    return summary;
  }
}

async function planOf(file: UploadedFile): Promise<ImportedPlan> {
  const result = planFromFile(file.name, await file.bytes());
  if (!result.ok) throw new Refusal(result.code);
  return result.plan;
}

/** The operator has no session; the rights look at the seat alone. */
function asSeat(seat: SeatAtTable): Actor {
  return { personId: id<PersonId>(''), sessionId: id<SessionId>(''), seat };
}
