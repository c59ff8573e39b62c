import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { id, Refusal, type Actor, type DocumentId, type ExportFormat, type TableId } from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { CLOCK, type Clock } from '../../platform/clock';
import { RateLimit } from '../../platform/http/rate-limit';
import { WorkerStopped, WorkerThread } from '../../platform/worker-thread';
import { SeatReader } from '../../tables/seat-reader';
import { Table } from '../../tables/table.entity';
import { DocumentService } from '../document.service';
import { SectionTexts } from '../text/section-texts';
import type { ExportJob } from './export-model';
import { audienceInDutch, dateInDutch, fileNameOf, momentInDutch, WORDS, type FileFacts } from './export-words';

/** A file to be kept by who asked for it. */
export interface ExportedFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

const TYPES: Readonly<Record<ExportFormat, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
};

const EXPORTS_PER_WINDOW = 30;
const WINDOW_MS = 10 * 60_000;

/** Makes files of documents, with what the acting seat may read of them. */
@Injectable()
export class ExportService implements OnModuleDestroy {
  readonly #limit: RateLimit;
  readonly #maker = new WorkerThread(new URL('./exporter.js', import.meta.url), (job: ExportJob) =>
    import('./make-export').then(({ makeExport }) => makeExport(job)),
  );

  constructor(
    private readonly dataSource: DataSource,
    private readonly documents: DocumentService,
    private readonly texts: SectionTexts,
    private readonly seats: SeatReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.#limit = new RateLimit(clock, EXPORTS_PER_WINDOW, WINDOW_MS);
  }

  onModuleDestroy(): Promise<void> {
    return this.#maker.stop();
  }

  /**
   * The document as a file.
   *
   * @throws Refusal `not-found`; `too-many-requests`; `file-too-complex` for one that is too large to be made
   */
  async export(actor: Actor, documentId: DocumentId, format: ExportFormat): Promise<ExportedFile> {
    await this.documents.require(actor, 'document.read', documentId);
    this.#limit.use(actor.sessionId);
    const at = this.clock.now();
    const { job, file } = await this.#jobOf(actor, documentId, format, at);
    const bytes = await this.#maker.run(job).catch((error: unknown) => {
      throw error instanceof WorkerStopped ? new Refusal('unavailable') : error;
    });
    return { name: fileNameOf(file, at, format), type: TYPES[format], bytes };
  }

  /** Rights and texts of one moment. */
  #jobOf(
    actor: Actor,
    documentId: DocumentId,
    format: ExportFormat,
    at: Date,
  ): Promise<{ job: ExportJob; file: FileFacts }> {
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      const document = await this.documents.require(actor, 'document.read', documentId, manager);
      const tableId = id<TableId>(document.tableId);
      const table = await manager.findOneByOrFail(Table, { id: tableId });
      const views = await this.documents.sections(actor, documentId, tableId, manager);
      const current = views.filter(({ archivedAt }) => archivedAt === null);
      const states = await this.texts.states(
        current.map(({ sectionId }) => id(sectionId)),
        manager,
      );
      const seat = (await this.seats.atTable(tableId, manager)).find(({ seatId }) => seatId === actor.seat?.seatId);
      if (seat === undefined) throw new Refusal('not-found');
      const job: ExportJob = {
        format,
        facts: {
          title: document.title,
          tableName: table.name,
          kind: WORDS.kinds[document.kind],
          formality: WORDS.formality[document.formality],
          formalityMeans: WORDS.formalityMeans[document.formality],
          copy: `Uw exemplaar: wat ${seat.party.name} als ${WORDS.roles[seat.role]} mag lezen`,
          at: momentInDutch(at),
          date: dateInDutch(at),
          instant: at.toISOString(),
        },
        sections: current.map(({ sectionId, code, title, audience, restricted }) => ({
          code,
          title,
          audience: audienceInDutch(audience),
          restricted,
          updates: states.get(id(sectionId))?.updates ?? [],
        })),
      };
      const [party, role] = [seat.party.name, WORDS.roles[seat.role]];
      return { job, file: { title: document.title, tableName: table.name, party, role } };
    });
  }
}
