import { randomBytes, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  isCommon,
  OUTCOME_FIELDS,
  Refusal,
  type Actor,
  type OutcomeFieldName,
  type OutcomeView,
  type PublicOutcome,
  type PublishOutcome,
  type RecordedContent,
} from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { STEP_UP, type StepUp } from '../identity/step-up';
import { CLOCK, type Clock } from '../platform/clock';
import { LIVE_REVOCATION, type LiveRevocation } from '../rights/live-revocation';
import { SEAL_LOG, type SealLog } from '../seal/seal-log';
import { SeatReader } from '../tables/seat-reader';
import { holdOpen } from '../tables/hold-open';
import { OutcomeReader, type LoadedOutcome } from './outcome-reader';
import { OutcomeService } from './outcome.service';
import { Recorders } from './recorders';

/** Showing an outcome to everybody, and taking that back. Both stand in the record. */
@Injectable()
export class PublicationService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly reader: OutcomeReader,
    private readonly outcomes: OutcomeService,
    private readonly recorders: Recorders,
    private readonly seats: SeatReader,
    @Inject(SEAL_LOG) private readonly seal: SealLog,
    @Inject(STEP_UP) private readonly stepUp: StepUp,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LIVE_REVOCATION) private readonly live: LiveRevocation,
  ) {}

  /**
   * Gives the outcome a public page.
   *
   * @throws Refusal `step-up-needed`; `forbidden` unless the whole table, observers included, can read it; `conflict` when it
   * is public already
   */
  async publish(actor: Actor, outcomeId: string, command: PublishOutcome): Promise<OutcomeView> {
    return this.#once(actor, outcomeId, command, async (manager, outcome) => {
      const seats = await this.seats.atTable(outcome.tableId, manager);
      if (!isCommon(outcome.access, seats)) throw new Refusal('forbidden');
      if (current(outcome) !== undefined) throw new Refusal('conflict');
      // Whoever has the address reads the page: it cannot be guessed.
      return { publicId: randomBytes(16).toString('base64url'), corrects: null };
    });
  }

  /** Takes the public page away; that it was there, and until when, stays in the record. @throws Refusal `conflict` */
  async withdraw(actor: Actor, outcomeId: string, command: PublishOutcome): Promise<OutcomeView> {
    return this.#once(actor, outcomeId, command, (_manager, outcome) => {
      const publication = current(outcome);
      if (publication === undefined) throw new Refusal('conflict');
      return Promise.resolve({ publicId: null, corrects: publication.entryId });
    });
  }

  /** What anybody may read under this address. Holds no name of a person. @throws Refusal `not-found` */
  async read(publicId: string): Promise<PublicOutcome> {
    const found = await this.reader.published(publicId);
    if (found === null || !found.outcome.intact) throw new Refusal('not-found');
    const { outcome, publication } = found;
    if (publication.withdrawnAt !== null)
      return { state: 'withdrawn', withdrawnAt: publication.withdrawnAt.toISOString() };
    const rows: { tableName: string; regionName: string }[] = await this.dataSource.query(
      `SELECT "table".name AS "tableName", region.name AS "regionName"
       FROM tables "table" JOIN regions region ON region.id = "table".region_id WHERE "table".id = $1`,
      [outcome.tableId],
    );
    return {
      state: 'published',
      number: outcome.number,
      recordedAt: outcome.recordedAt.toISOString(),
      publishedAt: publication.at.toISOString(),
      tableName: rows[0]?.tableName ?? '',
      regionName: rows[0]?.regionName ?? '',
      documentTitle: outcome.around.documentTitle ?? '',
      content: publicContent(outcome.content),
      status: outcome.status,
      dissents: (outcome.around.dissent ?? []).map(({ at: _at, ...dissent }) => dissent),
      texts: (await this.reader.texts(outcome)).map(({ sectionId: _sectionId, ...text }) => text),
    };
  }

  async #once(
    actor: Actor,
    outcomeId: string,
    { requestId }: PublishOutcome,
    decide: (
      manager: EntityManager,
      outcome: LoadedOutcome,
    ) => Promise<{ publicId: string | null; corrects: string | null }>,
  ): Promise<OutcomeView> {
    const { tableId } = await this.reader.require(actor, 'outcome.publish', outcomeId);
    await this.stepUp.require(actor);
    const { access } = await this.dataSource.transaction(async (manager) => {
      // One command at a time, also of two on the same outcome.
      await holdOpen(manager, tableId);
      const outcome = await this.reader.require(actor, 'outcome.publish', outcomeId, manager);
      const before: unknown[] = await manager.query('SELECT 1 FROM outcome_entries WHERE request_id = $1', [requestId]);
      if (before.length === 0) await this.#append(manager, actor, outcome, requestId, await decide(manager, outcome));
      return outcome;
    });
    this.live.outcomesChanged(tableId, [access]);
    return this.outcomes.read(actor, outcomeId);
  }

  async #append(
    manager: EntityManager,
    actor: Actor,
    outcome: LoadedOutcome,
    requestId: string,
    { publicId, corrects }: { publicId: string | null; corrects: string | null },
  ): Promise<void> {
    const entryId = randomUUID();
    const now = this.clock.now();
    await manager.query(
      `INSERT INTO outcome_entries (id, outcome_id, kind, request_id, corrects, public_id, at, by_seat)
       VALUES ($1, $2, 'publication', $3, $4, $5, $6, $7)`,
      [entryId, outcome.outcomeId, requestId, corrects, publicId, now, actor.seat?.seatId],
    );
    const { party, role } = await this.recorders.of(actor, manager);
    const fields = {
      outcome: outcome.outcomeId,
      number: outcome.number,
      state: publicId === null ? 'withdrawn' : 'published',
      publicId,
      corrects,
      recordedAt: now.toISOString(),
      recordedByParty: party.normalize(),
      recordedByRole: role,
    };
    await this.seal.append(manager, outcome.tableId, { kind: 'publication', recordId: entryId, fields });
  }
}

function current({ publications }: LoadedOutcome): LoadedOutcome['publications'][number] | undefined {
  return publications.find(({ withdrawnAt }) => withdrawnAt === null);
}

/** Only the fields that say of themselves that they are public. */
function publicContent(content: Partial<RecordedContent>): Partial<RecordedContent> {
  return Object.fromEntries(
    Object.entries(content).filter(([name]) => OUTCOME_FIELDS[name as OutcomeFieldName].isPublic),
  );
}
