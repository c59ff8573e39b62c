import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { can, PLACES, type Actor, type DeskEntry, type DeskNews, type SeatAtTable } from '@samenspel/domain';
import { DataSource } from 'typeorm';
import { DeskSources, type DeskSource } from '../notifications/desk';
import { CLOCK, type Clock } from '../platform/clock';
import { SeatReader } from '../tables/seat-reader';
import { OutcomeReader, type LoadedOutcome } from './outcome-reader';
import { PreparationReader, type Preparation } from './preparation-reader';
import { requestKey, Requests, type RequestEntries } from './requests';

/** What outcomes ask of a seat: to say whether it stands apart, to have an organ adopt one, or to do something. */
@Injectable()
export class OutcomeDesk implements DeskSource, OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly reader: OutcomeReader,
    private readonly preparations: PreparationReader,
    private readonly requests: Requests,
    private readonly seats: SeatReader,
    private readonly desk: DeskSources,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.desk.register(this);
  }

  async deskItems(actor: Actor): Promise<DeskEntry[]> {
    if (actor.seat === null) return [];
    const { tableId, seatId } = actor.seat;
    const own = (await this.seats.atTable(tableId)).find((seat) => seat.seatId === seatId);
    if (own === undefined) return [];
    const outcomes = (await this.reader.visibleTo(actor, tableId)).filter(
      ({ status }) => status.state !== 'superseded',
    );
    const said = await this.requests.of(outcomes.map(({ outcomeId }) => outcomeId));
    const closed = (await this.preparations.visibleTo(actor, tableId)).filter(({ state }) => state === 'closed');
    const items = [
      ...(await this.#dissents(actor, own, closed)),
      ...this.#toRecord(actor, closed),
      ...outcomes.flatMap((outcome) => [...adoptionWanted(actor, own, outcome), ...asked(actor, own, outcome, said)]),
    ];
    if (items.length === 0) return [];
    const tableName = await this.#nameOf(tableId);
    return items.map((item) => ({ ...item, tableId, tableName }));
  }

  /**
   * Terms in which the seat may say that it stands apart, until it did. What it handed in moves nobody else's desk
   * (docs/spec.md B17).
   */
  async #dissents(actor: Actor, { seatId }: SeatAtTable, closed: readonly Preparation[]): Promise<Item[]> {
    const now = this.clock.now();
    const running = closed.filter(
      ({ dissentUntil, access }) =>
        dissentUntil !== null && now < dissentUntil && can(actor, 'outcome.dissent', { kind: 'section', access }),
    );
    const dissents = await Promise.all(running.map((each) => this.preparations.dissents(each)));
    return running.flatMap(({ preparationId, content, documentTitle, dissentUntil }, at): Item[] => {
      if (dissents[at]?.some((dissent) => dissent.seatId === seatId)) return [];
      const label = content.subject === '' ? documentTitle : content.subject;
      const before = dissentUntil?.toISOString() ?? null;
      return [{ kind: 'dissent', label, before, path: PLACES.dissent(preparationId) }];
    });
  }

  /** What can be recorded now that the term for dissent is over: for who records. */
  #toRecord(actor: Actor, closed: readonly Preparation[]): Item[] {
    const now = this.clock.now();
    const ready = closed.filter(
      ({ tableId, dissentUntil }) =>
        dissentUntil !== null && dissentUntil <= now && can(actor, 'outcome.record', { kind: 'table', tableId }),
    );
    return ready.map(({ preparationId, content, documentTitle }) => ({
      kind: 'recordWanted',
      label: content.subject === '' ? documentTitle : content.subject,
      before: null,
      path: PLACES.preparation(preparationId),
    }));
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
      path: PLACES.outcome(outcome.outcomeId),
    }));
  }

  async #nameOf(tableId: string): Promise<string> {
    const rows: { name: string }[] = await this.dataSource.query('SELECT name FROM tables WHERE id = $1', [tableId]);
    return rows[0]?.name ?? '';
  }
}

type Item = Omit<DeskEntry, 'tableId' | 'tableName'>;

function adoptionWanted(actor: Actor, { role, party }: SeatAtTable, outcome: LoadedOutcome): Item[] {
  // Chair and secretary can record it for others; it is expected of the organisation itself.
  const takesPart = role === 'commissioner' || role === 'contractor';
  if (!takesPart || !can(actor, 'adoption.record', { kind: 'table', tableId: outcome.tableId })) return [];
  if (!outcome.status.waiting.some(({ organisationId }) => organisationId === party.organisationId)) return [];
  const path = PLACES.adoption(outcome.outcomeId);
  return [{ kind: 'adoptionWanted', label: labelOf(outcome), before: null, path }];
}

/** Each thing that is asked of the own organisation, with a day or without, until it was done or released. */
function asked(actor: Actor, { party }: SeatAtTable, outcome: LoadedOutcome, said: RequestEntries): Item[] {
  const { outcomeId, number, content, tableId } = outcome;
  const mayEnd = can(actor, 'request.end', { kind: 'table', tableId });
  return (content.asked ?? []).flatMap(({ organisationId, what, before }, place): Item[] => {
    const last = said.get(requestKey(outcomeId, place));
    if (organisationId !== party.organisationId || (last?.state ?? 'open') !== 'open') return [];
    return [
      {
        kind: 'askedByOutcome',
        label: `${number} ${what}`,
        // Noon, so that it is the same day wherever it is read.
        before: before === null ? null : `${before}T12:00:00.000Z`,
        path: PLACES.request(outcomeId, place),
        request: mayEnd ? { outcomeId, place, number: last?.number ?? 0 } : null,
      },
    ];
  });
}

function labelOf({ number, content }: LoadedOutcome): string {
  return `${number} ${content.subject ?? ''}`.trim();
}
