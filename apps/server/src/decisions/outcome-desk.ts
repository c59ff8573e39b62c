import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { can, dayOf, type Actor, type DeskItem, type DeskNews, type SeatAtTable } from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { DeskSources, type DeskSource } from '../notifications/desk';
import { CLOCK, type Clock } from '../platform/clock';
import { SeatReader } from '../tables/seat-reader';
import { OutcomeReader, type LoadedOutcome } from './outcome-reader';

/** What outcomes ask of a seat: to have an organ adopt one, or to do something before a day. */
@Injectable()
export class OutcomeDesk implements DeskSource, OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly reader: OutcomeReader,
    private readonly seats: SeatReader,
    private readonly desk: DeskSources,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.desk.register(this);
  }

  async deskItems(actor: Actor): Promise<DeskItem[]> {
    if (actor.seat === null) return [];
    const { tableId, seatId } = actor.seat;
    const own = (await this.seats.atTable(tableId)).find((seat) => seat.seatId === seatId);
    const outcomes = await this.reader.visibleTo(actor, tableId);
    if (own === undefined || outcomes.length === 0) return [];
    const tableName = await this.#nameOf(tableId);
    const today = dayOf(this.clock.now());
    return outcomes
      .filter(({ status }) => status.state !== 'superseded')
      .flatMap((outcome) => [...adoptionWanted(actor, own, outcome), ...asked(own, outcome, today)])
      .map((item) => ({ ...item, tableId, tableName }));
  }

  /** The outcomes that were recorded, the newest first. */
  async deskNews(actor: Actor): Promise<DeskNews[]> {
    if (actor.seat === null) return [];
    const outcomes = await this.reader.visibleTo(actor, actor.seat.tableId);
    if (outcomes.length === 0) return [];
    const tableName = await this.#nameOf(actor.seat.tableId);
    return outcomes.map((outcome) => ({
      kind: 'outcome',
      label: labelOf(outcome),
      tableName,
      at: outcome.recordedAt.toISOString(),
      path: `/besluiten/${outcome.outcomeId}`,
    }));
  }

  async #nameOf(tableId: string): Promise<string> {
    const rows: { name: string }[] = await this.dataSource.query('SELECT name FROM tables WHERE id = $1', [tableId]);
    return rows[0]?.name ?? '';
  }
}

type Item = Omit<DeskItem, 'tableId' | 'tableName'>;

function adoptionWanted(actor: Actor, { role, party }: SeatAtTable, outcome: LoadedOutcome): Item[] {
  // Chair and secretary can record it for others; it is expected of the organisation itself.
  const takesPart = role === 'commissioner' || role === 'contractor';
  if (!takesPart || !can(actor, 'adoption.record', { kind: 'table', tableId: outcome.tableId })) return [];
  if (!outcome.status.waiting.some(({ organisationId }) => organisationId === party.organisationId)) return [];
  const path = `/besluiten/${outcome.outcomeId}/vaststelling`;
  return [{ kind: 'adoptionWanted', label: labelOf(outcome), before: null, path }];
}

function asked({ party }: SeatAtTable, outcome: LoadedOutcome, today: string): Item[] {
  const before = (outcome.content.asked ?? [])
    .filter(({ organisationId }) => organisationId === party.organisationId)
    .flatMap((each) => (each.before === null || each.before < today ? [] : [each.before]))
    .sort();
  return before.slice(0, 1).map((day) => ({
    kind: 'askedByOutcome',
    label: labelOf(outcome),
    // Noon, so that it is the same day wherever it is read.
    before: `${day}T12:00:00.000Z`,
    path: `/besluiten/${outcome.outcomeId}`,
  }));
}

function labelOf({ number, content }: LoadedOutcome): string {
  return `${number} ${content.subject ?? ''}`.trim();
}
