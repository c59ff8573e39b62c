import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import {
  can,
  id,
  mayMake,
  Refusal,
  type Actor,
  type AddDocument,
  type DocumentId,
  type DocumentSummary,
  type ImportPreview,
  type PersonId,
  type PresetInput,
  type SeatAtTable,
  type SeatId,
  isSecretariat,
  type SessionId,
  type TableId,
} from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { SessionService } from '../identity/session.service';
import { CLOCK, type Clock } from '../platform/clock';
import { RateLimit } from '../platform/http/rate-limit';
import { WorkerStopped, WorkerThread } from '../platform/worker-thread';
import { authorize } from '../rights/authorize';
import { LIVE_REVOCATION, type LiveRevocation } from '../rights/live-revocation';
import { SeatReader } from '../tables/seat-reader';
import { audienceAt } from './audience-at';
import { DocumentService } from './document.service';
import type { PlanFromFile } from './docx/plan-from-docx';
import type { ImportJob } from './docx/plan-from-upload';
import { NewSections, type Maker } from './new-section';
import { SectionOrigins } from './text/section-origins';

/** A file to take in: its name tells the kind of file, its bytes are not trusted. Not read before it is admitted. */
export interface UploadedFile {
  readonly name: string;
  bytes(): Promise<Uint8Array>;
}

/** What the document is to be; without a title it takes the one that was found in the file. */
export interface ImportAs extends Pick<AddDocument, 'kind' | 'formality'> {
  readonly title?: string;
  /** Who reads the sections; without it the whole table writes along. */
  readonly audience?: PresetInput['kind'];
  readonly provider?: string;
}

/** The row of the log with which a section begins. */
const FIRST_ROW = { generation: 1, seq: 1 };
/** More than any plan has. Each is some rows, in one transaction for which the table waits. */
const MAX_SECTIONS = 500;
const IMPORTS_PER_WINDOW = 30;
const WINDOW_MS = 10 * 60_000;

@Injectable()
export class ImportService implements OnModuleDestroy {
  private readonly limit: RateLimit;
  private readonly reader = new WorkerThread(new URL('./import-reader.js', import.meta.url), (job: ImportJob) =>
    import('./docx/plan-from-upload').then(({ planFromUpload }) => planFromUpload(job)),
  );

  constructor(
    private readonly dataSource: DataSource,
    private readonly documents: DocumentService,
    private readonly newSections: NewSections,
    private readonly seats: SeatReader,
    private readonly origins: SectionOrigins,
    private readonly sessions: SessionService,
    @Inject(CLOCK) clock: Clock,
    @Inject(LIVE_REVOCATION) private readonly live: LiveRevocation,
  ) {
    this.limit = new RateLimit(clock, IMPORTS_PER_WINDOW, WINDOW_MS);
  }

  onModuleDestroy(): Promise<void> {
    return this.reader.stop();
  }

  /** What the file would become. Stores nothing. */
  async preview(actor: Actor, tableId: TableId, file: UploadedFile): Promise<ImportPreview> {
    authorize(actor, 'document.add', { kind: 'table', tableId });
    this.limit.use(actor.sessionId);
    return this.#planOf(file);
  }

  /**
   * Makes a document of the file, all of it or nothing.
   *
   * @throws Refusal that says what is wrong with the file; `forbidden` for an audience to which the acting seat does not
   * belong, `not-signed-in` when the session ended while the file came in
   */
  async import(actor: Actor, tableId: TableId, file: UploadedFile, as: ImportAs): Promise<DocumentSummary> {
    authorize(actor, 'document.add', { kind: 'table', tableId });
    this.limit.use(actor.sessionId);
    if (actor.seat === null) throw new Refusal('no-seat');
    const { plan } = await this.#planOf(file);
    // A file comes in as slowly as its sender likes: who was signed out meanwhile, or left the seat, stores nothing.
    const now = (await this.sessions.actorOfSession(actor.sessionId))?.actor;
    if (now === undefined) throw new Refusal('not-signed-in');
    authorize(now, 'document.add', { kind: 'table', tableId });
    if (now.seat?.seatId !== actor.seat.seatId) throw new Refusal('forbidden');
    return this.#store({ seatId: actor.seat.seatId, personId: actor.personId }, tableId, plan, as);
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
    return this.#store({ seatId, personId: null }, tableId, (await this.#planOf(file)).plan, as);
  }

  async #planOf(file: UploadedFile): Promise<ImportPreview> {
    const bytes = await file.bytes();
    // A file on which the thread ran out of time or memory is one that nobody can import, not a fault of ours.
    const result = await this.reader.run({ name: file.name, bytes }).catch((error: unknown): PlanFromFile => {
      if (error instanceof WorkerStopped) return { ok: false, code: 'file-too-complex' };
      throw error;
    });
    if (!result.ok) throw new Refusal(result.code);
    if (result.plan.sections.length > MAX_SECTIONS) throw new Refusal('too-many-sections');
    return { plan: result.plan, remarks: result.remarks };
  }

  async #store(maker: Maker, tableId: TableId, plan: ImportPreview['plan'], as: ImportAs): Promise<DocumentSummary> {
    const seats = await this.seats.atTable(tableId);
    const seat = seats.find(({ seatId }) => seatId === maker.seatId) ?? null;
    if (seat === null) throw new Refusal('forbidden');
    const audience = audienceAt(presetOf(as, seat, seats), seats);
    if (!mayMake(seat, audience)) throw new Refusal('forbidden');
    const summary = await this.dataSource.transaction(async (manager) => {
      const document = await this.documents.insert(manager, { seat }, tableId, {
        ...as,
        title: as.title ?? plan.title,
      });
      const sections = plan.sections.map((section) => ({ ...section, audience }));
      const place = { documentId: id<DocumentId>(document.documentId), tableId };
      const made = await this.newSections.add(manager, maker, place, seats, sections);
      for (const sectionId of made)
        await this.origins.record(manager, { kind: 'imported', sectionId, at: FIRST_ROW, from: null, by: maker });
      return document;
    });
    this.live.tableChanged(tableId);
    return summary;
  }
}

function presetOf(
  { audience = 'wholeTable', provider = '' }: ImportAs,
  own: SeatAtTable,
  seats: readonly SeatAtTable[],
): PresetInput {
  switch (audience) {
    case 'providerWithCommissioners':
      return { kind: audience, provider };
    case 'ownSeat':
      return { kind: audience, own: own.seatId };
    case 'commissionersWithSecretariat': {
      const secretariat = isSecretariat(own) ? own : seats.find(isSecretariat);
      if (secretariat === undefined) throw new Refusal('invalid-input', ['audience']);
      return { kind: audience, secretariat: secretariat.seatId };
    }
    case 'toRead':
      return own.role === 'secretary' ? { kind: audience, own: own.seatId } : { kind: audience };
    default:
      return { kind: audience };
  }
}

/** The operator has no session; the rights look at the seat alone. */
function asSeat(seat: SeatAtTable): Actor {
  return { personId: id<PersonId>(''), sessionId: id<SessionId>(''), seat, administrator: false };
}
