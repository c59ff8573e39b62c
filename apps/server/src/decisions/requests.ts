import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  endsRequestOf,
  Refusal,
  type Actor,
  type EndRequest,
  type OutcomeView,
  type RequestState,
  type SeatAtTable,
} from '@samenspel/domain';
import { DataSource, type EntityManager } from 'typeorm';
import { CLOCK, type Clock } from '../platform/clock';
import { authorize } from '../rights/authorize';
import { holdOpen } from '../tables/hold-open';
import { SeatReader } from '../tables/seat-reader';
import type { LoadedOutcome } from './outcome-reader';

/** What was said last about something that an outcome asks. */
export interface RequestEntry {
  readonly state: RequestState;
  readonly number: number;
  readonly seatId: string;
  readonly at: Date;
}

/** By outcome and place in its list. */
export type RequestEntries = ReadonlyMap<string, RequestEntry>;
export const requestKey = (outcomeId: string, place: number): string => `${outcomeId}/${place}`;

/** What became of what outcomes ask: said by who was asked, or by who prepares the table's papers (docs/spec.md T33). */
@Injectable()
export class Requests {
  constructor(
    private readonly dataSource: DataSource,
    private readonly seats: SeatReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Of these outcomes, what was said last of each thing that they ask. */
  async of(outcomeIds: readonly string[], manager: EntityManager = this.dataSource.manager): Promise<RequestEntries> {
    const rows: (RequestEntry & { outcomeId: string; place: number })[] = await manager.query(
      `SELECT DISTINCT ON (outcome_id, place) outcome_id AS "outcomeId", place, state, number, at, by_seat AS "seatId"
       FROM outcome_request_entries WHERE outcome_id = ANY ($1) ORDER BY outcome_id, place, number DESC`,
      [outcomeIds],
    );
    return new Map(rows.map(({ outcomeId, place, ...entry }) => [requestKey(outcomeId, place), entry]));
  }

  /**
   * Says that something was done or is not needed any more, or takes that back. What was said before stays on record.
   *
   * @param outcome one that the actor reads
   * @throws Refusal `not-found` for a place where nothing is asked; `forbidden` for what is asked of another; `conflict` when
   * somebody said something since
   */
  async end(actor: Actor, outcome: LoadedOutcome, place: number, { state, number }: EndRequest): Promise<void> {
    const { tableId, outcomeId } = outcome;
    authorize(actor, 'request.end', { kind: 'table', tableId });
    const asked = outcome.content.asked?.[place];
    if (asked === undefined) throw new Refusal('not-found');
    await this.dataSource.transaction(async (manager) => {
      await holdOpen(manager, tableId);
      const own = (await this.seats.atTable(tableId, manager)).find(({ seatId }) => seatId === actor.seat?.seatId);
      if (own === undefined || !mayEnd(own, asked.organisationId)) throw new Refusal('forbidden');
      const last = (await this.of([outcomeId], manager)).get(requestKey(outcomeId, place));
      if ((last?.number ?? 0) !== number || (last?.state ?? 'open') === state) throw new Refusal('conflict');
      await manager.query(
        `INSERT INTO outcome_request_entries (id, outcome_id, place, number, state, at, by_seat, by_person)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [randomUUID(), outcomeId, place, number + 1, state, this.clock.now(), own.seatId, actor.personId],
      );
    });
  }

  /** What became of everything that the outcome asks, for who reads it. */
  async views(
    outcome: LoadedOutcome,
    own: SeatAtTable | undefined,
    seats: readonly SeatAtTable[],
    mayChange: boolean,
  ): Promise<OutcomeView['requests']> {
    const entries = await this.of([outcome.outcomeId]);
    return (outcome.content.asked ?? []).map(({ organisationId }, place) => {
      const last = entries.get(requestKey(outcome.outcomeId, place));
      return {
        state: last?.state ?? 'open',
        number: last?.number ?? 0,
        by: seats.find(({ seatId }) => seatId === last?.seatId)?.party.name ?? null,
        at: last?.at.toISOString() ?? null,
        mayEnd: mayChange && own !== undefined && mayEnd(own, organisationId),
      };
    });
  }
}

function mayEnd({ role, party }: SeatAtTable, organisationId: string): boolean {
  return endsRequestOf({ role, organisationId: party.organisationId }, organisationId);
}
