import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  adoptsFor,
  dayOf,
  organKey,
  Refusal,
  standing,
  type Actor,
  type OutcomeView,
  type RecordAdoption,
  type RecordedOrgan,
} from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { STEP_UP, type StepUp } from '../identity/step-up';
import { CLOCK, type Clock } from '../platform/clock';
import { LIVE_REVOCATION, type LiveRevocation } from '../rights/live-revocation';
import { SEAL_LOG, type SealLog } from '../seal/seal-log';
import { SeatReader } from '../tables/seat-reader';
import { holdOpen } from '../tables/hold-open';
import { OutcomeLetters } from './outcome-letters';
import { OutcomeReader, type LoadedOutcome } from './outcome-reader';
import { OutcomeService } from './outcome.service';
import { Recorders } from './recorders';

/** What organs say about an outcome: what makes it a decision, or keeps it from becoming one. */
@Injectable()
export class AdoptionService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly reader: OutcomeReader,
    private readonly outcomes: OutcomeService,
    private readonly recorders: Recorders,
    private readonly seats: SeatReader,
    private readonly letters: OutcomeLetters,
    @Inject(SEAL_LOG) private readonly seal: SealLog,
    @Inject(STEP_UP) private readonly stepUp: StepUp,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LIVE_REVOCATION) private readonly live: LiveRevocation,
  ) {}

  /**
   * Records what an organ said: adopted, or refused. Once for each request; an entry is corrected only by a later one that
   * names it.
   *
   * @throws Refusal `step-up-needed`; `forbidden` for an organ of another organisation; `invalid-input` for an organ that
   * the outcome does not need and for a day that cannot be; `conflict` when the organ said something that is not named
   */
  async record(actor: Actor, outcomeId: string, command: RecordAdoption): Promise<OutcomeView> {
    const { tableId } = await this.reader.require(actor, 'adoption.record', outcomeId);
    await this.stepUp.require(actor);
    const { access } = await this.dataSource.transaction(async (manager) => {
      // One command at a time, also of two on the same outcome.
      await holdOpen(manager, tableId);
      const outcome = await this.reader.require(actor, 'adoption.record', outcomeId, manager);
      if (!(await recordedBefore(manager, command.requestId, outcomeId))) {
        await this.recordWithin(manager, actor, outcome, command);
        await this.#write(manager, outcome);
      }
      return outcome;
    });
    this.live.outcomesChanged(tableId, [access]);
    return this.outcomes.read(actor, outcomeId);
  }

  /**
   * As `record`, in a transaction in which who gives the command is known for certain; nobody is told.
   *
   * @param now when it is recorded; what is brought in with its past says when that was
   */
  async recordWithin(
    manager: EntityManager,
    actor: Actor,
    outcome: LoadedOutcome,
    command: RecordAdoption,
    now = this.clock.now(),
  ): Promise<void> {
    const organ = organOf(outcome, command);
    const recorder = await this.recorders.of(actor, manager);
    const as = adoptsFor(recorder, organ.organisationId);
    if (as === null) throw new Refusal('forbidden');
    // Nobody adopts a text before it stands, or tomorrow.
    if (command.date < dayOf(outcome.recordedAt) || command.date > dayOf(now))
      throw new Refusal('invalid-input', ['date']);
    const earlier = standing(outcome.adoptions).find((entry) => organKey(bare(entry.organ)) === organKey(bare(organ)));
    if ((earlier?.entryId ?? null) !== command.corrects) throw new Refusal('conflict');

    const entryId = randomUUID();
    await manager.query(
      `INSERT INTO outcome_entries (id, outcome_id, kind, request_id, corrects, at, by_seat)
       VALUES ($1, $2, 'adoption', $3, $4, $5, $6)`,
      [entryId, outcome.outcomeId, command.requestId, command.corrects, now, actor.seat?.seatId],
    );
    const { result, date, ground, source, reservation, reason, corrects } = command;
    const fields = {
      result,
      date,
      ground,
      source,
      reservation,
      reason,
      corrects,
      organ,
      outcome: outcome.outcomeId,
      number: outcome.number,
      recordedAt: now.toISOString(),
      onBehalf: as === 'onBehalf',
      recordedByParty: recorder.party.normalize(),
      recordedByRole: recorder.role,
    };
    await this.seal.append(manager, outcome.tableId, { kind: 'adoption', recordId: entryId, fields });
  }

  async #write(manager: EntityManager, outcome: LoadedOutcome): Promise<void> {
    const seats = await this.seats.atTable(outcome.tableId, manager);
    const [table]: { name: string }[] = await manager.query('SELECT name FROM tables WHERE id = $1', [outcome.tableId]);
    await this.letters.adopted(
      manager,
      { seats, access: outcome.access },
      { tableName: table?.name ?? '', number: outcome.number, path: `/besluiten/${outcome.outcomeId}` },
    );
  }
}

function organOf({ content }: LoadedOutcome, { organ }: RecordAdoption): RecordedOrgan {
  const wanted = organKey(organ);
  const found = content.organs?.find((each) => organKey(bare(each)) === wanted);
  if (found === undefined) throw new Refusal('invalid-input', ['organ']);
  return found;
}

function bare({ organisationId, organ, label }: RecordedOrgan): Parameters<typeof organKey>[0] {
  return { organisationId, organ, label };
}

async function recordedBefore(manager: EntityManager, requestId: string, outcomeId: string): Promise<boolean> {
  const rows: { outcomeId: string }[] = await manager.query(
    'SELECT outcome_id AS "outcomeId" FROM outcome_entries WHERE request_id = $1',
    [requestId],
  );
  if (rows[0] !== undefined && rows[0].outcomeId !== outcomeId) throw new Refusal('conflict');
  return rows.length > 0;
}
